/** Whole days since 1970-01-01, UTC. */
export type Day = number
/** Whole months since 1970-01, UTC. */
export type Month = number
/** Whole quarters since 1970-Q1, UTC. */
export type Quarter = number

/** Both ends are in the range. Used for what a statement covers; charge periods exclude their end. */
export type DayRange = { readonly firstDay: Day; readonly lastDay: Day }

const dayMs = 86_400_000
const pad = (value: number, width = 2): string => value.toString().padStart(width, '0')

export const dayOfInstant = (ms: number): Day => Math.floor(ms / dayMs)
export const startOfDay = (day: Day): number => day * dayMs

/** Years that a bill, a rate or a purchase may be of. Others are slips, and a day in 9999 would cover 8,000 years. */
const years = { first: 1990, last: 2199 } as const

/**
 * The day of a calendar date; null when there is no such date (2026-02-30), or none that a bill is of (9999-12-31).
 * Month is 1 to 12.
 */
export function dayOfDate(year: number, month: number, date: number): Day | null {
  if (year < years.first || year > years.last) return null
  const made = new Date(Date.UTC(year, month - 1, date))
  const exists =
    made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date
  return exists ? made.getTime() / dayMs : null
}

/** `YYYY-MM-DD`. */
export function dayText(day: Day): string {
  const date = new Date(day * dayMs)
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`
}

export function monthOfDay(day: Day): Month {
  const date = new Date(day * dayMs)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

const yearOfMonth = (month: Month): number => 1970 + Math.floor(month / 12)
const monthOfYear = (month: Month): number => ((month % 12) + 12) % 12

export const firstDayOf = (month: Month): Day => Date.UTC(yearOfMonth(month), monthOfYear(month), 1) / dayMs
export const lastDayOf = (month: Month): Day => firstDayOf(month + 1) - 1
export const daysIn = (month: Month): number => firstDayOf(month + 1) - firstDayOf(month)

/** `YYYY-MM`. */
export const monthText = (month: Month): string =>
  `${pad(yearOfMonth(month), 4)}-${pad(monthOfYear(month) + 1)}`

/** Reads `YYYY-MM`; null when it is none. */
export function parseMonth(text: string): Month | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  return match ? (Number(match[1]) - 1970) * 12 + Number(match[2]) - 1 : null
}

export const quarterOfMonth = (month: Month): Quarter => Math.floor(month / 3)
export const monthsOfQuarter = (quarter: Quarter): readonly [Month, Month, Month] => [
  quarter * 3,
  quarter * 3 + 1,
  quarter * 3 + 2,
]
/** `2026-Q3`. */
export const quarterText = (quarter: Quarter): string =>
  `${pad(1970 + Math.floor(quarter / 4), 4)}-Q${(((quarter % 4) + 4) % 4) + 1}`

const isoShape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/
/** As spreadsheets save days where the decimal mark is a comma: the day first, always. */
const dottedShape = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/**
 * The UTC day of a date as `parseIsoDay` reads it, and of `01.03.2026`, which a spreadsheet makes of one in much of
 * Europe. Null when it is no date or time.
 */
export const parseDay = (text: string): Day | null => parseIsoDay(text) ?? dottedDay(text.trim())

/**
 * The UTC day of `2026-03-01`, `2026-03-01 02:00`, `2026-03-01T00:00:00.000Z`, `2026-03-01T00:00:00+02:00`.
 * Text without a zone is read as UTC, which is what FOCUS and the providers' exports mean by it.
 * Null when it is no date or time.
 */
export function parseIsoDay(text: string): Day | null {
  const match = isoShape.exec(text.trim())
  if (!match) return null
  const [, year, month, date, hour = '0', minute = '0', second = '0', zone = 'Z'] = match
  const day = dayOfDate(Number(year), Number(month), Number(date))
  if (day === null || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second) - zoneSeconds(zone)
  return day + Math.floor(seconds / 86_400)
}

function dottedDay(text: string): Day | null {
  const match = dottedShape.exec(text)
  if (!match) return null
  const [, date, month, year, hour = '0', minute = '0', second = '0'] = match
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  return dayOfDate(Number(year), Number(month), Number(date))
}

function zoneSeconds(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 3600 + (zone.length > 3 ? Number(zone.slice(-2)) * 60 : 0))
}
