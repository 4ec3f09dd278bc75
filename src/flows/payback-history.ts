import type { Tokens } from '../core/charge.ts'
import { monthState, sourceMonths } from '../core/completeness.ts'
import { toUnits, type Currency } from '../core/money.ts'
import { dayOfInstant, type Month } from '../core/period.ts'
import { costCells, coveredMonths, tokenCells } from '../ledger/charges.ts'
import type { Ledger } from '../ledger/open.ts'

/** Complete months that an answer needs (payback.md section 2.2). */
export const neededMonths = 3

/** What the bills say about the months an answer rests on. */
export type History = {
  /** The newest complete months, at most three, oldest first. */
  readonly months: readonly Month[]
  /** Mean billed cost a month by currency, in currency units, largest first. */
  readonly spend: readonly { readonly currency: Currency; readonly monthly: number }[]
  /** Mean tokens a month; null unless every provider with money in these months has usage for each of them. */
  readonly tokens: Tokens | null
  readonly withoutTokens: readonly string[]
}

/** Reads the baseline at `now` (milliseconds since 1970): the mean of the last three complete months. */
export function readHistory(ledger: Ledger, now: number): History {
  const asOf = dayOfInstant(now)
  const sources = sourceMonths(coveredMonths(ledger), asOf)
  const known = [...new Set(sources.map((source) => source.month))].sort((a, b) => a - b)
  const months = known.filter((month) => monthState(month, sources, asOf) === 'complete').slice(-neededMonths)
  const byProvider = new Set(['provider'] as const)
  const costs = costCells(ledger, byProvider).filter((cell) => months.includes(cell.month))
  const usage = tokenCells(ledger, byProvider).filter((cell) => months.includes(cell.month))
  const share = Math.max(months.length, 1)

  const spend = [...Map.groupBy(costs, (cell) => cell.currency)]
    .map(([currency, cells]) => ({
      currency,
      monthly: toUnits(cells.reduce((sum, cell) => sum + cell.billed, 0n)) / share,
    }))
    .sort((a, b) => b.monthly - a.monthly)

  const providers = [...new Set(costs.map((cell) => cell.provider ?? ''))]
  const withoutTokens = providers.filter((provider) =>
    months.some((month) => !usage.some((cell) => cell.provider === provider && cell.month === month)),
  )
  const mean = (kind: keyof Tokens): number => usage.reduce((sum, cell) => sum + cell[kind], 0) / share
  const tokens =
    withoutTokens.length > 0 || usage.length === 0
      ? null
      : { input: mean('input'), cachedInput: mean('cachedInput'), output: mean('output') }
  return { months, spend, tokens, withoutTokens }
}
