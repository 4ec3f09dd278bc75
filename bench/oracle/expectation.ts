import { exactOf, fitsDecimals, plus, zero, type Exact } from './exact.ts'
import { cloudMeanings } from './cloud-meanings.ts'
import { googleMeanings } from './google-meanings.ts'
import { mappedMeaning, type KeptMapping } from './mapped-meaning.ts'
import type { Brings, File, Meaning } from './meaning.ts'
import { moneyMeanings } from './money-meanings.ts'
import { isParquet, parquetTable } from './parquet.ts'
import { csvTables, jsonTable, textOf, type Table } from './table.ts'
import { usageMeanings } from './usage-meanings.ts'

const meanings: Readonly<Record<string, Meaning>> = {
  ...moneyMeanings,
  ...cloudMeanings,
  ...googleMeanings,
  ...usageMeanings,
}

/** How the oracle reads a dialect; null for one that nobody wrote down for it. */
export const meaningOf = (dialect: string, mapping: KeptMapping | null): Meaning | null =>
  mapping === null ? (meanings[dialect] ?? null) : mappedMeaning(mapping)

/** What a file should have become. */
export type Expectation = {
  readonly rows: number
  readonly charges: number
  readonly money: ReadonlyMap<string, { readonly billed: Exact; readonly effective: Exact }>
  readonly quantities: ReadonlyMap<string, number>
  /** No amount has more decimals than a cell of the ledger: nothing was rounded. */
  readonly isUnrounded: boolean
  /** Rows that should have had the file refused, counted from 1 behind the header. */
  readonly unread: readonly number[]
}

const nanoDecimals = 9

function expectationOf(brought: readonly (readonly Brings[] | null)[]): Expectation {
  const money = new Map<string, { readonly billed: Exact; readonly effective: Exact }>()
  const quantities = new Map<string, number>()
  const all = brought.flatMap((brings) => brings ?? [])
  let isUnrounded = true
  for (const one of all)
    if ('unit' in one) quantities.set(one.unit, (quantities.get(one.unit) ?? 0) + one.quantity)
    else {
      const { billed, effective } = money.get(one.currency) ?? { billed: zero, effective: zero }
      money.set(one.currency, {
        billed: plus(billed, one.billed),
        effective: plus(effective, one.effective),
      })
      isUnrounded &&= fitsDecimals(one.billed, nanoDecimals) && fitsDecimals(one.effective, nanoDecimals)
    }
  const unread = brought.flatMap((brings, at) => (brings === null ? [at + 1] : []))
  return { rows: brought.length, charges: all.length, money, quantities, isUnrounded, unread }
}

/** Before the first part of a bill. */
export const noRows = expectationOf([])

/**
 * The tables that a part of a bill may be; more than one where its separators do not tell, none where nothing in it is
 * a header of that meaning. Null for Parquet that DuckDB finds damaged.
 */
export async function tablesOf(part: Buffer, { header }: Meaning): Promise<readonly Table[] | null> {
  const isHeader = (names: readonly string[]): boolean => header(new Set(names))
  if (isParquet(part)) {
    const table = await parquetTable(part, (name) => /cost|currency|lineitemtype|line_item_type/i.test(name))
    return table && [table]
  }
  if (
    !/^\s*[[{]/.test(
      textOf(part)
        .slice(0, 1024)
        .replace(/^\ufeff/, ''),
    )
  )
    return csvTables(part, isHeader)
  const table = jsonTable(part)
  return isHeader(table.names) ? [table] : []
}

/** What a table should become, once for each decimal mark that its amounts may have. */
export function expectationsOf(table: Table, meaning: Meaning, asOf: string): readonly Expectation[] {
  const places = new Map(table.names.map((name, place) => [name, place]))
  const marks = table.separator === null || table.separator === ',' ? (['.'] as const) : (['.', ','] as const)
  return marks.map((mark) => {
    const file: File = {
      ...table,
      asOf,
      has: (name) => places.has(name),
      amount: (text) => exactOf(text, mark),
    }
    const read = meaning.open(file)
    const isRow = (row: readonly string[]): boolean =>
      meaning.hasEmptyRows === true || table.separator === null || row.some((text) => text.trim() !== '')
    return expectationOf(
      table.rows.filter(isRow).map((row) => read((name) => row[places.get(name) ?? -1] ?? '', row)),
    )
  })
}

/** Of a bill in parts. */
export function together(one: Expectation, other: Expectation): Expectation {
  const money = new Map(one.money)
  for (const [currency, { billed, effective }] of other.money) {
    const before = money.get(currency) ?? { billed: zero, effective: zero }
    money.set(currency, {
      billed: plus(before.billed, billed),
      effective: plus(before.effective, effective),
    })
  }
  const quantities = new Map(one.quantities)
  for (const [unit, quantity] of other.quantities)
    quantities.set(unit, (quantities.get(unit) ?? 0) + quantity)
  return {
    rows: one.rows + other.rows,
    charges: one.charges + other.charges,
    money,
    quantities,
    isUnrounded: one.isUnrounded && other.isUnrounded,
    unread: [...one.unread, ...other.unread],
  }
}
