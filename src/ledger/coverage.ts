import type { Source } from '../core/charge.ts'
import { speakersOf, type CoveredRange, type Seniority } from '../core/coverage.ts'
import type { Day, DayRange } from '../core/period.ts'
import { sumMonths } from './monthly.ts'
import type { Ledger } from './open.ts'

type Connection = Pick<Ledger, 'db'>

/** The id of a source, made if it is new. */
export function sourceId({ db }: Connection, source: Source): number {
  const known = knownSourceId({ db }, source)
  if (known !== null) return known
  const { serviceProviderName, billingAccountId, dataset, exportName } = source
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO sources (service_provider_name, billing_account_id, dataset, export_name) VALUES (?, ?, ?, ?)`,
    )
    .run(serviceProviderName, billingAccountId, dataset, exportName)
  return Number(lastInsertRowid)
}

/** The id of a source, null while nothing of it is in the ledger. */
export const knownSourceId = ({ db }: Connection, source: Source): number | null =>
  db
    .prepare<unknown[], number>(
      `SELECT id FROM sources
       WHERE service_provider_name = ? AND billing_account_id = ? AND dataset = ? AND export_name = ?`,
    )
    .pluck()
    .get(source.serviceProviderName, source.billingAccountId, source.dataset, source.exportName) ?? null

type RangeRow = Omit<CoveredRange<number>, 'invoiced' | 'rank'> & {
  readonly invoiced: number
  readonly rank: string | null
}

/** What `coverage` keeps of the user's word that a statement is newer than it says. */
export const rankIn = (json: string | null): Seniority | null =>
  json === null ? null : (JSON.parse(json) as Seniority)

/** What the statements that were not undone cover of a source, in the order of their import. */
export const rangesOf = ({ db }: Connection, source: number): readonly CoveredRange<number>[] =>
  db
    .prepare<[number], RangeRow>(
      `SELECT statement_id AS by, coverage.first_day AS firstDay, coverage.last_day AS lastDay,
         coalesce(invoiced, 0) AS invoiced, written_at_ms AS writtenAt, imported_at_ms AS importedAt,
         rank_json AS rank
       FROM coverage JOIN statements ON statements.id = statement_id
       WHERE source_id = ? AND undone_at_ms IS NULL ORDER BY imported_at_ms, statement_id`,
    )
    .all(source)
    .map((row) => ({ ...row, invoiced: row.invoiced === 1, rank: rankIn(row.rank) }))

/** Which statement speaks for each day of a source. */
export const speakers = (ledger: Connection, source: number): ReadonlyMap<Day, number> =>
  speakersOf(rangesOf(ledger, source))

/** What `covered_days` holds of a source. */
export function coveredDays({ db }: Connection, source: number): ReadonlyMap<Day, number> {
  const rows = db
    .prepare<[number], { day: Day; statementId: number }>(
      'SELECT day, statement_id AS statementId FROM covered_days WHERE source_id = ?',
    )
    .all(source)
  return new Map(rows.map(({ day, statementId }) => [day, statementId]))
}

/** How many days a statement speaks for, over all its sources. */
export const daysSpokenFor = ({ db }: Connection, statement: number): number =>
  db
    .prepare<[number], number>('SELECT count(*) FROM covered_days WHERE statement_id = ?')
    .pluck()
    .get(statement) ?? 0

/** A day that another statement speaks for now; null is none. */
export type Passed = { readonly day: Day; readonly was: number | null; readonly is: number | null }

/**
 * Brings `covered_days` of a source, and the monthly sums that follow from it, up to date; answers which days passed
 * from whom to whom.
 */
export function repaint(ledger: Connection, source: number): readonly Passed[] {
  const before = coveredDays(ledger, source)
  const after = speakers(ledger, source)
  const put = ledger.db.prepare(
    `INSERT INTO covered_days (source_id, day, statement_id) VALUES (?, ?, ?)
     ON CONFLICT (source_id, day) DO UPDATE SET statement_id = excluded.statement_id`,
  )
  const passed: Passed[] = []
  for (const [day, is] of after) {
    const was = before.get(day) ?? null
    if (was === is) continue
    put.run(source, day, is)
    passed.push({ day, was, is })
  }
  const drop = ledger.db.prepare('DELETE FROM covered_days WHERE source_id = ? AND day = ?')
  for (const [day, was] of before) {
    if (after.has(day)) continue
    drop.run(source, day)
    passed.push({ day, was, is: null })
  }
  const [first] = passed
  if (first !== undefined)
    sumMonths(
      ledger,
      source,
      daysOf(
        passed.map(({ day }) => day),
        first.day,
      ),
    )
  return passed
}

const daysOf = (days: readonly Day[], first: Day): DayRange =>
  days.reduce<DayRange>(
    ({ firstDay, lastDay }, day) => ({ firstDay: Math.min(firstDay, day), lastDay: Math.max(lastDay, day) }),
    { firstDay: first, lastDay: first },
  )
