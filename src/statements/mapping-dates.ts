import type { DateFormat } from '../core/mapping.ts'
import {
  dayOfDate,
  dayOfInstant,
  lastDayOf,
  monthOfDay,
  parseIsoDay,
  type Day,
  type DayRange,
} from '../core/period.ts'

type Dated = { readonly year: string; readonly month: string; readonly date: string }
type Shape = {
  readonly pattern: RegExp
  /** Which of the pattern's groups is what; a month without a date is a whole one. */
  readonly read: (groups: readonly string[]) => Dated
  readonly isMonth: boolean
}

/** ` 14:05`, ` 2:05:10 PM`, `T14:05:10.123Z`, ` 14:05 UTC`, ` 14:05 +02:00`. */
const time =
  /^(?:,?[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:\s?([AaPp])\.?[Mm]\.?)?(?:\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?$/

const yearMonthDate = ([year = '', month = '', date = '']: readonly string[]): Dated => ({
  year,
  month,
  date,
})
const dateMonthYear = ([date = '', month = '', year = '']: readonly string[]): Dated => ({
  year,
  month,
  date,
})
const monthDateYear = ([month = '', date = '', year = '']: readonly string[]): Dated => ({
  year,
  month,
  date,
})
const monthOfYear = ([year = '', month = '']: readonly string[]): Dated => ({ year, month, date: '1' })
const yearOfMonth = ([month = '', year = '']: readonly string[]): Dated => ({ year, month, date: '1' })

const day = (pattern: RegExp, read: Shape['read']): Shape => ({ pattern, read, isMonth: false })
const month = (pattern: RegExp, read: Shape['read']): Shape => ({ pattern, read, isMonth: true })

const shapes: Readonly<Record<Exclude<DateFormat, 'unix-seconds' | 'unix-milliseconds'>, Shape>> = {
  iso: day(/^(\d{4})-(\d{1,2})-(\d{1,2})/, yearMonthDate),
  yyyymmdd: day(/^(\d{4})(\d{2})(\d{2})/, yearMonthDate),
  'y/m/d': day(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})/, yearMonthDate),
  'd/m/y': day(/^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?!\d)/, dateMonthYear),
  'm/d/y': day(/^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?!\d)/, monthDateYear),
  'd.m.y': day(/^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)/, dateMonthYear),
  'd-m-y': day(/^(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})(?!\d)/, dateMonthYear),
  'm-d-y': day(/^(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})(?!\d)/, monthDateYear),
  'd-mon-y': day(/^(\d{1,2})[-/. ]+(\p{L}{3,10})[-/., ]+(\d{4}|\d{2})(?!\d)/u, dateMonthYear),
  'mon-d-y': day(/^(\p{L}{3,10})[-/. ]+(\d{1,2})[-/, ]+(\d{4})/u, monthDateYear),
  'y-m': month(/^(\d{4})[-/.](\d{1,2})$/, monthOfYear),
  'm/y': month(/^(\d{1,2})[-/.](\d{4})$/, yearOfMonth),
  /** `Jan-26` is how Excel writes a month; `Jan 26` may be a day. */
  'mon-y': month(/^(\p{L}{3,10})(?:[-/., ]+(?=\d{4}$)|-(?=\d{2}$)| ?['’](?=\d{2}$))(\d{2,4})$/u, yearOfMonth),
}

/** Names of months in English, German, French and Spanish, and how they are shortened. */
const months: readonly (readonly string[])[] = [
  'january jan januar janvier janv enero ene',
  'february feb februar février févr fév febrero',
  'march mar märz mär mrz mars marzo',
  'april apr avril avr abril abr',
  'may mai mayo',
  'june jun juni juin junio',
  'july jul juli juillet juil julio',
  'august aug août aout agosto ago',
  'september sep sept septembre septiembre',
  'october oct oktober okt octobre octubre',
  'november nov novembre noviembre',
  'december dec dezember dez décembre déc diciembre dic',
].map((names) => names.split(' '))

const monthNumber = (text: string): number =>
  /^\d/.test(text) ? Number(text) : 1 + months.findIndex((names) => names.includes(text.toLowerCase()))

/** No bill is from before or after this century: `0026` and a count of milliseconds read as seconds are no days. */
const firstYear = dayOfDate(2000, 1, 1) ?? 0
const lastYear = dayOfDate(2099, 12, 31) ?? 0
const within = (found: Day | null): Day | null =>
  found !== null && found >= firstYear && found <= lastYear ? found : null

/** The day (UTC) or the whole month that a text says in one way to write dates; null where it does not. */
export function mappedDays(text: string, format: DateFormat): DayRange | null {
  const written = text.trim()
  const found = within(dayIn(written, format))
  if (found === null) return null
  const isMonth = format !== 'unix-seconds' && format !== 'unix-milliseconds' && shapes[format].isMonth
  return { firstDay: found, lastDay: isMonth ? lastDayOf(monthOfDay(found)) : found }
}

function dayIn(text: string, format: DateFormat): Day | null {
  if (format === 'unix-seconds')
    return /^\d{9,10}(?:\.\d*)?$/.test(text) ? dayOfInstant(Number(text) * 1000) : null
  if (format === 'unix-milliseconds') return /^\d{12,13}$/.test(text) ? dayOfInstant(Number(text)) : null
  if (format === 'iso') {
    const usual = parseIsoDay(text)
    if (usual !== null) return usual
  }
  const { pattern, read } = shapes[format]
  const match = pattern.exec(text)
  if (!match) return null
  const { year, month, date } = read(match.slice(1))
  const found = dayOfDate(Number(year.length === 2 ? `20${year}` : year), monthNumber(month), Number(date))
  const moved = daysMoved(text.slice(match[0].length))
  return found === null || moved === null ? null : found + moved
}

/** Days that the time after a date moves it when brought to UTC; null where it is no time. */
function daysMoved(text: string): number | null {
  const match = time.exec(text)
  if (!match) return null
  const [, hour, minute = '0', second = '0', half, zone = 'Z'] = match
  if (hour === undefined) return 0
  const isHalf = half !== undefined
  if (Number(hour) > (isHalf ? 12 : 24) || Number(minute) > 59 || Number(second) > 60) return null
  const hours = isHalf ? (Number(hour) % 12) + (/[Pp]/.test(half) ? 12 : 0) : Number(hour)
  const seconds = hours * 3600 + Number(minute) * 60 + Number(second) - zoneSeconds(zone)
  return Math.floor(seconds / 86_400)
}

function zoneSeconds(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0
  const size = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60
  return zone.startsWith('-') ? -size : size
}
