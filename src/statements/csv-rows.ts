import type { Decimal } from '../core/decimal.ts'
import type { Place, Problem } from '../core/problem.ts'
import { interned, type Interned } from './interned.ts'

/** One row, valid only until the next is split. Columns count from 0. */
export type Row = {
  /** Physical line the row begins on, from 1. */
  readonly line: () => number
  readonly cells: () => number
  readonly text: (column: number) => string
  /** The same as `text`, for columns whose values repeat. */
  readonly name: (column: number) => string
  /** Stands for the cell's text for as long as the file is read; -1 where it has no number (yet). */
  readonly number: (column: number) => number
  /** The amount in a cell, by the decimal mark of the file; null when it holds none. */
  readonly amount: (column: number) => Decimal | null
  readonly place: (column: number) => Place
}

/** Splits bytes into rows, one at a time. */
export type RowSplitter = {
  readonly row: Row
  readonly bytes: () => Uint8Array
  /** What `from` counts in from now on. */
  readonly give: (bytes: Uint8Array) => void
  readonly setSeparator: (byte: number) => void
  /** The line the next row begins on. */
  readonly setLine: (line: number) => void
  /** Splits the row that begins at `from`; answers where the next one begins, `unfinished` or `crooked`. */
  readonly split: (from: number, final: boolean) => number
  /** Physical lines of the row, from 1. */
  readonly lines: () => number
  readonly isEmptyLine: () => boolean
  /** What `crooked` was about. */
  readonly problem: () => Problem | null
}

/** More bytes are needed to see the end of the row. */
export const unfinished = -1
/** The row is not straight. */
export const crooked = -2

const quote = 0x22
const lf = 0x0a
const cr = 0x0d

const bare = 0
const quotedPlain = 1
const quotedDoubled = 2

export type RowWants = {
  /** For messages. */
  readonly file: string
  /** UTF-8 bytes to text. */
  readonly decode: Interned
  readonly amount: (text: string) => Decimal | null
}

export function rowSplitter({ file, decode, amount }: RowWants): RowSplitter {
  let bytes: Uint8Array = new Uint8Array(0)
  let starts = new Int32Array(64)
  let ends = new Int32Array(64)
  let forms = new Uint8Array(64)
  let cells = 0
  let line = 1
  let innerLines = 0
  let separator = 0
  let problem: Problem | null = null
  let lastText = ''
  let lastAmount: Decimal | null = null
  const names: Interned[] = []

  const cellText = (column: number, read: Interned): string => {
    const text = read(bytes, starts[column] ?? 0, ends[column] ?? 0)
    return forms[column] === quotedDoubled ? text.replaceAll('""', '"') : text
  }
  const row: Row = {
    line: () => line,
    cells: () => cells,
    text: (column) => cellText(column, decode),
    name: (column) => cellText(column, (names[column] ??= interned(decode))),
    number: () => -1,
    // Billed and effective cost are mostly one and the same text.
    amount: (column) => {
      const text = cellText(column, decode)
      if (text !== lastText) {
        lastAmount = amount(text)
        lastText = text
      }
      return lastAmount
    },
    place: (column) => ({ file, line, column: column + 1 }),
  }

  const widen = (): void => {
    starts = widened(starts, new Int32Array(cells * 2))
    ends = widened(ends, new Int32Array(cells * 2))
    forms = widened(forms, new Uint8Array(cells * 2))
  }
  const stop = (kind: 'unclosed-quote' | 'stray-quote', column: number): number => {
    problem = { kind, ...row.place(column) }
    return crooked
  }

  /**
   * The bytes are held in a local name and walked in one function: this is the loop that reads every byte
   * of every bill.
   */
  const split = (from: number, final: boolean): number => {
    const data = bytes
    const length = data.length
    const between = separator
    const highest = Math.max(between, quote)
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
          if (at >= length) return final ? stop('unclosed-quote', cells) : unfinished
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
          if (byte > highest) continue
          if (byte === between || byte === lf || byte === cr) break
          if (byte === quote) return stop('stray-quote', cells)
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
      if (byte === between) at += 1
      else if (byte === lf) return at + 1
      else if (byte === cr) {
        if (at + 1 === length && !final) return unfinished
        return data[at + 1] === lf ? at + 2 : at + 1
      } else if (at >= length) return at
      else return stop('stray-quote', cells - 1)
    }
  }

  return {
    row,
    bytes: () => bytes,
    give: (next) => {
      bytes = next
    },
    setSeparator: (byte) => {
      separator = byte
    },
    setLine: (next) => {
      line = next
    },
    split,
    lines: () => 1 + innerLines,
    isEmptyLine: () => cells === 1 && starts[0] === ends[0] && forms[0] === bare,
    problem: () => problem,
  }
}

function widened<T extends Int32Array | Uint8Array>(narrow: T, wide: T): T {
  wide.set(narrow)
  return wide
}
