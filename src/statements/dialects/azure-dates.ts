import { dayOfDate, parseDay, type Day } from '../../core/period.ts'
import { remembered } from '../dialect.ts'

const slashShape = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

type Reading = { readonly monthFirst: Day | null; readonly dayFirst: Day | null }

/**
 * Reads the dates of one file, row by row: ISO, or `9/2/2023` in the order the file itself proves. A date
 * with a number above 12 is proof; the last day of a billing period always is. Without proof it is
 * month/day, as Azure documents for its exports. Null for no date, and where the file contradicts itself.
 */
export function azureDates(): (cells: readonly string[]) => readonly (Day | null)[] {
  let proven: keyof Reading | null = null
  let assumed = false

  const learn = ({ monthFirst, dayFirst }: Reading): void => {
    if (proven !== null || (monthFirst === null) === (dayFirst === null)) return
    if (monthFirst !== null) proven = 'monthFirst'
    else if (!assumed) proven = 'dayFirst'
  }
  const read = (reading: Reading): Day | null => {
    if (proven === null && reading.dayFirst !== null && reading.dayFirst !== reading.monthFirst)
      assumed = true
    return reading[proven ?? 'monthFirst']
  }

  return (cells) => {
    const readings = cells.map(readingsOf)
    for (const reading of readings) learn(reading)
    return readings.map(read)
  }
}

const readingsOf = remembered((text: string): Reading => {
  const iso = parseDay(text)
  if (iso !== null) return { monthFirst: iso, dayFirst: iso }
  const match = slashShape.exec(text.trim())
  if (!match) return { monthFirst: null, dayFirst: null }
  const [first, second, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return { monthFirst: dayOfDate(year, first, second), dayFirst: dayOfDate(year, second, first) }
})
