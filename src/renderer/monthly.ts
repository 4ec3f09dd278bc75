import type { Currency, Nanos } from '../core/money.ts'
import type { MonthOfSpend, MonthState, SourceMonth, SpendView } from '../core/spend.ts'

/** Money of some providers in one month and currency; null where no bill says it. */
export type Cell =
  | {
      readonly known: true
      readonly effective: Nanos
      readonly billed: Nanos
      readonly partly: readonly SourceMonth[]
    }
  | { readonly known: false; readonly missing: readonly string[] }

/** Reads the cell of a month and a column of providers, or of what else spend is cut by. */
export type CellOf = (month: MonthOfSpend, providers: readonly string[], currency: Currency) => Cell

export function cellOf(month: MonthOfSpend, providers: readonly string[], currency: Currency): Cell {
  const amounts = month.amounts.filter(
    (amount) => amount.currency === currency && providers.includes(amount.serviceProviderName),
  )
  const sources = month.sources.filter((source) => providers.includes(source.serviceProviderName))
  const covered = sources.some((source) => source.coveredDays > 0)
  if (amounts.length === 0 && !covered) return { known: false, missing: providers }
  return {
    known: true,
    effective: amounts.reduce((sum, amount) => sum + amount.effective, 0n),
    billed: amounts.reduce((sum, amount) => sum + amount.billed, 0n),
    partly: sources.filter((source) => source.state !== 'complete'),
  }
}

/** The month's total in one currency; null where nothing is known. */
export function totalOf(month: MonthOfSpend, currency: Currency): { effective: Nanos; billed: Nanos } | null {
  const amounts = month.amounts.filter((amount) => amount.currency === currency)
  if (amounts.length === 0) return null
  return {
    effective: amounts.reduce((sum, amount) => sum + amount.effective, 0n),
    billed: amounts.reduce((sum, amount) => sum + amount.billed, 0n),
  }
}

/**
 * Spend as one currency sees it: from its first bill on, and each month as complete as the sources that bill
 * in it. A missing bill in euro does not make the dollars partial.
 */
export function inCurrency(spend: SpendView, currency: Currency): SpendView {
  if (spend.currencies.length < 2) return spend
  const providers = new Set(
    spend.months
      .flatMap((month) => month.amounts)
      .filter((amount) => amount.currency === currency)
      .map((amount) => amount.serviceProviderName),
  )
  const months = spend.months.map((month) => {
    const sources = month.sources.filter((source) => providers.has(source.serviceProviderName))
    return { ...month, sources, state: worstOf(sources, month.state) }
  })
  const first = months.findIndex((month) => month.sources.length > 0 || totalOf(month, currency) !== null)
  return { ...spend, currencies: [currency], months: months.slice(Math.max(0, first)) }
}

function worstOf(sources: readonly SourceMonth[], otherwise: MonthState): MonthState {
  if (sources.length === 0 || otherwise === 'running') return otherwise
  const states = sources.map((source) => source.state)
  return states.includes('missing') ? 'missing' : states.includes('partial') ? 'partial' : 'complete'
}
