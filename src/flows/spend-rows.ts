import { chargeCategories, type Tokens } from '../core/charge.ts'
import type { Currency, Nanos } from '../core/money.ts'
import type { Month } from '../core/period.ts'
import type { RuledDimension, SpendDimension, SpendRow } from '../core/spend.ts'

export type AnyDimension = SpendDimension | RuledDimension

/** A cell by its dimensions; those that were not asked for are null. */
type Cell = {
  readonly month: Month
  readonly provider: string | null
  readonly service: string | null
  readonly project: string | null
  /** Place in `chargeCategories`. */
  readonly category: number | null
} & Partial<Readonly<Record<RuledDimension, string | null>>>

type Cost = Cell & { readonly currency: Currency; readonly billed: Nanos; readonly effective: Nanos }

/**
 * Rows of spend out of its cells, in order. A cell's tokens stand on its row of money; on a row of their own,
 * without money, where only usage is known or where the cell has several currencies.
 */
export function spendRows(
  costs: readonly Cost[],
  tokenCells: readonly (Cell & Tokens)[],
  by: ReadonlySet<AnyDimension>,
): readonly SpendRow[] {
  const money = Map.groupBy(costs, cellName)
  const tokens = new Map(tokenCells.map((cell) => [cellName(cell), cell]))
  const names = [...new Set([...money.keys(), ...tokens.keys()])]
  const rows = names.flatMap((name): readonly SpendRow[] => {
    const amounts = money.get(name) ?? []
    const cell = tokens.get(name)
    const together = amounts.length === 1
    const withMoney = amounts.map((cost) => ({
      ...asked(cost, by),
      currency: cost.currency,
      billed: cost.billed,
      effective: cost.effective,
      tokens: together && cell ? tokensOf(cell) : null,
    }))
    if (together || !cell) return withMoney
    return [
      ...withMoney,
      { ...asked(cell, by), currency: null, billed: null, effective: null, tokens: tokensOf(cell) },
    ]
  })
  return rows.sort((a, b) => a.month - b.month || compare(rank(a), rank(b)))
}

export const tokensOf = ({ input, cachedInput, output }: Tokens): Tokens => ({ input, cachedInput, output })

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const cellName = (cell: Cell): string =>
  JSON.stringify([
    cell.month,
    cell.provider,
    cell.service,
    cell.project,
    cell.category,
    cell.costCentre ?? null,
    cell.workload ?? null,
    cell.ruledProject ?? null,
  ])

const asked = (
  cell: Cell,
  by: ReadonlySet<AnyDimension>,
): Omit<SpendRow, 'currency' | 'billed' | 'effective' | 'tokens'> => ({
  month: cell.month,
  ...(by.has('provider') && { provider: cell.provider ?? '' }),
  ...(by.has('service') && { service: cell.service ?? '' }),
  ...(by.has('project') && { project: cell.project }),
  ...(by.has('category') && { category: chargeCategories[cell.category ?? 0] ?? '' }),
  ...(by.has('costCentre') && { costCentre: cell.costCentre ?? null }),
  ...(by.has('workload') && { workload: cell.workload ?? null }),
  ...(by.has('ruledProject') && { ruledProject: cell.ruledProject ?? null }),
})

const rank = (row: SpendRow): string =>
  [
    row.provider,
    row.service,
    row.project,
    row.category,
    row.costCentre,
    row.workload,
    row.ruledProject,
    row.currency,
  ]
    .map((part) => part ?? '')
    .join('\u0000')
