import { chargeCategories, type Tokens } from '../core/charge.ts'
import { monthState, sourceMonths } from '../core/completeness.ts'
import { dayOfInstant, monthOfDay, type Month } from '../core/period.ts'
import type { MonthOfSpend, SpendDimension, SpendRow, SpendView } from '../core/spend.ts'
import { costCells, coveredMonths, tokenCells, type CostCell, type TokenCell } from '../ledger/charges.ts'
import type { Ledger } from '../ledger/open.ts'

/**
 * Spend by month and the dimensions asked for. A cell's tokens stand on its row of money; on a row of
 * their own, without money, where only usage is known or where the cell has several currencies.
 */
export function readSpendRows(ledger: Ledger, by: readonly SpendDimension[]): readonly SpendRow[] {
  const dimensions = new Set(by)
  const costs = Map.groupBy(costCells(ledger, dimensions), cellName)
  const tokens = new Map(tokenCells(ledger, dimensions).map((cell) => [cellName(cell), cell]))
  const names = [...new Set([...costs.keys(), ...tokens.keys()])]
  const rows = names.flatMap((name) => {
    const money = costs.get(name) ?? []
    const cell = tokens.get(name)
    const together = money.length === 1
    const withMoney = money.map((cost) => ({
      ...asked(cost, dimensions),
      currency: cost.currency,
      billed: cost.billed,
      effective: cost.effective,
      tokens: together && cell ? tokensOf(cell) : null,
    }))
    if (together || !cell) return withMoney
    return [
      ...withMoney,
      { ...asked(cell, dimensions), currency: null, billed: null, effective: null, tokens: tokensOf(cell) },
    ]
  })
  return rows.sort((a, b) => a.month - b.month || compare(rank(a), rank(b)))
}

const cellName = (cell: CostCell | TokenCell): string =>
  JSON.stringify([cell.month, cell.provider, cell.service, cell.project, cell.category])

const tokensOf = ({ input, cachedInput, output }: TokenCell): Tokens => ({ input, cachedInput, output })

function asked(
  cell: CostCell | TokenCell,
  by: ReadonlySet<SpendDimension>,
): Pick<SpendRow, 'month' | 'provider' | 'service' | 'project' | 'category'> {
  return {
    month: cell.month,
    ...(by.has('provider') && { provider: cell.provider ?? '' }),
    ...(by.has('service') && { service: cell.service ?? '' }),
    ...(by.has('project') && { project: cell.project }),
    ...(by.has('category') && { category: chargeCategories[cell.category ?? 0] ?? '' }),
  }
}

const rank = (row: SpendRow): string =>
  [row.provider, row.service, row.project, row.category, row.currency]
    .map((part) => part ?? '')
    .join('\u0000')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The Spend screen at `now` (milliseconds since 1970): every month since the first bill, without holes. */
export function readSpend(ledger: Ledger, now: number): SpendView {
  const asOf = dayOfInstant(now)
  const sources = sourceMonths(coveredMonths(ledger), asOf)
  const byProvider = new Set(['provider'] as const)
  const costs = Map.groupBy(costCells(ledger, byProvider), (cell) => cell.month)
  const tokens = new Map(tokenCells(ledger, new Set()).map((cell) => [cell.month, tokensOf(cell)]))
  const known = [...costs.keys(), ...tokens.keys(), ...sources.map((source) => source.month)]
  if (known.length === 0) return { asOf, currencies: [], months: [] }
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
  return { asOf, currencies, months }
}
