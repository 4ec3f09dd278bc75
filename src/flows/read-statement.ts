import type { DatasetKind } from '../core/charge.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Coverage, StatementTotal } from '../core/statement.ts'
import type { Stage } from '../ledger/stage.ts'
import { csvReader } from '../statements/csv.ts'
import { readHeader, type Dialect, type RowReader } from '../statements/dialect.ts'
import { dialectOf } from '../statements/dialects/index.ts'
import { chargeCells, type ChargeCells } from './charge-cells.ts'

/** What a file turned out to hold; its charges are in the stage. */
export type ReadStatement = {
  readonly dialect: string
  readonly dialectVersion: number
  readonly dataset: DatasetKind
  readonly rowCount: number
  readonly totals: readonly StatementTotal[]
  readonly coverage: readonly Coverage[]
  readonly names: readonly string[]
}

export type StatementReader = {
  /** The next bytes; answers with the problem that ends the reading. */
  readonly push: (chunk: Uint8Array) => Problem | null
  readonly end: () => Result<ReadStatement, Problem>
  readonly rows: () => number
}

/** UTF-8 bytes to text, over one view of each portion of the file. */
function textDecoder(): (bytes: Uint8Array, start: number, end: number) => string {
  let seen: Uint8Array = new Uint8Array(0)
  let view: Buffer = Buffer.alloc(0)
  return (bytes, start, end) => {
    if (bytes !== seen) {
      seen = bytes
      view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    return view.toString('utf8', start, end)
  }
}

/** Reads one file's bytes, in any portions, into staged charges. */
export function statementReader(file: string, stage: Stage): StatementReader {
  let dialect: Dialect | null = null
  let cells: ChargeCells | null = null
  let read: RowReader | null = null

  const csv = csvReader({
    file,
    decode: textDecoder(),
    onHeader: (cellsOfHeader) => {
      const columns = readHeader(file, cellsOfHeader)
      if (!columns.ok) return columns.problem
      dialect = dialectOf(columns.value.names)
      if (dialect === null) return { kind: 'unknown-format', file, header: columns.value.names }
      const opened = dialect.open(columns.value)
      if (!opened.ok) return opened.problem
      read = opened.value
      cells = chargeCells(stage, dialect.dataset, dialect.seller)
      return null
    },
    onRow: (row) => {
      if (read === null || cells === null) return null
      cells.beginRow(row.line())
      const problem = read(row, cells)
      return problem ?? (cells.tooLarge() ? { kind: 'amount-too-large', ...row.place(0) } : null)
    },
  })

  return {
    push: csv.push,
    rows: csv.rows,
    end: () => {
      const problem = csv.end()
      if (problem) return refused(problem)
      if (dialect === null || cells === null) return refused({ kind: 'file-empty', file })
      if (!cells.flush()) return refused({ kind: 'amount-too-large', file, line: csv.rows() + 1, column: 1 })
      return ok({
        dialect: dialect.name,
        dialectVersion: dialect.version,
        dataset: dialect.dataset,
        rowCount: csv.rows(),
        totals: cells.totals(),
        coverage: cells.coverage(),
        names: cells.names(),
      })
    },
  }
}
