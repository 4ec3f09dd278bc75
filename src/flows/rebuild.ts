import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { spanOf, type Statement, type StatementTotal } from '../core/statement.ts'
import { addTo, decimalText, parseDecimal, zeroSum, type ExactSum } from '../core/decimal.ts'
import { archiveNotes, isKept, readArchived, writeNote } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { openStage } from '../ledger/stage.ts'
import { clearStatements, commitStatement, listStatements } from '../ledger/statements.ts'
import { statementReader } from './read-statement.ts'

export type Rebuilt = {
  readonly statements: number
  readonly before: readonly StatementTotal[]
  readonly after: readonly StatementTotal[]
}

/**
 * Makes every statement anew from the archived originals, under its old number and date, in one
 * transaction: when a file is missing or no longer reads, nothing is changed. Works on an empty ledger
 * too: the archive alone is enough.
 */
export async function rebuild(ledger: Ledger): Promise<Result<Rebuilt, Problem>> {
  const before = listStatements(ledger)
  for (const { id, fileName, importedAt, sha256 } of before) {
    if (!isKept(ledger.archive, sha256))
      return refused({
        kind: 'archive-incomplete',
        file: ledger.file,
        detail: `the original of ${fileName} is missing`,
      })
    writeNote(ledger.archive, sha256, { id, fileName, importedAt })
  }
  const { db } = ledger
  db.exec('BEGIN IMMEDIATE')
  try {
    clearStatements(ledger)
    for (const note of archiveNotes(ledger.archive)) {
      const problem = await readAgain(ledger, note)
      if (problem) {
        db.exec('ROLLBACK')
        return refused(problem)
      }
    }
    db.exec('COMMIT')
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
  const after = listStatements(ledger)
  return ok({ statements: after.length, before: grandTotals(before), after: grandTotals(after) })
}

type Note = ReturnType<typeof archiveNotes>[number]

async function readAgain(
  ledger: Ledger,
  { id, fileName, importedAt, sha256 }: Note,
): Promise<Problem | null> {
  const stage = openStage(ledger)
  const reader = statementReader(fileName, stage)
  let byteCount = 0
  try {
    for await (const chunk of readArchived(ledger.archive, sha256)) {
      const bytes = chunk as Uint8Array
      byteCount += bytes.length
      const problem = reader.push(bytes)
      if (problem) return problem
    }
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    return {
      kind: 'archive-incomplete',
      file: ledger.file,
      detail: `the original of ${fileName} does not open (${detail})`,
    }
  }
  const read = reader.end()
  if (!read.ok) return read.problem
  commitStatement(ledger, stage, {
    ...read.value,
    id,
    fileName,
    sha256,
    byteCount,
    ...spanOf(read.value.coverage),
    importedAt,
  })
  return null
}

/** Exact sums over all statements, by currency. */
export function grandTotals(statements: readonly Statement[]): readonly StatementTotal[] {
  const sums = new Map<string, { readonly billed: ExactSum; readonly effective: ExactSum }>()
  for (const { currency, billed, effective } of statements.flatMap((statement) => statement.totals)) {
    let sum = sums.get(currency)
    if (!sum) sums.set(currency, (sum = { billed: zeroSum(), effective: zeroSum() }))
    addTo(sum.billed, parseDecimal(billed) ?? zeroSum())
    addTo(sum.effective, parseDecimal(effective) ?? zeroSum())
  }
  return Array.from(sums, ([currency, { billed, effective }]) => ({
    currency,
    billed: decimalText(billed),
    effective: decimalText(effective),
  })).sort((a, b) => (a.currency < b.currency ? -1 : 1))
}
