import { chargeCategories } from '../core/charge.ts'
import { tokensIn } from '../core/model-names.ts'
import type { UseCell } from '../core/token-use.ts'
import type { Ledger } from './open.ts'
import { sumIn, sumOfNanos } from './sums.ts'

const usage = chargeCategories.indexOf('Usage')

export type StagedUseCell = UseCell & { readonly place: number }

type UseRow = Record<'place' | 'day' | 'service' | 'rows', bigint> &
  Record<'sku' | 'unit' | 'effectiveUnits', bigint | null> &
  Pick<UseCell, 'currency' | 'quantity'>

/**
 * Usage of a staged bill that counts tokens, and of some of its sources also usage that counts nothing: money whose
 * tokens another export may know. `names` is the bill's list of names.
 */
export function stagedUse(
  { db }: Ledger,
  bill: number,
  names: readonly string[],
  uncounted: readonly number[],
): readonly StagedUseCell[] {
  const units = names.flatMap((name, place) => (tokensIn(name) === null ? [] : [place]))
  if (units.length === 0 && uncounted.length === 0) return []
  const named = (place: bigint | null): string | null =>
    place === null ? null : (names[Number(place)] ?? null)
  return db
    .prepare<unknown[], UseRow>(
      `SELECT source AS place, day, service, sku, unit, currency, ${sumOfNanos('effective', 'effective')},
         sum(quantity) AS quantity, sum(row_count) AS rows
       FROM staged
       WHERE bill = ? AND category = ${usage}
         AND (unit IN (SELECT value FROM json_each(?))
           OR quantity IS NULL AND source IN (SELECT value FROM json_each(?)))
       GROUP BY 1, 2, 3, 4, 5, 6`,
    )
    .safeIntegers()
    .all(bill, JSON.stringify(units), JSON.stringify(uncounted))
    .map((row) => ({
      place: Number(row.place),
      day: Number(row.day),
      service: named(row.service) ?? '',
      sku: named(row.sku),
      unit: named(row.unit),
      currency: row.currency,
      effective: row.effectiveUnits === null ? null : sumIn(row, 'effective'),
      quantity: row.quantity,
      rows: Number(row.rows),
    }))
}
