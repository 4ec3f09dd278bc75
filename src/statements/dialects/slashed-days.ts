import { dayOfDate, parseDay, type Day } from '../../core/period.ts'

const shape =
  /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?: ?([AP])M)?)?$/i

/** A day as it stands in a file, in the two orders that a date with slashes may have. */
export type SlashedDay = {
  readonly monthFirst: Day | null
  readonly dayFirst: Day | null
  /** The last minute of the day: an end so written includes that day. */
  readonly atLastMinute: boolean
}

/** In which order a file has the month and the day of its dates with slashes. */
export const dayOrders = ['monthFirst', 'dayFirst'] as const
export type DayOrder = (typeof dayOrders)[number]

/**
 * `9/2/2023`, `4/1/25`, and with the time that a spreadsheet saves a timestamp with: `2/28/2026 0:00`,
 * `2/28/2026 11:59:59 PM`. Null for any other text.
 */
export function slashedDay(text: string): SlashedDay | null {
  const match = shape.exec(text.trim())
  if (!match) return null
  const [, first, second, year = '', hours = '0', minutes = '0', seconds = '0', half] = match
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0)
  if (hour > 23 || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year)
  const [one, other] = [Number(first), Number(second)]
  return {
    monthFirst: dayOfDate(fullYear, one, other),
    dayFirst: dayOfDate(fullYear, other, one),
    atLastMinute: hour === 23 && minutes === '59',
  }
}

/** A date that can be read in one way only, as `SlashedDay`. */
export function plainDay(text: string): SlashedDay | null {
  const day = parseDay(text) ?? yearFirstDay(text.trim())
  return day === null ? null : { monthFirst: day, dayFirst: day, atLastMinute: lastMinute.test(text) }
}

/** `2026/2/28 0:00`, `2026-02-28 0:00`: spreadsheets where the year comes first. */
function yearFirstDay(text: string): Day | null {
  const match = /^(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  if (!match) return null
  const [, year, , month, day, hour = '0', minute = '0', second = '0'] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  return dayOfDate(Number(year), Number(month), Number(day))
}

const lastMinute = /[T ]23:59(?::59(?:[.,]\d+)?)?(?:Z| ?UTC|[+-]00:?00)?\s*$/
