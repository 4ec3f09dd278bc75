import type { Rule } from '../src/core/rules.ts'
import { addRule, type TypedRule } from '../src/flows/change-rules.ts'
import type { Ledger } from '../src/ledger/open.ts'
import { noon } from './make.ts'

/** A rule by what is special of it. */
export type Said = Partial<TypedRule['match']> & {
  readonly name?: string
  readonly from?: string
  readonly until?: string
  readonly before?: number
} & { readonly assign: Partial<TypedRule['assign']> }

export const typed = ({
  name = 'a rule',
  from = '2026-01-01',
  until,
  before,
  assign,
  ...match
}: Said): TypedRule => ({
  name,
  match: { provider: null, account: null, project: null, service: null, ...match },
  assign: { costCentre: null, project: null, workload: null, ...assign },
  effectiveFrom: from,
  effectiveUntil: until ?? null,
  before: before ?? null,
})

export function added(ledger: Ledger, said: Said, now = noon): Rule {
  const rule = addRule(ledger, typed(said), now)
  if (!rule.ok) throw new Error(JSON.stringify(rule.problem))
  return rule.value
}
