import type { Day } from '../../core/period.ts'
import { remembered } from '../dialect.ts'
import { plainDay, slashedDay, type DayOrder, type SlashedDay } from './slashed-days.ts'

/**
 * Reads the dates of one file, row by row: ISO, or `9/2/2023` in the order the file itself proves. A date
 * with a number above 12 is proof; the last day of a billing period always is. Without proof it is
 * month/day, as Azure documents for its exports. Null for no date, and where the file contradicts itself.
 */
export function azureDates(): (cells: readonly string[]) => readonly (Day | null)[] {
  let proven: DayOrder | null = null
  let assumed = false

  const learn = ({ monthFirst, dayFirst }: SlashedDay): void => {
    if (proven !== null || (monthFirst === null) === (dayFirst === null)) return
    if (monthFirst !== null) proven = 'monthFirst'
    else if (!assumed) proven = 'dayFirst'
  }
  const read = (reading: SlashedDay): Day | null => {
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

const readingsOf = remembered(
  (text: string): SlashedDay =>
    plainDay(text) ?? slashedDay(text) ?? { monthFirst: null, dayFirst: null, atLastMinute: false },
)
