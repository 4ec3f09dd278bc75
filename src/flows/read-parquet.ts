import { parseDecimal } from '../core/decimal.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Stage } from '../ledger/stage.ts'
import type { Row } from '../statements/csv.ts'
import { readHeader, type Columns } from '../statements/dialect.ts'
import { dialectOf } from '../statements/dialects/index.ts'
import { chargeCells } from './charge-cells.ts'
import { Unreadable } from './file-problem.ts'
import { openParquet, type ParquetFile, type ParquetWindow, type Slices } from './parquet-file.ts'
import { amountTooLarge } from './too-large.ts'
import { watched, type Reading, type ReadStatement } from './read-statement.ts'

/**
 * Reads a Parquet file into staged charges, by the dialect that reads the same columns in a CSV. Only the columns
 * the dialect asks for are read, unless somebody watches the rows. A charge's line is the number of its row, from 1: there is no header line.
 */
export async function readParquet(
  file: string,
  bytes: Slices,
  stage: Stage,
  { asOf, mapped, watch }: Reading,
  tell: (rows: number) => void,
): Promise<Result<ReadStatement, Problem>> {
  const table = await openParquet(file, bytes)
  const names = table.columns.map(({ name }) => name)
  const header = readHeader(file, { cells: names, separator: ',', preamble: [] }, parseDecimal)
  if (!header.ok) return header
  const dialect = dialectOf(header.value.names) ?? mapped(header.value.names)
  if (dialect === null) return refused({ kind: 'unknown-format', file, header: header.value.names })
  const asked = askedOf(header.value)
  const read = dialect.open(asked.columns, asOf)
  if (!read.ok) return read
  const { name, version, dataset, exportName = name, seller } = dialect
  const cells = chargeCells(stage, { dataset, exportName, seller })
  const rows = parquetRows(file, table)
  const plain = { ...cells, controlTotal: () => undefined }
  const sink = watched(plain, watch, () => rows.row, header.value.names)
  const tooLarge = (row: Row | null): Problem | null => {
    const found = cells.tooLarge()
    return found && amountTooLarge(file, found, row, asked.places(), names)
  }
  const places = watch === undefined ? asked.places() : [...names.keys()]
  for await (const window of table.windows(places)) {
    rows.turnTo(window)
    for (let left = window.rows; left > 0; left -= 1) {
      rows.next()
      cells.beginRow(rows.row.line())
      const problem = read.value(rows.row, sink) ?? tooLarge(rows.row)
      if (problem) return refused(problem)
    }
    tell(rows.row.line())
  }
  if (!(await bytes.unchanged())) throw new Unreadable({ kind: 'file-changed', file })
  cells.flush()
  const unfit = tooLarge(null)
  if (unfit) return refused(unfit)
  return ok({
    dialect: name,
    dialectVersion: version,
    dataset: cells.dataset(),
    rowCount: table.rowCount,
    totals: cells.totals(),
    coverage: cells.coverage(),
    names: cells.names(),
    controlTotal: null,
  })
}

/** The columns, and which of them were asked for: all, once somebody looks through their names. */
function askedOf(columns: Columns): { readonly columns: Columns; readonly places: () => readonly number[] } {
  const asked = new Set<number>()
  return {
    columns: {
      ...columns,
      get names() {
        for (const place of columns.names.keys()) asked.add(place)
        return columns.names
      },
      find: (name) => {
        const place = columns.find(name)
        if (place !== null) asked.add(place)
        return place
      },
    },
    places: () => [...asked].toSorted((a, b) => a - b),
  }
}

/** The rows of one window after another, as the dialects take them. */
function parquetRows(
  file: string,
  { columns }: ParquetFile,
): { readonly row: Row; readonly turnTo: (window: ParquetWindow) => void; readonly next: () => void } {
  let window: ParquetWindow = { rows: 0, values: new Map() }
  let before = 0
  let at = -1
  const value = (column: number): unknown => {
    const values = window.values.get(column)
    if (values === undefined) throw new Error(`Column ${column} was not asked for`)
    return values[at] as unknown
  }
  const line = (): number => before + at + 1
  const text = (column: number): string => columns[column]?.cells.text(value(column)) ?? ''
  return {
    row: {
      line,
      cells: () => columns.length,
      number: () => -1,
      text,
      name: text,
      amount: (column) => columns[column]?.cells.amount(value(column)) ?? null,
      place: (column) => ({ file, line: line(), column: column + 1 }),
    },
    turnTo: (next) => {
      before += window.rows
      window = next
      at = -1
    },
    next: () => {
      at += 1
    },
  }
}
