import { numberOf, type Decimal } from '../core/decimal.ts'
import type { Problem } from '../core/problem.ts'
import type { Row } from '../statements/csv.ts'
import type { TooLarge } from './charge-cells.ts'

/**
 * The problem with an amount that does not fit the ledger. `row` is the one it was read from, null once that is gone;
 * `places` are the columns it may stand in.
 */
export function amountTooLarge(
  file: string,
  { line, amount }: TooLarge,
  row: Row | null,
  places: Iterable<number>,
  names: readonly string[],
): Problem {
  let found: { readonly place: number; readonly size: number } | null = null
  for (const place of row && amount ? places : []) {
    const cell = row?.amount(place) ?? null
    if (cell === null || amount === null || figuresOf(cell) !== figuresOf(amount)) continue
    const size = Math.abs(numberOf(cell))
    if (found === null || size > found.size) found = { place, size }
  }
  if (row === null || found === null) return { kind: 'amount-too-large', header: null, file, line, column: 1 }
  return { kind: 'amount-too-large', header: names[found.place] ?? '', ...row.place(found.place) }
}

/** An amount without its sign and its scale: cents and dollars, a charge and its credit have the same figures. */
const figuresOf = (amount: Decimal): string => amount.digits.toString().replace(/^-|0+$/g, '')
