import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rebuild } from '../../src/flows/rebuild.ts'
import { setControlTotal } from '../../src/flows/set-control-total.ts'
import { viewStatements } from '../../src/flows/view-statements.ts'
import { archiveOf } from '../../src/ledger/open.ts'
import { aFolder, aLedger, anthropicBill, importText } from '../make.ts'

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
