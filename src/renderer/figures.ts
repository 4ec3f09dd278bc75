import { nanosText, type Currency, type Nanos } from '../core/money.ts'
import { firstDayOf, quarterText, startOfDay, type Day, type Month, type Quarter } from '../core/period.ts'

/** The words are English, so the figures between them are too: as this machine's English writes them. */
const locale = navigator.languages.find((language) => language.startsWith('en')) ?? 'en-US'

/** Intl takes exact decimal text, so an amount is never a float on its way to the screen. */
type Exact = number | `${number}`

const formats = new Map<string, Intl.NumberFormat>()
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, options)
  formats.set(key, made)
  return made
}

const noBreak = '\u202f'

function written(value: Exact, options: Intl.NumberFormatOptions): string {
  return numberFormat(options)
    .formatToParts(value)
    .map((part) => (part.type === 'minusSign' ? '−' : part.value))
    .join('')
}

const inCurrency = (currency: Currency): Intl.NumberFormatOptions => ({
  style: 'currency',
  currency,
  currencyDisplay: 'narrowSymbol',
})

const halfCent = 5_000_000n

/** `$4,133.42`; what is more than nothing is never written as nothing. */
export function money(nanos: Nanos, currency: Currency): string {
  if (nanos > 0n && nanos < halfCent) return `< ${units(0.01, currency)}`
  return written(nanosText(nanos) as `${number}`, inCurrency(currency))
}

/** An amount from payback's floating point maths, to the cent. */
export const units = (amount: number, currency: Currency): string => written(amount, inCurrency(currency))

/** `$0.1648`: the price of one unit, where tenths of a cent matter. */
export const unitPrice = (amount: number, currency: Currency): string =>
  written(amount, { ...inCurrency(currency), maximumFractionDigits: 6 })

/** `$13,375`: for sentences about amounts too large for cents to matter. */
export const wholeMoney = (nanos: Nanos, currency: Currency): string =>
  written(nanosText(nanos) as `${number}`, { ...inCurrency(currency), maximumFractionDigits: 0 })

/** One digit after the point, but none where it would only be noise: `4.1k`, `810`, `2.5`. */
const fractionOf = (value: number): number => (Math.abs(value) >= 10 && Math.abs(value) < 1000 ? 0 : 1)

/** `$4.1k`: for axes and labels in charts only. `exactly` keeps the tenth even where it is zero. */
export const shortMoney = (amount: number, currency: Currency, exactly = false): string =>
  numberFormat({
    ...inCurrency(currency),
    notation: 'compact',
    maximumFractionDigits: fractionOf(amount),
    minimumFractionDigits: exactly ? fractionOf(amount) : 0,
  })
    .formatToParts(amount)
    .map((part) =>
      part.type === 'minusSign' ? '−' : part.type === 'compact' ? part.value.replace('K', 'k') : part.value,
    )
    .join('')

/** A statement's exact total: to the cent, and the digits beyond it apart. */
export function exactMoney(
  text: string,
  currency: Currency,
): { readonly cents: string; readonly beyond: string } {
  const exact = written(text as `${number}`, { ...inCurrency(currency), maximumFractionDigits: 100 })
  const beyond = /[.,]\d\d(\d+)$/.exec(exact)?.[1] ?? ''
  return { cents: exact.slice(0, exact.length - beyond.length), beyond }
}

export const count = (value: number): string => written(value, { maximumFractionDigits: 0 })
export const decimal = (value: number, digits: number): string =>
  written(value, { maximumFractionDigits: digits })

/** `12%`; one decimal where whole percents would hide the difference. */
export const percent = (share: number): string =>
  written(share, { style: 'percent', maximumFractionDigits: share !== 0 && Math.abs(share) < 0.1 ? 1 : 0 })

/** `1.3 B`. */
export const tokens = (value: number): string =>
  numberFormat({ notation: 'compact', maximumFractionDigits: fractionOf(value) })
    .formatToParts(value)
    .map((part) => (part.type === 'compact' ? `${noBreak}${part.value}` : part.value))
    .join('')

export const kwh = (value: number): string => `${written(value, { maximumFractionDigits: 1 })} kWh`
export const watts = (value: number): string => `${count(value)} W`
/** One digit after the point, always, so that columns of hours and kWh line up. */
export const tenths = (value: number): string =>
  written(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
export const duration = (months: number): string => `${decimal(months, 1)} months`

const shortMonth = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
const longMonth = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
const bareMonth = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
const tinyMonth = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
const mediumDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
const clockDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

const startOf = (month: Month): number => startOfDay(firstDayOf(month))

/** `Mar 2027`. */
export const monthShort = (month: Month): string => shortMonth.format(startOf(month))
/** `March 2027`. */
export const monthLong = (month: Month): string => longMonth.format(startOf(month))
/** `March`, where the year is plain. */
export const monthBare = (month: Month): string => bareMonth.format(startOf(month))
/** `Mar`, and beneath the first tick of each year the year; `step` is the number of months between ticks. */
export const monthTick = (month: Month, first: boolean, step = 1): string[] =>
  first || month % 12 < step
    ? [tinyMonth.format(startOf(month)), new Date(startOf(month)).getUTCFullYear().toString()]
    : [tinyMonth.format(startOf(month))]

export const dayShort = (day: Day): string => mediumDay.format(startOfDay(day))
/** `Oct 1 – 31, 2026`; both days are in it. */
export const dayRange = (first: Day, last: Day): string =>
  mediumDay.formatRange(startOfDay(first), startOfDay(last))
/** A moment on this machine's clock. */
export const instant = (ms: number): string => moment.format(ms)

/** The day of a moment on this machine's clock. */
export const dayOnClock = (ms: number): string => clockDay.format(ms)

/** `Q3 2026`. */
export const quarter = (of: Quarter): string => quarterText(of).split('-').reverse().join(' ')

/** An exact decimal text as money, rounded to the currency's minor unit only here. */
export const exactText = (text: string, currency: Currency): string =>
  written(text as `${number}`, inCurrency(currency))
