import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/ledger/migrate.ts'
import { coverageHolds, integrityOf } from '../../src/ledger/check.ts'
import { moneyHolds } from '../../src/ledger/money-months.ts'
import { monthsHold } from '../../src/ledger/monthly.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger } from '../make.ts'

/** A ledger of format 5: a CUR of two days, the same days as CUR 2.0, and a FOCUS file of the same account. */
function anOlderLedger(): string {
  const file = join(aFolder(), 'ledger.sqlite')
  const db = new Database(file)
  db.pragma('application_id = 0x42576174')
  migrate(db, 5)
  const statement = db.prepare(
    `INSERT INTO statements (id, sha256, file_name, byte_count, dialect, dialect_version, dataset, row_count,
       first_day, last_day, imported_at_ms) VALUES (?, ?, ?, 1, ?, 1, 'cost', 2, 20636, 20637, ?)`,
  )
  statement.run(1, 'a', 'cur.csv', 'aws-cur', 1)
  statement.run(2, 'b', 'cur-2.csv', 'aws-cur-2', 2)
  statement.run(3, 'c', 'focus.csv', 'focus', 3)
  db.exec(`
    INSERT INTO sources VALUES (1, 'AWS', '111', 'cost');
    INSERT INTO names VALUES (1, 'Amazon Bedrock');
    INSERT INTO coverage VALUES (1, 1, 20636, 20637, 2), (2, 1, 20637, 20637, 2), (3, 1, 20636, 20637, 2);
    INSERT INTO covered_days VALUES (1, 20636, 3), (1, 20637, 3);
    INSERT INTO charges VALUES
      (1, 1, 20636, 0, 1, NULL, NULL, 'USD', 5000000000, 5000000000, NULL, NULL, 1, 2, 2),
      (1, 1, 20637, 0, 1, NULL, NULL, 'USD', 6000000000, 6000000000, NULL, NULL, 1, 3, 3),
      (2, 1, 20637, 0, 1, NULL, NULL, 'USD', 7000000000, 7000000000, NULL, NULL, 1, 2, 2),
      (3, 1, 20636, 0, 1, NULL, NULL, 'USD', 99000000000, 99000000000, NULL, NULL, 1, 2, 2);
    INSERT INTO monthly_spend VALUES (1, 678, 0, 1, NULL, 'USD', 99, 0, 99, 0, NULL, NULL, NULL);
  `)
  db.close()
  return file
}

describe('a ledger of format 5', () => {
  it('tells its exports apart, and one of them gives the month its money', () => {
    const ledger = aLedger(anOlderLedger())
    const sources = ledger.db
      .prepare(
        'SELECT service_provider_name, billing_account_id, dataset, export_name FROM sources ORDER BY 4',
      )
      .raw()
      .all()
    expect(sources).toEqual([
      ['AWS', '111', 'cost', 'aws-cur'],
      ['AWS', '111', 'cost', 'focus'],
    ])
    expect(
      listStatements(ledger).map(({ coverage }) => coverage.map(({ exportName }) => exportName)),
    ).toEqual([['aws-cur'], ['aws-cur'], ['focus']])
    // Both exports cover two days and itemise the bill: the one imported last counts.
    expect(readSpendRows(ledger, ['provider'])).toMatchObject([{ billed: 99_000_000_000n }])
    const used = ledger.db
      .prepare('SELECT export_name, counts, reason FROM money_months JOIN sources ON sources.id = source_id')
      .raw()
      .all()
    expect(used).toEqual([
      ['aws-cur', 0, 'newest'],
      ['focus', 1, 'newest'],
    ])
  })

  it('is sound afterwards: every reference holds, what is computed was computed anew', () => {
    const ledger = aLedger(anOlderLedger())
    expect(integrityOf(ledger)).toBe('ok')
    expect([coverageHolds(ledger), monthsHold(ledger), moneyHolds(ledger)]).toEqual([true, true, true])
    expect(ledger.db.pragma('foreign_keys', { simple: true })).toBe(1)
  })
})
