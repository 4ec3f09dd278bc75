import type { Statement } from '../core/statement.ts'
import type { TieOut } from '../core/tie-out.ts'
import type { Ledger } from '../ledger/open.ts'
import { listStatements } from '../ledger/statements.ts'
import { tieOutOf } from './tie-out-statement.ts'

/** Every imported file, oldest import first, and how it stands to what its invoice adds up to. */
export const viewStatements = (ledger: Ledger): readonly (Statement & { readonly tieOut: TieOut })[] =>
  listStatements(ledger).map((statement) => {
    const held = statement.controlTotals.length === 0 ? null : tieOutOf(ledger, statement.id)
    return { ...statement, tieOut: held ?? { state: 'no-control' } }
  })
