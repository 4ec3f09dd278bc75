import { chargeCategories, type ChargeLine, type DatasetKind } from '../core/charge.ts'
import { addTo, decimalText, zeroSum, type ExactSum } from '../core/decimal.ts'
import { fitsLedger, toNanos } from '../core/money.ts'
import type { Day, DayRange } from '../core/period.ts'
import type { Coverage, StatementTotal } from '../core/statement.ts'
import type { Stage, StagedCell } from '../ledger/stage.ts'
import type { Sink } from '../statements/dialect.ts'

type Cell = {
  readonly key: Omit<StagedCell, 'billed' | 'effective' | 'quantity' | 'rows' | 'firstLine' | 'lastLine'>
  readonly billed: ExactSum
  readonly effective: ExactSum
  quantity: number | null
  rows: number
  readonly firstLine: number
  lastLine: number
}

type Covered = {
  readonly serviceProviderName: string
  readonly billingAccountId: string
  days: DayRange | null
  rows: number
}

/** Cells kept in memory before they go to the stage: bounds the memory of an import of any size. */
const mostCells = 20_000

/** Adds up a file's charge lines into daily cells, its totals and what it covers. */
export type ChargeCells = Sink & {
  /** To be told before each row: which line the charges come from. */
  readonly beginRow: (line: number) => void
  /** Sends what is left to the stage. False when an amount is too large for the ledger. */
  readonly flush: () => boolean
  readonly tooLarge: () => boolean
  readonly totals: () => readonly StatementTotal[]
  readonly coverage: () => readonly Coverage[]
  readonly names: () => readonly string[]
}

/**
 * `seller` is whom a file without any charge speaks for; null when only its rows could say.
 */
export function chargeCells(stage: Stage, dataset: DatasetKind, seller: string | null): ChargeCells {
  let cells = new Map<string, Cell>()
  let line = 0
  let overflow = false
  let everywhere: DayRange | null = null
  const places = new Map<string, number>()
  const sources = new Map<string, { readonly place: number; readonly covered: Covered }>()
  const totals = new Map<string, { readonly billed: ExactSum; readonly effective: ExactSum }>()

  const placeOf = (name: string): number => {
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, places.size)
    return places.size - 1
  }
  const sourceOf = (
    serviceProviderName: string,
    billingAccountId: string,
  ): { place: number; covered: Covered } => {
    const key = `${serviceProviderName}\u0000${billingAccountId}`
    const known = sources.get(key)
    if (known) return known
    const made = {
      place: sources.size,
      covered: { serviceProviderName, billingAccountId, days: null, rows: 0 },
    }
    sources.set(key, made)
    return made
  }

  const cellOf = (charge: ChargeLine, source: number): Cell => {
    const category = chargeCategories.indexOf(charge.chargeCategory)
    const service = placeOf(charge.serviceName)
    const project = charge.project === null ? null : placeOf(charge.project)
    const sku = charge.sku === null ? null : placeOf(charge.sku)
    const unit = charge.consumedUnit === null ? null : placeOf(charge.consumedUnit)
    const currency = charge.cost?.billingCurrency ?? null
    const name = `${charge.day} ${source} ${category} ${service} ${project} ${sku} ${unit} ${currency}`
    const known = cells.get(name)
    if (known) return known
    if (cells.size >= mostCells) flush()
    const key = { source, day: charge.day, category, service, project, sku, unit, currency }
    const made = {
      key,
      billed: zeroSum(),
      effective: zeroSum(),
      quantity: null,
      rows: 0,
      firstLine: line,
      lastLine: line,
    }
    cells.set(name, made)
    return made
  }

  const flush = (): boolean => {
    const staged = Array.from(cells.values(), toStaged)
    overflow ||= staged.some((cell) => !fitsLedger(cell.billed ?? 0n) || !fitsLedger(cell.effective ?? 0n))
    if (!overflow) stage.add(staged)
    cells = new Map()
    return !overflow
  }

  return {
    beginRow: (next) => {
      line = next
    },
    charge: (charge) => {
      const { place, covered } = sourceOf(charge.serviceProviderName, charge.billingAccountId)
      covered.days = widen(covered.days, charge.day, charge.day)
      covered.rows += 1
      const cell = cellOf(charge, place)
      cell.rows += 1
      cell.lastLine = line
      if (charge.consumedQuantity !== null) cell.quantity = (cell.quantity ?? 0) + charge.consumedQuantity
      if (charge.cost === null) return
      const { billed, effective, billingCurrency } = charge.cost
      let total = totals.get(billingCurrency)
      if (!total) totals.set(billingCurrency, (total = { billed: zeroSum(), effective: zeroSum() }))
      for (const sum of [cell, total]) {
        addTo(sum.billed, billed)
        addTo(sum.effective, effective)
      }
    },
    covers: (days, source) => {
      if (source === null) {
        everywhere = widen(everywhere, days.firstDay, days.lastDay)
        return
      }
      const { covered } = sourceOf(source.serviceProviderName, source.billingAccountId)
      covered.days = widen(covered.days, days.firstDay, days.lastDay)
    },
    flush,
    tooLarge: () => overflow,
    totals: () =>
      Array.from(totals, ([currency, { billed, effective }]) => ({
        currency,
        billed: decimalText(billed),
        effective: decimalText(effective),
      })).sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    coverage: () => {
      if (everywhere && sources.size === 0 && seller !== null) sourceOf(seller, '')
      return Array.from(sources.values()).flatMap(({ covered }) => {
        const days = everywhere ? widen(covered.days, everywhere.firstDay, everywhere.lastDay) : covered.days
        const { serviceProviderName, billingAccountId, rows } = covered
        return days ? [{ serviceProviderName, billingAccountId, dataset, ...days, rows }] : []
      })
    },
    names: () => [...places.keys()],
  }
}

const widen = (days: DayRange | null, firstDay: Day, lastDay: Day): DayRange =>
  days === null
    ? { firstDay, lastDay }
    : { firstDay: Math.min(days.firstDay, firstDay), lastDay: Math.max(days.lastDay, lastDay) }

const toStaged = ({ key, billed, effective, quantity, rows, firstLine, lastLine }: Cell): StagedCell => ({
  ...key,
  billed: key.currency === null ? null : toNanos(billed),
  effective: key.currency === null ? null : toNanos(effective),
  quantity,
  rows,
  firstLine,
  lastLine,
})
