import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Undone } from '../core/statement.ts'
import { coveredDaysOf } from '../core/undo-words.ts'
import type { Ledger } from '../ledger/open.ts'
import { setUndone } from '../ledger/commit.ts'
import { statementOfId } from '../ledger/statements.ts'
import { withNotes } from './keep-notes.ts'

/**
 * Undoes an import: the days it spoke for are spoken for by the statements that did before it, also when
 * others came since. Its original and its cells stay, so that `redoStatement` brings it back. `now` in
 * milliseconds since 1970.
 */
export const undoStatement = (ledger: Ledger, id: number, now: number): Result<Undone, Problem> =>
  change(ledger, id, now)

/** Brings an undone import back, as it was. */
export const redoStatement = (ledger: Ledger, id: number): Result<Undone, Problem> => change(ledger, id, null)

function change(ledger: Ledger, id: number, undoneAt: number | null): Result<Undone, Problem> {
  const handedOver = withNotes(ledger, (note) => {
    const found = setUndone(ledger, id, undoneAt)
    note(id)
    return found
  })
  const statement = statementOfId(ledger, id)
  if (handedOver === null || statement === null) return refused({ kind: 'no-such-statement', id })
  const passed = handedOver.reduce((sum, { days }) => sum + days, 0)
  return ok({ statement, handedOver, untouchedDays: coveredDaysOf({ statement }) - passed })
}
