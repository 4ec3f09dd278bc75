import { decimalText, parseDecimal } from '../core/decimal.ts'
import { parseCurrency } from '../core/money.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { dropControlTotals, putControlTotal } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/open.ts'
import { statementOfId } from '../ledger/statements.ts'
import { withNotes } from './keep-notes.ts'

/**
 * Writes down what the user says that a statement's invoice adds up to; null takes it back. `billed` is an exact
 * decimal text. Refused: no such statement, no amount, no currency.
 */
export function setControlTotal(
  ledger: Ledger,
  id: number,
  total: { readonly currency: string; readonly billed: string } | null,
): Result<null, Problem> {
  if (statementOfId(ledger, id) === null) return refused({ kind: 'no-such-statement', id })
  const billed = total === null ? null : parseDecimal(total.billed)
  const currency = total === null ? null : parseCurrency(total.currency)
  if (total !== null && billed === null)
    return refused({ kind: 'bad-input', field: 'Invoice total', text: total.billed, expected: 'an amount' })
  if (total !== null && currency === null)
    return refused({
      kind: 'bad-input',
      field: 'Invoice currency',
      text: total.currency,
      expected: 'a currency code such as USD',
    })
  withNotes(ledger, (note) => {
    dropControlTotals(ledger, id)
    if (billed !== null && currency !== null)
      putControlTotal(ledger, id, { currency, billed: decimalText(billed), saidBy: 'user' })
    note(id)
  })
  return ok(null)
}
