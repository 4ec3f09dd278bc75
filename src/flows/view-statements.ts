import type { Statement } from '../core/statement.ts'
import { tieOut, type TieOut } from '../core/tie-out.ts'
import type { Ledger } from '../ledger/open.ts'
import { listStatements } from '../ledger/statements.ts'
import { tieOutFacts } from '../ledger/tie-out.ts'

/** Every imported file, oldest import first, and how it stands to what its invoice adds up to. */
export const viewStatements = (ledger: Ledger): readonly (Statement & { readonly tieOut: TieOut })[] =>
  listStatements(ledger).map((statement) => {
    const facts = statement.controlTotals.length === 0 ? null : tieOutFacts(ledger, statement.id)
    return { ...statement, tieOut: facts === null ? { state: 'no-control' } : tieOut(facts) }
  })
