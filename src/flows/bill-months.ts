import { monthState, sourceMonths } from '../core/completeness.ts'
import { toUnits, type Currency } from '../core/money.ts'
import type { PastMonth } from '../core/payback/ground.ts'
import { dayOfInstant, type Month } from '../core/period.ts'
import { costCells, coveredMonths, tokenCells, type CostCell } from '../ledger/charges.ts'
import type { Ledger } from '../ledger/open.ts'

/** The months of the bills, and which of them are complete. */
export type BillMonths = {
  /** Ended, and covered by every source that is expected, oldest first. */
  readonly complete: readonly Month[]
  /** Of all bills; the largest of the complete months first. */
  readonly currencies: readonly Currency[]
  /** What was billed in one currency, month by month, oldest first. */
  readonly billed: (currency: Currency) => readonly PastMonth[]
  /** Sellers with money in one of these months and no tokens for it. */
  readonly withoutTokens: (months: readonly Month[]) => readonly string[]
}

/** Reads the bills as they are known at `now` (ms since 1970). */
export function billMonths(ledger: Ledger, now: number): BillMonths {
  const asOf = dayOfInstant(now)
  const sources = sourceMonths(coveredMonths(ledger), asOf)
  const known = [...new Set(sources.map(({ month }) => month))].toSorted((a, b) => a - b)
  const complete = known.filter((month) => monthState(month, sources, asOf) === 'complete')
  const whole = new Set(complete)
  const costs = costCells(ledger, new Set(['provider']))
  return {
    complete,
    currencies: byMoney(
      costs.filter(({ month }) => whole.has(month)),
      costs,
    ),
    billed: (currency) => {
      const own = Map.groupBy(
        costs.filter((cell) => cell.currency === currency),
        ({ month }) => month,
      )
      return [...own]
        .toSorted(([a], [b]) => a - b)
        .map(([month, cells]) => ({ month, billed: billedOf(cells), complete: whole.has(month) }))
    },
    withoutTokens: (months) => {
      const counted = tokenCells(ledger, new Set(['provider']))
      const missing = costs.filter(
        ({ month, provider, billed }) =>
          months.includes(month) &&
          billed !== 0n &&
          !counted.some((cell) => cell.month === month && cell.provider === provider),
      )
      return [...new Set(missing.map(({ provider }) => provider ?? ''))]
    },
  }
}

const billedOf = (cells: readonly CostCell[]): number =>
  toUnits(cells.reduce((sum, { billed }) => sum + billed, 0n))

function byMoney(complete: readonly CostCell[], all: readonly CostCell[]): readonly Currency[] {
  const of = (currency: Currency): number => billedOf(complete.filter((cell) => cell.currency === currency))
  return [...new Set(all.map(({ currency }) => currency))].toSorted((a, b) => of(b) - of(a))
}
