import { cellSeparators, dateFormats, type Mapping } from '../core/mapping.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { isBlank } from './csv-header.ts'
import { crooked, rowSplitter, unfinished, type RowSplitter } from './csv-rows.ts'
import type { Interned } from './interned.ts'
import { writtenAmount } from './mapping-amounts.ts'
import { mappedDays } from './mapping-dates.ts'

/** The header of a file that no dialect knows: names as they stand there, without spaces around them. */
export type LikelyHeader = { readonly header: readonly string[]; readonly separator: Mapping['separator'] }

/** Rows at the front of a file that are looked at, and among them those that may be the header. */
const mostRows = 200
const headerWithin = 50

type Block = LikelyHeader & { readonly rows: number }

/**
 * Looks for the header by shape alone: the first row of names in the widest run of rows that have as many cells,
 * whichever separator splits them. `final` tells that the bytes are the whole file.
 */
export function likelyHeader(
  file: string,
  bytes: Uint8Array,
  final: boolean,
  decode: Interned,
): Result<LikelyHeader, Problem> {
  const splitter = rowSplitter({ file, decode, amount: () => null })
  splitter.give(bytes)
  const splits = cellSeparators.map((separator) => ({
    separator,
    ...rowsSplitBy(splitter, separator, final),
  }))
  const blocks = splits.flatMap(({ separator, rows }) => blocksIn(rows, separator))
  const [widest] = blocks.toSorted(
    (one, other) => other.header.length - one.header.length || other.rows - one.rows,
  )
  if (widest) return ok({ header: widest.header, separator: widest.separator })
  const problem = splits.find((split) => split.problem !== null)?.problem ?? null
  const isText = (cell: string): boolean => !isBlank(cell)
  if (splits.some(({ rows }) => rows.some((row) => row.some(isText))))
    return refused({ kind: 'no-column-names', file })
  return refused(problem ?? { kind: 'file-empty', file })
}

function rowsSplitBy(
  splitter: RowSplitter,
  separator: string,
  final: boolean,
): { readonly rows: readonly (readonly string[])[]; readonly problem: Problem | null } {
  splitter.setSeparator(separator.charCodeAt(0))
  const rows: (readonly string[])[] = []
  let line = 1
  for (let from = 0; from < splitter.bytes().length && rows.length < mostRows;) {
    splitter.setLine(line)
    const next = splitter.split(from, final)
    if (next === unfinished) break
    if (next === crooked) return { rows, problem: splitter.problem() }
    from = next
    line += splitter.lines()
    if (splitter.isEmptyLine()) continue
    rows.push(Array.from({ length: splitter.row.cells() }, (_, column) => splitter.row.text(column)))
  }
  return { rows, problem: null }
}

/** Runs of rows of one width that have a header and a row below it. */
function blocksIn(rows: readonly (readonly string[])[], separator: Mapping['separator']): readonly Block[] {
  const blocks: Block[] = []
  for (let from = 0; from < rows.length;) {
    const width = rows[from]?.length ?? 0
    let to = from + 1
    while (rows[to]?.length === width) to += 1
    const run = rows.slice(from, to)
    const at = run.findIndex((row, place) => from + place < headerWithin && areNames(row))
    const header = run[at]
    if (header && width > 1 && at + 1 < run.length)
      blocks.push({ header: header.map((cell) => cell.trim()), separator, rows: run.length - at })
    from = to
  }
  return blocks
}

/** Share of a header's cells that have to hold a name. */
const namedShare = 0.6

function areNames(row: readonly string[]): boolean {
  const named = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return named.length > 1 && named.length >= row.length * namedShare && !named.some(isValue)
}

const isValue = (text: string): boolean =>
  writtenAmount(text, '.') !== null ||
  writtenAmount(text, ',') !== null ||
  dateFormats.some((format) => mappedDays(text, format) !== null)
