import { parseArgs } from 'node:util'
import { monthText } from '../core/period.ts'
import type { TieOut } from '../core/tie-out.ts'
import { noInvoice } from '../core/invoice-total.ts'
import { tieOutWords } from '../core/tie-out-words.ts'
import { problemWords } from '../core/words.ts'
import { setControlTotal } from '../flows/set-control-total.ts'
import { tieOutStatement } from '../flows/tie-out-statement.ts'
import type { Ledger } from '../ledger/open.ts'
import { statementOfId } from '../ledger/statements.ts'
import { amountWords, failed, said, typedId, type Output, type Usage } from './output.ts'

const options = {
  statement: { type: 'string' },
  total: { type: 'string' },
  currency: { type: 'string' },
  forget: { type: 'boolean' },
} as const

/** Months as the other commands write them. */
const monthsNamed = (held: TieOut): object =>
  JSON.parse(
    JSON.stringify(held, (key, value: unknown) =>
      key === 'month' && typeof value === 'number' ? monthText(value) : value,
    ),
  ) as object

/** `tie-out --statement ID [--total AMOUNT --currency CODE | --forget]`: exit code 1 where it does not tie out. */
export function tieOutCommand(
  ledger: Ledger,
  args: readonly string[],
): (Output & { readonly holds: boolean }) | Output | Usage {
  const { values } = parseArgs({ args: [...args], options })
  const { total, currency, forget = false } = values
  const id = typedId(values.statement)
  if (id === null) return { usage: 'tie-out needs a statement: tie-out --statement ID' }
  if ((total === undefined) !== (currency === undefined) || (forget && total !== undefined))
    return { usage: 'tie-out takes --total AMOUNT with --currency CODE, or --forget' }
  if (forget || (total !== undefined && currency !== undefined)) {
    const typed = total !== undefined && currency !== undefined ? { currency, billed: total } : null
    const set = setControlTotal(ledger, id, typed)
    if (!set.ok) return failed(set.problem)
  }
  const held = tieOutStatement(ledger, id)
  if (!held.ok) return failed(held.problem)
  const { headline, candidates } = tieWords(ledger, id, held.value)
  const words = [headline, ...candidates.map((one) => `  ${one}`)].join('\n')
  const { state } = held.value
  return {
    ...said({ statement: id, ...monthsNamed(held.value) }, words),
    holds: state !== 'differs' && state !== 'other-currency',
  }
}

function tieWords(ledger: Ledger, id: number, held: TieOut): ReturnType<typeof tieOutWords> {
  const statement = statementOfId(ledger, id)
  const why = statement && noInvoice(statement)
  return statement && why && held.state === 'no-control'
    ? { headline: problemWords({ kind: 'no-invoice', file: statement.fileName, why }), candidates: [] }
    : tieOutWords(held, amountWords)
}
