import type { Tokens } from '../core/charge.ts'
import type { Nanos } from '../core/money.ts'
import type { Day } from '../core/period.ts'
import {
  assignFields,
  bordersOf,
  matchFields,
  ruledProject,
  ruler,
  type Assignment,
  type Rule,
  type RuleMove,
  type RulesTried,
  type RuleSubject,
} from '../core/rules.ts'
import type { SpendRow } from '../core/spend.ts'
import type { Ledger } from '../ledger/open.ts'
import { costsToRule, tokensToRule, type CostToRule } from '../ledger/rule-cells.ts'
import { listRules } from '../ledger/rules.ts'
import { compare, spendRows, tokensOf, type AnyDimension } from './spend-rows.ts'

/**
 * Spend by month and the dimensions asked for, the rules' own among them. Charges stay as they are: a rule that
 * begins or ends inside a month holds from that very day. The rows add up to the same as without rules.
 */
export function ruledSpend(
  ledger: Ledger,
  by: readonly AnyDimension[],
  rules: readonly Rule[] = listRules(ledger),
): readonly SpendRow[] {
  const borders = bordersOf(rules)
  const apply = ruler(rules)
  const dimensions = new Set(by)
  const keyed = (cell: RuleSubject & { readonly firstDay: Day; readonly category: number }) => {
    const assignment = apply(cell, cell.firstDay)
    const only = <T>(name: AnyDimension, value: T): T | null => (dimensions.has(name) ? value : null)
    return {
      provider: only('provider', cell.provider),
      service: only('service', cell.service),
      project: only('project', cell.project),
      category: only('category', cell.category),
      costCentre: only('costCentre', assignment?.costCentre ?? null),
      workload: only('workload', assignment?.workload ?? null),
      ruledProject: only('ruledProject', ruledProject(cell.project, assignment)),
    }
  }
  const costs = costsToRule(ledger, borders).map(({ month, currency, billed, effective, ...cell }) => ({
    ...keyed(cell),
    month,
    currency,
    billed,
    effective,
  }))
  const tokens = tokensToRule(ledger, borders).map((cell) => ({
    ...keyed(cell),
    month: cell.month,
    ...tokensOf(cell),
  }))
  return spendRows(
    summed(costs, [...keys, 'currency'], addCosts),
    summed(tokens, keys, addTokens),
    dimensions,
  )
}

type Costs = { readonly billed: Nanos; readonly effective: Nanos }

const addCosts = <T extends Costs>(sum: T, more: Costs): T => ({
  ...sum,
  billed: sum.billed + more.billed,
  effective: sum.effective + more.effective,
})
const addTokens = <T extends Tokens>(sum: T, more: Tokens): T => ({
  ...sum,
  input: sum.input + more.input,
  cachedInput: sum.cachedInput + more.cachedInput,
  output: sum.output + more.output,
})

/** Cells that are the same in all of `names`, added up. */
function summed<T>(
  cells: readonly T[],
  names: readonly (keyof T)[],
  add: (sum: T, more: T) => T,
): readonly T[] {
  const sums = new Map<string, T>()
  for (const cell of cells) {
    const key = JSON.stringify(names.map((name) => cell[name]))
    const sum = sums.get(key)
    sums.set(key, sum ? add(sum, cell) : cell)
  }
  return [...sums.values()]
}

const keys = [
  'month',
  'provider',
  'service',
  'project',
  'category',
  'costCentre',
  'workload',
  'ruledProject',
] as const

/**
 * What spend would look like under other rules, given in their order: the money that would move, and what none of
 * them matches. Nothing is changed.
 */
export function tryRules(
  ledger: Ledger,
  proposed: readonly Rule[],
  present: readonly Rule[] = listRules(ledger),
): RulesTried {
  const before = ruler(present)
  const after = ruler(proposed)
  const tried = costsToRule(ledger, bordersOf([...present, ...proposed])).map((cell) => ({
    cell,
    was: before(cell, cell.firstDay),
    is: after(cell, cell.firstDay),
  }))
  const moves = tried.flatMap(({ cell, was, is }) => movesOf(cell, was, is))
  const free = tried.filter(({ is }) => is === null).map(({ cell }) => cell)
  const unassigned = free.map(({ month, ...cell }) => ({ month, ...countedOf(cell) }))
  const unmatched = free.map(({ provider, account, project, service, ...cell }) => ({
    provider,
    account,
    project,
    service,
    ...countedOf(cell),
  }))
  return {
    moves: [...summed(moves, ['month', 'field', 'from', 'to', 'currency'], addCounted)].sort(
      (a, b) => a.month - b.month || byMoney(a, b),
    ),
    unassigned: [...summed(unassigned, ['month', 'currency'], addCounted)].sort(
      (a, b) => a.month - b.month || byMoney(a, b),
    ),
    unmatched: [...summed(unmatched, [...matchFields, 'currency'], addCounted)].sort(byMoney),
  }
}

type Counted = Costs & { readonly cells: number }

const countedOf = ({
  currency,
  billed,
  effective,
}: Pick<CostToRule, 'currency' | 'billed' | 'effective'>) => ({
  currency,
  billed,
  effective,
  cells: 1,
})

const addCounted = <T extends Counted>(sum: T, more: Counted): T => ({
  ...addCosts(sum, more),
  cells: sum.cells + more.cells,
})

function movesOf(cell: CostToRule, was: Assignment | null, is: Assignment | null): readonly RuleMove[] {
  const valueOf = (assignment: Assignment | null, field: (typeof assignFields)[number]): string | null =>
    field === 'project' ? ruledProject(cell.project, assignment) : (assignment?.[field] ?? null)
  return assignFields.flatMap((field) => {
    const from = valueOf(was, field)
    const to = valueOf(is, field)
    return from === to ? [] : [{ month: cell.month, field, from, to, ...countedOf(cell) }]
  })
}

/** By currency, then the largest effective cost first. */
const byMoney = <T extends Costs & { readonly currency: string }>(a: T, b: T): number =>
  compare(a.currency, b.currency) || Number(b.effective > a.effective) - Number(b.effective < a.effective)
