import { expect, it } from 'vitest'
import type { ImportPlan } from '../../src/core/import-plan.ts'
import { monthText } from '../../src/core/period.ts'
import { sameMoneyWords } from '../../src/core/same-money-words.ts'
import { chooseMoneySource } from '../../src/flows/choose-money-source.ts'
import { planImport, type Planning } from '../../src/flows/plan-import.ts'
import { contestedMonths } from '../../src/ledger/money-months.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, noon } from '../make.ts'
import { fixture, imported } from '../traps/bills.ts'

const actual = { name: 'actual.csv', bytes: Buffer.from(fixture('azure-ea-actual-bom.csv')) }
const amortized = { name: 'amortized.csv', bytes: Buffer.from(fixture('azure-ea-amortized-bom.csv')) }

const said = (plan: ImportPlan): readonly string[] =>
  sameMoneyWords(plan, { month: monthText, exportName: (name) => name })

/** What the plan says will count must be what counts once it is carried out. */
async function holds(ledger: Ledger, planning: Planning): Promise<void> {
  const { sameMoney } = planning.plan()
  const done = planning.commit()
  await planning.end()
  expect(done.ok && done.value.state).toBe('committed')
  const shown = (uses: ReturnType<typeof contestedMonths>): unknown =>
    uses
      .map(({ month, serviceProviderName, exportName, counts, reason, billed, coveredDays }) =>
        JSON.stringify([
          monthText(month),
          serviceProviderName,
          exportName,
          counts,
          reason,
          coveredDays,
          billed.map((sum) => `${sum.currency} ${sum.billed}`),
        ]),
      )
      .sort()
  expect(shown(sameMoney)).toEqual(shown(contestedMonths(ledger)))
}

it('says which of two exports of one drop will count, and why', async () => {
  const ledger = aLedger()
  const planning = await planImport(ledger, [amortized, actual], noon)
  expect(said(planning.plan())).toEqual([
    'Microsoft, 2023-09: amortized.csv is not counted: actual.csv shows the same money and itemises the bill.',
  ])
  await holds(ledger, planning)
})

it('says it of one that comes later, and says nothing once that is left out', async () => {
  const ledger = aLedger()
  await imported(ledger, actual.bytes, actual.name)
  const planning = await planImport(ledger, [amortized], noon)
  expect(said(planning.plan())).toEqual([
    'Microsoft, 2023-09: amortized.csv is not counted: the azure-cost-details export that is here already shows the same money and itemises the bill.',
  ])
  expect(said(planning.answer(new Map([[0, { kind: 'skip' }]])))).toEqual([])
  planning.answer(new Map())
  await holds(ledger, planning)
})

it('goes by what the user chose before', async () => {
  const ledger = aLedger()
  for (const { bytes, name } of [actual, amortized]) await imported(ledger, bytes, name)
  chooseMoneySource(ledger, 'Microsoft', '2023-09', 'azure-amortized')
  const again = Buffer.from(actual.bytes.toString().replace(/\r?\n$/, '\n\n'))
  const planning = await planImport(ledger, [{ name: 'again.csv', bytes: again }], noon)
  expect(said(planning.plan())).toEqual([
    'Microsoft, 2023-09: again.csv is not counted: the azure-amortized export that is here already shows the same money and is the one you chose.',
  ])
  await holds(ledger, planning)
})

it('says nothing of a bill that nothing else shows', async () => {
  const ledger = aLedger()
  const planning = await planImport(ledger, [actual], noon)
  expect(planning.plan().sameMoney).toEqual([])
  await planning.end()
})
