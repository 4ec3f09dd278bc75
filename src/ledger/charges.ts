import type { Tokens } from '../core/charge.ts'
import type { Currency, Nanos } from '../core/money.ts'
import type { Day, Month } from '../core/period.ts'
import type { SpendDimension } from '../core/spend.ts'
import { countsAsMoney, countsAsTokens } from './money-months.ts'
import type { Ledger } from './open.ts'
import { sumIn, sumOf } from './sums.ts'

/** Money of one cell of spend. Dimensions that were not asked for are null. */
export type CostCell = CellKey & {
  readonly currency: Currency
  readonly billed: Nanos
  readonly effective: Nanos
}

/** Tokens of one cell of spend. */
export type TokenCell = CellKey & Tokens

type CellKey = {
  readonly month: Month
  readonly provider: string | null
  readonly service: string | null
  readonly project: string | null
  /** Place in `chargeCategories`. */
  readonly category: number | null
}

const expressions: Readonly<Record<SpendDimension, string>> = {
  provider: 'sources.service_provider_name',
  service: 'service.text',
  project: 'project.text',
  category: 'charge_category',
}

const itemised = `
  monthly_spend
  JOIN sources ON sources.id = source_id
  JOIN names AS service ON service.id = service_id
  LEFT JOIN names AS project ON project.id = project_id`

/** By seller alone there are sums with hundreds of times fewer rows. */
const summed = (by: ReadonlySet<SpendDimension>): string =>
  [...by].some((dimension) => dimension !== 'provider')
    ? itemised
    : 'month_totals AS monthly_spend JOIN sources ON sources.id = source_id'

const key = (by: ReadonlySet<SpendDimension>): string =>
  Object.entries(expressions)
    .map(([name, sql]) => `${by.has(name as SpendDimension) ? sql : 'NULL'} AS ${name}`)
    .join(', ')

/** Billed and effective cost by month, currency and the dimensions asked for. Estimates are left out. */
export function costCells({ db }: Ledger, by: ReadonlySet<SpendDimension>): readonly CostCell[] {
  type Row = Record<'month', bigint> &
    Record<'category', bigint | null> &
    Omit<CostCell, 'month' | 'category'>
  return db
    .prepare<[], Row>(
      `SELECT month, ${key(by)}, billing_currency AS currency, ${sumOf('billed')}, ${sumOf('effective')}
       FROM ${summed(by)}
       WHERE ${countsAsMoney} AND billing_currency IS NOT NULL
       GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`,
    )
    .safeIntegers()
    .all()
    .map((row) => ({
      month: Number(row.month),
      provider: row.provider,
      service: row.service,
      project: row.project,
      category: row.category === null ? null : Number(row.category),
      currency: row.currency,
      billed: sumIn(row, 'billed'),
      effective: sumIn(row, 'effective'),
    }))
}

/** Tokens by month and the dimensions asked for: of usage exports, else of the money in use where it counts them. */
export const tokenCells = ({ db }: Ledger, by: ReadonlySet<SpendDimension>): readonly TokenCell[] =>
  db
    .prepare<[], TokenCell>(
      `SELECT month, ${key(by)}, coalesce(sum(input_tokens), 0) AS input,
         coalesce(sum(cached_input_tokens), 0) AS cachedInput, coalesce(sum(output_tokens), 0) AS output
       FROM ${summed(by)}
       WHERE coalesce(input_tokens, cached_input_tokens, output_tokens) IS NOT NULL AND ${countsAsTokens}
       GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
    )
    .all()

/** Effective cost by month, source, service and currency: what growth is measured on. */
export type SourceCost = {
  readonly month: Month
  readonly serviceProviderName: string
  readonly billingAccountId: string
  readonly service: string
  readonly currency: Currency
  readonly effective: Nanos
}

export const sourceCosts = ({ db }: Ledger): readonly SourceCost[] =>
  db
    .prepare<[], Omit<SourceCost, 'month' | 'effective'> & { readonly month: bigint }>(
      `SELECT month, service_provider_name AS serviceProviderName, billing_account_id AS billingAccountId,
         service.text AS service, billing_currency AS currency, ${sumOf('effective')}
       FROM ${itemised}
       WHERE ${countsAsMoney} AND billing_currency IS NOT NULL
       GROUP BY 1, 2, 3, 4, 5`,
    )
    .safeIntegers()
    .all()
    .map(({ serviceProviderName, billingAccountId, service, currency, ...row }) => ({
      month: Number(row.month),
      serviceProviderName,
      billingAccountId,
      service,
      currency,
      effective: sumIn(row, 'effective'),
    }))

/** What is covered of a cost source's month. */
export type CoveredMonth = {
  readonly serviceProviderName: string
  readonly billingAccountId: string
  readonly month: Month
  readonly coveredDays: number
  readonly firstDay: Day
  readonly lastDay: Day
  /** Two statements told different money; the newer one counts. */
  readonly restated: boolean
}

export const coveredMonths = ({ db }: Ledger): readonly CoveredMonth[] =>
  db
    .prepare<[], Omit<CoveredMonth, 'restated'> & { readonly restated: number }>(
      `SELECT service_provider_name AS serviceProviderName, billing_account_id AS billingAccountId, month,
         max(covered_days) AS coveredDays, min(first_day) AS firstDay, max(last_day) AS lastDay,
         max((source_id, month) IN (SELECT source_id, month FROM restated_months)) AS restated
       FROM money_months JOIN sources ON sources.id = source_id
       WHERE counts = 1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    )
    .all()
    .map((row) => ({ ...row, restated: row.restated === 1 }))
