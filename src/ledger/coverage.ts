import type { Source } from '../core/charge.ts'
import type { Day, DayRange } from '../core/period.ts'
import { sumMonths } from './monthly.ts'
import type { Ledger } from './open.ts'

type Range = { readonly statementId: number; readonly firstDay: Day; readonly lastDay: Day }

/** The id of a source, made if it is new. */
export function sourceId({ db }: Ledger, source: Source): number {
  const { serviceProviderName, billingAccountId, dataset } = source
  db.prepare(
    `INSERT INTO sources (service_provider_name, billing_account_id, dataset) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(serviceProviderName, billingAccountId, dataset)
  const id = db
    .prepare<unknown[], number>(
      `SELECT id FROM sources WHERE service_provider_name = ? AND billing_account_id = ? AND dataset = ?`,
    )
    .pluck()
    .get(serviceProviderName, billingAccountId, dataset)
  if (id === undefined) throw new Error(`No id for ${serviceProviderName}`)
  return id
}

/**
 * Which statement speaks for each day of a source, from the statements' ranges alone. Where several cover
 * a day the newest export wins: the one that reaches further, and between equals the one imported later.
 * An undone import speaks for nothing.
 */
export function speakers({ db }: Ledger, source: number): ReadonlyMap<Day, number> {
  const ranges = db
    .prepare<[number], Range>(
      `SELECT statement_id AS statementId, coverage.first_day AS firstDay, coverage.last_day AS lastDay
       FROM coverage JOIN statements ON statements.id = statement_id
       WHERE source_id = ? AND undone_at_ms IS NULL ORDER BY coverage.last_day, imported_at_ms, statement_id`,
    )
    .all(source)
  const speaks = new Map<Day, number>()
  for (const { statementId, firstDay, lastDay } of ranges)
    for (let day = firstDay; day <= lastDay; day += 1) speaks.set(day, statementId)
  return speaks
}

/** What `covered_days` holds of a source. */
export function coveredDays({ db }: Ledger, source: number): ReadonlyMap<Day, number> {
  const rows = db
    .prepare<[number], { day: Day; statementId: number }>(
      'SELECT day, statement_id AS statementId FROM covered_days WHERE source_id = ?',
    )
    .all(source)
  return new Map(rows.map(({ day, statementId }) => [day, statementId]))
}

/**
 * Brings `covered_days` of a source, and the monthly sums that follow from it, up to date; answers which
 * days passed from each older statement.
 */
export function repaint(ledger: Ledger, source: number): ReadonlyMap<number, readonly Day[]> {
  const before = coveredDays(ledger, source)
  const after = speakers(ledger, source)
  const put = ledger.db.prepare(
    `INSERT INTO covered_days (source_id, day, statement_id) VALUES (?, ?, ?)
     ON CONFLICT (source_id, day) DO UPDATE SET statement_id = excluded.statement_id`,
  )
  const passed = new Map<number, Day[]>()
  const changed: Day[] = []
  for (const [day, statementId] of after) {
    const was = before.get(day)
    if (was === statementId) continue
    put.run(source, day, statementId)
    changed.push(day)
    if (was === undefined) continue
    const days = passed.get(was)
    if (days) days.push(day)
    else passed.set(was, [day])
  }
  const drop = ledger.db.prepare('DELETE FROM covered_days WHERE source_id = ? AND day = ?')
  for (const day of before.keys()) {
    if (after.has(day)) continue
    drop.run(source, day)
    changed.push(day)
  }
  const [first] = changed
  if (first !== undefined) sumMonths(ledger, source, daysOf(changed, first))
  return passed
}

const daysOf = (days: readonly Day[], first: Day): DayRange =>
  days.reduce<DayRange>(
    ({ firstDay, lastDay }, day) => ({ firstDay: Math.min(firstDay, day), lastDay: Math.max(lastDay, day) }),
    { firstDay: first, lastDay: first },
  )
