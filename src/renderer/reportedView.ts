import type { ReportedSpend } from '../core/reported-spend.ts'
import type { SpendView } from '../core/spend.ts'

/**
 * Spend in the reporting currency, to be read and drawn like any other. A month with money that has no rate is not
 * the whole month.
 */
export function reportedView(spend: SpendView, { currency, months, apart }: ReportedSpend): SpendView {
  const converted = new Map(months.map((month) => [month.month, month.providers]))
  const lacking = new Set(apart.map(({ month }) => month))
  return {
    ...spend,
    currencies: [currency],
    months: spend.months.map((month) => ({
      ...month,
      state: month.state === 'complete' && lacking.has(month.month) ? 'partial' : month.state,
      amounts: (converted.get(month.month) ?? []).map((amount) => ({ ...amount, currency })),
    })),
  }
}
