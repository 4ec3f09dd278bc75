import type { Source } from '../core/charge.ts'
import type { Nanos } from '../core/money.ts'
import type { Day } from '../core/period.ts'
import type { Coverage, Replaced, Restated, Statement, StatementTotal } from '../core/statement.ts'
import type { ArchiveNote } from './archive.ts'
import { repaint, sourceId } from './coverage.ts'
import type { Ledger } from './open.ts'
import type { Stage } from './stage.ts'
import { sumIn, sumOfNanos } from './sums.ts'

/** A statement ready to be written; its charges wait in the stage, in terms of `names` and `coverage`. */
export type NewStatement = Omit<Statement, 'id'> & {
  /** Given when a rebuild writes a statement again under its old number. */
  readonly id?: number
  /** Where the archive has it; see there. */
  readonly original: string
  readonly members: readonly string[]
  readonly names: readonly string[]
}

type StatementRow = Omit<Statement, 'totals' | 'coverage'>

const columns = `id, file_name AS fileName, sha256, byte_count AS byteCount, dialect, dialect_version AS dialectVersion,
  dataset, first_day AS firstDay, last_day AS lastDay, row_count AS rowCount, imported_at_ms AS importedAt,
  undone_at_ms AS undoneAt`

/** Every imported file, oldest import first. */
export const listStatements = (ledger: Ledger): readonly Statement[] =>
  ledger.db
    .prepare<[], StatementRow>(`SELECT ${columns} FROM statements ORDER BY imported_at_ms, id`)
    .all()
    .map((row) => whole(ledger, row))

/** What the archive should know of every statement, oldest import first. */
export const notesOfStatements = ({ db }: Ledger): readonly ArchiveNote[] =>
  db
    .prepare<[], Omit<ArchiveNote, 'members'> & { readonly members: string }>(
      `SELECT id, file_name AS fileName, imported_at_ms AS importedAt, undone_at_ms AS undoneAt, sha256,
         coalesce(original_sha256, sha256) AS original, members_json AS members
       FROM statements ORDER BY imported_at_ms, id`,
    )
    .all()
    .map((row) => ({ ...row, members: JSON.parse(row.members) as string[] }))

/** The statement with these very bytes, or null. */
export function statementOfHash(ledger: Ledger, sha256: string): Statement | null {
  const row = ledger.db
    .prepare<[string], StatementRow>(`SELECT ${columns} FROM statements WHERE sha256 = ?`)
    .get(sha256)
  return row ? whole(ledger, row) : null
}

function whole({ db }: Ledger, row: StatementRow): Statement {
  const totals = db
    .prepare<[number], StatementTotal>(
      `SELECT billing_currency AS currency, billed_exact AS billed, effective_exact AS effective
       FROM statement_totals WHERE statement_id = ? ORDER BY billing_currency`,
    )
    .all(row.id)
  const coverage = db
    .prepare<[number], Coverage>(
      `SELECT service_provider_name AS serviceProviderName, billing_account_id AS billingAccountId, dataset,
         first_day AS firstDay, last_day AS lastDay, row_count AS rows
       FROM coverage JOIN sources ON sources.id = source_id WHERE statement_id = ?
       ORDER BY service_provider_name, billing_account_id`,
    )
    .all(row.id)
  return { ...row, totals, coverage }
}

/**
 * Writes a statement with its staged charges in one transaction: all of it or nothing. Null when a
 * statement with the same bytes is already there.
 */
export function commitStatement(
  ledger: Ledger,
  stage: Stage,
  statement: NewStatement,
): { readonly statement: Statement; readonly replaced: readonly Replaced[] } | null {
  const { db } = ledger
  return db
    .transaction(() => {
      if (statementOfHash(ledger, statement.sha256)) return null
      const inserted = db
        .prepare(
          `INSERT INTO statements (id, sha256, file_name, byte_count, dialect, dialect_version, dataset, row_count,
             first_day, last_day, imported_at_ms, undone_at_ms, original_sha256, members_json)
           VALUES (@id, @sha256, @fileName, @byteCount, @dialect, @dialectVersion, @dataset, @rowCount,
             @firstDay, @lastDay, @importedAt, @undoneAt, nullif(@original, @sha256), @members)`,
        )
        .run({
          ...plainColumns(statement),
          id: statement.id ?? null,
          original: statement.original,
          members: JSON.stringify(statement.members),
        })
      const id = Number(inserted.lastInsertRowid)
      const total = db.prepare('INSERT INTO statement_totals VALUES (?, ?, ?, ?)')
      for (const { currency, billed, effective } of statement.totals)
        total.run(id, currency, billed, effective)
      const cover = db.prepare('INSERT INTO coverage VALUES (?, ?, ?, ?, ?)')
      const sources = statement.coverage.map((covered) => {
        const source = sourceId(ledger, covered)
        cover.run(id, source, covered.firstDay, covered.lastDay, covered.rows)
        return source
      })
      stage.commit(id, sources, statement.names)
      const replaced = sources.flatMap((source, place) =>
        replacedIn(ledger, id, source, statement.coverage[place]),
      )
      const { totals, coverage } = statement
      return { statement: { ...plainColumns(statement), id, totals, coverage }, replaced }
    })
    .immediate()
}

const plainColumns = (statement: NewStatement): Omit<StatementRow, 'id'> => {
  const { fileName, sha256, byteCount, dialect, dialectVersion, dataset } = statement
  const { firstDay, lastDay, rowCount, importedAt, undoneAt } = statement
  return {
    fileName,
    sha256,
    byteCount,
    dialect,
    dialectVersion,
    dataset,
    firstDay,
    lastDay,
    rowCount,
    importedAt,
    undoneAt,
  }
}

/** Lets a new statement speak for its days of a source; answers what that replaced. */
function replacedIn(
  ledger: Ledger,
  id: number,
  sourceNumber: number,
  source: Source | undefined,
): Replaced[] {
  const passed = repaint(ledger, sourceNumber)
  if (!source) return []
  const { serviceProviderName, billingAccountId, dataset } = source
  const fileName = ledger.db
    .prepare<[number], string>('SELECT file_name FROM statements WHERE id = ?')
    .pluck()
  return [...passed].map(([statementId, days]) => ({
    serviceProviderName,
    billingAccountId,
    dataset,
    days: days.length,
    statementId,
    fileName: fileName.get(statementId) ?? '',
    restated: restatedOn(ledger, sourceNumber, days, statementId, id),
  }))
}

/** What some days of a source were billed by one statement and are billed by another. */
function restatedOn(
  { db }: Ledger,
  source: number,
  days: readonly Day[],
  was: number,
  is: number,
): Restated[] {
  const rows = db
    .prepare<unknown[], { readonly currency: string; readonly statementId: bigint }>(
      `SELECT billing_currency AS currency, statement_id AS statementId, ${sumOfNanos('billed_cost_nanos', 'billed')}
       FROM charges
       WHERE source_id = ? AND statement_id IN (?, ?) AND billing_currency IS NOT NULL
         AND charge_day IN (SELECT value FROM json_each(?))
       GROUP BY 1, 2 ORDER BY 1`,
    )
    .safeIntegers()
    .all(source, was, is, JSON.stringify(days))
  const of = (currency: string, id: number): Nanos => {
    const row = rows.find((sum) => sum.currency === currency && Number(sum.statementId) === id)
    return row ? sumIn(row, 'billed') : 0n
  }
  const currencies = [...new Set(rows.map(({ currency }) => currency))]
  return currencies.map((currency) => ({ currency, before: of(currency, was), after: of(currency, is) }))
}

/**
 * Takes a statement out of the count, or back into it with `undoneAt` null: its days pass to the statements
 * that spoke for them without it, in one transaction. False when there is no such statement.
 */
export function setUndone(ledger: Ledger, id: number, undoneAt: number | null): boolean {
  const { db } = ledger
  return db
    .transaction(() => {
      const { changes } = db.prepare('UPDATE statements SET undone_at_ms = ? WHERE id = ?').run(undoneAt, id)
      const sources = db
        .prepare<[number], number>('SELECT source_id FROM coverage WHERE statement_id = ?')
        .pluck()
        .all(id)
      for (const source of sources) repaint(ledger, source)
      return changes > 0
    })
    .immediate()
}

/** Takes every statement out, before a rebuild puts them in again. */
export function clearStatements({ db }: Ledger): void {
  db.exec(`DELETE FROM monthly_spend; DELETE FROM covered_days; DELETE FROM charges; DELETE FROM coverage; DELETE FROM statement_totals;
    DELETE FROM statements; DELETE FROM sources; DELETE FROM names`)
}
