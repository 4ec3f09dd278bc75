import { draftNote, dropDraft, publishNote } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { notesOfStatements } from '../ledger/statements.ts'

/**
 * Writes to the ledger in one transaction, and with it what the archive says of the statements that `write` names to
 * `note`: all of it or nothing, also when the disk is full.
 */
export function withNotes<T>(ledger: Ledger, write: (note: (id: number) => void) => T): T {
  const { archive } = ledger
  const drafted: string[] = []
  const note = (id: number): void => {
    const found = notesOfStatements(ledger).find((known) => known.id === id)
    if (!found) return
    drafted.push(found.sha256)
    draftNote(archive, found)
  }
  let written: T
  try {
    written = ledger.db.transaction(() => write(note)).immediate()
  } catch (thrown) {
    for (const sha256 of drafted) dropDraft(archive, sha256)
    throw thrown
  }
  for (const sha256 of drafted) publishNote(archive, sha256)
  return written
}
