import { addTo, decimalText, parseDecimal, tenTo, zeroSum, type Decimal } from './decimal.ts'
import type { Currency, Nanos } from './money.ts'
import { monthText, type Day, type DayRange, type Month } from './period.ts'

/** Who says a rate: the European Central Bank's reference rates, or the user. The user's word outranks the bank's. */
export type RateOrigin = 'ecb' | 'user'

/** One unit of `base` costs `rate` units of `currency` on a day. Exact decimal text above 0. */
export type DayRate = {
  readonly day: Day
  readonly base: Currency
  readonly currency: Currency
  readonly rate: string
  readonly origin: RateOrigin
}

/** An exact quotient of two whole numbers above 0. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint }

/**
 * What one unit of a currency costs in another, for the whole of a month. `days` counts the daily rates it is the
 * mean of; of two legs through the euro, those of the leg with fewer. `both`: one leg is the user's, one the bank's.
 */
export type MonthRate = { readonly ratio: Ratio; readonly days: number; readonly origin: RateOrigin | 'both' }

/** The currency the ECB's rates are in: every cross rate goes through it. */
export const pivotCurrency = 'EUR'

/** Reads a rate: plain digits with or without a fraction, above 0. Null when it is none. */
export function parseRate(text: string): Decimal | null {
  const rate = /^\d{1,12}(?:\.\d{1,20})?$/.test(text) ? parseDecimal(text) : null
  return rate !== null && rate.digits > 0n ? rate : null
}

const inverse = ({ numerator, denominator }: Ratio): Ratio => ({
  numerator: denominator,
  denominator: numerator,
})
const product = (one: Ratio, other: Ratio): Ratio => ({
  numerator: one.numerator * other.numerator,
  denominator: one.denominator * other.denominator,
})

/** `nanos` of one currency in another; rounded half to even, once, to whole nanos. */
export const convert = (nanos: Nanos, { numerator, denominator }: Ratio): Nanos =>
  quotientHalfEven(nanos * numerator, denominator)

/** `denominator` is above 0. */
function quotientHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  const remainder = numerator % denominator
  const twice = 2n * (remainder < 0n ? -remainder : remainder)
  const away = twice > denominator || (twice === denominator && quotient % 2n !== 0n)
  if (!away) return quotient
  return numerator < 0n ? quotient - 1n : quotient + 1n
}

/** Digits a rate is shown with; the conversion itself uses the exact quotient. */
const shownDigits = 12

/** A rate to read: rounded half to even to 12 decimals, zeros at the end left out. */
export const rateText = ({ numerator, denominator }: Ratio): string =>
  decimalText({
    digits: quotientHalfEven(numerator * tenTo(shownDigits), denominator),
    scale: shownDigits,
  })

/** The rates of one month, asked by currency. */
export type MonthRates = {
  /** Null where a rate is missing: never guessed from another month. The same currency twice is asked nowhere. */
  readonly rate: (from: Currency, to: Currency) => MonthRate | null
  /** The currencies whose rate is missing for a conversion; empty where `rate` answers. */
  readonly lacking: (from: Currency, to: Currency) => readonly Currency[]
}

/**
 * A month's rates out of its daily ones: the mean of the days of each pair. A rate of the user's own for the very
 * pair comes first; else both currencies are taken through the euro, each by the user's rate where there is one,
 * otherwise by the ECB's. Cross rates divide the two means, so that all triangles close.
 */
export function monthRates(rates: readonly DayRate[]): MonthRates {
  const pairs = Map.groupBy(rates, ({ base, currency, origin }) => pairName(base, currency, origin))
  const known = new Map<string, MonthRate | null>()

  const meanOf = (from: Currency, to: Currency, origin: RateOrigin): MonthRate | null => {
    const found = pairs.get(pairName(from, to, origin))
    if (!found) return null
    const [latest] = found.toSorted((one, other) => other.day - one.day)
    const base = latest?.base ?? from
    const ratio = meanRatio(found, base)
    return { ratio: base === from ? ratio : inverse(ratio), days: found.length, origin }
  }
  const direct = (from: Currency, to: Currency): MonthRate | null =>
    meanOf(from, to, 'user') ?? meanOf(from, to, 'ecb')
  const throughPivot = (from: Currency, to: Currency): MonthRate | null => {
    const first = direct(from, pivotCurrency)
    const second = direct(pivotCurrency, to)
    if (!first || !second) return null
    return {
      ratio: product(first.ratio, second.ratio),
      days: Math.min(first.days, second.days),
      origin: first.origin === second.origin ? first.origin : 'both',
    }
  }
  const rate = (from: Currency, to: Currency): MonthRate | null => {
    const name = `${from} ${to}`
    const before = known.get(name)
    if (before !== undefined) return before
    const found = direct(from, to) ?? throughPivot(from, to)
    known.set(name, found)
    return found
  }
  return {
    rate,
    lacking: (from, to) =>
      rate(from, to) !== null
        ? []
        : [from, to].filter(
            (currency) => currency !== pivotCurrency && direct(currency, pivotCurrency) === null,
          ),
  }
}

/** The same for both directions of a pair. */
const pairName = (one: Currency, other: Currency, origin: RateOrigin): string =>
  `${one < other ? `${one} ${other}` : `${other} ${one}`} ${origin}`

/** The arithmetic mean of what one `base` costs; rates said the other way round are turned first. */
function meanRatio(rates: readonly DayRate[], base: Currency): Ratio {
  const straight = zeroSum()
  let turned: Ratio | null = null
  for (const rate of rates) {
    const value = parseRate(rate.rate)
    if (value === null) throw new Error(`Not a rate: ${rate.rate}`)
    if (rate.base === base) addTo(straight, value)
    else turned = sumOf(turned, { numerator: tenTo(value.scale), denominator: value.digits })
  }
  const sum = sumOf(turned, { numerator: straight.digits, denominator: tenTo(straight.scale) })
  return { numerator: sum.numerator, denominator: sum.denominator * BigInt(rates.length) }
}

const sumOf = (one: Ratio | null, other: Ratio): Ratio =>
  one === null
    ? other
    : {
        numerator: one.numerator * other.denominator + other.numerator * one.denominator,
        denominator: one.denominator * other.denominator,
      }

/** Why money is not converted: these currencies have no rate in its month. */
export type ApartReason = { readonly kind: 'no-rate'; readonly lacking: readonly Currency[] }

/** Why an amount stands apart, in words: what is missing and what to do. */
export function apartWords(month: Month, { lacking }: ApartReason): string {
  const currencies = lacking.join(' and ')
  return `There is no rate for ${currencies} in ${monthText(month)}. Import the European Central Bank's rates, or enter one of your own.`
}

/** What one conversion used; `rate` is rounded to 12 decimals to be read. Null where nothing had to be converted. */
export type RateUsed = {
  readonly rate: string
  readonly days: number
  readonly origin: MonthRate['origin']
}

export const rateUsed = ({ ratio, days, origin }: MonthRate): RateUsed => ({
  rate: rateText(ratio),
  days,
  origin,
})

/** What is there of the ECB's rates. */
export type BankRates = DayRange & { readonly days: number; readonly currencies: readonly Currency[] }

/** The rates in the ledger: every one of the user's own, newest day first, and how far the ECB's reach. */
export type RatesView = { readonly own: readonly DayRate[]; readonly bank: BankRates | null }

/** What became of a file of the ECB's rates. Single rates are counted: one day's one currency. */
export type RatesImported = BankRates & {
  readonly file: string
  readonly added: number
  /** Known before with another figure. */
  readonly changed: number
}
