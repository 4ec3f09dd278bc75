import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Stage } from '../ledger/stage.ts'
import type { Dialect, FileSink, RowReader } from '../statements/dialect.ts'
import type { Row } from '../statements/csv.ts'
import { jsonDialectOf, quietDialectOf } from '../statements/dialects/json.ts'
import { jsonTable, namesIn, recordsOf, type JsonRecord } from '../statements/json-pages.ts'
import { parseJson } from '../statements/json-text.ts'
import { chargeCells, type ChargeCells } from './charge-cells.ts'
import { jsonValues } from './json-values.ts'
import { textAhead } from './no-bill.ts'
import { watched, type Reading, type StatementReader } from './read-statement.ts'
import { amountTooLarge } from './too-large.ts'
import { toUtf8 } from './to-utf8.ts'

/** What the pages are answers to, and the reading of their records. */
type Answer = {
  readonly dialect: Dialect
  readonly cells: ChargeCells
  readonly read: RowReader
  readonly sink: FileSink
}

/** What the first result that tells it by itself is of: all of a file are of one. */
function firstTold(records: readonly JsonRecord[]): Dialect | null {
  for (const { isResult, values } of records) {
    const told = isResult ? jsonDialectOf([...values.keys()]) : null
    if (told !== null) return told
  }
  return null
}

/** Records that are looked through for names before the first is read: one may lack what others have. */
const mostLookedThrough = 1000

/** Records after which a file that has not told what it is is none that is known. */
const mostUntold = 10_000

/** Whether a file begins like JSON of objects or lists. */
export function isJson(bytes: Uint8Array): boolean {
  return /^\s*[[{]/.test(textAhead(bytes))
}

/**
 * Reads saved answers of the providers' APIs into staged charges: one page, or several one after another. Only
 * one page is in memory at a time, or as many short ones as are looked through for names.
 */
export function jsonReader(file: string, stage: Stage, { asOf, watch }: Reading): StatementReader {
  const table = jsonTable(file)
  let answer: Answer | null = null
  /** Records of pages so empty that they do not tell what they are answers to. */
  let untold: JsonRecord[] = []
  const untoldNames = new Set<string>()
  let topNames: readonly string[] = []
  let rows = 0

  const open = (dialect: Dialect): Result<Answer, Problem> => {
    table.knows(untoldNames)
    const read = dialect.open(table.columns, asOf)
    if (!read.ok) return read
    const { name, dataset, exportName = name, seller } = dialect
    const cells = chargeCells(stage, { dataset, exportName, seller })
    const sink = { ...cells, controlTotal: () => undefined }
    const seen = watched(sink, watch, () => table.row, table.columns.names)
    return ok({ dialect, cells, read: read.value, sink: seen })
  }
  const tooLargeIn = (cells: ChargeCells, row: Row | null): Problem | null => {
    const found = cells.tooLarge()
    const { names } = table.columns
    return found && amountTooLarge(file, found, row, names.keys(), names)
  }
  const takeRecord = ({ dialect, cells, read, sink }: Answer, record: JsonRecord): Problem | null => {
    rows += 1
    table.turnTo(record)
    const other = firstTold([record])
    if (other && other !== dialect) {
      const { line, column } = record.at
      return { kind: 'mixed-answers', first: dialect.title, second: other.title, file, line, column }
    }
    cells.beginRow(record.at.line)
    const problem = read(table.row, sink)
    return problem ?? tooLargeIn(cells, table.row)
  }
  const takePage = (text: string, line: number): Problem | null => {
    const page = parseJson(text, line)
    if ('fault' in page) return readUntold() ?? { kind: 'bad-json', file, ...page.fault }
    if (page.kind === 'object') topNames = [...page.entries.keys()]
    const records = recordsOf(page)
    if (records === null) return readUntold() ?? unknownJson(file, topNames)
    for (const record of records) untold.push(record)
    if (answer === null) for (const name of namesIn(records)) untoldNames.add(name)
    return answer !== null || untold.length >= mostLookedThrough ? readUntold() : null
  }
  const readUntold = (): Problem | null => {
    if (answer === null) {
      const dialect = firstTold(untold) ?? jsonDialectOf([...untoldNames])
      if (dialect === null) return untold.length > mostUntold ? unknownJson(file, [...untoldNames]) : null
      const opened = open(dialect)
      if (!opened.ok) return opened.problem
      answer = opened.value
    }
    return takeUntold(answer)
  }
  const takeUntold = (of: Answer): Problem | null => {
    const records = untold
    untold = []
    for (const record of records) {
      const problem = takeRecord(of, record)
      if (problem) return problem
    }
    return null
  }
  /** What answers that do not tell what they are can still be: quiet days. */
  const takeQuiet = (): Problem | null => {
    if (untold.length === 0) return { kind: 'answer-empty', file }
    const dialect = quietDialectOf(untold)
    if (dialect === null) return unknownJson(file, [...untoldNames])
    const opened = open(dialect)
    if (!opened.ok) return opened.problem
    answer = opened.value
    return takeUntold(answer)
  }

  const utf8 = toUtf8(file)
  const values = jsonValues(file, takePage)
  const take = (text: Result<Uint8Array, Problem>): Problem | null =>
    text.ok ? values.push(text.value) : text.problem
  return {
    push: (chunk) => take(utf8.push(chunk)),
    rows: () => rows,
    end: () => {
      const problem =
        take(utf8.end()) ?? values.end() ?? readUntold() ?? (answer === null ? takeQuiet() : null)
      if (problem) return refused(problem)
      if (answer === null) throw new Error(`${file} has no dialect`)
      const { cells, dialect } = answer
      cells.flush()
      const tooLarge = tooLargeIn(cells, null)
      if (tooLarge) return refused(tooLarge)
      const { name, version } = dialect
      return ok({
        dialect: name,
        dialectVersion: version,
        dataset: cells.dataset(),
        rowCount: rows,
        totals: cells.totals(),
        coverage: cells.coverage(),
        names: cells.names(),
        controlTotal: null,
      })
    },
  }
}

/** The names an API gives to an error and what stands beside it. */
const errorName = /^(?:error(?:\..+)?|type|object|status|code|message|request_id)$/

function unknownJson(file: string, names: readonly string[]): Problem {
  const isError = names.some((name) => /^error\b/.test(name)) && names.every((name) => errorName.test(name))
  return isError ? { kind: 'refused-form', file, form: 'api-error' } : { kind: 'unknown-json', file, names }
}
