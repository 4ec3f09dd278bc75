import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/flows/check.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { archiveOf, type Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'

async function aLedgerWithBills(): Promise<Ledger> {
  const ledger = aLedger()
  await importText(
    ledger,
    anthropicBill([
      ['2026-07-01', '10'],
      ['2026-07-15', '10.123456789123'],
    ]),
    'first.csv',
  )
  await importText(
    ledger,
    anthropicBill([
      ['2026-07-10', '11'],
      ['2026-07-31', '13'],
    ]),
    'second.csv',
    noon + 1,
  )
  await importText(
    ledger,
    'start_time_iso,amount_value,amount_currency\n2026-07-01,5,eur\n',
    'third.csv',
    noon + 2,
  )
  return ledger
}

const seen = (ledger: Ledger): unknown => [
  listStatements(ledger),
  readSpendRows(ledger, ['provider', 'service', 'project', 'category']),
]

describe('rebuild', () => {
  it('makes the same ledger from the archive', async () => {
    const ledger = await aLedgerWithBills()
    const before = seen(ledger)
    const rebuilt = await rebuild(ledger)
    expect(rebuilt).toMatchObject({
      ok: true,
      value: {
        statements: 3,
        after: [
          { currency: 'EUR', billed: '5' },
          { currency: 'USD', billed: '44.123456789123' },
        ],
      },
    })
    expect(seen(ledger)).toEqual(before)
    expect((await check(ledger)).ok).toBe(true)
  })

  it('needs the archive alone when the ledger file is lost', async () => {
    const ledger = await aLedgerWithBills()
    const before = seen(ledger)
    ledger.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${ledger.file}${end}`, { force: true })
    const fresh = aLedger(ledger.file)
    expect(listStatements(fresh)).toEqual([])
    await rebuild(fresh)
    expect(seen(fresh)).toEqual(before)
  })

  it('changes nothing when an original is missing or is not what it was', async () => {
    const ledger = await aLedgerWithBills()
    const before = seen(ledger)
    const archive = archiveOf(ledger.file)
    const original = readdirSync(archive).find((name) => name.endsWith('.zst')) ?? ''
    writeFileSync(join(archive, original), 'not zstd')
    expect(await rebuild(ledger)).toMatchObject({ ok: false, problem: { kind: 'archive-incomplete' } })
    expect(seen(ledger)).toEqual(before)
    const checked = await check(ledger)
    expect(checked.ok).toBe(false)
    expect(checked.statements.map((statement) => statement.archive).sort()).toEqual([
      'changed',
      'intact',
      'intact',
    ])
    rmSync(join(archive, original))
    expect(await rebuild(ledger)).toMatchObject({ ok: false, problem: { kind: 'archive-incomplete' } })
    expect(seen(ledger)).toEqual(before)
  })
})

describe('check', () => {
  it('finds a cell that was changed behind its back', async () => {
    const ledger = await aLedgerWithBills()
    ledger.db.exec('UPDATE charges SET billed_cost_nanos = billed_cost_nanos + 20 WHERE statement_id = 1')
    const { ok, statements } = await check(ledger)
    expect(ok).toBe(false)
    expect(statements.map(({ id, tiesOut }) => [id, tiesOut])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ])
  })

  it('finds a day that the wrong statement speaks for', async () => {
    const ledger = await aLedgerWithBills()
    ledger.db.exec('UPDATE covered_days SET statement_id = 1 WHERE statement_id = 2')
    expect(await check(ledger)).toMatchObject({ ok: false, coverage: false })
  })
})
