import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Undone } from '../core/statement.ts'
import { coveredDaysOf } from '../core/undo-words.ts'
import { filesOf, isKept } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { setUndone } from '../ledger/commit.ts'
import { notesOfStatements, statementOfId } from '../ledger/statements.ts'
import { withNotes } from './keep-notes.ts'

/**
 * Undoes an import: the days it spoke for are spoken for by the statements that did before it, also when
 * others came since. Its cells stay, so that `redoStatement` brings it back. `now` in milliseconds since 1970. One
 * that is undone already is left as it is.
 */
export const undoStatement = (ledger: Ledger, id: number, now: number): Result<Undone, Problem> =>
  change(ledger, id, now)

/** Brings an undone import back, as it was; one that counts is left as it is. */
export const redoStatement = (ledger: Ledger, id: number): Result<Undone, Problem> => change(ledger, id, null)

function change(ledger: Ledger, id: number, undoneAt: number | null): Result<Undone, Problem> {
  return withNotes(ledger, (note) => {
    const found = statementOfId(ledger, id)
    if (found === null) return refused({ kind: 'no-such-statement', id })
    if ((found.undoneAt === null) === (undoneAt === null)) return ok({ state: 'as-it-was', statement: found })
    const handedOver = setUndone(ledger, id, undoneAt) ?? []
    note(id)
    const passed = handedOver.reduce((sum, { days }) => sum + days, 0)
    return ok({
      state: 'changed',
      statement: { ...found, undoneAt },
      handedOver,
      untouchedDays: coveredDaysOf(found) - passed,
      original: originalOf(ledger, id),
    })
  })
}

function originalOf(ledger: Ledger, id: number): 'kept' | 'missing' {
  const files = notesOfStatements(ledger)
    .filter((note) => note.id === id)
    .flatMap(filesOf)
  return files.every((sha256) => isKept(ledger.archive, sha256)) ? 'kept' : 'missing'
}
