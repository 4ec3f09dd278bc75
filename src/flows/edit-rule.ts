import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Rule, RulesTried } from '../core/rules.ts'
import type { Ledger } from '../ledger/open.ts'
import { addStoredRule, listRules, removeStoredRule } from '../ledger/rules.ts'
import { tryRules } from './apply-rules.ts'
import { typedRule, type TypedRule } from './change-rules.ts'

/** The rule in its new wording, and those it stands among; its own name stays free for it. */
function editedRule(
  ledger: Ledger,
  ruleId: number,
  typed: TypedRule,
  now: number,
): Result<{ readonly rule: Rule; readonly others: readonly Rule[]; readonly all: readonly Rule[] }, Problem> {
  const all = listRules(ledger)
  const others = all.filter(({ id }) => id !== ruleId)
  if (others.length === all.length) return refused({ kind: 'no-such-rule', name: `number ${ruleId}` })
  const read = typedRule(typed, others, now)
  return read.ok ? ok({ rule: read.value, others, all }) : read
}

/** Puts a rule in the place of another, which stays for the answers of before. `now` is milliseconds since 1970. */
export function editRule(
  ledger: Ledger,
  ruleId: number,
  typed: TypedRule,
  now: number,
): Result<Rule, Problem> {
  const edited = editedRule(ledger, ruleId, typed, now)
  if (!edited.ok) return edited
  const { rule } = edited.value
  const id = ledger.db
    .transaction(() => {
      removeStoredRule(ledger, ruleId, now)
      return addStoredRule(ledger, rule, rule.order)
    })
    .immediate()
  return ok({ ...rule, id })
}

/** What `editRule` would do. Nothing is changed. */
export function tryEdit(
  ledger: Ledger,
  ruleId: number,
  typed: TypedRule,
  now: number,
): Result<RulesTried, Problem> {
  const edited = editedRule(ledger, ruleId, typed, now)
  if (!edited.ok) return edited
  const { rule, others, all } = edited.value
  const proposed = [
    ...others.filter(({ order }) => order < rule.order),
    rule,
    ...others.filter(({ order }) => order >= rule.order),
  ]
  return ok(tryRules(ledger, proposed, all))
}
