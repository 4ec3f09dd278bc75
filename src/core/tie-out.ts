import { minorDigitsOf } from './currencies.ts'
import { decimalText } from './decimal.ts'
import type { ControlTotal } from './statement.ts'
import {
  candidatesFor,
  exact,
  isNothing,
  less,
  ratio,
  type Candidate,
  type TieOutFacts,
} from './tie-out-candidates.ts'

/** How a statement stands to its invoice. `difference` is the control total less the statement. */
export type TieOut =
  | { readonly state: 'no-control' }
  | { readonly state: 'ties-out'; readonly total: ControlTotal; readonly billed: string }
  | {
      readonly state: 'differs'
      readonly total: ControlTotal
      readonly billed: string
      readonly difference: string
      /** Best first. */
      readonly candidates: readonly Candidate[]
    }
  /** The file bills nothing in the currency of the control total; `rate` where it bills in one currency only. */
  | {
      readonly state: 'other-currency'
      readonly total: ControlTotal
      readonly totals: TieOutFacts['totals']
      readonly rate: number | null
    }

/**
 * Holds a statement against what its invoice says. It ties out when both are within half a minor unit of the
 * currency. Of several control totals the user's count before the file's; the first that does not tie out is told.
 */
export function tieOut(facts: TieOutFacts): TieOut {
  const typed = facts.controlTotals.filter(({ saidBy }) => saidBy === 'user')
  const asked = typed.length > 0 ? typed : facts.controlTotals
  const held = asked.map((total) => holdAgainst(total, facts))
  return held.find(({ state }) => state !== 'ties-out') ?? held[0] ?? { state: 'no-control' }
}

function holdAgainst(total: ControlTotal, facts: TieOutFacts): TieOut {
  const { totals } = facts
  const own = totals.find(({ currency }) => currency === total.currency)
  if (own === undefined && totals.length > 0) {
    const [only, ...more] = totals
    const rate = only && more.length === 0 ? ratio(exact(total.billed), exact(only.billed)) : null
    return { state: 'other-currency', total, totals, rate }
  }
  const billed = own?.billed ?? '0'
  const difference = less(exact(total.billed), exact(billed))
  if (isNothing(difference, minorDigitsOf(total.currency))) return { state: 'ties-out', total, billed }
  const candidates = candidatesFor(difference, exact(billed), total.currency, facts)
  return { state: 'differs', total, billed, difference: decimalText(difference), candidates }
}
