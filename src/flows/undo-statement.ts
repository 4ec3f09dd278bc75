import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Ledger } from '../ledger/open.ts'
import { setUndone } from '../ledger/commit.ts'
import { withNotes } from './keep-notes.ts'

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
  const isThere = withNotes(ledger, (note) => {
    const found = setUndone(ledger, id, undoneAt)
    note(id)
    return found
  })
  return isThere ? ok(null) : refused({ kind: 'no-such-statement', id })
}
