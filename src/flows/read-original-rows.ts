import type { ChargeLine } from '../core/charge.ts'
import { mostRows, type OpenedCharge, type OriginalRow, type OriginalRows } from '../core/drill-down.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { filesOf, isKept } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { noStage } from '../ledger/stage.ts'
import { notesOfStatements } from '../ledger/statements.ts'
import type { Row } from '../statements/csv.ts'
import { readingOf, withArchivedBill } from './archived-bill.ts'
import { fileProblem } from './file-problem.ts'
import { readBill } from './read-bill.ts'

/**
 * Reads an archived bill once more and shows the rows that one of its daily cells was added up from. Refused: no such
 * statement; its original is not in the archive, or no longer reads.
 */
export async function readOriginalRows(
  ledger: Ledger,
  statementId: number,
  charge: OpenedCharge,
): Promise<Result<OriginalRows, Problem>> {
  const note = notesOfStatements(ledger).find(({ id }) => id === statementId)
  if (!note) return refused({ kind: 'no-such-statement', id: statementId })
  const { fileName: file } = note
  if (!filesOf(note).every((sha256) => isKept(ledger.archive, sha256)))
    return refused({ kind: 'original-gone', file, state: 'missing' })
  const rows: OriginalRow[] = []
  let rowCount = 0
  const watch = (line: ChargeLine, row: Row, header: readonly string[]): void => {
    if (!isBehind(line, row.line(), charge)) return
    rowCount += 1
    if (rows.length < mostRows) rows.push(shown(row, header))
  }
  try {
    const reading = { ...readingOf(note), watch }
    const read = await withArchivedBill(ledger, note, (bill) => readBill(bill, noStage, null, reading))
    return read.ok ? ok({ rows, rowCount }) : read
  } catch (thrown) {
    if (isNotZstd(thrown)) return refused({ kind: 'original-gone', file, state: 'changed' })
    return refused(fileProblem(file, thrown))
  }
}

const isNotZstd = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('ZSTD')

/** A charge that was moved to another day may stand on any day of its cell's lines. */
const isBehind = (line: ChargeLine, at: number, cell: OpenedCharge): boolean =>
  at >= cell.firstLine &&
  at <= cell.lastLine &&
  (line.day === cell.day || line.moved === true) &&
  line.serviceName === cell.serviceName &&
  line.project === cell.project &&
  line.sku === cell.sku &&
  line.consumedUnit === cell.consumedUnit &&
  line.chargeCategory === cell.chargeCategory

const shown = (row: Row, header: readonly string[]): OriginalRow => ({
  file: row.place(0).file,
  line: row.line(),
  cells: header.flatMap((name, column) => {
    const text = row.text(column)
    return text === '' ? [] : [{ header: name, text }]
  }),
})
