import type { Currency } from '../money.ts'
import { firstDayOf, parseMonth, startOfDay, type Month } from '../period.ts'

const formats = new Map<string, Intl.NumberFormat>()
function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat('en-US', options)
  formats.set(key, made)
  return made
}

function written(value: number, options: Intl.NumberFormatOptions): string {
  return formatOf(options)
    .formatToParts(Object.is(value, -0) ? 0 : value)
    .map((part) => (part.type === 'minusSign' ? '−' : part.value))
    .join('')
}

/** Rounded half away from zero, so that what is nothing when shown carries no sign. */
const rounded = (value: number, digits: number): number => (Math.abs(value) < 0.5 / 10 ** digits ? 0 : value)

/** `$4,133.42`, to the cent. */
export const amountText = (amount: number, currency: Currency): string =>
  written(rounded(amount, 2), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })

/** `$4,133`, for sentences in which cents do not matter. */
export const roundAmountText = (amount: number, currency: Currency): string =>
  written(rounded(amount, 0), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  })

/** `$0.1648`: prices of one unit, where tenths of a cent matter. */
export const priceText = (amount: number, currency: Currency): string =>
  written(amount, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 6,
  })

/** At most so many digits after the point. */
export const numberText = (value: number, digits = 0): string =>
  written(rounded(value, digits), { maximumFractionDigits: digits })

/** `28%`; one decimal where whole percents would hide the difference. */
export const shareText = (share: number): string =>
  written(rounded(share, 4), {
    style: 'percent',
    maximumFractionDigits: share !== 0 && Math.abs(share) < 0.1 ? 1 : 0,
  })

/** `224.0%`: rates of return. */
export const rateText = (rate: number): string =>
  written(rounded(rate, 3), { style: 'percent', maximumFractionDigits: 1 })

/** `1.3 B`. */
export const tokensText = (tokens: number): string =>
  formatOf({ notation: 'compact', maximumFractionDigits: Math.abs(tokens) < 1e4 ? 0 : 1 })
    .formatToParts(tokens)
    .map((part) => (part.type === 'compact' ? `\u202f${part.value}` : part.value))
    .join('')

/** `11.0 months`: how long something took, to the tenth. */
export const tenthsOfMonthsText = (months: number): string =>
  `${written(rounded(months, 1), { minimumFractionDigits: 1, maximumFractionDigits: 1 })} months`

/** `11.1 months`, `1 month`. */
export function monthsText(months: number): string {
  const text = numberText(months, 1)
  return `${text} ${text === '1' ? 'month' : 'months'}`
}

export const countedText = (count: number, noun: string): string =>
  `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`

/** `a, b and c`. */
export const listedText = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

const longMonth = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const shortMonth = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** The calendar month of month `m` of a scenario that begins in `month0` (`YYYY-MM`). */
export const calendarMonth = (month0: string, m: number): Month => (parseMonth(month0) ?? 0) + m

/** `March 2027`. */
export const longMonthText = (month0: string, m: number): string =>
  longMonth.format(startOfDay(firstDayOf(calendarMonth(month0, m))))

/** `Mar 2027`. */
export const shortMonthText = (month0: string, m: number): string =>
  shortMonth.format(startOfDay(firstDayOf(calendarMonth(month0, m))))

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** `³⁶`: a month as a power. */
export const powerText = (m: number): string =>
  m.toString().replaceAll(/\d/g, (digit) => raised.charAt(Number(digit)))

/** `−$20.00 + $5.00 − $1.00`: terms one after the other, each with its own sign. */
export const chainText = (terms: readonly string[]): string =>
  terms
    .map((term, place) => (place === 0 ? term : term.startsWith('−') ? ` − ${term.slice(1)}` : ` + ${term}`))
    .join('')
