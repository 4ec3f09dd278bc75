import type { Currency, Nanos } from '../core/money.ts'
import { dayText } from '../core/period.ts'
import { fieldWords, type AssignField, type Rule, type RulesTried } from '../core/rules.ts'
import type { TypedRule } from '../contract/bridge.ts'
import { money, monthShort } from './figures.ts'
import { counted } from './words.ts'

const emptyMatch = { provider: null, account: null, project: null, service: null }

/** A new rule as the form begins: from the first day of the year. */
export const emptyRule = (today: string): TypedRule => ({
  name: '',
  match: emptyMatch,
  assign: { costCentre: null, project: null, workload: null },
  effectiveFrom: `${today.slice(0, 4)}-01-01`,
  effectiveUntil: null,
  before: null,
})

/** A rule to be edited; it keeps its place before the one that follows it. */
export const typedFrom = (rule: Rule, rules: readonly Rule[]): TypedRule => ({
  name: rule.name,
  match: rule.match,
  assign: rule.assign,
  effectiveFrom: dayText(rule.effectiveFrom),
  effectiveUntil: rule.effectiveUntil === null ? null : dayText(rule.effectiveUntil),
  before: rules[rules.indexOf(rule) + 1]?.id ?? null,
})

type Moved = {
  readonly field: AssignField
  readonly from: string | null
  readonly to: string | null
  readonly currency: Currency
  readonly months: readonly number[]
  readonly effective: Nanos
}

/** Moves of all months together, largest first. */
export function movedWords({ moves }: RulesTried): readonly string[] {
  const sums = new Map<string, Moved>()
  for (const { field, from, to, currency, month, effective } of moves) {
    const name = JSON.stringify([field, from, to, currency])
    const before = sums.get(name)
    sums.set(name, {
      field,
      from,
      to,
      currency,
      months: [...(before?.months ?? []), month],
      effective: (before?.effective ?? 0n) + effective,
    })
  }
  return [...sums.values()]
    .sort((a, b) => Number(b.effective > a.effective) - Number(b.effective < a.effective))
    .map(
      ({ field, from, to, currency, months, effective }) =>
        `Moves ${money(effective, currency)} of ${monthsWords(months)} from ${valueWords(field, from)} to ${valueWords(field, to)}.`,
    )
}

const monthsWords = (months: readonly number[]): string => {
  const [only] = months
  return months.length === 1 && only !== undefined ? monthShort(only) : counted(months.length, 'month')
}

const valueWords = (field: AssignField, value: string | null): string =>
  value === null
    ? field === 'project'
      ? 'no project'
      : `no ${fieldWords[field]}`
    : `${fieldWords[field]} ${value}`

/** What no rule matches afterwards, over all months, by currency. */
export function unassignedWords({ unassigned }: RulesTried): string {
  const sums = new Map<Currency, Nanos>()
  for (const { currency, effective } of unassigned) sums.set(currency, (sums.get(currency) ?? 0n) + effective)
  const left = Array.from(sums, ([currency, nanos]) => money(nanos, currency))
  return left.length === 0 ? 'Rules then match every charge.' : `No rule then matches ${left.join(' and ')}.`
}
