import type { Problem } from '../core/problem.ts'
import { crooked, unfinished, type RowSplitter } from './csv-rows.ts'

export const separators = [',', ';', '\t'] as const
export type Separator = (typeof separators)[number]

export type Header = {
  readonly cells: readonly string[]
  readonly separator: Separator
  /** The rows before it, those without any text left out. */
  readonly preamble: readonly (readonly string[])[]
}

/** The header, where the row after it begins in the bytes, and on which line. */
export type FoundHeader = { readonly header: Header; readonly from: number; readonly line: number }

/** The header is one of this many first rows. */
const headerWithin = 50

/** Whether a cell has no text; another separator than its own is none either. */
export const isBlank = (cell: string): boolean => /^[\s,;]*$/.test(cell)

/** The search with one of the separators. */
type Opening = {
  readonly separator: Separator
  readonly rows: (readonly string[])[]
  from: number
  line: number
  state: 'searching' | 'found' | 'over'
  problem: Problem | null
}

/**
 * Looks for the header: the first row that is recognised, whichever separator splits it. All of them are
 * tried on the same bytes, and where two find one, the header that ends first counts. Null for as long as
 * more bytes may bring it.
 */
export function headerSearch(
  file: string,
  rows: RowSplitter,
  recognises: (cells: readonly string[]) => boolean,
): (final: boolean) => FoundHeader | { readonly problem: Problem } | null {
  const openings = separators.map((separator): Opening => ({
    separator,
    rows: [],
    from: 0,
    line: 1,
    state: 'searching',
    problem: null,
  }))

  const advance = (opening: Opening, final: boolean): void => {
    rows.setSeparator(opening.separator.charCodeAt(0))
    while (opening.state === 'searching' && opening.from < rows.bytes().length) {
      rows.setLine(opening.line)
      const next = rows.split(opening.from, final)
      if (next === unfinished) return
      if (next === crooked) {
        opening.problem = rows.problem()
        opening.state = 'over'
        return
      }
      opening.from = next
      opening.line += rows.lines()
      if (rows.isEmptyLine()) continue
      const cells = Array.from({ length: rows.row.cells() }, (_, column) => rows.row.text(column))
      if (cells.every(isBlank)) continue
      opening.rows.push(cells)
      if (recognises(cells)) opening.state = 'found'
      else if (opening.rows.length === headerWithin) opening.state = 'over'
    }
    if (final && opening.state === 'searching') opening.state = 'over'
  }

  return (final) => {
    for (const opening of openings) advance(opening, final)
    const [found = null] = openings
      .filter(({ state }) => state === 'found')
      .toSorted((one, other) => one.from - other.from)
    if (found) {
      const { separator, from, line, rows: before } = found
      rows.setSeparator(separator.charCodeAt(0))
      const preamble = before.slice(0, -1)
      return { header: { cells: before.at(-1) ?? [], separator, preamble }, from, line }
    }
    return openings.every(({ state }) => state === 'over') ? { problem: noHeader(file, openings) } : null
  }
}

/** Told of the separator that splits the first row into the most cells. */
function noHeader(file: string, openings: readonly Opening[]): Problem {
  const [first = null] = openings
    .flatMap(({ rows: [row] }) => (row ? [row] : []))
    .toSorted((one, other) => other.length - one.length)
  if (first) return { kind: 'unknown-format', file, header: first.map((cell) => cell.trim()) }
  return openings[0]?.problem ?? { kind: 'file-empty', file }
}
