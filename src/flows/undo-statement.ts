import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { writeNote } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { setUndone } from '../ledger/commit.ts'
import { notesOfStatements } from '../ledger/statements.ts'

/**
 * Undoes an import: the days it spoke for are spoken for by the statements that did before it, also when
 * others came since. Its original and its cells stay, so that `redoStatement` brings it back. `now` in
 * milliseconds since 1970.
 */
export const undoStatement = (ledger: Ledger, id: number, now: number): Result<null, Problem> =>
  change(ledger, id, now)

/** Brings an undone import back, as it was. */
export const redoStatement = (ledger: Ledger, id: number): Result<null, Problem> => change(ledger, id, null)

function change(ledger: Ledger, id: number, undoneAt: number | null): Result<null, Problem> {
  if (!setUndone(ledger, id, undoneAt)) return refused({ kind: 'no-such-statement', id })
  keepNote(ledger, id)
  return ok(null)
}

/** Brings what the archive says of a statement in step with the ledger. */
export function keepNote(ledger: Ledger, id: number): void {
  const note = notesOfStatements(ledger).find((known) => known.id === id)
  if (note) writeNote(ledger.archive, note)
}
