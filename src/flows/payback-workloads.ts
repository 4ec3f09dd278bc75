import type { Tokens } from '../core/charge.ts'
import { modelKeys } from '../core/model-names.ts'
import { toUnits, type Currency } from '../core/money.ts'
import type { BaselineMonth } from '../core/payback/baseline.ts'
import { firstDayOf, type Month } from '../core/period.ts'
import { bordersOf, ruler, type RuleSubject } from '../core/rules.ts'
import type { Ledger } from '../ledger/open.ts'
import { requestCells } from '../ledger/requests.ts'
import { costsToRule, tokensToRule } from '../ledger/rule-cells.ts'
import { listRules } from '../ledger/rules.ts'

/** One kind of work and its months. */
export type WorkloadHistory = {
  /** As the rules name it, else as the bill does. */
  readonly id: string
  readonly byRule: boolean
  /** Every month asked for; without a bill it cost nothing. */
  readonly months: readonly BaselineMonth[]
}

/** Workloads told apart; what is left of the bill is one more. */
const mostWorkloads = 5
export const otherWork = 'Other'
/** Tokens of a seller that no line of its bill matches, as a share, beyond which its lines are taken together. */
const mostUnmatched = 0.1

type Kind = { readonly key: string; readonly id: string; readonly byRule: boolean }
type Cell = {
  readonly kind: Kind
  readonly provider: string
  readonly month: Month
  readonly billed: number
  readonly tokens: Tokens | null
  readonly requests: number | null
}

/**
 * The work behind the bills of some months in one currency, largest last month first: by the workloads that rules
 * name, the rest by model or service.
 */
export function readWorkloads(
  ledger: Ledger,
  currency: Currency,
  months: readonly Month[],
): readonly WorkloadHistory[] {
  const cells = takenTogether(cellsOf(ledger, currency, months))
  const byKey = Map.groupBy(cells, ({ kind }) => kind.key)
  const found = [...byKey.values()].map((own) => historyOf(own[0]?.kind ?? other, own, months))
  return withOther(withoutCredits(found, months), months)
}

const other: Kind = { key: otherWork, id: otherWork, byRule: false }

function cellsOf(ledger: Ledger, currency: Currency, months: readonly Month[]): readonly Cell[] {
  const rules = listRules(ledger)
  const apply = ruler(rules)
  const borders = bordersOf(rules)
  const asked = new Set(months)
  const kindOf = (subject: RuleSubject, day: number): Kind => {
    const workload = apply(subject, day)?.workload ?? null
    if (workload !== null) return { key: `rule\u0000${workload}`, id: workload, byRule: true }
    const [, model] = modelKeys(subject.service)
    return { key: `${subject.provider}\u0000${model}`, id: subject.service, byRule: false }
  }
  const none = { billed: 0, tokens: null, requests: null }
  const cells: readonly Cell[] = [
    ...costsToRule(ledger, borders)
      .filter((cell) => cell.currency === currency)
      .map((cell) => ({ ...none, ...placed(cell), billed: toUnits(cell.billed) })),
    ...tokensToRule(ledger, borders).map((cell) => ({ ...none, ...placed(cell), tokens: cell })),
    ...requestCells(ledger, months[0] ?? 0).map((cell) => ({
      ...none,
      ...placed({ ...cell, firstDay: firstDayOf(cell.month) }),
      requests: cell.requests,
    })),
  ]
  return cells.filter(({ month }) => asked.has(month))

  function placed(cell: RuleSubject & { readonly month: Month; readonly firstDay: number }) {
    return { kind: kindOf(cell, cell.firstDay), provider: cell.provider, month: cell.month }
  }
}

/**
 * A seller may call its models otherwise on the bill than in its usage export, or not name them on the bill at all.
 * Where much of its tokens would find no money, all that no rule names is one workload of that seller.
 */
function takenTogether(cells: readonly Cell[]): readonly Cell[] {
  const paid = new Set(cells.filter(({ billed }) => billed !== 0).map(({ kind }) => kind.key))
  const counts = new Map<string, { all: number; unmatched: number }>()
  for (const { kind, provider, tokens } of cells) {
    if (kind.byRule || tokens === null) continue
    const count = counts.get(provider) ?? { all: 0, unmatched: 0 }
    const sum = tokens.input + tokens.cachedInput + tokens.output
    count.all += sum
    if (!paid.has(kind.key)) count.unmatched += sum
    counts.set(provider, count)
  }
  return cells.map((cell) => {
    const { kind, provider } = cell
    const count = counts.get(provider)
    if (kind.byRule || count === undefined || count.unmatched === 0) return cell
    if (count.unmatched > count.all * mostUnmatched)
      return { ...cell, kind: { key: provider, id: provider, byRule: false } }
    return paid.has(kind.key) ? cell : { ...cell, kind: other }
  })
}

function historyOf(kind: Kind, cells: readonly Cell[], months: readonly Month[]): WorkloadHistory {
  const named = cells.find(({ billed, kind: { id } }) => billed !== 0 && id !== '') ?? cells[0]
  return {
    id: named?.kind.id ?? kind.id,
    byRule: kind.byRule,
    months: months.map((month) =>
      monthOf(
        month,
        cells.filter((cell) => cell.month === month),
      ),
    ),
  }
}

/** Tokens are known where every seller that was paid counts them; a month without a bill has none. */
function monthOf(month: Month, cells: readonly Cell[]): BaselineMonth {
  const counted = new Set(cells.filter(({ tokens }) => tokens !== null).map(({ provider }) => provider))
  const known = cells.every(({ billed, provider }) => billed === 0 || counted.has(provider))
  const sum = (of: (cell: Cell) => number): number => cells.reduce((total, cell) => total + of(cell), 0)
  const requests = cells.some((cell) => cell.requests !== null)
  return {
    month,
    spend: sum(({ billed }) => billed),
    tokensIn: known ? sum(({ tokens }) => (tokens ? tokens.input + tokens.cachedInput : 0)) : null,
    tokensOut: known ? sum(({ tokens }) => tokens?.output ?? 0) : null,
    requests: requests ? sum((cell) => cell.requests ?? 0) : null,
  }
}

/** Credits and refunds that stand on their own lower the other lines of their month in proportion. */
function withoutCredits(
  found: readonly WorkloadHistory[],
  months: readonly Month[],
): readonly WorkloadHistory[] {
  const factors = months.map((_, at) => {
    const spends = found.map((history) => history.months[at]?.spend ?? 0)
    const gross = spends.reduce((sum, spend) => sum + Math.max(0, spend), 0)
    const net = spends.reduce((sum, spend) => sum + spend, 0)
    return gross > 0 ? Math.max(0, net) / gross : 0
  })
  return found.map((history) => ({
    ...history,
    months: history.months.map((month, at) => ({
      ...month,
      spend: Math.max(0, month.spend) * (factors[at] ?? 0),
    })),
  }))
}

/** The largest by themselves, all else as one; equal names are told apart. */
function withOther(found: readonly WorkloadHistory[], months: readonly Month[]): readonly WorkloadHistory[] {
  const level = ({ months: own }: WorkloadHistory): number =>
    own.slice(-3).reduce((sum, { spend }) => sum + spend, 0)
  const paid = found
    .filter((history) => history.id !== otherWork && level(history) > 0)
    .toSorted((a, b) => Number(b.byRule) - Number(a.byRule) || level(b) - level(a))
  const shown = paid.slice(0, mostWorkloads).toSorted((a, b) => level(b) - level(a))
  const rest = found.filter((history) => !shown.includes(history) && history.months.some(isUsed))
  const all = rest.length === 0 ? shown : [...shown, joined(rest, months)]
  return all.map((history, at) => {
    const before = all.slice(0, at).filter(({ id }) => id === history.id).length
    return before === 0 ? history : { ...history, id: `${history.id} (${before + 1})` }
  })
}

const isUsed = ({ spend, tokensIn, tokensOut }: BaselineMonth): boolean =>
  spend > 0 || (tokensIn ?? 0) + (tokensOut ?? 0) > 0

function joined(rest: readonly WorkloadHistory[], months: readonly Month[]): WorkloadHistory {
  const total = (at: number, of: (month: BaselineMonth) => number | null): number | null => {
    const values = rest.flatMap((history) => {
      const month = history.months[at]
      return month ? [of(month)] : []
    })
    const known = values.filter((value) => value !== null)
    return known.length < values.length ? null : known.reduce((sum, value) => sum + value, 0)
  }
  return {
    id: otherWork,
    byRule: false,
    months: months.map((month, at) => ({
      month,
      spend: total(at, ({ spend }) => spend) ?? 0,
      tokensIn: total(at, ({ tokensIn }) => tokensIn),
      tokensOut: total(at, ({ tokensOut }) => tokensOut),
      requests: total(at, ({ requests }) => requests),
    })),
  }
}
