import { expect, it } from 'vitest'
import { aLedger, importText } from '../make.ts'

const rows = (...kindsAndCosts: readonly string[]): string =>
  [
    'Date,Kind,Model,Input (w/o Cache Write),Cost',
    ...kindsAndCosts.map((cells) => {
      const [kind = '', cost = ''] = cells.split('=')
      return `2026-04-19T09:00:00Z,${kind},gpt-5,200,${cost}`
    }),
  ].join('\n')

it('a blank cost of a blank or unbilled kind of Cursor is nothing billed', async () => {
  expect(await importText(aLedger(), rows('=', '=-', 'Included=', 'On-Demand=1.25'))).toMatchObject({
    statement: { rowCount: 4, totals: [{ currency: 'USD', billed: '1.25' }] },
  })
})

it('a blank cost of a billed kind of Cursor is refused, and so is a cost of a blank kind', async () => {
  expect(await importText(aLedger(), rows('=', 'On-Demand='))).toMatchObject({
    state: 'refused',
    problem: { kind: 'bad-cell', header: 'Cost', expected: 'amount', line: 3 },
  })
  expect(await importText(aLedger(), rows('=1.25'))).toMatchObject({
    state: 'refused',
    problem: { kind: 'bad-cell', header: 'Kind', expected: 'category' },
  })
})

const oldest = (...costs: readonly string[]): string =>
  [
    'Date,Model,Input (w/o Cache Write),Cost,Cost to you',
    ...costs.map((cells) => `2025-06-14,gpt-5,200,${cells}`),
  ].join('\n')

it('a blank share of a cost that is no money is nothing to pay Cursor', async () => {
  expect(
    await importText(aLedger(), oldest('Included,', 'Free,""', '-,', '$0.00,', ',', '$0.30,$0.25')),
  ).toMatchObject({ statement: { rowCount: 6, totals: [{ currency: 'USD', billed: '0.25' }] } })
})

it('a blank share of a cost that is money may be all of it or nothing, and is refused', async () => {
  expect(await importText(aLedger(), oldest('Included,', '$0.10,'))).toMatchObject({
    state: 'refused',
    problem: { kind: 'bad-cell', header: 'Cost to you', expected: 'amount', line: 3 },
  })
})
