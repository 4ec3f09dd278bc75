import type { Currency, Nanos } from './money.ts'
import { dayText, firstDayOf, monthOfDay, type Day, type Month } from './period.ts'

/** What a rule looks at. */
export const matchFields = ['provider', 'account', 'project', 'service'] as const
export type MatchField = (typeof matchFields)[number]

/** What a rule says of the charges it matches. */
export const assignFields = ['costCentre', 'project', 'workload'] as const
export type AssignField = (typeof assignFields)[number]

/**
 * Which cost centre, project or workload charges belong to. Charges are never rewritten: rules are applied when
 * spend is read, in their order, and for each field the first one that matches and says something of it counts.
 */
export type Rule = {
  readonly id: number
  readonly name: string
  /** Patterns in which `*` stands for any text, upper and lower case alike. Null matches everything. */
  readonly match: Readonly<Record<MatchField, string | null>>
  /** Null leaves the field to later rules. At least one is said. */
  readonly assign: Readonly<Record<AssignField, string | null>>
  readonly effectiveFrom: Day
  /** The last day it holds; null while it has no end. */
  readonly effectiveUntil: Day | null
  /** Its place among the rules, lower ones first. */
  readonly order: number
  /** Milliseconds since 1970, UTC. */
  readonly addedAt: number
  /** When it was removed; null while it is in force. */
  readonly removedAt: number | null
}

/** What the charges of one cell have in common. A project is null where the bill names none. */
export type RuleSubject = {
  readonly provider: string
  /** Empty where the bill does not name the account. */
  readonly account: string
  readonly project: string | null
  readonly service: string
}

/** What the rules say of a cell; a field is null where none says anything of it. */
export type Assignment = Readonly<Record<AssignField, string | null>>

/** Applies rules, which are in their order. `assign` answers null where no rule matches on that day. */
export function ruler(rules: readonly Rule[]): (subject: RuleSubject, day: Day) => Assignment | null {
  const prepared = rules.map((rule) => {
    const tests = matchFields.flatMap((field) => {
      const pattern = rule.match[field]
      return pattern === null ? [] : [{ field, matches: globMatcher(pattern) }]
    })
    return { rule, tests }
  })
  /** The same subjects come month after month. */
  const known = new Map<string, readonly Rule[]>()
  const fitting = (subject: RuleSubject): readonly Rule[] => {
    const name = JSON.stringify(matchFields.map((field) => subject[field]))
    const before = known.get(name)
    if (before) return before
    const fit = prepared
      .filter(({ tests }) => tests.every(({ field, matches }) => matches(subject[field] ?? '')))
      .map(({ rule }) => rule)
    known.set(name, fit)
    return fit
  }
  return (subject, day) => {
    const holding = fitting(subject).filter(
      ({ effectiveFrom, effectiveUntil }) =>
        effectiveFrom <= day && (effectiveUntil === null || day <= effectiveUntil),
    )
    if (holding.length === 0) return null
    const first = (field: AssignField): string | null =>
      holding.find(({ assign }) => assign[field] !== null)?.assign[field] ?? null
    return { costCentre: first('costCentre'), project: first('project'), workload: first('workload') }
  }
}

/**
 * Whether a whole text fits a pattern. `*` stands for any text, none included, so that the empty pattern fits
 * charges without a project or account alone. Takes time in proportion to the text, whatever the pattern.
 */
export function globMatcher(pattern: string): (text: string) => boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*')
  const tail = rest.pop()
  if (tail === undefined) return (text) => text.toLowerCase() === head
  return (given) => {
    const text = given.toLowerCase()
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail))
      return false
    const end = text.length - tail.length
    let at = head.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found === -1 || found + part.length > end) return false
      at = found + part.length
    }
    return true
  }
}

/** Days inside a month, not its first, from which on other rules hold than the day before. In order. */
export function bordersOf(rules: readonly Rule[]): readonly Day[] {
  const days = rules.flatMap(({ effectiveFrom, effectiveUntil }) =>
    effectiveUntil === null ? [effectiveFrom] : [effectiveFrom, effectiveUntil + 1],
  )
  return [...new Set(days)].filter((day) => firstDayOf(monthOfDay(day)) !== day).sort((a, b) => a - b)
}

/** What a cell's project is under the rules: the one they say, else the bill's own. */
export const ruledProject = (own: string | null, assignment: Assignment | null): string | null =>
  assignment?.project ?? own

/**
 * Cells are counted as sums of one month, or of a part of one where a rule begins or ends inside it, of one
 * account, service, project and kind of charge.
 */
type CountedMoney = {
  readonly currency: Currency
  readonly billed: Nanos
  readonly effective: Nanos
  readonly cells: number
}

/** Money that other rules would file elsewhere. `project` is the one of `ruledProject`. */
export type RuleMove = CountedMoney & {
  readonly month: Month
  readonly field: AssignField
  readonly from: string | null
  readonly to: string | null
}

/** What a change of the rules would do, and what no rule would match afterwards. */
export type RulesTried = {
  /** By month, field and the two values. */
  readonly moves: readonly RuleMove[]
  readonly unassigned: readonly (CountedMoney & { readonly month: Month })[]
  /** The same money over all months, by what a rule could look at; largest first. */
  readonly unmatched: readonly (CountedMoney & RuleSubject)[]
}

/** A rule in one line: `provider OpenAI, project shop-* → cost centre Shop, from 2026-03-01`. */
export function ruleWords({
  match,
  assign,
  effectiveFrom,
  effectiveUntil,
}: Pick<Rule, 'match' | 'assign' | 'effectiveFrom' | 'effectiveUntil'>): string {
  const named = matchFields.flatMap((field) => {
    const pattern = match[field]
    return pattern === null ? [] : [pattern === '' ? `no ${field}` : `${field} ${pattern}`]
  })
  const said = assignFields.flatMap((field) => {
    const value = assign[field]
    return value === null ? [] : [`${fieldWords[field]} ${value}`]
  })
  const until = effectiveUntil === null ? '' : ` until ${dayText(effectiveUntil)}`
  return `${named.join(', ') || 'everything'} → ${said.join(', ')}, from ${dayText(effectiveFrom)}${until}`
}

export const fieldWords: Readonly<Record<AssignField, string>> = {
  costCentre: 'cost centre',
  project: 'project',
  workload: 'workload',
}
