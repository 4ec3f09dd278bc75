import { createHash } from 'node:crypto'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { StatementTotal } from '../core/statement.ts'
import { archiveNotes, draftNote, filesOf, isKept, publishNote, type ArchiveNote } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { openStage } from '../ledger/stage.ts'
import { clearStatements, commitStatement, putControlTotal } from '../ledger/commit.ts'
import { listStatements, notesOfStatements } from '../ledger/statements.ts'
import { mappingOf, readingOf, withArchivedBill } from './archived-bill.ts'
import { grandTotals, readBill, type ReadBill } from './read-bill.ts'
import { statementOf } from './staged-bill.ts'

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
  for (const note of notesOfStatements(ledger)) {
    if (!filesOf(note).every((sha256) => isKept(ledger.archive, sha256)))
      return refused({
        kind: 'archive-incomplete',
        file: ledger.file,
        detail: `the original of ${note.fileName} is missing`,
      })
    draftNote(ledger.archive, note)
    publishNote(ledger.archive, note.sha256)
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

/** Makes a statement anew from its original, under its old number, name and date. */
async function readAgain(ledger: Ledger, note: ArchiveNote): Promise<Problem | null> {
  const { id, fileName: file, undoneAt, sha256, original } = note
  const incomplete = (detail: string): Problem => ({
    kind: 'archive-incomplete',
    file: ledger.file,
    detail: `the original of ${file} ${detail}`,
  })
  const stage = openStage(ledger)
  const hash = original === sha256 ? null : createHash('sha256')
  let done: Result<ReadBill, Problem>
  try {
    done = await withArchivedBill(ledger, note, (bill) => readBill(bill, stage, hash, readingOf(note)))
  } catch (thrown) {
    return incomplete(`does not open (${thrown instanceof Error ? thrown.message : String(thrown)})`)
  }
  if (!done.ok) return done.problem
  if (hash !== null && hash.digest('hex') !== sha256) return incomplete('holds another bill')
  const mapping = mappingOf(note)
  const staged = { ...note, file, stage, bill: done.value, mapping }
  commitStatement(ledger, stage, { ...statementOf(staged, note.accountLabel), id, undoneAt })
  for (const control of note.controlTotals) putControlTotal(ledger, id, control)
  return null
}
