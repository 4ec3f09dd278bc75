import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Statement } from '../../src/core/statement.ts'
import type { TieOut } from '../../src/core/tie-out.ts'
import { setControlTotal } from '../../src/flows/set-control-total.ts'
import { tieOutStatement } from '../../src/flows/tie-out-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, anthropicMonths, importText } from '../make.ts'

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures/bills', name), 'utf8')

async function imported(ledger: Ledger, text: string, name = 'bill.csv'): Promise<Statement> {
  const outcome = await importText(ledger, text, name)
  if (outcome.state !== 'imported') throw new Error(`${name} is ${outcome.state}`)
  return outcome.statement
}

function tieOutOf(ledger: Ledger, { id }: Statement): TieOut {
  const answer = tieOutStatement(ledger, id)
  if (!answer.ok) throw new Error(answer.problem.kind)
  return answer.value
}

const withTyped = (ledger: Ledger, statement: Statement, billed: string, currency = 'USD'): TieOut => {
  expect(setControlTotal(ledger, statement.id, { currency, billed })).toEqual({ ok: true, value: null })
  return tieOutOf(ledger, statement)
}

describe('a statement and its invoice', () => {
  it('without a control total: nothing is known', async () => {
    const ledger = aLedger()
    const statement = await imported(ledger, anthropicBill([['2026-07-01', '10.00']]))
    expect(tieOutOf(ledger, statement)).toEqual({ state: 'no-control' })
  })

  it("Google's cost table ties out to its own total, 100.00 − 15.00 + 2.50 + 7.50", async () => {
    const ledger = aLedger()
    const statement = await imported(ledger, fixture('google-cost-table.csv'))
    expect(tieOutOf(ledger, statement)).toMatchObject({
      state: 'ties-out',
      total: { saidBy: 'file', billed: '95' },
      billed: '95',
    })
  })

  it.each([
    ['87.50', 'Tax', '7.5'],
    ['110.00', 'Credit', '-15'],
  ])('an invoice of %s leaves out its rows of %s', async (billed, category, rows) => {
    const ledger = aLedger()
    const statement = await imported(ledger, fixture('google-cost-table.csv'))
    expect(withTyped(ledger, statement, billed)).toMatchObject({
      state: 'differs',
      candidates: [{ kind: 'left-out', category, billed: rows, fit: 'exact' }],
    })
  })

  it('counts the lines of the bill, not the daily cells, for what rounding can do', async () => {
    const ledger = aLedger()
    // Ten lines of one day are one cell: they can be off by 10 × 0.005.
    const line = ['2026-07-01', '10.00'] as const
    const statement = await imported(ledger, anthropicBill(Array.from({ length: 10 }, () => line)))
    const answer = withTyped(ledger, statement, '99.96')
    expect(answer).toMatchObject({ candidates: [{ kind: 'rounding', bound: '0.05', rows: 10 }, {}] })
  })

  it('tells the days of its month that it does not cover', async () => {
    const ledger = aLedger()
    const days = Array.from(
      { length: 21 },
      (_, day) => [`2026-07-${String(day + 1).padStart(2, '0')}`, '10.00'] as const,
    )
    const statement = await imported(ledger, anthropicBill(days))
    expect(withTyped(ledger, statement, '313.50')).toMatchObject({
      candidates: [
        { kind: 'missing-days', missing: [{ days: 10 }], wouldAdd: '100' },
        { kind: 'never-exported' },
      ],
    })
  })

  it('tells one month of several', async () => {
    const ledger = aLedger()
    const statement = await imported(
      ledger,
      anthropicMonths([
        ['2026-06', '10.00'],
        ['2026-07', '20.00'],
      ]),
    )
    expect(withTyped(ledger, statement, '620')).toMatchObject({
      candidates: [{ kind: 'one-month', billed: '620', fit: 'exact' }, { kind: 'credits-on-invoice' }],
    })
  })

  it('tells another account of the same seller and month, which the invoice adds', async () => {
    const ledger = aLedger()
    const bill = fixture('google-cost-table.csv')
    const statement = await imported(ledger, bill, 'one.csv')
    await imported(ledger, bill.replaceAll('010101-AAAAAA-BBBBBB', '020202-CCCCCC-DDDDDD'), 'other.csv')
    expect(withTyped(ledger, statement, '190.00')).toMatchObject({
      difference: '95',
      candidates: [{ kind: 'other-statements', files: ['other.csv'], billed: '95', fit: 'exact' }],
    })
  })

  it('does not tell what the same source said before: it was replaced', async () => {
    const ledger = aLedger()
    await imported(ledger, anthropicBill([['2026-07-01', '9.00']]), 'before.csv')
    const statement = await imported(ledger, anthropicBill([['2026-07-01', '10.00']]), 'after.csv')
    const answer = withTyped(ledger, statement, '19.00')
    expect(answer.state === 'differs' && answer.candidates.map(({ kind }) => kind)).toEqual([
      'missing-days',
      'never-exported',
    ])
  })

  it('in another currency cannot be compared', async () => {
    const ledger = aLedger()
    const statement = await imported(ledger, anthropicBill([['2026-07-01', '100.00']]))
    expect(withTyped(ledger, statement, '92', 'EUR')).toMatchObject({
      state: 'other-currency',
      rate: 0.92,
    })
  })

  it('that is not there is a problem', () => {
    expect(tieOutStatement(aLedger(), 7)).toEqual({
      ok: false,
      problem: { kind: 'no-such-statement', id: 7 },
    })
  })
})
