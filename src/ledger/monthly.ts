import { tokenUnit, type TokenKind } from '../core/charge.ts'
import { firstDayOf, lastDayOf, monthOfDay, type DayRange, type Month } from '../core/period.ts'
import type { Ledger } from './open.ts'

/** Months since 1970 of a day since 1970. */
export const monthOf = (day: string): string =>
  `((CAST(strftime('%Y', ${day} * 86400, 'unixepoch') AS INTEGER) - 1970) * 12
    + CAST(strftime('%m', ${day} * 86400, 'unixepoch') AS INTEGER) - 1)`

/** Nanos in a whole currency unit. */
const unit = 1_000_000_000

/** SQLite's sum() ends at 9.2 billion units of nanos, which a year of bills in rupiah can reach. */
const summed = (column: string): string => `sum(${column} / ${unit}), sum(${column} % ${unit})`

/** A name is looked up once, not for every cell. */
const idOf = (name: string): string => `(SELECT id FROM names WHERE text = '${name}')`

const tokens = (kind: TokenKind): string =>
  `sum(consumed_quantity) FILTER (
     WHERE dataset <> 'estimate' AND consumed_unit_id = ${idOf(tokenUnit)} AND sku_id = ${idOf(kind)})`

/**
 * Only the cells of the statement that speaks for their day: nothing counts twice. CROSS JOIN keeps SQLite from going
 * through all of a statement's cells once for every day. `month` is SQL for the month of `charge_day`.
 */
const monthly = (month: string): string => `
  SELECT charges.source_id, ${month}, charge_category, service_id, project_id, billing_currency,
    ${summed('billed_cost_nanos')}, ${summed('effective_cost_nanos')},
    ${tokens('input')}, ${tokens('cachedInput')}, ${tokens('output')}
  FROM charges
  CROSS JOIN covered_days ON covered_days.source_id = charges.source_id AND covered_days.day = charge_day
    AND covered_days.statement_id = charges.statement_id
  JOIN sources ON sources.id = charges.source_id`

/** More months than a bill is of; in so many, looking through them takes longer than working it out. */
const manyMonths = 60

/** The same as `monthOf` for the days of these months, and some times as fast. */
const monthAmong = (day: string, first: Month, last: Month): string => {
  if (last - first >= manyMonths) return monthOf(day)
  const months = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  return `CASE ${months.map((month) => `WHEN ${day} <= ${lastDayOf(month)} THEN ${month}`).join(' ')} END`
}

/** The monthly sums without what they are for. */
const totals = `
  SELECT source_id, month, billing_currency, sum(billed_units), sum(billed_nanos), sum(effective_units),
    sum(effective_nanos), sum(input_tokens), sum(cached_input_tokens), sum(output_tokens)
  FROM monthly_spend`

/** Brings the monthly sums of a source up to date for the months of some days. */
export function sumMonths({ db }: Pick<Ledger, 'db'>, source: number, days: DayRange): void {
  const [first, last] = [monthOfDay(days.firstDay), monthOfDay(days.lastDay)]
  db.prepare('DELETE FROM monthly_spend WHERE source_id = ? AND month BETWEEN ? AND ?').run(
    source,
    first,
    last,
  )
  db.prepare(
    `INSERT INTO monthly_spend ${monthly(monthAmong('charge_day', first, last))}
     WHERE charges.source_id = @source AND charge_day BETWEEN @from AND @to AND charges.statement_id IN (
       SELECT DISTINCT statement_id FROM covered_days WHERE source_id = @source AND day BETWEEN @from AND @to
     ) GROUP BY 1, 2, 3, 4, 5, 6`,
  ).run({ source, from: firstDayOf(first), to: lastDayOf(last) })
  db.prepare('DELETE FROM month_totals WHERE source_id = ? AND month BETWEEN ? AND ?').run(
    source,
    first,
    last,
  )
  db.prepare(
    `INSERT INTO month_totals ${totals} WHERE source_id = ? AND month BETWEEN ? AND ? GROUP BY 1, 2, 3`,
  ).run(source, first, last)
}

/** Whether the monthly sums are what the charges say. */
export const monthsHold = ({ db }: Ledger): boolean =>
  db
    .prepare<[], number>(
      `WITH should AS (${monthly(monthOf('charge_day'))} GROUP BY 1, 2, 3, 4, 5, 6), total AS (${totals} GROUP BY 1, 2, 3)
       SELECT NOT EXISTS (SELECT * FROM should EXCEPT SELECT * FROM monthly_spend)
          AND NOT EXISTS (SELECT * FROM monthly_spend EXCEPT SELECT * FROM should)
          AND (SELECT count(*) FROM should) = (SELECT count(*) FROM monthly_spend)
          AND NOT EXISTS (SELECT * FROM total EXCEPT SELECT * FROM month_totals)
          AND (SELECT count(*) FROM total) = (SELECT count(*) FROM month_totals)`,
    )
    .pluck()
    .get() === 1
