import { dayOfInstant, parseDay, type Day } from '../../core/period.ts'
import type { Row } from '../csv.ts'

const epochShape = /^\d{9,11}(?:\.\d*)?$/

/**
 * The UTC day a bucket begins. The Unix seconds decide: in one and the same file the ISO column has been
 * seen with an offset on empty days and without one on the others.
 */
export function dayOfBucket(row: Row, epoch: number | null, iso: number): Day | null {
  const seconds = epoch === null ? '' : row.name(epoch).trim()
  if (epochShape.test(seconds)) return dayOfInstant(Number(seconds) * 1000)
  return seconds === '' ? parseDay(row.name(iso)) : null
}
