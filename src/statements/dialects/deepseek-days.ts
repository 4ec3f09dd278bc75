import { dayOfDate, parseDay, type Day } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { remembered, type Columns } from '../dialect.ts'

const compactShape = /^(\d{4})(\d{2})(\d{2})$/

/** Where a row's day stands, and the day; null for a cell that holds none. */
export type UsageDays = { readonly column: number; readonly dayOf: (row: Row) => Day | null }

/**
 * Until mid-2026 the day is `utc_date`, as `2026-06-03` or `20260701`. Since then it is the start of an hour
 * or a day in the offset the user had set, and the file is cut at that offset's midnight: the day is the
 * date as written. Moved to UTC, a whole day in +08:00 would stand on the day before, and two consecutive
 * months would share a day of which the later file knows only a part.
 */
export function usageDays(columns: Columns, title: string): Result<UsageDays, Problem> {
  const column = columns.find('utc_date') ?? columns.find('start_time_iso')
  if (column === null)
    return refused({ kind: 'missing-column', file: columns.file, column: 'start_time_iso', title })
  const readDay = remembered(dateAsWritten)
  return ok({ column, dayOf: (row) => readDay(row.name(column)) })
}

function dateAsWritten(text: string): Day | null {
  const trimmed = text.trim()
  const compact = compactShape.exec(trimmed)
  if (compact) return dayOfDate(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  return parseDay(trimmed) === null ? null : parseDay(trimmed.slice(0, 'YYYY-MM-DD'.length))
}
