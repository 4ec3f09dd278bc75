import { chargeCategories, type ChargeLine, type Cost } from '../core/charge.ts'
import { exactSums } from '../core/exact-sums.ts'
import { toNanos } from '../core/money.ts'
import type { Day } from '../core/period.ts'
import type { StagedCell } from '../ledger/stage.ts'
import { cellTable } from './cell-table.ts'

/** Charge lines added up into daily cells; money stays exact until a cell is staged. */
export type DailyCells = {
  /** `source` and `line` are where the charge comes from. */
  readonly add: (charge: ChargeLine, source: number, line: number) => void
  readonly count: () => number
  /** The cells, their money rounded to nanos; to be taken once. */
  readonly staged: () => Generator<StagedCell>
  readonly daysOf: (source: number) => readonly Day[]
  readonly clear: () => void
}

/** More sources than any file has. */
const mostSources = 2 ** 32

type Kind = Pick<StagedCell, 'source' | 'category' | 'currency'>

/** `placeOf` gives a name its place in the file's list of names; `addToTotals` hears of each cell that is staged. */
export function dailyCells(
  placeOf: (name: string) => number,
  addToTotals: (currency: string, cost: Pick<Cost, 'billed' | 'effective'>) => void,
): DailyCells {
  const table = cellTable()
  const billed = exactSums()
  const effective = exactSums()
  const kinds: Kind[] = []
  const kindsByPart = new Map<number, number>()
  const currencies: (string | null)[] = []
  let latest = -1
  let quantities = new Float64Array(1024)
  /** Of each cell: rows, first line, last line. */
  let lines = new Int32Array(1024 * 3)

  const kindOf = (source: number, category: number, currency: string | null): number => {
    const before = kinds[latest]
    if (before?.source === source && before.category === category && before.currency === currency)
      return latest
    let place = currencies.indexOf(currency)
    if (place === -1) place = currencies.push(currency) - 1
    const part = (place * mostSources + source) * chargeCategories.length + category
    latest = kindsByPart.get(part) ?? kinds.push({ source, category, currency }) - 1
    kindsByPart.set(part, latest)
    return latest
  }
  const optional = (name: string | null): number => (name === null ? -1 : placeOf(name))

  return {
    add: (charge, source, line) => {
      const { cost, consumedQuantity } = charge
      const category = chargeCategories.indexOf(charge.chargeCategory)
      const cell = table.numberOf(
        charge.day,
        kindOf(source, category, cost === null ? null : cost.billingCurrency),
        placeOf(charge.serviceName),
        optional(charge.project),
        optional(charge.sku),
        optional(charge.consumedUnit),
      )
      if (cell === quantities.length) {
        quantities = grown(quantities, new Float64Array(cell * 2))
        lines = grown(lines, new Int32Array(cell * 6))
      }
      const at = cell * 3
      if (lines[at] === 0) {
        quantities[cell] = NaN
        lines[at + 1] = line
      }
      lines[at] = (lines[at] ?? 0) + 1
      lines[at + 2] = line
      if (consumedQuantity !== null) {
        const before = quantities[cell] ?? NaN
        quantities[cell] = Number.isNaN(before) ? consumedQuantity : before + consumedQuantity
      }
      if (cost === null) return
      billed.add(cell, cost.billed)
      effective.add(cell, cost.effective)
    },
    count: table.count,
    staged: function* () {
      for (let cell = 0; cell < table.count(); cell += 1) {
        const { day, kind, service, project, sku, unit } = table.key(cell)
        const { source = 0, category = 0, currency = null } = kinds[kind] ?? {}
        const quantity = quantities[cell] ?? NaN
        const cost = currency === null ? null : { billed: billed.sum(cell), effective: effective.sum(cell) }
        if (currency !== null && cost !== null) addToTotals(currency, cost)
        yield {
          source,
          day,
          category,
          service,
          project: project === -1 ? null : project,
          sku: sku === -1 ? null : sku,
          currency,
          billed: cost && toNanos(cost.billed),
          effective: cost && toNanos(cost.effective),
          quantity: Number.isNaN(quantity) ? null : quantity,
          unit: unit === -1 ? null : unit,
          rows: lines[cell * 3] ?? 0,
          firstLine: lines[cell * 3 + 1] ?? 0,
          lastLine: lines[cell * 3 + 2] ?? 0,
        }
      }
    },
    daysOf: (source) =>
      Array.from({ length: table.count() }, (_, cell) => table.key(cell))
        .filter(({ kind }) => kinds[kind]?.source === source)
        .map(({ day }) => day),
    clear: () => {
      table.clear()
      billed.clear()
      effective.clear()
      lines.fill(0)
    },
  }
}

function grown<T extends Float64Array | Int32Array>(narrow: T, wide: T): T {
  wide.set(narrow)
  return wide
}
