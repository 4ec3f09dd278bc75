import { tokenKinds, type Source, type TokenKind } from './charge.ts'
import { isCurrencyKnown } from './currencies.ts'
import { toUnits, type Currency, type Nanos } from './money.ts'
import type { Day, DayRange, Month } from './period.ts'
import type { CountedTokens, ModelOf, TokenUse } from './token-use.ts'

/** US dollars for a million tokens, from the cheapest to the dearest a list price can be. */
export type PriceRange = { readonly low: number; readonly high: number }

/** List prices of a model by kind of token; null where the table has none. `untold`: any of its tokens. */
export type TokenPrices = Readonly<Record<keyof CountedTokens, PriceRange | null>>

/** List prices of the sellers' models. */
export type PriceTable = {
  readonly modelOf: ModelOf
  /** Prices in force on any of the days, at the first tier; null for a model it does not have. */
  readonly pricesOf: (serviceProviderName: string, model: string, days: DayRange) => TokenPrices | null
}

/** What an amount off by so much is likely to be. */
export type PriceGuess = 'cents-as-dollars' | 'dollars-as-cents' | 'too-dear' | 'too-cheap'

/** Something about a statement that is more likely a mistake than the truth. It is told and never blocks. */
export type Flag =
  | {
      readonly kind: 'price'
      readonly guess: PriceGuess
      readonly serviceProviderName: string
      readonly service: string
      readonly months: readonly Month[]
      readonly cost: number
      readonly tokens: number
      /** US dollars for a million tokens: what was paid, and what list prices make of the same tokens. */
      readonly paid: number
      readonly listed: PriceRange
      /** How many times the nearest list price was paid: 100, 0.01. */
      readonly times: number
      readonly tokensFrom: TokenUse['tokensFrom']
    }
  | ({ readonly kind: 'future-days'; readonly amounts: readonly Amount[] } & DayRange)
  | ({
      readonly kind: 'unusual-month'
      readonly month: Month
      /** The mean of the complete months beside it. */
      readonly mean: Nanos
      readonly neighbours: readonly Month[]
    } & Amount &
      Pick<Source, 'serviceProviderName' | 'billingAccountId'>)
  | ({ readonly kind: 'unknown-currency' } & Amount)

type Amount = { readonly currency: Currency; readonly amount: Nanos }

/**
 * How many times the list price is told. The dearest surcharge known is 6.6 times (Anthropic's fast mode, in a
 * chosen region), the usual discounts (batch, cache, commitments) are within the range or half of it; a mistaken
 * unit is ten times off at least.
 */
const told = 7
/** A cost export rounds each row to cents (Anthropic): half a cent, in dollars. */
const roundingOfRow = 0.005

/**
 * Flags what was paid for tokens far from the list price, the months of a model together. Other currencies than the
 * table's are not judged.
 */
export function priceFlags(uses: readonly TokenUse[], prices: PriceTable): readonly Flag[] {
  const judged = uses.flatMap((use) => {
    const listed = use.currency === 'USD' ? listedCost(use, prices) : null
    const verdict = listed && judge(use, listed)
    return listed && verdict ? [{ ...use, listed, verdict }] : []
  })
  const alike = Map.groupBy(judged, ({ serviceProviderName, model, tokensFrom, verdict }) =>
    JSON.stringify([serviceProviderName, model, tokensFrom, verdict]),
  )
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const cost = sum(group.map((one) => one.cost))
    const low = sum(group.map(({ listed }) => listed.low))
    const high = sum(group.map(({ listed }) => listed.high))
    const tokens = sum(group.map((one) => tokensOf(one.tokens)))
    const times = cost / (first.verdict === 'dear' ? high : low)
    const millions = tokens / 1e6
    return [
      {
        kind: 'price',
        guess: guessOf(times),
        serviceProviderName: first.serviceProviderName,
        service: first.service,
        months: [...new Set(group.map(({ month }) => month))].toSorted((one, other) => one - other),
        cost,
        tokens,
        paid: cost / millions,
        listed: { low: low / millions, high: high / millions },
        times,
        tokensFrom: first.tokensFrom,
      },
    ]
  })
}

/** Null within what list prices, surcharges, discounts and rounding can make of it. */
function judge(use: TokenUse, listed: PriceRange): 'dear' | 'cheap' | null {
  const rounding = use.rows * roundingOfRow
  if (use.cost <= 0) return null
  if (use.cost - rounding > told * listed.high) return 'dear'
  return (use.cost + rounding) * told < listed.low ? 'cheap' : null
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0)

/** The factor between cents and dollars, give or take the discounts and surcharges there are. */
const cents = { from: 40, to: 250 }

function guessOf(times: number): PriceGuess {
  if (times > 1) return times >= cents.from && times <= cents.to ? 'cents-as-dollars' : 'too-dear'
  return 1 / times >= cents.from && 1 / times <= cents.to ? 'dollars-as-cents' : 'too-cheap'
}

const countedKinds: readonly (TokenKind | 'untold')[] = [...tokenKinds, 'untold']
const tokensOf = (tokens: CountedTokens): number => sum(countedKinds.map((kind) => tokens[kind]))

/** What the tokens cost at list price; null where one of their kinds has none, or there are no tokens. */
function listedCost(use: TokenUse, prices: PriceTable): PriceRange | null {
  const table = prices.pricesOf(use.serviceProviderName, use.model, use.days)
  if (table === null) return null
  let [low, high] = [0, 0]
  for (const kind of countedKinds) {
    const tokens = use.tokens[kind]
    const price = table[kind]
    if (tokens === 0) continue
    if (price === null || tokens < 0) return null
    low += (tokens * price.low) / 1e6
    high += (tokens * price.high) / 1e6
  }
  return high === 0 ? null : { low, high }
}

/** Days that a zone ahead of UTC is into the future. */
export const zoneDays = 1

/** Flags charges on days that have not come yet. `sums` are by day and currency. */
export function futureDays(sums: readonly ({ readonly day: Day } & Amount)[], asOf: Day): readonly Flag[] {
  const ahead = sums.filter(({ day }) => day > asOf + zoneDays)
  if (ahead.length === 0) return []
  const days = ahead.map(({ day }) => day)
  return [
    {
      kind: 'future-days',
      firstDay: Math.min(...days),
      lastDay: Math.max(...days),
      amounts: added(ahead),
    },
  ]
}

/** Flags currencies that ISO 4217 does not have. */
export const unknownCurrencies = (amounts: readonly Amount[]): readonly Flag[] =>
  added(amounts)
    .filter(({ currency }) => !isCurrencyKnown(currency))
    .map((amount) => ({ kind: 'unknown-currency', ...amount }))

const added = (amounts: readonly Amount[]): readonly Amount[] =>
  [...Map.groupBy(amounts, ({ currency }) => currency)].map(([currency, same]) => ({
    currency,
    amount: same.reduce((all, { amount }) => all + amount, 0n),
  }))

/** A complete month of a source, in one currency. */
export type WholeMonth = Amount & { readonly month: Month }

/** Months beside a month that it is compared with, on either side, and how many of them there must be. */
const reach = 2
const fewest = 2
/** Currency units beneath which a month twice its neighbours is no news. */
const newsworthy = 1

/**
 * Months at least twice, or less than half, the mean of the complete months beside them, the most unusual first. A
 * month once found unusual is no measure for the others. Of one source and currency.
 */
export function unusualMonths(
  months: readonly WholeMonth[],
): readonly (WholeMonth & { readonly mean: Nanos; readonly neighbours: readonly Month[] })[] {
  const measured = months.flatMap((month) => {
    const beside = months.filter(
      (other) => other.month !== month.month && Math.abs(other.month - month.month) <= reach,
    )
    if (beside.length < fewest) return []
    const mean = beside.reduce((all, { amount }) => all + amount, 0n) / BigInt(beside.length)
    const isUnusual = mean > 0n && (month.amount >= 2n * mean || month.amount * 2n < mean)
    const isNews = Math.abs(toUnits(month.amount - mean)) >= newsworthy
    return isUnusual && isNews
      ? [{ ...month, mean, neighbours: beside.map((other) => other.month).toSorted((a, b) => a - b) }]
      : []
  })
  const [worst] = measured.toSorted((one, other) => howUnusual(other) - howUnusual(one))
  if (worst === undefined) return []
  return [worst, ...unusualMonths(months.filter(({ month }) => month !== worst.month))]
}

function howUnusual({ amount, mean }: { readonly amount: Nanos; readonly mean: Nanos }): number {
  const times = toUnits(amount) / toUnits(mean)
  return times <= 0 ? Number.POSITIVE_INFINITY : Math.max(times, 1 / times)
}
