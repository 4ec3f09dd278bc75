import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { tieOut, type TieOut } from '../core/tie-out.ts'
import type { Ledger } from '../ledger/open.ts'
import { tieOutFacts } from '../ledger/tie-out.ts'
import { neverExported } from '../statements/dialects/never-exported.ts'

/** How a statement stands to what its invoice adds up to, as the file or the user says. */
export function tieOutStatement(ledger: Ledger, statementId: number): Result<TieOut, Problem> {
  const held = tieOutOf(ledger, statementId)
  return held === null ? refused({ kind: 'no-such-statement', id: statementId }) : ok(held)
}

/** The same; null when there is no such statement. */
export function tieOutOf(ledger: Ledger, statementId: number): TieOut | null {
  const facts = tieOutFacts(ledger, statementId)
  if (facts === null) return null
  const { exportNames, ...own } = facts
  return tieOut({ ...own, neverExported: exportNames.flatMap((name) => neverExported.get(name) ?? []) })
}
