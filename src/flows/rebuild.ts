import { createHash } from 'node:crypto'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { StatementTotal } from '../core/statement.ts'
import {
  archiveNotes,
  draftNote,
  filesOf,
  isKept,
  publishNote,
  stateInArchive,
  type ArchiveNote,
} from '../ledger/archive.ts'
import { clearStatements, commitStatement, putControlTotal } from '../ledger/commit.ts'
import { listMappings, saveMapping } from '../ledger/mappings.ts'
import type { Ledger } from '../ledger/open.ts'
import { openStage } from '../ledger/stage.ts'
import { listStatements, notesOfStatements } from '../ledger/statements.ts'
import { emptyTypedTables, type TypedTable } from '../ledger/typed-tables.ts'
import { mappingOf, readingOf, withArchivedBill } from './archived-bill.ts'
import { grandTotals, readBill, type ReadBill } from './read-bill.ts'
import { ranked, statementOf } from './staged-bill.ts'

export type Rebuilt = {
  readonly statements: number
  readonly before: readonly StatementTotal[]
  readonly after: readonly StatementTotal[]
  /**
   * What no archive has and the ledger has none of, where it had no statements either: its file may have been lost.
   * Null where it had some.
   */
  readonly notInArchive: readonly TypedTable[] | null
}

/**
 * Makes every statement anew from the archived originals, under its old number and date, in one
 * transaction: when a file is missing or no longer reads, nothing is changed. Works on an empty ledger
 * too: the archive alone is enough, also for the mappings that statements were read by.
 */
export async function rebuild(ledger: Ledger): Promise<Result<Rebuilt, Problem>> {
  const before = listStatements(ledger)
  const notInArchive = before.length > 0 ? null : emptyTypedTables(ledger)
  const notes = await wholeNotes(ledger)
  if (!notes.ok) return refused({ kind: 'archive-incomplete', file: ledger.file, detail: notes.problem })
  const { db } = ledger
  db.exec('BEGIN IMMEDIATE')
  try {
    clearStatements(ledger)
    for (const note of notes.value) {
      const problem = await readAgain(ledger, note)
      if (problem) {
        db.exec('ROLLBACK')
        return refused(problem)
      }
    }
    if (notInArchive !== null) rememberMappings(ledger, notes.value)
    db.exec('COMMIT')
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
  const after = listStatements(ledger)
  return ok({
    statements: after.length,
    before: grandTotals(before),
    after: grandTotals(after),
    notInArchive,
  })
}

/** What the archive knows of every statement, or in words what of it is missing or damaged. */
async function wholeNotes(ledger: Ledger): Promise<Result<readonly ArchiveNote[], string>> {
  const { archive } = ledger
  for (const note of notesOfStatements(ledger)) {
    if (!filesOf(note).every((sha256) => isKept(archive, sha256)))
      return refused(`the original of ${note.fileName} is missing`)
    draftNote(archive, note)
    publishNote(archive, note.sha256)
  }
  const notes = archiveNotes(archive)
  if (!notes.ok) return refused(`its file ${notes.problem} is damaged`)
  const intact = new Set<string>()
  for (const note of notes.value)
    for (const sha256 of filesOf(note)) {
      if (intact.has(sha256)) continue
      const state = await stateInArchive(archive, sha256)
      if (state === 'missing') return refused(`the original of ${note.fileName} is missing`)
      if (state === 'changed') return refused(`the original of ${note.fileName} is not what was imported`)
      intact.add(sha256)
    }
  return notes
}

/** Remembers what the user said of files, where the ledger knows nothing of them; what was said last counts. */
function rememberMappings(ledger: Ledger, notes: readonly ArchiveNote[]): void {
  const known = new Set(listMappings(ledger).map(({ mapping }) => mapping.fingerprint))
  for (const note of notes) {
    const mapping = mappingOf(note)
    if (mapping !== null && !known.has(mapping.fingerprint)) saveMapping(ledger, mapping, note.importedAt)
  }
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
  commitStatement(
    ledger,
    stage,
    ranked({ ...statementOf(staged, note.accountLabel), id, undoneAt }, note.ranks),
  )
  for (const control of note.controlTotals) putControlTotal(ledger, id, control)
  return null
}
