import { monthRates, pivotCurrency, type DayRate, type MonthRates } from '../core/exchange.ts'
import type { Currency } from '../core/money.ts'
import { firstDayOf, lastDayOf, type DayRange, type Month } from '../core/period.ts'
import { convertCell, reportMonth, type Converted, type ReportedSpend } from '../core/reported-spend.ts'
import type { MonthOfSpend, SpendRow } from '../core/spend.ts'
import type { Ledger } from '../ledger/open.ts'
import { ratesByMonth } from '../ledger/rates.ts'

/** Months of spend in one currency, each at the mean rate of its month; what has no rate stands apart. */
export function reportSpend(
  ledger: Ledger,
  months: readonly Pick<MonthOfSpend, 'month' | 'amounts'>[],
  to: Currency,
): ReportedSpend {
  const currencies = months.flatMap(({ amounts }) => amounts.map(({ currency }) => currency))
  const ratesOf = ratesFor(
    ledger,
    months.map(({ month }) => month),
    currencies,
    to,
  )
  const reports = months.map(({ month, amounts }) => reportMonth(month, amounts, ratesOf(month), to))
  return {
    currency: to,
    months: reports.map(({ reported }) => reported),
    apart: reports.flatMap(({ apart }) => apart),
  }
}

/** Each row's money in one currency; null for a row without money. */
export function convertRows(
  ledger: Ledger,
  rows: readonly SpendRow[],
  to: Currency,
): readonly (Converted | null)[] {
  const ratesOf = ratesFor(
    ledger,
    rows.map(({ month }) => month),
    rows.flatMap(({ currency }) => (currency === null ? [] : [currency])),
    to,
  )
  return rows.map(({ month, currency, billed, effective }) =>
    currency === null || billed === null || effective === null
      ? null
      : convertCell({ currency, billed, effective }, ratesOf(month), to),
  )
}

/** The rates of some months, as far as these currencies need them. */
function ratesFor(
  ledger: Ledger,
  months: readonly Month[],
  currencies: readonly Currency[],
  to: Currency,
): (month: Month) => MonthRates {
  const wanted = [...new Set([...currencies, to, pivotCurrency])]
  const days = spanOf(months)
  const found = days === null ? new Map<Month, readonly DayRate[]>() : ratesByMonth(ledger, wanted, days)
  const made = new Map<Month, MonthRates>()
  return (month) => {
    const known = made.get(month)
    if (known) return known
    const rates = monthRates(found.get(month) ?? [])
    made.set(month, rates)
    return rates
  }
}

/** Null without any month. A ledger may have more rows than a call takes arguments. */
function spanOf(months: readonly Month[]): DayRange | null {
  const [one] = months
  if (one === undefined) return null
  let first = one
  let last = one
  for (const month of months) {
    first = Math.min(first, month)
    last = Math.max(last, month)
  }
  return { firstDay: firstDayOf(first), lastDay: lastDayOf(last) }
}
