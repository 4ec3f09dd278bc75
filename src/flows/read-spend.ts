import { monthState, sourceMonths } from '../core/completeness.ts'
import type { Currency } from '../core/money.ts'
import { dayOfInstant, monthOfDay, type Month } from '../core/period.ts'
import type { Rule } from '../core/rules.ts'
import {
  ruledDimensions,
  type MonthOfSpend,
  type RuledDimension,
  type SpendDimension,
  type SpendRow,
  type SpendView,
} from '../core/spend.ts'
import { costCells, coveredMonths, tokenCells } from '../ledger/charges.ts'
import type { Ledger } from '../ledger/open.ts'
import { ruledSpend } from './apply-rules.ts'
import { reportSpend } from './convert-spend.ts'
import { compare, spendRows, tokensOf, type AnyDimension } from './spend-rows.ts'

/**
 * Spend by month and the dimensions asked for; under `rules` where one of theirs is among them: those in force, if
 * none are given.
 */
export function readSpendRows(
  ledger: Ledger,
  by: readonly AnyDimension[],
  rules?: readonly Rule[],
): readonly SpendRow[] {
  const own = by.filter((name): name is SpendDimension => !isRuled(name))
  if (own.length < by.length) return ruledSpend(ledger, by, rules)
  const dimensions = new Set(own)
  return spendRows(costCells(ledger, dimensions), tokenCells(ledger, dimensions), dimensions)
}

const ruled: ReadonlySet<AnyDimension> = new Set(ruledDimensions)
const isRuled = (name: AnyDimension): name is RuledDimension => ruled.has(name)

/**
 * The Spend screen at `now` (milliseconds since 1970): every month since the first bill, without holes; and the same
 * in the reporting currency where one is given.
 */
export function readSpend(ledger: Ledger, now: number, reporting: Currency | null = null): SpendView {
  const asOf = dayOfInstant(now)
  const sources = sourceMonths(coveredMonths(ledger), asOf)
  const byProvider = new Set(['provider'] as const)
  const costs = Map.groupBy(costCells(ledger, byProvider), (cell) => cell.month)
  const tokens = new Map(tokenCells(ledger, new Set()).map((cell) => [cell.month, tokensOf(cell)]))
  const known = [...costs.keys(), ...tokens.keys(), ...sources.map((source) => source.month)]
  const reportedOf = (months: readonly MonthOfSpend[]): SpendView['reported'] =>
    reporting === null ? null : reportSpend(ledger, months, reporting)
  if (known.length === 0) return { asOf, currencies: [], months: [], reported: reportedOf([]) }
  const first = Math.min(...known)
  const last = Math.max(monthOfDay(asOf), ...known)
  const months = Array.from({ length: last - first + 1 }, (_, step): MonthOfSpend => {
    const month: Month = first + step
    return {
      month,
      state: monthState(month, sources, asOf),
      sources: sources.filter((source) => source.month === month),
      amounts: (costs.get(month) ?? [])
        .map(({ provider, currency, billed, effective }) => ({
          serviceProviderName: provider ?? '',
          currency,
          billed,
          effective,
        }))
        .sort((a, b) => Number(b.effective - a.effective)),
      tokens: tokens.get(month) ?? null,
    }
  })
  const currencies = [...new Set([...costs.values()].flat().map((cell) => cell.currency))].sort(compare)
  return { asOf, currencies, months, reported: reportedOf(months) }
}
