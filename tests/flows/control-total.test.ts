import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { problemWords } from '../../src/core/words.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { setControlTotal } from '../../src/flows/set-control-total.ts'
import { viewStatements } from '../../src/flows/view-statements.ts'
import { archiveOf } from '../../src/ledger/open.ts'
import { aFolder, aLedger, anthropicBill, importText } from '../make.ts'
import { fixture } from '../traps/bills.ts'

const costTable = readFileSync(join(import.meta.dirname, '../fixtures/bills/google-cost-table.csv'), 'utf8')
const july = anthropicBill([
  ['2026-07-01', '60.00'],
  ['2026-07-02', '40.00'],
])

describe('what an invoice adds up to', () => {
  it('is read from the file itself where it says so', async () => {
    const ledger = aLedger()
    const outcome = await importText(ledger, costTable, 'cost-table.csv')
    if (outcome.state !== 'imported') throw new Error(JSON.stringify(outcome))
    const [total] = outcome.statement.totals
    expect(outcome.statement.controlTotals).toEqual([
      { currency: total?.currency, billed: total?.billed, saidBy: 'file' },
    ])
    expect(viewStatements(ledger)).toMatchObject([{ tieOut: { state: 'ties-out' } }])
  })

  it('is what the user types, and taken back again', async () => {
    const ledger = aLedger()
    await importText(ledger, july)
    expect(viewStatements(ledger)).toMatchObject([{ tieOut: { state: 'no-control' } }])
    expect(setControlTotal(ledger, 1, { currency: 'usd', billed: '$100.00' })).toMatchObject({ ok: true })
    expect(viewStatements(ledger)).toMatchObject([{ tieOut: { state: 'ties-out', billed: '100' } }])
    setControlTotal(ledger, 1, { currency: 'USD', billed: '99.99' })
    expect(viewStatements(ledger)).toMatchObject([{ tieOut: { state: 'differs', difference: '-0.01' } }])
    setControlTotal(ledger, 1, null)
    expect(viewStatements(ledger)).toMatchObject([{ tieOut: { state: 'no-control' } }])
  })

  it('what is no amount, no currency or no statement is refused and changes nothing', async () => {
    const ledger = aLedger()
    await importText(ledger, july)
    expect(setControlTotal(ledger, 1, { currency: 'USD', billed: 'a lot' })).toMatchObject({
      problem: { kind: 'bad-input', field: 'Invoice total' },
    })
    expect(setControlTotal(ledger, 1, { currency: 'dollars', billed: '1' })).toMatchObject({
      problem: { kind: 'bad-input', field: 'Invoice currency' },
    })
    expect(setControlTotal(ledger, 9, null)).toMatchObject({ problem: { kind: 'no-such-statement' } })
    expect(viewStatements(ledger)).toMatchObject([{ controlTotals: [] }])
  })

  const july300 = anthropicBill([['2026-07-01', '300.00']])
  const asTyped = async (billed: string, currency = 'USD'): Promise<unknown> => {
    const ledger = aLedger()
    await importText(ledger, july300)
    const set = setControlTotal(ledger, 1, { currency, billed })
    const [statement] = viewStatements(ledger)
    return set.ok ? [statement?.controlTotals[0]?.billed, statement?.tieOut.state] : problemWords(set.problem)
  }

  it.each([
    ['300', '300', 'ties-out'],
    ['300.000', '300', 'ties-out'],
    [' $300.00 ', '300', 'ties-out'],
    ['300 USD', '300', 'ties-out'],
    ['usd 300', '300', 'ties-out'],
    ['300.01', '300.01', 'differs'],
    ['1,234.56', '1234.56', 'differs'],
    ['-300', '-300', 'differs'],
    ['(300.00)', '-300', 'differs'],
    ['999999999999999.99', '999999999999999.99', 'differs'],
  ])('%j against 300.00 is %s: %s', async (typed, billed, state) => {
    expect(await asTyped(typed)).toEqual([billed, state])
  })

  it.each([
    '300.005',
    '299.999',
    '1.234,56',
    '1.234',
    '300,00',
    '€300',
    '300 EUR',
    '300 USD 5',
    '12,34',
    '',
    'a lot',
  ])('%j dollars is no invoice’s total', async (typed) => {
    expect(await asTyped(typed)).toBe(
      `Invoice total: “${typed}” is not an amount in USD as invoices have it: at most 2 decimals, behind a point, such as 4,133.42.`,
    )
  })

  it('is no larger than any invoice', async () => {
    for (const typed of ['1E16', '-1000000000000000'])
      expect(await asTyped(typed)).toBe(
        `Invoice total: “${typed}” is not an amount below 1,000,000,000,000,000.`,
      )
  })

  it('of a currency without cents has no decimals, of one with thousandths three', async () => {
    expect(await asTyped('300.5', 'JPY')).toBe(
      'Invoice total: “300.5” is not an amount in JPY as invoices have it: without decimals, such as 4,133.',
    )
    expect(await asTyped('300.005', 'KWD')).toEqual(['300.005', 'other-currency'])
    expect(await asTyped('300', 'QQQ')).toBe('Invoice currency: “QQQ” is not a currency code such as USD.')
  })

  it('is nothing where a file bills nothing: its charges are not zero', async () => {
    const ledger = aLedger()
    await importText(ledger, fixture('anthropic-usage-v2-by-hour.csv'), 'usage.csv')
    const set = setControlTotal(ledger, 1, { currency: 'USD', billed: '5' })
    expect(set.ok ? '' : problemWords(set.problem)).toBe(
      'usage.csv has no invoice that it could be held against: it counts use and bills nothing.',
    )
    expect(viewStatements(ledger)).toMatchObject([{ tieOut: { state: 'no-control' } }])
  })

  it('survives a rebuild, also one from the archive alone', async () => {
    const ledger = aLedger()
    await importText(ledger, july)
    setControlTotal(ledger, 1, { currency: 'USD', billed: '119' })
    await rebuild(ledger)
    const elsewhere = join(aFolder(), 'ledger.sqlite')
    cpSync(ledger.archive, archiveOf(elsewhere), { recursive: true })
    const anew = aLedger(elsewhere)
    expect(await rebuild(anew)).toMatchObject({ ok: true, value: { statements: 1 } })
    for (const one of [ledger, anew])
      expect(viewStatements(one)).toMatchObject([{ tieOut: { state: 'differs', difference: '19' } }])
  })
})
