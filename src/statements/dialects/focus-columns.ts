import type { Columns } from '../dialect.ts'

/** A name of FOCUS without capitals and underscores: `BilledCost`, `billedcost`, `billed_cost`. */
export const focusName = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** Finds a column by its name as FOCUS writes it, or else by the same name in lower case or with underscores. */
export function focusColumns(columns: Columns): Columns {
  const places = new Map<string, number | null>()
  for (const [place, name] of columns.names.entries()) {
    const folded = focusName(name)
    places.set(folded, places.has(folded) ? null : place)
  }
  return { ...columns, find: (name) => columns.find(name) ?? places.get(focusName(name)) ?? null }
}
