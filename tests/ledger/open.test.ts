import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { ledgerVersion, migrate, newestVersion } from '../../src/ledger/migrate.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText } from '../make.ts'

describe('opening the ledger', () => {
  it('makes a new one: write-ahead log, foreign keys, newest format', () => {
    const { db } = aLedger()
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(ledgerVersion(db)).toBe(newestVersion)
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'",
      )
      .all()
    expect(loose).toEqual([])
  })

  it('refuses a ledger from the future, and leaves it as it was', () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    ledger.db.pragma(`user_version = ${newestVersion + 1}`)
    ledger.close()
    const before = readFileSync(file)
    expect(openLedger(file)).toEqual({
      ok: false,
      problem: { kind: 'ledger-from-future', file, version: newestVersion + 1, newest: newestVersion },
    })
    expect(readFileSync(file)).toEqual(before)
  })

  it('refuses a damaged file in words', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    await importText(
      ledger,
      anthropicBill(Array.from({ length: 3000 }, (_, n) => ['2026-07-01', '1', `model ${n}`] as const)),
    )
    ledger.close()
    const bytes = readFileSync(file)
    bytes.fill(0xff, 8192, bytes.length - 4096)
    writeFileSync(file, bytes)
    expect(openLedger(file)).toMatchObject({ ok: false, problem: { kind: 'ledger-damaged', file } })
    const notes = join(aFolder(), 'notes.txt')
    writeFileSync(notes, 'This is no database, but it is long enough to be taken for one. '.repeat(20))
    expect(openLedger(notes)).toMatchObject({ ok: false, problem: { kind: 'ledger-damaged' } })
  })

  it('leaves another program’s database alone', () => {
    const file = join(aFolder(), 'other.sqlite')
    const other = new Database(file)
    other.exec('CREATE TABLE things (id INTEGER)')
    other.close()
    expect(openLedger(file)).toMatchObject({ ok: false, problem: { kind: 'ledger-unusable' } })
  })

  it('says so when the place is a folder', () => {
    expect(openLedger(aFolder())).toMatchObject({
      ok: false,
      problem: { kind: 'ledger-unusable', detail: 'it is a folder' },
    })
  })
})

describe('migrating', () => {
  it('brings a ledger of the first format, with rows, to today’s, and keeps a copy of what it was', () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const old = new Database(file)
    old.pragma('application_id = 0x42576174')
    migrate(old, 1)
    old.exec(
      `INSERT INTO statements VALUES (1, '${'a'.repeat(64)}', 'july.csv', 100, 'anthropic-cost', 1, 'cost', 1, 20635, 20635, 0)`,
    )
    old.close()

    const ledger = aLedger(file)
    expect(ledgerVersion(ledger.db)).toBe(newestVersion)
    expect(listStatements(ledger)).toMatchObject([{ id: 1, fileName: 'july.csv' }])
    const copy = `${file}.before-format-${newestVersion}`
    expect(existsSync(copy)).toBe(true)
    const kept = new Database(copy, { readonly: true })
    expect(ledgerVersion(kept)).toBe(1)
    expect(kept.prepare('SELECT file_name FROM statements').pluck().all()).toEqual(['july.csv'])
    kept.close()
  })
})
