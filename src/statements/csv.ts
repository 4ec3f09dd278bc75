import type { Problem } from '../core/problem.ts'
import { headerSearch, type Header } from './csv-header.ts'
import { crooked, rowSplitter, unfinished, type Row, type RowWants } from './csv-rows.ts'
import { scannedRows, type RowScanner, type ScannedRows } from './row-scan.ts'

export type { Row } from './csv-rows.ts'

/**
 * A strict reader of CSV (RFC 4180) that works on UTF-8 bytes and makes strings only of the cells asked for.
 * The header is the first row that is recognised, split by a comma, a semicolon or a tab; what stands before
 * it is handed on with it. Quoted cells may hold newlines; lines end in LF, CRLF or CR; wholly empty lines, and
 * rows of empty cells that mean nothing, are passed over. Everything else that is not straight is a problem with its line and column.
 */
export type CsvReader = {
  /** The next bytes of the file, in any portions, not needed afterwards. The problem ends the reading. */
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
  /** Asked once the header was accepted: what takes the straight rows after it more quickly, if anything. */
  readonly scanner?: (header: Header) => RowScanner
  readonly onRow: (row: Row) => Answer
}

/** A line longer than this is no line of a bill: most likely a quotation mark that was never closed. */
const longestRow = 16 * 1024 * 1024

export function csvReader(wants: CsvWants): CsvReader {
  const splitter = rowSplitter(wants)
  const { row, split } = splitter
  const findHeader = headerSearch(wants.file, splitter, wants.recognises)
  let bytes: Uint8Array = new Uint8Array(0)
  /** Where in the bytes the first row begins that was not read yet. */
  let from = 0
  let line = 1
  let rows = 0
  /** Cells of the header; 0 while it is searched for. */
  let width = 0
  let scanner: RowScanner | null = null
  let scanned: ScannedRows | null = null
  let problem: Problem | null = null
  let enough = false

  /** True when the reading is over; `scanHeader` and the scans of rows answer the same. */
  const heard = (answer: Answer): boolean => {
    if (answer === 'enough') enough = true
    else problem = answer
    return answer !== null
  }

  const take = (chunk: Uint8Array): void => {
    const rest = bytes.subarray(from)
    if (scanner) {
      scanner.take(rest, chunk)
      bytes = scanner.bytes()
      from = scanner.begin
    } else {
      bytes = joined(rest, chunk)
      from = 0
    }
    splitter.give(bytes)
  }

  const scanHeader = (final: boolean): boolean => {
    const found = findHeader(final)
    if (found === null) return false
    if ('problem' in found) return heard(found.problem)
    const { header } = found
    width = header.cells.length
    line = found.line
    from = found.from
    if (heard(wants.onHeader(header))) return true
    if (wants.scanner) {
      scanner = wants.scanner(header)
      scanned = scannedRows(scanner, splitter, wants, width, header.separator === ',')
      take(new Uint8Array(0))
    }
    return false
  }

  const takeRow = (): Answer => {
    if (splitter.isEmptyLine()) return null
    const cells = row.cells()
    if (cells !== width)
      return { kind: 'crooked-row', cells, expected: width, ...row.place(Math.min(cells, width)) }
    return answerTo(row)
  }
  /** A row of empty cells, which spreadsheets leave behind, is none; only one that cannot be read is looked at. */
  const answerTo = (given: Row): Answer => {
    const answer = wants.onRow(given)
    if (answer !== null && answer !== 'enough' && isEmptyRow(given, width)) return null
    rows += 1
    return answer
  }

  /** Gives out the straight rows that come next; answers whether there were any. */
  const giveScanned = (quick: RowScanner, { moveTo, row: quickRow }: ScannedRows): boolean => {
    const count = quick.scan(from, line)
    for (let index = 0; index < count; index += 1) {
      moveTo(index)
      if (heard(answerTo(quickRow))) return true
    }
    from = quick.next()
    line = quick.nextLine()
    return count > 0
  }

  const scanRows = (final: boolean): boolean => {
    while (from < bytes.length) {
      if (scanner && scanned && giveScanned(scanner, scanned)) {
        if (problem || enough) return true
        continue
      }
      splitter.setLine(line)
      const next = split(from, final)
      if (next === crooked) return heard(splitter.problem())
      if (next === unfinished) return false
      if (heard(takeRow())) return true
      line += splitter.lines()
      from = next
    }
    return false
  }

  const scan = (final: boolean): Problem | null => {
    const over = (width === 0 && scanHeader(final)) || (width > 0 && scanRows(final))
    if (!over && bytes.length - from > longestRow)
      problem = { kind: 'row-too-long', megabytes: longestRow / 1024 / 1024, ...row.place(row.cells()) }
    return problem
  }

  return {
    push: (chunk) => {
      if (problem || enough) return problem
      take(chunk)
      return scan(false)
    },
    end: () => (problem || enough ? problem : scan(true)),
    rows: () => rows,
  }
}

function isEmptyRow(row: Row, width: number): boolean {
  for (let column = 0; column < width; column += 1) if (row.text(column).trim() !== '') return false
  return true
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
