import { numberOf } from '../../core/decimal.ts'
import type { Row } from '../csv.ts'
import { textOrNull } from '../dialect.ts'

/** The text of a column that a file may lack; null where it lacks it or says nothing there. */
export const textIn = (row: Row, column: number | null): string | null =>
  column === null ? null : textOrNull(row.name(column))

/** Null where the file leaves the quantity out, undefined where it is no number. */
export function quantityIn(row: Row, column: number | null): number | null | undefined {
  if (column === null) return null
  const value = row.amount(column)
  if (value !== null) return numberOf(value)
  return textOrNull(row.text(column)) === null ? null : undefined
}
