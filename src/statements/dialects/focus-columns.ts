import type { Columns } from '../dialect.ts'

/** A name of FOCUS without capitals and underscores: `BilledCost`, `billedcost`, `billed_cost`. */
export const focusName = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** Finds a column by its name as FOCUS writes it, or else by the same name in lower case or with underscores. */
export function focusColumns(columns: Columns): Columns {
  const written = new Map<string, string | null>()
  for (const name of columns.names) {
    const folded = focusName(name)
    written.set(folded, written.has(folded) ? null : name)
  }
  const inThisFile = spelling(written.get('billedcost') ?? '')
  /** As this file writes it; null where it writes it in two ways. */
  const nameOf = (name: string): string | null => {
    if (columns.has(name)) return name
    const found = written.get(focusName(name))
    return found === undefined ? inThisFile(name) : found
  }
  return {
    ...columns,
    find: (name) => {
      const found = nameOf(name)
      return found === null ? null : columns.find(found)
    },
    has: (name) => {
      const found = nameOf(name)
      return found !== null && columns.has(found)
    },
  }
}

/** How a file that writes `BilledCost` so writes a name that the records read so far lack. */
function spelling(billedCost: string): (name: string) => string {
  if (billedCost === 'billed_cost')
    return (name) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
  return billedCost === 'billedcost' ? (name) => name.toLowerCase() : (name) => name
}
