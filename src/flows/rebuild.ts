import { createHash } from 'node:crypto'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { spanOf, type StatementTotal } from '../core/statement.ts'
import {
  archiveNotes,
  isKept,
  readArchived,
  withOriginal,
  writeNote,
  type ArchiveNote,
} from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { openStage } from '../ledger/stage.ts'
import { clearStatements, commitStatement, listStatements, notesOfStatements } from '../ledger/statements.ts'
import { Unreadable } from './file-problem.ts'
import { soleBill, zipBillOf, type Bill } from './open-bill.ts'
import { openOriginal } from './original.ts'
import { grandTotals, readBill, type ReadBill } from './read-bill.ts'
import { noLimits } from './unpack.ts'

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
    if (!isKept(ledger.archive, note.original))
      return refused({
        kind: 'archive-incomplete',
        file: ledger.file,
        detail: `the original of ${note.fileName} is missing`,
      })
    writeNote(ledger.archive, note)
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
  const { id, fileName, importedAt, undoneAt, sha256, original, members } = note
  const incomplete = (detail: string): Problem => ({
    kind: 'archive-incomplete',
    file: ledger.file,
    detail: `the original of ${fileName} ${detail}`,
  })
  const stage = openStage(ledger)
  const hash = original === sha256 ? null : createHash('sha256')
  let done: Result<ReadBill, Problem>
  try {
    done = await withBill(ledger, note, (bill) => readBill(bill, stage, hash, importedAt))
  } catch (thrown) {
    return incomplete(`does not open (${thrown instanceof Error ? thrown.message : String(thrown)})`)
  }
  if (!done.ok) return done.problem
  if (hash !== null && hash.digest('hex') !== sha256) return incomplete('holds another bill')
  const { read, byteCount } = done.value
  commitStatement(ledger, done.value.stage, {
    ...read,
    id,
    fileName,
    sha256,
    original,
    members,
    byteCount,
    ...spanOf(read.coverage),
    importedAt,
    undoneAt,
  })
  return null
}

/** The bill a note speaks of, for as long as it is read. A ZIP archive is read from its end: it needs a file. */
async function withBill<T>(
  { archive }: Ledger,
  { fileName: name, original, members }: ArchiveNote,
  read: (bill: Bill) => Promise<T>,
): Promise<T> {
  if (members.length === 0)
    return read(soleBill({ name, byteCount: 0 }, readArchived(archive, original), noLimits))
  return withOriginal(archive, original, async (path) => {
    const opened = await openOriginal({ path })
    if (!opened.ok) throw new Unreadable(opened.problem)
    try {
      return await read(await zipBillOf(opened.value, name, members))
    } finally {
      await opened.value.close()
    }
  })
}
