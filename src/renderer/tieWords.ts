import type { StatementView } from '../contract/bridge.ts'
import { counted } from './words.ts'

/** How many statements were held against an invoice, and how they stand; nothing where none was. */
export function tiedWords(statements: readonly StatementView[]): string {
  const held = statements.filter(({ tieOut }) => tieOut.state !== 'no-control')
  if (held.length === 0) return ''
  const tied = held.filter(({ tieOut }) => tieOut.state === 'ties-out').length
  return tied === held.length
    ? ` ${counted(tied, 'statement')} ${tied === 1 ? 'ties' : 'tie'} out to the invoice.`
    : ` ${counted(tied, 'statement')} of the ${held.length} with an invoice total ${tied === 1 ? 'ties' : 'tie'} out.`
}
