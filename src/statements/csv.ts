import type { Place, Problem } from '../core/problem.ts'
import { interned, type Interned } from './interned.ts'

/**
 * A strict reader of CSV (RFC 4180) that works on bytes and makes strings only of the cells asked for.
 * Quoted cells may hold newlines; lines end in LF, CRLF or CR; a UTF-8 byte order mark and wholly empty
 * lines are passed over. Everything else that is not straight is a problem with its line and column.
 */
export type CsvReader = {
  /** The next bytes of the file, in any portions. The problem ends the reading. */
  readonly push: (chunk: Uint8Array) => Problem | null
  /** The file is over: its last line needs no newline. */
  readonly end: () => Problem | null
  /** Rows given to `onRow` so far. */
  readonly rows: () => number
}

/** One row, valid only during `onRow`. Columns count from 0. */
export type Row = {
  /** Physical line the row begins on, from 1. */
  readonly line: () => number
  readonly cells: () => number
  readonly text: (column: number) => string
  /** The same as `text`, for columns whose values repeat. */
  readonly name: (column: number) => string
  readonly place: (column: number) => Place
}

export type CsvWants = {
  /** For messages. */
  readonly file: string
  /** UTF-8 bytes to text. */
  readonly decode: Interned
  /** The first line. Rows follow unless it answers with a problem. */
  readonly onHeader: (header: readonly string[]) => Problem | null
  readonly onRow: (row: Row) => Problem | null
}

const comma = 0x2c
const quote = 0x22
const lf = 0x0a
const cr = 0x0d

/** A line longer than this is no line of a bill: most likely a quotation mark that was never closed. */
const longestRow = 16 * 1024 * 1024

const bare = 0
const quotedPlain = 1
const quotedDoubled = 2

/** `scanRow` needs more bytes to see the end of the row. */
const unfinished = -1
/** `scanRow` met a problem. */
const crooked = -2

export function csvReader(wants: CsvWants): CsvReader {
  let bytes: Uint8Array = new Uint8Array(0)
  let starts = new Int32Array(64)
  let ends = new Int32Array(64)
  let forms = new Uint8Array(64)
  let cells = 0
  let line = 1
  let innerLines = 0
  let rows = 0
  let header: readonly string[] | null = null
  let begun = false
  let problem: Problem | null = null
  const names: Interned[] = []

  const cellText = (column: number, decode: Interned): string => {
    const text = decode(bytes, starts[column] ?? 0, ends[column] ?? 0)
    return forms[column] === quotedDoubled ? text.replaceAll('""', '"') : text
  }
  const row: Row = {
    line: () => line,
    cells: () => cells,
    text: (column) => cellText(column, wants.decode),
    name: (column) => cellText(column, (names[column] ??= interned(wants.decode))),
    place: (column) => ({ file: wants.file, line, column: column + 1 }),
  }

  const widen = (): void => {
    starts = widened(starts, new Int32Array(cells * 2))
    ends = widened(ends, new Int32Array(cells * 2))
    forms = widened(forms, new Uint8Array(cells * 2))
  }
  const stop = (found: Problem): number => {
    problem = found
    return crooked
  }

  /**
   * Splits the row that begins at `from`; answers where the next one begins. The bytes are held in a local
   * name and walked in one function: this is the loop that reads every byte of every bill.
   */
  const scanRow = (from: number, final: boolean): number => {
    const data = bytes
    const length = data.length
    cells = 0
    innerLines = 0
    let at = from
    for (;;) {
      let start = at
      let form = bare
      let end: number
      if (data[at] === quote) {
        start += 1
        form = quotedPlain
        for (at = start; ; at += 1) {
          if (at >= length) return final ? stop({ kind: 'unclosed-quote', ...row.place(cells) }) : unfinished
          const byte = data[at]
          if (byte === lf) innerLines += 1
          else if (byte === quote) {
            if (data[at + 1] !== quote) break
            form = quotedDoubled
            at += 1
          }
        }
        end = at
        at += 1
        if (at === length && !final) return unfinished
      } else {
        for (; at < length; at += 1) {
          const byte = data[at] ?? 0
          if (byte > comma) continue
          if (byte === comma || byte === lf || byte === cr) break
          if (byte === quote) return stop({ kind: 'stray-quote', ...row.place(cells) })
        }
        if (at === length && !final) return unfinished
        end = at
      }
      if (cells === starts.length) widen()
      starts[cells] = start
      ends[cells] = end
      forms[cells] = form
      cells += 1
      const byte = data[at]
      if (byte === comma) at += 1
      else if (byte === lf) return at + 1
      else if (byte === cr) {
        if (at + 1 === length && !final) return unfinished
        return data[at + 1] === lf ? at + 2 : at + 1
      } else if (at >= length) return at
      else return stop({ kind: 'stray-quote', ...row.place(cells - 1) })
    }
  }

  const takeRow = (): Problem | null => {
    const emptyLine = cells === 1 && starts[0] === ends[0] && forms[0] === bare
    if (emptyLine) return null
    if (header === null) {
      header = Array.from({ length: cells }, (_, column) => row.text(column))
      return wants.onHeader(header)
    }
    if (cells !== header.length)
      return {
        kind: 'crooked-row',
        cells,
        expected: header.length,
        ...row.place(Math.min(cells, header.length)),
      }
    rows += 1
    return wants.onRow(row)
  }

  const scan = (final: boolean): Problem | null => {
    let from = 0
    while (from < bytes.length) {
      const next = scanRow(from, final)
      if (next === crooked) return problem
      if (next === unfinished) break
      problem = takeRow()
      if (problem) return problem
      line += 1 + innerLines
      from = next
    }
    bytes = bytes.subarray(from)
    if (bytes.length > longestRow)
      problem = { kind: 'row-too-long', megabytes: longestRow / 1024 / 1024, ...row.place(cells) }
    return problem
  }

  return {
    push: (chunk) => {
      if (problem) return problem
      bytes = bytes.length === 0 ? chunk : joined(bytes, chunk)
      if (!begun) {
        if (bytes.length < 4) return null
        begun = true
        problem = notText(bytes, wants.file)
        if (problem) return problem
        bytes = withoutMark(bytes)
      }
      return scan(false)
    },
    end: () => {
      if (problem) return problem
      if (!begun) bytes = withoutMark(bytes)
      const found = scan(true)
      if (found) return found
      return header === null ? { kind: 'file-empty', file: wants.file } : null
    },
    rows: () => rows,
  }
}

function widened<T extends Int32Array | Uint8Array>(narrow: T, wide: T): T {
  wide.set(narrow)
  return wide
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes

/** Signatures of what people drop by mistake. */
function notText(bytes: Uint8Array, file: string): Problem | null {
  const looksLike = startsWith(bytes, 0x50, 0x4b, 3, 4)
    ? 'a ZIP archive or an Excel workbook'
    : startsWith(bytes, 0x1f, 0x8b)
      ? 'a gzip archive'
      : startsWith(bytes, 0x25, 0x50, 0x44, 0x46)
        ? 'a PDF'
        : startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)
          ? 'a UTF-16 text'
          : bytes.subarray(0, 1024).includes(0)
            ? 'a binary file'
            : null
  return looksLike === null ? null : { kind: 'not-text', file, looksLike }
}
