import type { Currency } from '../core/money.ts'
import type { Rule } from '../core/rules.ts'
import type { SpendFigure } from '../core/drill-down.ts'
import type { MonthOfSpend, SpendRow, SpendView } from '../core/spend.ts'
import type { CellOf } from './monthly.ts'
import { columnsOf, seriesOf, type Column } from './series.ts'

/** What the columns of Spend are. */
const cuts = ['provider', 'costCentre', 'workload'] as const
export type Cut = (typeof cuts)[number]

/** The ways that say something: those the rules speak of. */
export const cutsOf = (rules: readonly Rule[]): readonly Cut[] =>
  cuts.filter((cut) => cut === 'provider' || rules.some(({ assign }) => assign[cut] !== null))

export const cutWords: Readonly<Record<Cut, string>> = {
  provider: 'provider',
  costCentre: 'cost centre',
  workload: 'workload',
}

/** Where no rule says anything. */
export const unassigned = 'Unassigned'

/** Spend of one currency, its amounts by what the rules say; the days that are known stay those of the bills. */
export function ruledView(
  spend: SpendView,
  rows: readonly SpendRow[],
  by: Exclude<Cut, 'provider'>,
  currency: Currency,
): SpendView {
  const amounts = rows.flatMap(({ month, billed, effective, ...row }) =>
    row.currency !== currency || billed === null || effective === null
      ? []
      : [{ month, serviceProviderName: row[by] ?? unassigned, currency, billed, effective }],
  )
  const byMonth = Map.groupBy(amounts, ({ month }) => month)
  const months = spend.months.map((month) => ({ ...month, amounts: byMonth.get(month.month) ?? [] }))
  return { ...spend, months }
}

/** What no rule assigns comes last, in no colour of its own. */
export function ruledColumns(view: SpendView, currency: Currency): readonly Column[] {
  const columns = columnsOf(view, currency, seriesOf(view))
  const rest = columns.filter(({ name }) => name === unassigned)
  return [
    ...columns.filter(({ name }) => name !== unassigned),
    ...rest.map((column) => ({ ...column, colour: '--series-other' })),
  ]
}

/** What opens where a column's figure is chosen. */
export const figureOf = (
  cut: Cut,
  { month }: Pick<MonthOfSpend, 'month'>,
  { providers }: Column,
  currency: Currency,
): SpendFigure =>
  cut === 'provider'
    ? { month, providers, currency }
    : {
        month,
        providers: [],
        currency,
        filed: { by: cut, under: providers.map((name) => (name === unassigned ? null : name)) },
      }

/** Nothing of a cost centre in a month that is known is nothing: every bill of the month may speak of it. */
export const ruledCellOf: CellOf = (month, names, currency) => {
  const amounts = month.amounts.filter(
    (amount) => amount.currency === currency && names.includes(amount.serviceProviderName),
  )
  const { sources } = month
  if (amounts.length === 0 && sources.every(({ coveredDays }) => coveredDays === 0))
    return { known: false, missing: sources.map(({ serviceProviderName }) => serviceProviderName) }
  return {
    known: true,
    effective: amounts.reduce((sum, amount) => sum + amount.effective, 0n),
    billed: amounts.reduce((sum, amount) => sum + amount.billed, 0n),
    partly: sources.filter(({ state }) => state !== 'complete'),
  }
}
