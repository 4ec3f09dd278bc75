import { chargeCategories, type ChargeCategory } from './charge.ts'
import { minorDigitsOf } from './currencies.ts'
import { addTo, decimalText, parseDecimal, toScale, zeroSum, type Decimal } from './decimal.ts'
import type { Currency, Nanos } from './money.ts'
import { daysIn, firstDayOf, monthOfDay, type DayRange, type Month } from './period.ts'
import type { ControlTotal } from './statement.ts'

type Amount = { readonly currency: Currency; readonly billed: Nanos }

/** What is known of a statement when it is held against its invoice. All of it is the statement's own. */
export type TieOutFacts = {
  readonly controlTotals: readonly ControlTotal[]
  /** Exact sums of the file, as decimal text. */
  readonly totals: readonly { readonly currency: Currency; readonly billed: string }[]
  readonly categories: readonly (Amount & { readonly category: ChargeCategory; readonly rows: number })[]
  readonly months: readonly (Amount & { readonly month: Month })[]
  readonly coverage: readonly DayRange[]
  /** What other statements of the same sellers say of the same months, on the days they speak for. */
  readonly others: readonly (Amount & { readonly statementId: number; readonly fileName: string })[]
  /** What its seller bills and never writes into an export of this kind: `Priority Tier`. */
  readonly neverExported: readonly string[]
}

/** Days of a month that the statement does not cover. */
export type MissingDays = { readonly month: Month; readonly days: number }

/** One thing that may make up the difference. Money is exact decimal text in the currency of the control total. */
export type Explanation =
  /** The invoice leaves out rows that the file has. */
  | {
      readonly kind: 'left-out'
      readonly category: Exclude<ChargeCategory, 'Usage'>
      readonly billed: string
      readonly rows: number
    }
  /** The file has no tax; `rate` is what the difference is of the file's sum: 0.19. */
  | { readonly kind: 'tax-on-top'; readonly net: string; readonly rate: number }
  /** The invoice is lower and the file has no credits. */
  | { readonly kind: 'credits-on-invoice' }
  /** Rows rounded one by one can add up to `bound` at most. */
  | { readonly kind: 'rounding'; readonly bound: string; readonly rows: number }
  /** `wouldAdd`: the missing days at the statement's mean day. */
  | {
      readonly kind: 'missing-days'
      readonly missing: readonly MissingDays[]
      readonly meanDay: string
      readonly wouldAdd: string
    }
  /** The file spans several months and the invoice is of one. */
  | { readonly kind: 'one-month'; readonly month: Month; readonly billed: string }
  /** The invoice adds up what the file bills in another currency; `rate`: the control's currency for one of it. */
  | {
      readonly kind: 'currency'
      readonly currency: Currency
      readonly billed: string
      readonly rate: number
    }
  | {
      readonly kind: 'other-statements'
      readonly files: readonly string[]
      readonly billed: string
    }
  | { readonly kind: 'never-exported'; readonly what: readonly string[] }

/** `exact`: to the minor unit. `likely`: of the right size. `possible`: cannot be ruled out. */
const fits = ['exact', 'likely', 'possible'] as const
export type Candidate = Explanation & { readonly fit: (typeof fits)[number] }

/** What is taken for the rate of a tax: Hungary's 27 % is the highest of any country. */
const taxRates = { lowest: 0.01, highest: 0.27 }

/** What may make up the difference between a control total and the sum of the file, best first. */
export function candidatesFor(
  difference: Decimal,
  billed: Decimal,
  currency: Currency,
  facts: TieOutFacts,
): readonly Candidate[] {
  const found = explanations(difference, billed, currency, facts)
  return fits.flatMap((fit) => found.filter((one) => one.fit === fit))
}

function explanations(
  difference: Decimal,
  billed: Decimal,
  currency: Currency,
  facts: TieOutFacts,
): readonly Candidate[] {
  const digits = minorDigitsOf(currency)
  const isMore = difference.digits > 0n
  const explains = (amount: Decimal): boolean => isNothing(less(difference, amount), digits)
  const isHere = (amount: { readonly currency: Currency }): boolean => amount.currency === currency
  const found: Candidate[] = []

  const categories = facts.categories.filter(isHere)
  for (const category of chargeCategories) {
    const rows = categories.filter((one) => one.category === category)
    const sum = nanosSum(rows)
    if (category !== 'Usage' && sum.digits !== 0n && explains(minus(sum)))
      found.push({
        kind: 'left-out',
        category,
        billed: decimalText(sum),
        rows: rows.reduce((count, one) => count + one.rows, 0),
        fit: 'exact',
      })
  }

  const rate = ratio(difference, billed)
  const hasTax = categories.some(({ category }) => category === 'Tax')
  if (!hasTax && rate !== null && rate >= taxRates.lowest && rate <= taxRates.highest)
    found.push({
      kind: 'tax-on-top',
      net: decimalText(billed),
      rate,
      fit: isRoundRate(difference, billed, rate, digits) ? 'likely' : 'possible',
    })

  const months = facts.months.filter(isHere)
  const ofOne = months.find((month) => explains(less(ofNanos(month.billed), billed)))
  if (months.length > 1 && ofOne)
    found.push({
      kind: 'one-month',
      month: ofOne.month,
      billed: decimalText(ofNanos(ofOne.billed)),
      fit: 'exact',
    })

  const others = facts.others.filter(isHere)
  const makingUp = others.find((other) => explains(ofNanos(other.billed)))
  const told = makingUp ? [makingUp] : others
  const otherSum = nanosSum(told)
  if (otherSum.digits !== 0n && otherSum.digits > 0n === isMore)
    found.push({
      kind: 'other-statements',
      files: told.map(({ fileName }) => fileName),
      billed: decimalText(otherSum),
      fit: explains(otherSum) ? 'exact' : 'possible',
    })

  for (const other of facts.totals) {
    const rateOfOther = isHere(other) ? null : ratio(difference, exact(other.billed))
    if (rateOfOther !== null && rateOfOther > 0)
      found.push({
        kind: 'currency',
        currency: other.currency,
        billed: other.billed,
        rate: rateOfOther,
        fit: 'possible',
      })
  }

  const lacking = missingDays(difference, billed, facts.coverage)
  if (lacking) found.push(lacking)

  if (isMore && facts.neverExported.length > 0)
    found.push({ kind: 'never-exported', what: facts.neverExported, fit: 'possible' })

  const rows = categories.reduce((count, one) => count + one.rows, 0)
  const bound: Decimal = { digits: BigInt(rows) * 5n, scale: digits + 1 }
  if (isAtMost(magnitude(difference), bound))
    found.push({ kind: 'rounding', bound: decimalText(bound), rows, fit: 'possible' })

  if (!isMore && !categories.some(({ category }) => category === 'Credit'))
    found.push({ kind: 'credits-on-invoice', fit: 'possible' })
  return found
}

/** Whether a rate of whole or half percents gives the difference to the minor unit. */
function isRoundRate(difference: Decimal, net: Decimal, rate: number, digits: number): boolean {
  const halfPercents = Math.round(rate * 200)
  const tax: Decimal = { digits: net.digits * BigInt(halfPercents) * 5n, scale: net.scale + 3 }
  return halfPercents > 0 && isNothing(less(difference, tax), digits)
}

/** How far the missing days at the mean day may be from the difference and still be likely: half to twice. */
const nearBy = 2

function missingDays(
  difference: Decimal,
  billed: Decimal,
  coverage: readonly DayRange[],
): (Candidate & { readonly kind: 'missing-days' }) | null {
  if (difference.digits < 0n || billed.digits <= 0n) return null
  const covered = new Set<number>()
  for (const { firstDay, lastDay } of coverage)
    for (let day = firstDay; day <= lastDay; day += 1) covered.add(day)
  const months = [...new Set(Array.from(covered, monthOfDay))].sort((a, b) => a - b)
  const missing = months
    .map((month) => ({ month, days: daysIn(month) - coveredIn(month, covered) }))
    .filter(({ days }) => days > 0)
  if (missing.length === 0) return null
  const days = missing.reduce((count, one) => count + one.days, 0)
  const meanDay = shareOf(billed, 1, covered.size)
  const wouldAdd = shareOf(billed, days, covered.size)
  const share = ratio(difference, wouldAdd)
  const fit = share !== null && share >= 1 / nearBy && share <= nearBy ? 'likely' : 'possible'
  return {
    kind: 'missing-days',
    missing,
    meanDay: decimalText(meanDay),
    wouldAdd: decimalText(wouldAdd),
    fit,
  }
}

const coveredIn = (month: Month, covered: ReadonlySet<number>): number =>
  Array.from({ length: daysIn(month) }, (_, date) => firstDayOf(month) + date).filter((day) =>
    covered.has(day),
  ).length

/** `part / whole` of an amount, to whole nanos: it is a guess at days that nobody billed. */
const shareOf = ({ digits, scale }: Decimal, part: number, whole: number): Decimal => ({
  digits: (toScale({ digits, scale }, 9) * BigInt(part)) / BigInt(whole),
  scale: 9,
})

export const exact = (text: string): Decimal => parseDecimal(text) ?? zeroSum()
const ofNanos = (nanos: Nanos): Decimal => ({ digits: nanos, scale: 9 })
const minus = ({ digits, scale }: Decimal): Decimal => ({ digits: -digits, scale })
export function less(one: Decimal, other: Decimal): Decimal {
  const sum = { ...one }
  addTo(sum, minus(other))
  return sum
}
const magnitude = (value: Decimal): Decimal => (value.digits < 0n ? minus(value) : value)
/** At most half a unit of so many decimals. */
export const isNothing = (value: Decimal, digits: number): boolean =>
  isAtMost(magnitude(value), { digits: 5n, scale: digits + 1 })
function isAtMost(one: Decimal, other: Decimal): boolean {
  const scale = Math.max(one.scale, other.scale)
  return toScale(one, scale) <= toScale(other, scale)
}
const toNumber = (value: Decimal): number => Number(decimalText(value))
/** Null for nothing to divide by. */
export const ratio = (one: Decimal, other: Decimal): number | null =>
  other.digits === 0n ? null : toNumber(one) / toNumber(other)
const nanosSum = (amounts: readonly Amount[]): Decimal =>
  ofNanos(amounts.reduce((sum, { billed }) => sum + billed, 0n))
