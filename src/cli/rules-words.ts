import type { Nanos } from '../core/money.ts'
import { nanosText } from '../core/money.ts'
import { dayText, monthText } from '../core/period.ts'
import { fieldWords, ruleWords, type Rule, type RulesTried } from '../core/rules.ts'
import { amountWords, table, unknown } from './output.ts'

export const ruleJson = (rule: Rule) => ({
  id: rule.id,
  name: rule.name,
  match: rule.match,
  assign: rule.assign,
  effectiveFrom: dayText(rule.effectiveFrom),
  effectiveUntil: rule.effectiveUntil === null ? null : dayText(rule.effectiveUntil),
  addedAt: new Date(rule.addedAt).toISOString(),
  removedAt: rule.removedAt === null ? null : new Date(rule.removedAt).toISOString(),
})

export const rulesWords = (rules: readonly Rule[]): string =>
  rules.length === 0
    ? 'There is no rule yet.'
    : table(
        ['Number', 'Name', 'Rule'],
        rules.map((rule) => [
          rule.id.toString(),
          rule.name,
          rule.removedAt === null ? ruleWords(rule) : `${ruleWords(rule)} (removed)`,
        ]),
        [0],
      )

type Costs = { readonly billed: Nanos; readonly effective: Nanos }
const costsJson = ({ billed, effective }: Costs) => ({
  billed: nanosText(billed),
  effective: nanosText(effective),
})

export const triedJson = ({ moves, unassigned, unmatched }: RulesTried) => ({
  moves: moves.map(({ month, field, from, to, currency, cells, ...costs }) => ({
    month: monthText(month),
    field,
    from,
    to,
    currency,
    ...costsJson(costs),
    cells,
  })),
  unassigned: unassigned.map(({ month, currency, cells, ...costs }) => ({
    month: monthText(month),
    currency,
    ...costsJson(costs),
    cells,
  })),
  unmatched: unmatched.map(({ provider, account, project, service, currency, cells, ...costs }) => ({
    serviceProvider: provider,
    account: account === '' ? null : account,
    project,
    service,
    currency,
    ...costsJson(costs),
    cells,
  })),
})

/** Of what no rule matches, as many as fit on a terminal; the JSON has all. */
const shownUnmatched = 10

export function triedWords(tried: RulesTried): string {
  const money = (costs: Costs, currency: string): string => amountWords(nanosText(costs.effective), currency)
  const moves =
    tried.moves.length === 0
      ? 'No money would move.'
      : table(
          ['month', '', 'from', 'to', 'effective', 'cells'],
          tried.moves.map((move) => [
            monthText(move.month),
            fieldWords[move.field],
            move.from ?? unknown,
            move.to ?? unknown,
            money(move, move.currency),
            move.cells.toString(),
          ]),
          [4, 5],
        )
  if (tried.unmatched.length === 0) return `${moves}\n\nA rule matches all money.`
  const months = table(
    ['month', 'effective', 'cells'],
    tried.unassigned.map((left) => [
      monthText(left.month),
      money(left, left.currency),
      left.cells.toString(),
    ]),
    [1, 2],
  )
  const largest = table(
    ['provider', 'account', 'project', 'service', 'effective'],
    tried.unmatched
      .slice(0, shownUnmatched)
      .map((left) => [
        left.provider,
        left.account || unknown,
        left.project ?? unknown,
        left.service,
        money(left, left.currency),
      ]),
    [4],
  )
  return `${moves}\n\nUnassigned: no rule matches\n${months}\n\nThe largest of it\n${largest}`
}
