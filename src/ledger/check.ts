import type { Currency, Nanos } from '../core/money.ts'
import { coveredDays, speakers } from './coverage.ts'
import type { Ledger } from './open.ts'
import { sumIn, sumOfNanos } from './sums.ts'

/** SQLite's own findings: `ok`, or what is wrong with the file. */
export function integrityOf({ db }: Ledger): string {
  const damage = String(db.pragma('integrity_check(1)', { simple: true }))
  if (damage !== 'ok') return damage
  const orphans = db.pragma('foreign_key_check') as readonly unknown[]
  return orphans.length === 0 ? 'ok' : `${orphans.length} rows refer to rows that are not there`
}

/** What the ledger's cells of one statement add up to, to hold against the file's exact total. */
export type StoredTotal = {
  readonly currency: Currency
  readonly billed: Nanos
  readonly effective: Nanos
  /** Charges the cells stand for: each was rounded once at most. */
  readonly rows: number
}

export const storedTotals = ({ db }: Ledger, statementId: number): readonly StoredTotal[] =>
  db
    .prepare<[number], { readonly currency: Currency; readonly rows: bigint }>(
      `SELECT billing_currency AS currency, ${sumOfNanos('billed_cost_nanos', 'billed')},
         ${sumOfNanos('effective_cost_nanos', 'effective')}, sum(row_count) AS rows
       FROM charges WHERE statement_id = ? AND billing_currency IS NOT NULL GROUP BY 1 ORDER BY 1`,
    )
    .safeIntegers()
    .all(statementId)
    .map((row) => ({
      currency: row.currency,
      billed: sumIn(row, 'billed'),
      effective: sumIn(row, 'effective'),
      rows: Number(row.rows),
    }))

/** Whether the table of who speaks for which day is what the statements' ranges say. */
export function coverageHolds(ledger: Ledger): boolean {
  const sources = ledger.db.prepare<[], number>('SELECT id FROM sources').pluck().all()
  return sources.every((source) => {
    const should = speakers(ledger, source)
    const is = coveredDays(ledger, source)
    return should.size === is.size && [...should].every(([day, statement]) => is.get(day) === statement)
  })
}
