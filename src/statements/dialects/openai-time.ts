import { dayOfInstant, parseDay, type Day } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { remembered, type Columns } from '../dialect.ts'

const epochShape = /^\d{9,10}(?:\.\d*)?$/

/** Where a bucket's time stands, and the UTC day it begins; null for a cell that holds no time. */
export type BucketDays = { readonly column: number; readonly dayOf: (row: Row) => Day | null }

/**
 * The Unix seconds decide where the file has them: in one and the same file the ISO column has been seen
 * with an offset on empty days and without one on the others.
 */
export function bucketDays(columns: Columns, title: string): Result<BucketDays, Problem> {
  const epoch = columns.find('start_time')
  const iso = columns.find('start_time_iso')
  const column = epoch ?? iso
  if (column === null)
    return refused({ kind: 'missing-column', file: columns.file, column: 'start_time', title })
  const epochDay = remembered((text) => (epochShape.test(text) ? dayOfInstant(Number(text) * 1000) : null))
  const isoDay = remembered(parseDay)
  return ok({
    column,
    dayOf: (row) => {
      const seconds = epoch === null ? '' : row.name(epoch).trim()
      if (seconds !== '') return epochDay(seconds)
      return iso === null ? null : isoDay(row.name(iso))
    },
  })
}
