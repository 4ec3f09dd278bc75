import type { DatasetKind } from './charge.ts'
import type { Decimal } from './decimal.ts'
import type { Currency } from './money.ts'
import type { DayRange } from './period.ts'
import type { CellKind, Problem } from './problem.ts'

/** What a column can be to a mapped file. A column is one of them at most. */
export const mappingRoles = ['date', 'amount', 'currency', 'service', 'project', 'quantity', 'unit'] as const
export type MappingRole = (typeof mappingRoles)[number]

/**
 * Ways to write a day: `iso` with or without a time and a zone; `d`, `m`, `y` in the order and with the marks they
 * stand in, a year also as two digits (of this century) where it is last; `mon` the month's English name. `y-m`,
 * `m/y` and `mon-y` are whole months. Without a zone a time is UTC.
 */
export const dateFormats = [
  'iso',
  'yyyymmdd',
  'y/m/d',
  'd/m/y',
  'm/d/y',
  'd.m.y',
  'd-m-y',
  'm-d-y',
  'd-mon-y',
  'mon-d-y',
  'y-m',
  'm/y',
  'mon-y',
  'unix-seconds',
  'unix-milliseconds',
] as const
export type DateFormat = (typeof dateFormats)[number]

export const decimalMarks = ['.', ','] as const
export const amountUnits = ['units', 'cents'] as const
export const signs = ['charges-positive', 'charges-negative'] as const
export const cellSeparators = [',', ';', '\t'] as const

/** Rows that are no charges: by a column that is empty, reads one of the texts, or holds none of them. */
export type LeaveOut =
  | { readonly column: string; readonly when: 'empty' }
  | { readonly column: string; readonly when: 'is' | 'lacks'; readonly texts: readonly string[] }

/** Columns by their names in the header. */
export type MappedColumns = {
  readonly [R in MappingRole]: R extends 'date' ? string : string | null
}

/** What the user says the columns of a file mean: plain JSON, remembered by the header and handed on to others. */
export type Mapping = {
  readonly version: 1
  readonly fingerprint: string
  /** For people: `Mistral, usage by month`. */
  readonly title: string
  readonly serviceProviderName: string
  /** Empty where there is but one. */
  readonly account: string
  readonly separator: (typeof cellSeparators)[number]
  /** `cost` has an amount, `usage` a quantity. */
  readonly dataset: Exclude<DatasetKind, 'estimate'>
  readonly columns: MappedColumns
  /** Of every row, where no column says it; null in a file without money. */
  readonly currency: Currency | null
  /** What is counted, where no column says it. */
  readonly unit: string | null
  readonly dateFormat: DateFormat
  readonly decimalMark: (typeof decimalMarks)[number]
  readonly amountUnit: (typeof amountUnits)[number]
  readonly sign: (typeof signs)[number]
  readonly rowsToLeaveOut: readonly LeaveOut[]
}

/** A mapping still being made: what is null has to be said yet, unless it may be left open. */
export type MappingDraft = {
  readonly [K in Exclude<keyof Mapping, 'columns'>]: K extends 'version' ? 1 : Mapping[K] | null
} & {
  readonly version: 1
  readonly fingerprint: string
  readonly columns: Readonly<Record<MappingRole, string | null>>
  readonly rowsToLeaveOut: readonly LeaveOut[]
}

/** Parts of a draft that a mapping cannot do without. */
export const mappingFields = [
  'title',
  'serviceProviderName',
  'account',
  'separator',
  'dataset',
  'columns.date',
  'columns.amount',
  'columns.quantity',
  'currency',
  'dateFormat',
  'decimalMark',
  'amountUnit',
  'sign',
] as const
export type MappingField = (typeof mappingFields)[number]

/** One cell: its value, or why it has none. */
export type CellReading<T> =
  | { readonly read: true; readonly value: T }
  | {
      readonly read: false
      /** Null where no column was chosen. */
      readonly column: string | null
      readonly text: string
      readonly expected: CellKind
      readonly reason: string
    }

/** How a row is read. */
export type RowReading =
  | { readonly state: 'left-out'; readonly reason: string }
  | {
      readonly state: 'row'
      /** The day; of a whole month its first and its last. */
      readonly days: CellReading<DayRange>
      /** What is charged: above zero for a charge. Null in a file without money. */
      readonly amount: CellReading<Decimal | null>
      readonly currency: CellReading<Currency | null>
      readonly service: string | null
      readonly project: string | null
      readonly quantity: CellReading<number | null>
      readonly unit: string | null
    }

/** A column that may be what is looked for: `score` 0 to 100, and what speaks for and against it. */
export type ColumnCandidate = { readonly column: string; readonly score: number; readonly reason: string }

/** A choice that the rows settle (`sure`), leave between several (`ambiguous`: it is the user's), or say nothing of. */
export type Told<T> =
  | { readonly state: 'sure'; readonly value: T; readonly reason: string }
  | { readonly state: 'ambiguous'; readonly choices: readonly T[]; readonly reason: string }
  | { readonly state: 'unknown'; readonly reason: string }

export type MappingGuess = {
  readonly draft: MappingDraft
  /** What the user has to say before anything is read. */
  readonly missing: readonly MappingField[]
  /** Best first, for each role. */
  readonly candidates: Readonly<Record<MappingRole, readonly ColumnCandidate[]>>
  readonly dateFormat: Told<DateFormat>
  readonly decimalMark: Told<Mapping['decimalMark']>
  readonly amountUnit: Told<Mapping['amountUnit']>
  readonly sign: Told<Mapping['sign']>
  readonly currency: Told<Currency>
}

/** Rows of a file that no dialect knows, for the guess and the preview. */
export type Sample = {
  readonly file: string
  readonly separator: Mapping['separator']
  readonly header: readonly string[]
  /** Up to 50: the first, the last, and some between. */
  readonly rows: readonly SampleRow[]
  readonly rowCount: number
  /** The whole file was looked at. */
  readonly whole: boolean
  /** What stops the file from being read to its end, whatever its columns mean. */
  readonly problem: Problem | null
}

/** `line` is the physical line, from 1. */
export type SampleRow = { readonly line: number; readonly cells: readonly string[] }

/** A mapping as the ledger remembers it. `savedAt` is milliseconds since 1970. */
export type SavedMapping = { readonly mapping: Mapping; readonly savedAt: number }

/** A column's name without what differs between two exports of the same kind: case and spaces around or in a row. */
export const sameName = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()

/**
 * The same for headers of the same names in any order: `amount | date | model`. A stroke within a name is written
 * twice. Columns without a name do not count.
 */
export const fingerprintOf = (header: readonly string[]): string =>
  header
    .map(sameName)
    .filter((name) => name !== '')
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map((name) => name.replaceAll('|', '||'))
    .join(' | ')

const fnvOffset = 0xcbf29ce484222325n
const fnvPrime = 0x100000001b3n

/** Sixteen hexadecimal digits that stand for a fingerprint where there is no room for it (FNV-1a of 64 bits). */
export function shortFingerprint(fingerprint: string): string {
  let hash = fnvOffset
  for (const character of fingerprint)
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * fnvPrime)
  return hash.toString(16).padStart(16, '0')
}

/** What a draft lacks, in the order of `mappingFields`. */
export function missingIn(draft: MappingDraft): readonly MappingField[] {
  const { columns, dataset } = draft
  const hasMoney = dataset !== 'usage'
  const open: Readonly<Record<MappingField, boolean>> = {
    title: blank(draft.title),
    serviceProviderName: blank(draft.serviceProviderName),
    account: draft.account === null,
    separator: draft.separator === null,
    dataset: dataset === null,
    'columns.date': columns.date === null,
    'columns.amount': hasMoney && columns.amount === null,
    'columns.quantity': dataset === 'usage' && columns.quantity === null,
    currency: hasMoney && draft.currency === null && columns.currency === null,
    dateFormat: draft.dateFormat === null,
    decimalMark: draft.decimalMark === null,
    amountUnit: hasMoney && draft.amountUnit === null,
    sign: hasMoney && draft.sign === null,
  }
  return mappingFields.filter((field) => open[field])
}

const blank = (text: string | null): boolean => text === null || text.trim() === ''
