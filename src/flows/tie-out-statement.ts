import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { tieOut, type TieOut } from '../core/tie-out.ts'
import type { Ledger } from '../ledger/open.ts'
import { tieOutFacts } from '../ledger/tie-out.ts'

/** How a statement stands to what its invoice adds up to, as the file or the user says. */
export function tieOutStatement(ledger: Ledger, statementId: number): Result<TieOut, Problem> {
  const facts = tieOutFacts(ledger, statementId)
  return facts === null ? refused({ kind: 'no-such-statement', id: statementId }) : ok(tieOut(facts))
}
