import type { ChargeLine, DatasetKind } from '../core/charge.ts'
import { decimalText, type Decimal } from '../core/decimal.ts'
import type { Day } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Coverage, StatementTotal } from '../core/statement.ts'
import type { Stage } from '../ledger/stage.ts'
import type { Header } from '../statements/csv-header.ts'
import { csvReader, type Answer, type CsvReader, type Row } from '../statements/csv.ts'
import { amountWith } from '../statements/decimal-mark.ts'
import {
  readHeader,
  type Columns,
  type ControlTotal,
  type Dialect,
  type FileSink,
  type RowReader,
} from '../statements/dialect.ts'
import { dialectOf } from '../statements/dialects/index.ts'
import { markSurvey, type MarkSurvey } from '../statements/mark-survey.ts'
import type { RowScanner } from '../statements/row-scan.ts'
import { chargeCells, type ChargeCells } from './charge-cells.ts'
import { rowScanner } from './row-scanner.ts'
import { amountTooLarge } from './too-large.ts'
import { toUtf8 } from './to-utf8.ts'

/** What a file turned out to hold; its charges are in the stage. */
export type ReadStatement = {
  readonly dialect: string
  readonly dialectVersion: number
  readonly dataset: DatasetKind
  readonly rowCount: number
  readonly totals: readonly StatementTotal[]
  readonly coverage: readonly Coverage[]
  readonly names: readonly string[]
  /** What the file itself says it adds up to; null where it says nothing. */
  readonly controlTotal: Omit<StatementTotal, 'effective'> | null
}

export type StatementReader = {
  /** The next bytes, not needed afterwards; answers with the problem that ends the reading. */
  readonly push: (chunk: Uint8Array) => Problem | null
  readonly end: () => Result<ReadStatement, Problem>
  readonly rows: () => number
}

/** Bytes kept back while the decimal mark of their amounts is not settled. */
const mostHeld = 64 * 1024 * 1024

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

/** How a file is to be read, beyond what its bytes say. */
export type Reading = {
  /** Rows after this day are forecasts. */
  readonly asOf: Day
  /** How the user said that a file with this header, which no dialect knows, is to be read. */
  readonly mapped: (header: readonly string[]) => Dialect | null
  /** Is shown every charge with the row it was read from and the header over it; the row is valid only then. */
  readonly watch?: (charge: ChargeLine, row: Row, header: readonly string[]) => void
}

/** A sink that lets `watch` see what goes by. */
export const watched = (
  sink: FileSink,
  watch: Reading['watch'],
  row: () => Row | null,
  header: readonly string[],
): FileSink =>
  watch === undefined
    ? sink
    : {
        ...sink,
        charge: (charge) => {
          const from = row()
          if (from) watch(charge, from, header)
          sink.charge(charge)
        },
      }

/** Reads one file's bytes, in any portions, into staged charges. */
export function statementReader(file: string, stage: Stage, reading: Reading): StatementReader {
  const { asOf } = reading
  const dialectOfCells = (cells: readonly string[]): Dialect | null => {
    const trimmed = cells.map((cell) => cell.trim())
    return dialectOf(trimmed) ?? reading.mapped(trimmed)
  }
  let dialect: Dialect | null = null
  let cells: ChargeCells | null = null
  let sink: FileSink | null = null
  let read: RowReader | null = null
  let current: Row | null = null
  let names: readonly string[] = []
  let controlTotal: ControlTotal | null = null
  let held: Uint8Array[] = []
  let heldLength = 0
  let survey: MarkSurvey | null = null
  let needsSurvey = false
  /** Columns the dialect looks at. */
  const asked = new Set<number>()
  const utf8 = toUtf8(file)
  const recognises = (header: readonly string[]): boolean => dialectOfCells(header) !== null
  const amount = (text: string): Decimal | null => amountWith(text, survey === null ? '.' : survey.mark())

  const onHeader = (header: Header): Answer => {
    needsSurvey = header.separator !== ','
    if (needsSurvey && survey === null) return 'enough'
    const columns = readHeader(file, header, amount)
    if (!columns.ok) return columns.problem
    dialect = dialectOfCells(columns.value.names)
    if (dialect === null) return { kind: 'unknown-format', file, header: columns.value.names }
    const opened = dialect.open(noting(columns.value, asked), asOf)
    if (!opened.ok) return opened.problem
    read = opened.value
    names = columns.value.names
    const { name, dataset, exportName = name, seller } = dialect
    cells = chargeCells(stage, { dataset, exportName, seller })
    const plain = {
      charge: cells.charge,
      covers: cells.covers,
      turnsOutToBe: cells.turnsOutToBe,
      controlTotal: (total: ControlTotal | null) => {
        controlTotal = total
      },
    }
    sink = watched(plain, reading.watch, () => current, names)
    return null
  }
  const onRow = (row: Row): Problem | null => {
    if (read === null || cells === null || sink === null) return null
    cells.beginRow(row.line())
    current = row
    const problem = read(row, sink)
    const tooLarge = cells.tooLarge()
    return problem ?? (tooLarge && amountTooLarge(file, tooLarge, row, names.keys(), names))
  }
  const scanner = ({ separator, cells: { length } }: Header): RowScanner =>
    rowScanner(separator, length, asked)
  const openCsv = (): CsvReader =>
    csvReader({ file, decode: textDecoder(), amount, recognises, onHeader, onRow, scanner })
  let csv = openCsv()

  /** Where no comma separates the cells, the file is read anew behind a survey of its amounts. */
  const beginSurvey = (): MarkSurvey => {
    const begun = markSurvey({ file, decode: textDecoder(), dialectOf: dialectOfCells, asOf })
    for (const chunk of held) begun.push(chunk)
    csv = openCsv()
    return begun
  }
  const hold = (chunk: Uint8Array): void => {
    held.push(chunk.slice())
    heldLength += chunk.length
  }
  const release = (): Problem | null => {
    const chunks = held
    held = []
    heldLength = 0
    return chunks.reduce<Problem | null>((problem, chunk) => problem ?? csv.push(chunk), null)
  }
  const take = (text: Result<Uint8Array, Problem>): Problem | null => {
    if (!text.ok) return text.problem
    if (survey === null) {
      if (cells === null) hold(text.value)
      const problem = csv.push(text.value)
      if (cells !== null) held = []
      if (problem || !needsSurvey) return problem
      survey = beginSurvey()
    } else {
      hold(text.value)
      survey.push(text.value)
    }
    return survey.unsettled() && heldLength <= mostHeld ? null : release()
  }
  const finish = (): Problem | null => {
    const problem = take(utf8.end()) ?? (survey === null ? csv.end() : null)
    if (problem || !needsSurvey) return problem
    survey ??= beginSurvey()
    survey.end()
    return release() ?? csv.end()
  }

  return {
    push: (chunk) => take(utf8.push(chunk)),
    rows: () => csv.rows(),
    end: () => {
      const problem = finish()
      if (problem) return refused(problem)
      if (dialect === null || cells === null) return refused({ kind: 'file-empty', file })
      cells.flush()
      const tooLarge = cells.tooLarge()
      if (tooLarge) return refused(amountTooLarge(file, tooLarge, null, [], names))
      const { name, version } = dialect
      return ok({
        dialect: name,
        dialectVersion: version,
        dataset: cells.dataset(),
        rowCount: csv.rows(),
        totals: cells.totals(),
        coverage: cells.coverage(),
        names: cells.names(),
        controlTotal: controlText(controlTotal),
      })
    },
  }
}

const noting = (columns: Columns, asked: Set<number>): Columns => ({
  ...columns,
  find: (name) => {
    const column = columns.find(name)
    if (column !== null) asked.add(column)
    return column
  },
})

const controlText = (total: ControlTotal | null): ReadStatement['controlTotal'] =>
  total && { currency: total.currency, billed: decimalText(total.billed) }
