import { expect, it } from 'vitest'
import { inCopyOrder } from '../../src/flows/copy-order.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { aLedger, anthropicBill, noon } from '../make.ts'
import { aTree } from '../drop.ts'
import { billed } from '../traps/bills.ts'

const ordered = (...paths: readonly string[]): readonly string[] =>
  inCopyOrder(paths.map((path) => ({ path }))).map(({ path }) => path)

it('downloads of one name come in the order in which the browser numbered them', () => {
  expect(ordered('a/cost (10).csv', 'a/cost (2).csv', 'b.csv', 'a/cost.csv')).toEqual([
    'a/cost.csv',
    'a/cost (2).csv',
    'b.csv',
    'a/cost (10).csv',
  ])
  expect(ordered('cost-2.csv', 'cost.csv')).toEqual(['cost.csv', 'cost-2.csv'])
})

it('files of other names, endings and folders stay where they are', () => {
  const paths = ['z.csv', 'a/z (1).csv', 'z (1).json', 'a.csv', 'cost-2026-07.csv', 'cost-2026-06-30.csv']
  expect(ordered(...paths)).toEqual(paths)
})

it('of two downloads of the same bill in one drop the later one counts', async () => {
  const root = aTree({
    'cost (1).csv': anthropicBill([['2026-07-01', '12.00']]),
    'cost.csv': anthropicBill([['2026-07-01', '10.00']]),
  })
  const ledger = aLedger()
  const planning = await planImport(ledger, [{ path: root }], noon)
  planning.commit()
  await planning.end()
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 12'])
})
