import { chargeCategories, type Source } from '../core/charge.ts'
import { tokensIn } from '../core/model-names.ts'
import type { Currency, Nanos } from '../core/money.ts'
import type { Day, DayRange, Month } from '../core/period.ts'
import type { SourceUse, UseCell } from '../core/token-use.ts'
import type { Ledger } from './open.ts'
import { sumIn, sumOf, sumOfNanos } from './sums.ts'

/** A source of the ledger. */
export type KnownSource = Source & { readonly id: number }

/** Every source that a statement speaks for. */
export const knownSources = ({ db }: Ledger): readonly KnownSource[] =>
  db
    .prepare<[], KnownSource>(
      `SELECT id, service_provider_name AS serviceProviderName, billing_account_id AS billingAccountId, dataset,
         export_name AS exportName
       FROM sources WHERE EXISTS (SELECT 1 FROM covered_days WHERE source_id = sources.id) ORDER BY id`,
    )
    .all()

/** The days of a source that a statement speaks for, within a range. */
export const daysKnown = ({ db }: Ledger, source: number, { firstDay, lastDay }: DayRange): readonly Day[] =>
  db
    .prepare<unknown[], Day>('SELECT day FROM covered_days WHERE source_id = ? AND day BETWEEN ? AND ?')
    .pluck()
    .all(source, firstDay, lastDay)

type UseRow = Record<'day' | 'rows', bigint> & { readonly effectiveUnits: bigint | null } & Pick<
    UseCell,
    'service' | 'sku' | 'unit' | 'currency' | 'quantity'
  >

const usage = chargeCategories.indexOf('Usage')

/**
 * Usage of a source on some days that counts tokens, and with `uncounted` also usage that counts nothing. Only the
 * statement that speaks for a day is read.
 */
export function sourceUse(
  ledger: Ledger,
  { id, ...source }: KnownSource,
  days: DayRange,
  uncounted: boolean,
): SourceUse {
  const { db } = ledger
  const { firstDay, lastDay } = days
  const units = db
    .prepare<[], { id: number; text: string }>(`SELECT id, text FROM names WHERE text LIKE '%token%'`)
    .all()
    .filter(({ text }) => tokensIn(text) !== null)
  const cells = db
    .prepare<unknown[], UseRow>(
      `WITH spoken AS (
         SELECT day, statement_id FROM covered_days WHERE source_id = ? AND day BETWEEN ? AND ?)
       SELECT charge_day AS day, service.text AS service, sku.text AS sku, unit.text AS unit,
         billing_currency AS currency, ${sumOfNanos('effective_cost_nanos', 'effective')},
         sum(consumed_quantity) AS quantity, sum(row_count) AS rows
       FROM (SELECT DISTINCT statement_id FROM spoken) AS speaker
       CROSS JOIN charges ON charges.statement_id = speaker.statement_id AND charges.source_id = ?
       CROSS JOIN covered_days ON covered_days.source_id = charges.source_id AND covered_days.day = charge_day
         AND covered_days.statement_id = charges.statement_id
       JOIN names AS service ON service.id = service_id
       LEFT JOIN names AS sku ON sku.id = sku_id
       LEFT JOIN names AS unit ON unit.id = consumed_unit_id
       WHERE charge_day BETWEEN ? AND ? AND charge_category = ${usage}
         AND (consumed_unit_id IN (SELECT value FROM json_each(?)) OR ? AND consumed_quantity IS NULL)
       GROUP BY 1, service_id, sku_id, consumed_unit_id, billing_currency`,
    )
    .safeIntegers()
    .all(
      ...[id, firstDay, lastDay, id, firstDay, lastDay],
      JSON.stringify(units.map((unit) => unit.id)),
      uncounted ? 1 : 0,
    )
    .map(({ day, service, sku, unit, currency, quantity, rows, ...row }) => ({
      day: Number(day),
      service,
      sku,
      unit,
      currency,
      effective: row.effectiveUnits === null ? null : sumIn(row, 'effective'),
      quantity,
      rows: Number(rows),
    }))
  return { source, days: new Set(daysKnown(ledger, id, days)), cells }
}

type Effective = { readonly currency: Currency; readonly effective: Nanos }

/** Effective cost of a source's usage by month. */
export const usageByMonth = (
  { db }: Ledger,
  source: number,
): readonly (Effective & { readonly month: Month })[] =>
  db
    .prepare<[number], { readonly month: bigint; readonly currency: Currency }>(
      `SELECT month, billing_currency AS currency, ${sumOf('effective')}
       FROM monthly_spend
       WHERE source_id = ? AND charge_category = ${usage} AND billing_currency IS NOT NULL GROUP BY 1, 2`,
    )
    .safeIntegers()
    .all(source)
    .map((row) => ({
      month: Number(row.month),
      currency: row.currency,
      effective: sumIn(row, 'effective'),
    }))

/** Effective cost of a source's usage on some days, by the day. */
export const usageOn = (
  { db }: Ledger,
  source: number,
  days: readonly Day[],
): readonly (Effective & { readonly day: Day })[] =>
  db
    .prepare<unknown[], { readonly day: bigint; readonly currency: Currency }>(
      `WITH spoken AS (
         SELECT day, statement_id FROM covered_days
         WHERE source_id = ? AND day IN (SELECT value FROM json_each(?)))
       SELECT charge_day AS day, billing_currency AS currency, ${sumOfNanos('effective_cost_nanos', 'effective')}
       FROM (SELECT DISTINCT statement_id FROM spoken) AS speaker
       CROSS JOIN charges ON charges.statement_id = speaker.statement_id
       JOIN spoken ON spoken.day = charge_day AND spoken.statement_id = charges.statement_id
       WHERE source_id = ? AND charge_category = ${usage} AND billing_currency IS NOT NULL GROUP BY 1, 2`,
    )
    .safeIntegers()
    .all(source, JSON.stringify(days), source)
    .map((row) => ({
      day: Number(row.day),
      currency: row.currency,
      effective: sumIn(row, 'effective'),
    }))

type Amount = { readonly currency: Currency; readonly amount: Nanos }

/** Billed cost of a day and those after it. */
export const billedFrom = ({ db }: Ledger, from: Day): readonly (Amount & { readonly day: Day })[] =>
  db
    .prepare<[number], { readonly day: bigint; readonly currency: Currency }>(
      `SELECT charge_day AS day, billing_currency AS currency, ${sumOfNanos('billed_cost_nanos', 'billed')}
       FROM covered_days
       JOIN charges ON charges.statement_id = covered_days.statement_id
         AND charges.source_id = covered_days.source_id AND charge_day = day
       WHERE day >= ? AND billing_currency IS NOT NULL GROUP BY 1, 2`,
    )
    .safeIntegers()
    .all(from)
    .map((row) => ({ day: Number(row.day), currency: row.currency, amount: sumIn(row, 'billed') }))

/** Billed cost of everything, by currency. */
export const billedByCurrency = ({ db }: Ledger): readonly Amount[] =>
  db
    .prepare<[], { readonly currency: Currency }>(
      `SELECT billing_currency AS currency, ${sumOf('billed')}
       FROM monthly_spend WHERE billing_currency IS NOT NULL GROUP BY 1`,
    )
    .safeIntegers()
    .all()
    .map((row) => ({ currency: row.currency, amount: sumIn(row, 'billed') }))
