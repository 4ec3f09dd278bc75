import { tokenUnit, type Tokens } from '../core/charge.ts'
import type { Currency, Nanos } from '../core/money.ts'
import { daysIn, firstDayOf, monthOfDay, type Day, type Month } from '../core/period.ts'
import type { RuleSubject } from '../core/rules.ts'
import { countsAsMoney, countsAsTokens, countsAsTokensOf } from './money-months.ts'
import type { Ledger } from './open.ts'
import { sumIn, sumOf, sumOfNanos } from './sums.ts'

/** What rules are applied to: a month, or the days of one from `firstDay` on up to the next border. */
type CellToRule = RuleSubject & {
  readonly month: Month
  /** The same rules hold on all days of the cell. */
  readonly firstDay: Day
  /** Place in `chargeCategories`. */
  readonly category: number
}
export type CostToRule = CellToRule & {
  readonly currency: Currency
  readonly billed: Nanos
  readonly effective: Nanos
}
export type TokensToRule = CellToRule & Tokens

const subject = `service_provider_name AS provider, billing_account_id AS account, project.text AS project,
  service.text AS service, charge_category AS category`

const named = `
  JOIN names AS service ON service.id = service_id
  LEFT JOIN names AS project ON project.id = project_id`

const whole = `monthly_spend JOIN sources ON sources.id = source_id ${named}`

/** The days of the months that come in parts: [day, first day of its part, month]. */
const cutDays = `WITH days (day, first_day, month) AS MATERIALIZED (
  SELECT CAST(value ->> 0 AS INTEGER), CAST(value ->> 1 AS INTEGER), CAST(value ->> 2 AS INTEGER) FROM json_each(?))`

/** On those days, the cells of the statement that speaks for the day. The joins are in the order they are cheap in. */
const daily = `
  charges
  CROSS JOIN days ON days.day = charge_day
  CROSS JOIN covered_days ON covered_days.source_id = charges.source_id AND covered_days.day = charge_day
    AND covered_days.statement_id = charges.statement_id
  CROSS JOIN sources ON sources.id = charges.source_id ${named}`
const spoken = `charges.statement_id IN (
  SELECT statement_id FROM covered_days WHERE covered_days.day IN (SELECT day FROM days))`

type Counts = Record<'month' | 'category', bigint>
type CostRow = Counts & Omit<CostToRule, 'month' | 'category' | 'firstDay' | 'billed' | 'effective'>

/**
 * The money that counts, as far apart as rules may tell it. `borders` are days inside months from which on other
 * rules hold: such a month comes in parts, out of the daily cells; the others out of their monthly sums.
 */
export function costsToRule({ db }: Ledger, borders: readonly Day[]): readonly CostToRule[] {
  const months = db
    .prepare<[string], CostRow>(
      `SELECT month, ${subject}, billing_currency AS currency, ${sumOf('billed')}, ${sumOf('effective')}
       FROM ${whole}
       WHERE ${countsAsMoney} AND billing_currency IS NOT NULL AND ${notBordered}
       GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    )
    .safeIntegers()
    .all(JSON.stringify(borderedMonths(borders)))
    .map((row) => costOf(row, firstDayOf(Number(row.month))))
  const parts = db
    .prepare<[string], CostRow & Record<'firstDay', bigint>>(
      `${cutDays}
       SELECT first_day AS firstDay, ${subject}, billing_currency AS currency,
         ${sumOfNanos('billed_cost_nanos', 'billed')}, ${sumOfNanos('effective_cost_nanos', 'effective')}
       FROM ${daily}
       WHERE ${spoken} AND billing_currency IS NOT NULL AND EXISTS (
         SELECT 1 FROM money_months WHERE money_months.source_id = charges.source_id
           AND money_months.month = days.month AND counts = 1)
       GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    )
    .safeIntegers()
    .all(JSON.stringify(cutAt(borders)))
    .map((row) => costOf(row, Number(row.firstDay)))
  return [...months, ...parts]
}

const costOf = (row: CostRow, firstDay: Day): CostToRule => ({
  month: monthOfDay(firstDay),
  firstDay,
  provider: row.provider,
  account: row.account,
  project: row.project,
  service: row.service,
  category: Number(row.category),
  currency: row.currency,
  billed: sumIn(row, 'billed'),
  effective: sumIn(row, 'effective'),
})

const tokensOf = (kind: string): string =>
  `coalesce(sum(consumed_quantity) FILTER (WHERE sku.text = '${kind}'), 0)`

/** Tokens that count, in the same parts. */
export function tokensToRule({ db }: Ledger, borders: readonly Day[]): readonly TokensToRule[] {
  type Row = Omit<TokensToRule, 'firstDay'>
  const months = db
    .prepare<[string], Row>(
      `SELECT month, ${subject}, coalesce(sum(input_tokens), 0) AS input,
         coalesce(sum(cached_input_tokens), 0) AS cachedInput, coalesce(sum(output_tokens), 0) AS output
       FROM ${whole}
       WHERE coalesce(input_tokens, cached_input_tokens, output_tokens) IS NOT NULL AND ${countsAsTokens}
         AND ${notBordered}
       GROUP BY 1, 2, 3, 4, 5, 6`,
    )
    .all(JSON.stringify(borderedMonths(borders)))
    .map((row) => ({ ...row, firstDay: firstDayOf(row.month) }))
  const parts = db
    .prepare<[string], TokensToRule>(
      `${cutDays}
       SELECT first_day AS firstDay, days.month, ${subject}, ${tokensOf('input')} AS input,
         ${tokensOf('cachedInput')} AS cachedInput, ${tokensOf('output')} AS output
       FROM ${daily}
       JOIN names AS sku ON sku.id = sku_id
       JOIN names AS unit ON unit.id = consumed_unit_id
       WHERE ${spoken} AND ${countsAsTokensOf('charges.source_id', 'days.month')} AND unit.text = '${tokenUnit}'
         AND sku.text IN ('input', 'cachedInput', 'output')
       GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    )
    .all(JSON.stringify(cutAt(borders)))
  return [...months, ...parts]
}

const notBordered = 'monthly_spend.month NOT IN (SELECT value FROM json_each(?))'

const borderedMonths = (borders: readonly Day[]): readonly Month[] => [...new Set(borders.map(monthOfDay))]

/** Every day of the months with a border in them, with the first day of its part and its month. */
const cutAt = (borders: readonly Day[]): readonly (readonly [Day, Day, Month])[] =>
  borderedMonths(borders).flatMap((month) => {
    const starts = [firstDayOf(month), ...borders.filter((day) => monthOfDay(day) === month)]
    return Array.from({ length: daysIn(month) }, (_, place) => {
      const day = firstDayOf(month) + place
      return [day, Math.max(...starts.filter((start) => start <= day)), month] as const
    })
  })
