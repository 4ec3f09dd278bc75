import { noInvoice, typedTotal } from '../core/invoice-total.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { ControlTotal } from '../core/statement.ts'
import { dropControlTotals, putControlTotal } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/open.ts'
import { statementOfId } from '../ledger/statements.ts'
import { withNotes } from './keep-notes.ts'

/**
 * Writes down what the user says that a statement's invoice adds up to; null takes it back. Refused: no such
 * statement, one that no invoice speaks of, no amount, no currency.
 */
export function setControlTotal(
  ledger: Ledger,
  id: number,
  typed: { readonly currency: string; readonly billed: string } | null,
): Result<null, Problem> {
  const statement = statementOfId(ledger, id)
  if (statement === null) return refused({ kind: 'no-such-statement', id })
  const why = noInvoice(statement)
  if (typed !== null && why !== null) return refused({ kind: 'no-invoice', file: statement.fileName, why })
  const own = statement.totals.map(({ currency }) => currency)
  const total: Result<ControlTotal | null, Problem> = typed === null ? ok(null) : typedTotal(typed, own)
  if (!total.ok) return total
  withNotes(ledger, (note) => {
    dropControlTotals(ledger, id)
    if (total.value !== null) putControlTotal(ledger, id, total.value)
    note(id)
  })
  return ok(null)
}
