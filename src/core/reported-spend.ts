import { convert, rateUsed, type ApartReason, type MonthRates, type RateUsed } from './exchange.ts'
import type { Currency, Nanos } from './money.ts'
import type { Month } from './period.ts'

/** Cash and what is spread over time, of one currency. */
export type BothCosts = { readonly billed: Nanos; readonly effective: Nanos }

/** A cell of spend as far as converting it goes. */
export type CellToConvert = BothCosts & {
  readonly serviceProviderName: string
  readonly currency: Currency
}

/** A cell in the reporting currency, or why it is not. `used` is null where it already was in that currency. */
export type Converted =
  | ({ readonly state: 'converted'; readonly used: RateUsed | null } & BothCosts)
  | { readonly state: 'apart'; readonly reason: ApartReason }

/** One month in the reporting currency. What has no rate is not in it. */
export type ReportedMonth = {
  readonly month: Month
  /** The sum of `providers`. Null where nothing of the month could be converted. */
  readonly total: BothCosts | null
  /** Largest effective cost first. */
  readonly providers: readonly (BothCosts & { readonly serviceProviderName: string })[]
  /** What went into it: the costs in their own currency, by its code. */
  readonly from: readonly (BothCosts & { readonly currency: Currency; readonly used: RateUsed | null })[]
}

/** Money of a month that has no rate, in its own currency. It is in no sum. */
export type SpendApart = BothCosts & {
  readonly month: Month
  readonly currency: Currency
  readonly reason: ApartReason
}

/** Spend in one currency. Each provider's and currency's cell of a month is rounded once, to whole nanos. */
export type ReportedSpend = {
  readonly currency: Currency
  readonly months: readonly ReportedMonth[]
  readonly apart: readonly SpendApart[]
}

/** One cell in another currency, by the rates of its month. */
export function convertCell(
  cell: BothCosts & { readonly currency: Currency },
  rates: MonthRates,
  to: Currency,
): Converted {
  const { currency, billed, effective } = cell
  if (currency === to) return { state: 'converted', billed, effective, used: null }
  const rate = rates.rate(currency, to)
  if (rate === null)
    return { state: 'apart', reason: { kind: 'no-rate', lacking: rates.lacking(currency, to) } }
  return {
    state: 'converted',
    billed: convert(billed, rate.ratio),
    effective: convert(effective, rate.ratio),
    used: rateUsed(rate),
  }
}

/** A month's cells in the reporting currency, and what of them stands apart. */
export function reportMonth(
  month: Month,
  cells: readonly CellToConvert[],
  rates: MonthRates,
  to: Currency,
): { readonly reported: ReportedMonth; readonly apart: readonly SpendApart[] } {
  const providers = new Map<string, BothCosts>()
  const from = new Map<Currency, BothCosts & { readonly used: RateUsed | null }>()
  const apart = new Map<Currency, SpendApart>()
  for (const cell of cells) {
    const { currency, serviceProviderName: provider } = cell
    const converted = convertCell(cell, rates, to)
    if (converted.state === 'apart') {
      const { reason } = converted
      apart.set(currency, { month, currency, reason, ...sumOf(apart.get(currency), cell) })
    } else {
      providers.set(provider, sumOf(providers.get(provider), converted))
      from.set(currency, { ...sumOf(from.get(currency), cell), used: converted.used })
    }
  }
  const amounts = Array.from(providers, ([serviceProviderName, sum]) => ({ serviceProviderName, ...sum }))
  return {
    reported: {
      month,
      total: amounts.reduce<BothCosts | null>((sum, amount) => sumOf(sum, amount), null),
      providers: amounts.sort((a, b) => compare(b.effective, a.effective)),
      from: Array.from(from, ([currency, sum]) => ({ currency, ...sum })).sort(byCurrency),
    },
    apart: [...apart.values()].sort(byCurrency),
  }
}

const sumOf = (sum: BothCosts | null | undefined, { billed, effective }: BothCosts): BothCosts => ({
  billed: (sum?.billed ?? 0n) + billed,
  effective: (sum?.effective ?? 0n) + effective,
})

const compare = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)

const byCurrency = (a: { readonly currency: Currency }, b: { readonly currency: Currency }): number =>
  compare(a.currency, b.currency)
