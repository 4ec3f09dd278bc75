import type { ChargeLine, DatasetKind } from '../core/charge.ts'
import { parseDecimal, type Decimal } from '../core/decimal.ts'
import type { Currency } from '../core/money.ts'
import type { Day, DayRange } from '../core/period.ts'
import type { CellKind, Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Header } from './csv-header.ts'
import type { Row } from './csv.ts'
import { markIn } from './decimal-mark.ts'

/** Takes what a dialect reads out of its rows. */
export type Sink = {
  /** A charge also covers its day. */
  readonly charge: (line: ChargeLine) => void
  /** Days the file speaks for beyond those of its charges; `source` null means every source in the file. */
  readonly covers: (
    days: DayRange,
    source: Pick<ChargeLine, 'serviceProviderName' | 'billingAccountId'> | null,
  ) => void
}

/** What a file itself says its charges add up to. */
export type ControlTotal = { readonly currency: Currency; readonly billed: Decimal }

/** Also takes what is said of the whole file. */
export type FileSink = Sink & {
  /** The last one told counts; null takes back what was told. */
  readonly controlTotal: (total: ControlTotal | null) => void
  /** What the rows show the file to be, where its header cannot tell: its export and its dataset. */
  readonly turnsOutToBe: (exportName: string, dataset: DatasetKind) => void
}

export type RowReader = (row: Row, sink: FileSink) => Problem | null

/** How one provider writes one of its exports. Adding one: see README.md beside this file. */
export type Dialect = {
  readonly name: string
  /** Raised when the same file would be read into other charges. */
  readonly version: number
  /** For messages: `an OpenAI cost export`. */
  readonly title: string
  readonly dataset: DatasetKind
  /** The dialect's name unless several dialects write one export, as CSV and as JSON; see `Source`. */
  readonly exportName?: string
  /** Who sells, where a file of this kind has one seller; null where its rows say. */
  readonly seller: string | null
  /** By the set of column names, never by file name or by position. */
  readonly recognises: (header: ReadonlySet<string>) => boolean
  /** Binds the reading to this file's columns. `asOf` is the day of the import: what lies after it is a forecast. */
  readonly open: (columns: Columns, asOf: Day) => Result<RowReader, Problem>
}

/** The header of one file, asked for by name. */
export type Columns = {
  readonly file: string
  readonly names: readonly string[]
  /** Between the cells of a CSV file; null elsewhere. */
  readonly separator: Header['separator'] | null
  /** Place of a column, or null when the file has none. */
  readonly find: (name: string) => number | null
  /** Whether the header has the column: in JSON, whether a record read so far has it, where `find` makes any. */
  readonly has: (name: string) => boolean
  /** The rows that stood before the header. */
  readonly preamble: Header['preamble']
  /** An amount that stands there or in a name, by the decimal mark of the file. Rows have their own. */
  readonly amount: (text: string) => Decimal | null
}

/** Refuses a header that has one of its columns twice. */
export function readHeader(
  file: string,
  { cells, separator, preamble }: Header,
  amount: Columns['amount'],
): Result<Columns, Problem> {
  const names = cells.map((cell) => cell.trim())
  const places = new Map<string, number>()
  for (const [column, name] of names.entries()) {
    if (name !== '' && places.has(name)) return refused({ kind: 'repeated-column', file, column: name })
    places.set(name, column)
  }
  const find = (name: string): number | null => places.get(name) ?? null
  return ok({ file, names, separator, find, has: (name) => places.has(name), preamble, amount })
}

/** The place of the first of these names that the header has; null when it has none. */
export function findFirst(columns: Columns, names: readonly string[]): number | null {
  const name = names.find(columns.has)
  return name === undefined ? null : columns.find(name)
}

/** The places of columns that must be there, in the order asked. */
export function need<const N extends readonly string[]>(
  columns: Columns,
  title: string,
  names: N,
): Result<{ readonly [K in keyof N]: number }, Problem> {
  const places: number[] = []
  for (const name of names) {
    const place = columns.find(name)
    if (place === null) return refused({ kind: 'missing-column', file: columns.file, column: name, title })
    places.push(place)
  }
  return ok(places as unknown as { readonly [K in keyof N]: number })
}

/** A cell that does not hold what its column should. */
export function badCell(row: Row, columns: Columns, column: number, expected: CellKind): Problem {
  const cell = { header: columns.names[column] ?? '', text: row.text(column), ...row.place(column) }
  const unsettled =
    expected === 'amount' && markIn(cell.text) === 'either' && parseDecimal(cell.text) !== null
  return unsettled ? { kind: 'ambiguous-amount', ...cell } : { kind: 'bad-cell', expected, ...cell }
}

/** Three zeros behind a mark may be thousands. */
const countShape = /^\d{1,15}(?:[.,](?!000$)0*)?$/

/** A whole number, also when written as `25.0` or `25,0`; null when it is none. */
export const parseCount = (text: string): number | null =>
  countShape.test(text) ? Number.parseInt(text, 10) : null

/** Sure to be neither empty, `NULL`, `--` nor in need of trimming: told by its length and its two ends. */
const isPlainText = (text: string): boolean =>
  text.length > 4 && isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1))
const isVisible = (code: number): boolean => code > 0x20 && code < 0x7f

/** A cell's text, or null where it is empty, `NULL` or the `--` some exports write for nothing. */
export const textOrNull = (text: string): string | null => {
  if (isPlainText(text)) return text
  const trimmed = text.trim()
  return trimmed === '' || trimmed === '--' || trimmed.toUpperCase() === 'NULL' ? null : trimmed
}

/** Texts a column is likely to repeat; a column of ever new ones is not worth remembering. */
const mostRemembered = 4096

/** The same reading of a text, done once for each text. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (known.size < mostRemembered) known.set(text, value)
    return value
  }
}

/** The same reading of a column's cell, done once for each text that has a number. */
export function rememberedCell<T>(read: (text: string) => T): (row: Row, column: number) => T {
  const byText = remembered(read)
  const byNumber: (T | undefined)[] = []
  return (row, column) => {
    const number = row.number(column)
    if (number < 0) return byText(row.name(column))
    const before = byNumber[number]
    if (before !== undefined) return before
    return (byNumber[number] = read(row.name(column)))
  }
}
