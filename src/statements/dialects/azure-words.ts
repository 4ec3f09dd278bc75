import type { ChargeCategory } from '../../core/charge.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import { textOrNull, type Columns } from '../dialect.ts'

/**
 * A column name without case and spaces: exports differ in both. Portals in other languages write their own
 * word and Azure's in brackets, `Kategorie der Verbrauchseinheit (MeterCategory)`: Azure's counts.
 */
export const folded = (name: string): string =>
  (/\((\w{4,})\)$/.exec(name)?.[1] ?? name).replaceAll(' ', '').toLowerCase()

export const foldedHeader = (header: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(Array.from(header, folded))

/** Finds columns by their folded names. */
export type AzureColumns = {
  /** The first of these names that the file has; null when it has none. */
  readonly find: (...names: readonly string[]) => number | null
}

/** Refuses a header in which one name, folded, is there twice. */
export function azureColumns(columns: Columns): Result<AzureColumns, Problem> {
  const places = new Map<string, number>()
  for (const [place, column] of columns.names.entries()) {
    const name = folded(column)
    if (name === '') continue
    if (places.has(name)) return refused({ kind: 'repeated-column', file: columns.file, column })
    places.set(name, place)
  }
  return ok({
    find: (...names) => {
      const name = names.find((candidate) => places.has(candidate))
      return name === undefined ? null : (places.get(name) ?? null)
    },
  })
}

const categories: ReadonlyMap<string, ChargeCategory> = new Map([
  ['usage', 'Usage'],
  ['unusedreservation', 'Usage'],
  ['unusedsavingsplan', 'Usage'],
  ['purchase', 'Purchase'],
  ['tax', 'Tax'],
  ['credit', 'Credit'],
  ['refund', 'Adjustment'],
  ['adjustment', 'Adjustment'],
  ['roundingadjustment', 'Adjustment'],
])

/** Azure's `ChargeType` in the words of FOCUS; null for one not known. */
export const categoryOf = (chargeType: string): ChargeCategory | null =>
  categories.get(folded(chargeType)) ?? null

/** A cell's text; null where it is empty or Azure's word for nothing. */
export const assigned = (text: string | null): string | null => {
  const said = textOrNull(text ?? '')
  return said === 'Unassigned' ? null : said
}
