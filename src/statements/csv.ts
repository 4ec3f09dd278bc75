import type { Problem } from '../core/problem.ts'
import { headerSearch, type Header } from './csv-header.ts'
import { crooked, rowSplitter, unfinished, type Row, type RowWants } from './csv-rows.ts'

export type { Row } from './csv-rows.ts'

/**
 * A strict reader of CSV (RFC 4180) that works on UTF-8 bytes and makes strings only of the cells asked for.
 * The header is the first row that is recognised, split by a comma, a semicolon or a tab; what stands before
 * it is handed on with it. Quoted cells may hold newlines; lines end in LF, CRLF or CR; wholly empty lines are
 * passed over. Everything else that is not straight is a problem with its line and column.
 */
export type CsvReader = {
  /** The next bytes of the file, in any portions. The problem ends the reading. */
  readonly push: (chunk: Uint8Array) => Problem | null
  /** The file is over: its last line needs no newline. */
  readonly end: () => Problem | null
  /** Rows given to `onRow` so far. */
  readonly rows: () => number
}

/** `enough` ends the reading without a problem. */
export type Answer = Problem | 'enough' | null

export type CsvWants = RowWants & {
  /** Whether a row is the header; asked of the first rows only. */
  readonly recognises: (cells: readonly string[]) => boolean
  readonly onHeader: (header: Header) => Answer
  readonly onRow: (row: Row) => Answer
}

/** A line longer than this is no line of a bill: most likely a quotation mark that was never closed. */
const longestRow = 16 * 1024 * 1024

export function csvReader(wants: CsvWants): CsvReader {
  const splitter = rowSplitter(wants)
  const { row, split } = splitter
  const findHeader = headerSearch(wants.file, splitter, wants.recognises)
  let bytes: Uint8Array = new Uint8Array(0)
  let line = 1
  let rows = 0
  /** Cells of the header; 0 while it is searched for. */
  let width = 0
  let problem: Problem | null = null
  let enough = false

  /** True when the reading is over; `scanHeader` and `scanRows` answer the same. */
  const heard = (answer: Answer): boolean => {
    if (answer === 'enough') enough = true
    else problem = answer
    return answer !== null
  }
  const leave = (from: number): void => {
    bytes = bytes.subarray(from)
    splitter.give(bytes)
  }

  const scanHeader = (final: boolean): boolean => {
    const found = findHeader(final)
    if (found === null) return false
    if ('problem' in found) return heard(found.problem)
    width = found.header.cells.length
    line = found.line
    leave(found.from)
    return heard(wants.onHeader(found.header))
  }

  const takeRow = (): Answer => {
    if (splitter.isEmptyLine()) return null
    const cells = row.cells()
    if (cells !== width)
      return { kind: 'crooked-row', cells, expected: width, ...row.place(Math.min(cells, width)) }
    rows += 1
    return wants.onRow(row)
  }

  const scanRows = (final: boolean): boolean => {
    let from = 0
    while (from < bytes.length) {
      splitter.setLine(line)
      const next = split(from, final)
      if (next === crooked) return heard(splitter.problem())
      if (next === unfinished) break
      if (heard(takeRow())) return true
      line += splitter.lines()
      from = next
    }
    leave(from)
    return false
  }

  const scan = (final: boolean): Problem | null => {
    const over = (width === 0 && scanHeader(final)) || (width > 0 && scanRows(final))
    if (!over && bytes.length > longestRow)
      problem = { kind: 'row-too-long', megabytes: longestRow / 1024 / 1024, ...row.place(row.cells()) }
    return problem
  }

  return {
    push: (chunk) => {
      if (problem || enough) return problem
      bytes = bytes.length === 0 ? chunk : joined(bytes, chunk)
      splitter.give(bytes)
      return scan(false)
    },
    end: () => (problem || enough ? problem : scan(true)),
    rows: () => rows,
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
