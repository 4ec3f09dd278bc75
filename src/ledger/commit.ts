import type { Source } from '../core/charge.ts'
import type { Mapping } from '../core/mapping.ts'
import type { Day } from '../core/period.ts'
import { restatement } from '../core/restatement.ts'
import type { ControlTotal, HandedOver, Replaced, Statement } from '../core/statement.ts'
import type { ArchivedFile } from './archive.ts'
import { repaint, sourceId, type Passed } from './coverage.ts'
import { decideMoney } from './money-months.ts'
import type { Ledger } from './open.ts'
import { dayMoney } from './restate.ts'
import { markRestated } from './restated.ts'
import type { Stage } from './stage.ts'
import { statementOfHash, statementOfId } from './statements.ts'

/** A statement ready to be written; its charges wait in the stage, in terms of `names` and `coverage`. */
export type NewStatement = Omit<Statement, 'id'> & {
  /** Given when a rebuild writes a statement again under its old number. */
  readonly id?: number
  /** Where the archive has it; see there. */
  readonly original: string
  readonly originals: readonly ArchivedFile[]
  readonly members: readonly string[]
  /** How the user said that it is to be read; null for a file of a known kind. */
  readonly mapping: Mapping | null
  readonly names: readonly string[]
  /** For each source as the stage counts them, its place in `coverage`. */
  readonly places: readonly number[]
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
      const { lastInsertRowid } = db
        .prepare(
          `INSERT INTO statements (id, sha256, file_name, byte_count, dialect, dialect_version, dataset, row_count,
             first_day, last_day, imported_at_ms, undone_at_ms, original_sha256, members_json, originals_json,
             written_at_ms, account_label, mapping_json)
           VALUES (@id, @sha256, @fileName, @byteCount, @dialect, @dialectVersion, @dataset, @rowCount,
             @firstDay, @lastDay, @importedAt, @undoneAt, nullif(@original, @sha256), @members, @originals,
             @writtenAt, @accountLabel, @mapping)`,
        )
        .run(columnsOf(statement))
      const id = Number(lastInsertRowid)
      const total = db.prepare('INSERT INTO statement_totals VALUES (?, ?, ?, ?)')
      for (const { currency, billed, effective } of statement.totals)
        total.run(id, currency, billed, effective)
      for (const control of statement.controlTotals) putControlTotal(ledger, id, control)
      const sources = writeCoverage(ledger, id, statement)
      stage.commit(
        id,
        statement.places.map((place) => sources[place] ?? 0),
        statement.names,
      )
      const replaced = sources.flatMap((source, place) =>
        replacedIn(ledger, id, source, statement.coverage[place]),
      )
      for (const source of sources) markRestated(ledger, source, statement)
      decideFor(ledger, statement.coverage)
      const written = statementOfId(ledger, id)
      if (written === null) throw new Error(`Statement ${id} was written and is not there`)
      return { statement: written, replaced }
    })
    .immediate()
}

const columnsOf = (statement: NewStatement): Readonly<Record<string, string | number | null>> => {
  const { fileName, sha256, byteCount, dialect, dialectVersion, dataset, firstDay, lastDay } = statement
  const { rowCount, importedAt, undoneAt, original, writtenAt, accountLabel, mapping } = statement
  return {
    id: statement.id ?? null,
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
    original,
    writtenAt,
    accountLabel,
    members: JSON.stringify(statement.members),
    originals: JSON.stringify(statement.originals),
    mapping: jsonOf(mapping),
  }
}

const jsonOf = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/** The ledger's numbers of the sources that a statement covers, in its own order. */
function writeCoverage(ledger: Ledger, id: number, { coverage }: NewStatement): readonly number[] {
  const cover = ledger.db.prepare('INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?)')
  return coverage.map((covered) => {
    const source = sourceId(ledger, covered)
    const invoiced = covered.invoiced === null ? null : Number(covered.invoiced)
    cover.run(id, source, covered.firstDay, covered.lastDay, covered.rows, invoiced, jsonOf(covered.rank))
    return source
  })
}

/** Lets a new statement speak for its days of a source; answers what that replaced. */
function replacedIn(
  ledger: Ledger,
  id: number,
  sourceNumber: number,
  source: Source | undefined,
): Replaced[] {
  const taken = repaint(ledger, sourceNumber).flatMap(({ day, was }) => (was === null ? [] : [{ day, was }]))
  const passed = Map.groupBy(taken, ({ was }) => was)
  if (!source) return []
  const { serviceProviderName, billingAccountId, dataset, exportName } = source
  const money = (statement: number, days: readonly Day[]): ReturnType<typeof dayMoney> =>
    dayMoney(ledger, statement, sourceNumber, days)
  const daysOf = (list: readonly { readonly day: Day }[]): readonly Day[] => list.map(({ day }) => day)
  return [...passed].map(([statementId, days]) => ({
    serviceProviderName,
    billingAccountId,
    dataset,
    exportName,
    days: days.length,
    statementId,
    fileName: statementOfId(ledger, statementId)?.fileName ?? '',
    ...restatement(money(statementId, daysOf(days)), money(id, daysOf(days)), source),
  }))
}

const decideFor = (ledger: Ledger, sources: readonly Pick<Source, 'serviceProviderName'>[]): void => {
  for (const seller of new Set(sources.map(({ serviceProviderName }) => serviceProviderName)))
    decideMoney(ledger, seller)
}

/** Writes down what an invoice adds up to; to be called in a transaction. */
export function putControlTotal(
  { db }: Ledger,
  id: number,
  { currency, billed, saidBy }: ControlTotal,
): void {
  db.prepare(
    `INSERT INTO control_totals VALUES (?, ?, ?, ?)
     ON CONFLICT (statement_id, billing_currency, said_by) DO UPDATE SET billed_exact = excluded.billed_exact`,
  ).run(id, currency, billed, saidBy)
}

/** Takes back what the user said an invoice adds up to. */
export function dropControlTotals({ db }: Ledger, id: number): void {
  db.prepare(`DELETE FROM control_totals WHERE statement_id = ? AND said_by = 'user'`).run(id)
}

/**
 * Takes a statement out of the count, or back into it with `undoneAt` null: its days pass to the statements
 * that spoke for them without it, in one transaction. Null when there is no such statement.
 */
export function setUndone(ledger: Ledger, id: number, undoneAt: number | null): readonly HandedOver[] | null {
  const { db } = ledger
  return db
    .transaction(() => {
      const { changes } = db.prepare('UPDATE statements SET undone_at_ms = ? WHERE id = ?').run(undoneAt, id)
      const sources = db
        .prepare<[number], number>('SELECT source_id FROM coverage WHERE statement_id = ?')
        .pluck()
        .all(id)
      const passed = sources.flatMap((source) => repaint(ledger, source))
      const statement = statementOfId(ledger, id)
      for (const source of sources) markRestated(ledger, source, statement)
      decideFor(ledger, statement?.coverage ?? [])
      return changes === 0 ? null : handedOver(ledger, id, passed)
    })
    .immediate()
}

/** Days that passed between a statement and another one, or none. */
function handedOver(ledger: Ledger, id: number, passed: readonly Passed[]): readonly HandedOver[] {
  const between = passed.flatMap(({ was, is }) => (was === id ? [is] : is === id ? [was] : []))
  return [...Map.groupBy(between, (other) => other)].map(([other, days]) => ({
    days: days.length,
    statementId: other,
    fileName: other === null ? null : (statementOfId(ledger, other)?.fileName ?? ''),
  }))
}

/** Takes a statement that was undone out for good; to be called in a transaction. */
export function forgetStatement({ db }: Ledger, id: number): void {
  db.prepare('DELETE FROM statements WHERE id = ? AND undone_at_ms IS NOT NULL').run(id)
}

/** Takes every statement out, before a rebuild puts them in again. */
export function clearStatements({ db }: Ledger): void {
  db.exec(`DELETE FROM money_months; DELETE FROM monthly_spend; DELETE FROM month_totals; DELETE FROM covered_days; DELETE FROM charges; DELETE FROM coverage; DELETE FROM restated_months; DELETE FROM control_totals;
    DELETE FROM statement_totals; DELETE FROM statements; DELETE FROM sources; DELETE FROM names`)
}
