import { decimalIn, type Decimal } from '../core/decimal.ts'
import type { Row, RowSplitter, RowWants } from './csv-rows.ts'
import { interned, type Interned } from './interned.ts'

/**
 * Splits many straight rows at once, of the wanted columns only, and stops before a row that is not straight or
 * not whole yet: `csv-rows.ts` takes that one and says what is the matter.
 */
export type RowScanner = {
  /** The wanted columns, ascending. */
  readonly wanted: readonly number[]
  /** What is left of the bytes before, and those behind it: copied, so neither is needed afterwards. */
  readonly take: (left: Uint8Array, chunk: Uint8Array) => void
  /** The bytes taken stand from `begin` to the end; rows and cells count from the front. */
  readonly bytes: () => Uint8Array
  readonly begin: number
  /**
   * Splits rows from a place where one begins; answers how many. `words` has of each its place, its line, and of
   * each wanted column start, end * 2 + (1 where it stood in quotation marks, some of which may be doubled), and the
   * number of the value or -1.
   */
  readonly scan: (from: number, line: number) => number
  readonly words: () => Int32Array
  /** Of the first row and of each; in words. */
  readonly firstWord: number
  readonly rowWords: number
  /** Where the first row not given out begins, and its line. */
  readonly next: () => number
  readonly nextLine: () => number
  /** From the next scan on, equal values of this one of the wanted columns have one number. */
  readonly numberValues: (place: number) => void
}

export type ScannedRows = {
  /** Moves `row` to one of the rows of the last scan. */
  readonly moveTo: (index: number) => void
  readonly row: Row
}

/** `pointed` where the decimal mark is a point. Columns nobody wanted are read by the splitter. */
export function scannedRows(
  scanner: RowScanner,
  splitter: RowSplitter,
  { file, decode, amount }: RowWants,
  width: number,
  pointed: boolean,
): ScannedRows {
  const { firstWord, rowWords } = scanner
  const places = new Int32Array(width).fill(-1)
  for (const [place, column] of scanner.wanted.entries()) places[column] = place
  const isNumbered = new Uint8Array(scanner.wanted.length)
  const texts: string[] = []
  const names: Interned[] = []
  let words = scanner.words()
  let bytes = scanner.bytes()
  let base = 0
  let splitAt = -1
  let lastStart = 0
  let lastEnd = 0
  let lastAmount: Decimal | null = null

  const cellText = (at: number, read: Interned): string => {
    const end = words[at + 1] ?? 0
    const text = read(bytes, words[at] ?? 0, end >>> 1)
    return (end & 1) === 1 ? text.replaceAll('""', '"') : text
  }
  const whole = (): Row => {
    const from = words[base] ?? 0
    if (from !== splitAt) {
      splitter.setLine(words[base + 1] ?? 0)
      splitter.split(from, true)
      splitAt = from
    }
    return splitter.row
  }
  const place = (column: number): number => places[column] ?? -1
  const wordOf = (of: number): number => base + 2 + of * 3

  const row: Row = {
    line: () => words[base + 1] ?? 0,
    cells: () => width,
    text: (column) => {
      const of = place(column)
      return of < 0 ? whole().text(column) : cellText(wordOf(of), decode)
    },
    name: (column) => {
      const of = place(column)
      if (of < 0) return whole().name(column)
      const at = wordOf(of)
      const value = words[at + 2] ?? -1
      if (value >= 0) return (texts[value] ??= cellText(at, decode))
      if (isNumbered[of] === 0) {
        isNumbered[of] = 1
        scanner.numberValues(of)
      }
      return cellText(at, (names[of] ??= interned(decode)))
    },
    number: (column) => {
      const of = place(column)
      return of < 0 ? -1 : (words[wordOf(of) + 2] ?? -1)
    },
    amount: (column) => {
      const of = place(column)
      if (of < 0) return whole().amount(column)
      const at = wordOf(of)
      const start = words[at] ?? 0
      const end = (words[at + 1] ?? 0) >>> 1
      // Billed and effective cost are mostly one and the same text.
      if (isSame(bytes, start, end, lastStart, lastEnd)) return lastAmount
      lastAmount = (pointed ? decimalIn(bytes, start, end) : null) ?? amount(cellText(at, decode))
      lastStart = start
      lastEnd = end
      return lastAmount
    },
    place: (column) => ({ file, line: words[base + 1] ?? 0, column: column + 1 }),
  }

  return {
    moveTo: (index) => {
      if (index === 0) {
        words = scanner.words()
        bytes = scanner.bytes()
        lastStart = -1
        lastEnd = -1
      }
      base = firstWord + index * rowWords
      splitAt = -1
    },
    row,
  }
}

function isSame(bytes: Uint8Array, start: number, end: number, before: number, beforeEnd: number): boolean {
  if (end - start !== beforeEnd - before || before < 0) return false
  for (let at = 0; at < end - start; at += 1) if (bytes[start + at] !== bytes[before + at]) return false
  return true
}
