import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { assignFields, type Rule, type RulesTried } from '../core/rules.ts'
import type { Ledger } from '../ledger/open.ts'
import { addStoredRule, listRules, removeStoredRule } from '../ledger/rules.ts'
import { tryRules } from './apply-rules.ts'
import { typedDay } from './typed.ts'

/** A rule as a person types it; days are `YYYY-MM-DD`. An empty pattern matches charges without that name alone. */
export type TypedRule = Pick<Rule, 'name' | 'match' | 'assign'> & {
  readonly effectiveFrom: string
  /** The last day it holds; null for no end. */
  readonly effectiveUntil: string | null
  /** Number of the rule it goes before; null to go last. */
  readonly before: number | null
}

/** Adds a rule. `now` is milliseconds since 1970, UTC. */
export function addRule(ledger: Ledger, typed: TypedRule, now: number): Result<Rule, Problem> {
  const rules = listRules(ledger)
  const read = typedRule(typed, rules, now)
  if (!read.ok) return read
  const id = addStoredRule(ledger, read.value, read.value.order)
  return ok({ ...read.value, id })
}

/** What `addRule` would do. Nothing is changed. */
export function tryRule(ledger: Ledger, typed: TypedRule, now: number): Result<RulesTried, Problem> {
  const rules = listRules(ledger)
  const read = typedRule(typed, rules, now)
  if (!read.ok) return read
  const rule = read.value
  const proposed = [
    ...rules.filter(({ order }) => order < rule.order),
    rule,
    ...rules.filter(({ order }) => order >= rule.order),
  ]
  return ok(tryRules(ledger, proposed, rules))
}

/** Takes a rule out of force; answers of before can still be given with `rulesAt`. */
export const removeRule = (ledger: Ledger, ruleId: number, now: number): Result<null, Problem> =>
  removeStoredRule(ledger, ruleId, now) ? ok(null) : noSuchRule(ruleId)

/** What `removeRule` would do. Nothing is changed. */
export function tryRemoval(ledger: Ledger, ruleId: number): Result<RulesTried, Problem> {
  const rules = listRules(ledger)
  const kept = rules.filter(({ id }) => id !== ruleId)
  return kept.length === rules.length ? noSuchRule(ruleId) : ok(tryRules(ledger, kept, rules))
}

const noSuchRule = (ruleId: number): Result<never, Problem> =>
  refused({ kind: 'no-such-rule', name: `number ${ruleId}` })

/** Characters a name or a pattern may have. */
const longest = 200

/** The rule as it would be stored; its number is 0 until it is. */
export function typedRule(typed: TypedRule, rules: readonly Rule[], now: number): Result<Rule, Problem> {
  const name = typed.name.trim()
  if (name === '' || name.length > longest)
    return badInput('name', typed.name, `a name of up to ${longest} characters`)
  if (rules.some((rule) => rule.name.toLowerCase() === name.toLowerCase()))
    return badInput('name', name, 'free: another rule has it')
  const { provider, account, project, service } = typed.match
  const match = {
    provider: trimmed(provider),
    account: trimmed(account),
    project: trimmed(project),
    service: trimmed(service),
  }
  const assign = {
    costCentre: saidIn(typed.assign.costCentre),
    project: saidIn(typed.assign.project),
    workload: saidIn(typed.assign.workload),
  }
  const texts = [...Object.values(match), ...Object.values(assign)]
  const tooLong = texts.find((text) => text !== null && text.length > longest)
  if (tooLong) return badInput('rule', tooLong, `a text of up to ${longest} characters`)
  if (assignFields.every((field) => assign[field] === null))
    return badInput('rule', name, 'complete: it says no cost centre, project or workload')
  const days = typedDays(typed)
  if (!days.ok) return days
  const follower = typed.before === null ? undefined : rules.find(({ id }) => id === typed.before)
  if (typed.before !== null && !follower) return noSuchRule(typed.before)
  const order = follower?.order ?? Math.max(0, ...rules.map((rule) => rule.order)) + 1
  return ok({ id: 0, name, match, assign, ...days.value, order, addedAt: now, removedAt: null })
}

function typedDays({
  effectiveFrom,
  effectiveUntil,
}: TypedRule): Result<Pick<Rule, 'effectiveFrom' | 'effectiveUntil'>, Problem> {
  const from = typedDay('from', effectiveFrom)
  if (!from.ok) return from
  if (effectiveUntil === null) return ok({ effectiveFrom: from.value, effectiveUntil: null })
  const until = typedDay('until', effectiveUntil)
  if (!until.ok) return until
  return until.value >= from.value
    ? ok({ effectiveFrom: from.value, effectiveUntil: until.value })
    : badInput('until', effectiveUntil, `a day from ${effectiveFrom} on`)
}

const badInput = (field: string, text: string, expected: string): Result<never, Problem> =>
  refused({ kind: 'bad-input', field, text, expected })

const trimmed = (text: string | null): string | null => text?.trim() ?? null

/** Nothing is said by an empty text. */
const saidIn = (text: string | null): string | null => (text?.trim() === '' ? null : trimmed(text))
