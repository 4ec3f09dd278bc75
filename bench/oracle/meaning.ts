import { exactOf, type Exact } from './exact.ts'
import type { Table } from './table.ts'

/** What a row of a file is to bring into the ledger, one for each charge; none where it is no charge. */
export type Brings =
  | { readonly currency: string; readonly billed: Exact; readonly effective: Exact }
  | { readonly unit: string; readonly quantity: number }

/** A file as a meaning asks it: by the names of its columns. */
export type File = Table & {
  readonly has: (name: string) => boolean
  /** The day of the import, `2026-11-21`. */
  readonly asOf: string
  /** An amount by the file's decimal mark. */
  readonly amount: (text: string) => Exact | null
}

/** A row's cell by the name of its column; empty where there is no such column. */
export type Cell = (name: string) => string

/** Says of each row what it is to bring; null where the row says no such thing and should have been refused. */
export type RowMeaning = (cell: Cell, row: readonly string[]) => readonly Brings[] | null

/** What the rows of a dialect are, written down anew from its provider's documentation. */
export type Meaning = {
  /** Columns that its header has for sure. */
  readonly header: (names: ReadonlySet<string>) => boolean
  readonly open: (file: File) => RowMeaning
  /** Its own rows may have nothing but empty cells; in others a spreadsheet left them behind, and they are none. */
  readonly hasEmptyRows?: true
}

/** A cell that says nothing. */
export const isBlank = (text: string): boolean => ['', '--', 'null'].includes(text.trim().toLowerCase())

/** The charge of one amount in one currency; null where either cannot be read. */
export function cash(amount: Exact | null, currency: string): readonly Brings[] | null {
  const code = currency.trim().toUpperCase()
  if (amount === null || !/^[A-Z]{3}$/.test(code)) return null
  return [{ currency: code, billed: amount, effective: amount }]
}

/** Every row is a charge of the amount in one column, in the currency of another or in one and the same. */
export const everyRow = (
  amountName: string,
  currency: { readonly named: string } | { readonly code: string },
  ...others: readonly string[]
): Meaning => ({
  header: (names) =>
    [amountName, ...others, ...('named' in currency ? [currency.named] : [])].every((name) =>
      names.has(name),
    ),
  open:
    ({ amount }) =>
    (cell) =>
      cash(amount(cell(amountName)), 'named' in currency ? cell(currency.named) : currency.code),
})

/** A count as exports write it, `25` or `25.0`; 0 where it is empty, null where it is none. */
export function countOf(text: string): number | null {
  if (text.trim() === '') return 0
  const exact = exactOf(text, '.')
  return exact && Number(exact.digits) / 10 ** exact.decimals
}

/** Counts that are charges where they are not 0; null where one cannot be read. */
export function counted(counts: readonly (readonly [string, number | null])[]): readonly Brings[] | null {
  if (counts.some(([, quantity]) => quantity === null)) return null
  return counts.flatMap(([unit, quantity]) =>
    quantity === null || quantity === 0 ? [] : [{ unit, quantity }],
  )
}

/** The first of these columns that the file has. */
export const firstOf = (has: (name: string) => boolean, names: readonly string[]): string =>
  names.find(has) ?? ''

/** What the buckets of an answer say of themselves: all that is left where none has a result. */
const ofBuckets = ['object', 'start_time', 'end_time', 'starting_at', 'ending_at']

/** As the answers of an API: those of quiet days have none of its columns. */
export const orQuiet = ({ header, open }: Meaning): Meaning => ({
  header: (names) =>
    header(names) ||
    ((names.has('starting_at') || names.has('start_time')) &&
      [...names].every((name) => ofBuckets.includes(name))),
  open,
})
