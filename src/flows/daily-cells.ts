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
  /** Of each cell, what was billed and what it cost effectively. */
  const sums = exactSums()
  const kinds: Kind[] = []
  const kindsByPart = new Map<number, number>()
  const currencies: (string | null)[] = []
  let latest = -1
  /** Of each cell: quantity, rows, first line, last line. */
  let counted = new Float64Array(1024 * 4)

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
  const serviceOf = lately(placeOf)
  const projectOf = lately(placeOf)
  const skuOf = lately(placeOf)
  const unitOf = lately(placeOf)

  return {
    add: (charge, source, line) => {
      const { cost, consumedQuantity } = charge
      const category = chargeCategories.indexOf(charge.chargeCategory)
      const cell = table.numberOf(
        charge.day,
        kindOf(source, category, cost === null ? null : cost.billingCurrency),
        serviceOf(charge.serviceName),
        projectOf(charge.project),
        skuOf(charge.sku),
        unitOf(charge.consumedUnit),
      )
      const at = cell * 4
      if (at === counted.length) {
        const wider = new Float64Array(at * 2)
        wider.set(counted)
        counted = wider
      }
      const rows = counted[at + 1] ?? 0
      if (rows === 0) {
        counted[at] = NaN
        counted[at + 2] = line
      }
      counted[at + 1] = rows + 1
      counted[at + 3] = line
      if (consumedQuantity !== null) {
        const before = counted[at] ?? NaN
        counted[at] = Number.isNaN(before) ? consumedQuantity : before + consumedQuantity
      }
      if (cost === null) return
      sums.add(cell * 2, cost.billed)
      sums.add(cell * 2 + 1, cost.effective)
    },
    count: table.count,
    staged: function* () {
      for (let cell = 0; cell < table.count(); cell += 1) {
        const { day, kind, service, project, sku, unit } = table.key(cell)
        const { source = 0, category = 0, currency = null } = kinds[kind] ?? {}
        const at = cell * 4
        const quantity = counted[at] ?? NaN
        const cost =
          currency === null ? null : { billed: sums.sum(cell * 2), effective: sums.sum(cell * 2 + 1) }
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
          rows: counted[at + 1] ?? 0,
          firstLine: counted[at + 2] ?? 0,
          lastLine: counted[at + 3] ?? 0,
        }
      }
    },
    daysOf: (source) =>
      Array.from({ length: table.count() }, (_, cell) => table.key(cell))
        .filter(({ kind }) => kinds[kind]?.source === source)
        .map(({ day }) => day),
    clear: () => {
      table.clear()
      sums.clear()
      counted.fill(0)
    },
  }
}

/** The place of a name, -1 for none; rows that follow each other mostly have the same. */
function lately(placeOf: (name: string) => number): (name: string | null) => number {
  let latest: string | null = null
  let place = -1
  return (name) => {
    if (name !== latest) {
      latest = name
      place = name === null ? -1 : placeOf(name)
    }
    return place
  }
}
