import { chargeCategories, type ChargeLine, type DatasetKind } from '../core/charge.ts'
import { addTo, decimalText, zeroSum, type ExactSum } from '../core/decimal.ts'
import { fitsLedger, toNanos } from '../core/money.ts'
import type { Day, DayRange } from '../core/period.ts'
import type { Coverage, StatementTotal } from '../core/statement.ts'
import type { Stage, StagedCell } from '../ledger/stage.ts'
import type { Sink } from '../statements/dialect.ts'

/** A daily cell being added up; `billed` and `effective` stay exact until it is staged. */
type Cell = {
  readonly source: number
  readonly day: Day
  readonly category: number
  readonly service: number
  readonly project: number | null
  readonly sku: number | null
  readonly unit: number | null
  readonly currency: string | null
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

type CoveredSource = { readonly place: number; readonly covered: Covered }

/**
 * Cells kept in memory before they go to the stage, where equal ones are merged: bounds the memory of an
 * import of any size. A year of a large bill has some 70,000.
 */
const mostCells = 100_000

/** Adds up a file's charge lines into daily cells, its totals and what it covers. */
export type ChargeCells = Sink & {
  /** To be told before each row: which line the charges come from. */
  readonly beginRow: (line: number) => void
  /** The file is over: sends what is left to the stage. False when an amount is too large for the ledger. */
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
  const movedCells = new Map<string, Cell>()
  let line = 0
  let overflow = false
  let everywhere: DayRange | null = null
  const places = new Map<string, number>()
  const sources = new Map<string, CoveredSource>()
  let latest: CoveredSource | null = null
  const totals = new Map<string, { readonly billed: ExactSum; readonly effective: ExactSum }>()

  const placeOf = (name: string): number => {
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, places.size)
    return places.size - 1
  }
  const sourceOf = (serviceProviderName: string, billingAccountId: string): CoveredSource => {
    // Rows of one source follow each other; the key is made only when the source changes.
    if (
      latest?.covered.serviceProviderName === serviceProviderName &&
      latest.covered.billingAccountId === billingAccountId
    )
      return latest
    const key = `${serviceProviderName}\u0000${billingAccountId}`
    latest = sources.get(key) ?? null
    if (latest) return latest
    const made = {
      place: sources.size,
      covered: { serviceProviderName, billingAccountId, days: null, rows: 0 },
    }
    sources.set(key, made)
    latest = made
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
    const isMoved = charge.moved === true
    const known = (isMoved ? movedCells : cells).get(name)
    if (known) return known
    if (cells.size >= mostCells) sendOff()
    const made: Cell = {
      source,
      day: charge.day,
      category,
      service,
      project,
      sku,
      unit,
      currency,
      billed: zeroSum(),
      effective: zeroSum(),
      quantity: null,
      rows: 0,
      firstLine: line,
      lastLine: line,
    }
    const among = isMoved ? movedCells : cells
    among.set(name, made)
    return made
  }

  function* toStage(staying: Iterable<Cell>): Generator<StagedCell> {
    for (const cell of staying) {
      const staged = toStaged(cell)
      if (fitsLedger(staged.billed ?? 0n) && fitsLedger(staged.effective ?? 0n)) yield staged
      else overflow = true
    }
  }
  const sendOff = (): void => {
    stage.add(toStage(cells.values()))
    cells = new Map()
  }

  /** The days a source is covered on; moved charges alone cover the days they were moved to. */
  const daysOf = ({ place, covered }: CoveredSource): DayRange | null => {
    const own = everywhere ? widen(covered.days, everywhere.firstDay, everywhere.lastDay) : covered.days
    if (own) return own
    return [...movedCells.values()]
      .filter((cell) => cell.source === place)
      .reduce<DayRange | null>((days, { day }) => widen(days, day, day), null)
  }
  /** Moved charges, each on a day that the file covers. */
  const settled = (): readonly Cell[] => {
    const bySource = new Map([...sources.values()].map((source) => [source.place, daysOf(source)]))
    return Array.from(movedCells.values(), (cell) => {
      const days = bySource.get(cell.source)
      return days ? { ...cell, day: Math.min(Math.max(cell.day, days.firstDay), days.lastDay) } : cell
    })
  }

  return {
    beginRow: (next) => {
      line = next
    },
    charge: (charge) => {
      const { place, covered } = sourceOf(charge.serviceProviderName, charge.billingAccountId)
      if (charge.moved !== true) covered.days = widen(covered.days, charge.day, charge.day)
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
    flush: () => {
      sendOff()
      if (movedCells.size > 0) stage.add(toStage(settled()))
      return !overflow
    },
    tooLarge: () => overflow,
    totals: () =>
      Array.from(totals, ([currency, { billed, effective }]) => ({
        currency,
        billed: decimalText(billed),
        effective: decimalText(effective),
      })).sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    coverage: () => {
      if (everywhere && sources.size === 0 && seller !== null) sourceOf(seller, '')
      return Array.from(sources.values()).flatMap((source) => {
        const days = daysOf(source)
        const { serviceProviderName, billingAccountId, rows } = source.covered
        return days ? [{ serviceProviderName, billingAccountId, dataset, ...days, rows }] : []
      })
    },
    names: () => [...places.keys()],
  }
}

const widen = (days: DayRange | null, firstDay: Day, lastDay: Day): DayRange =>
  days === null
    ? { firstDay, lastDay }
    : firstDay >= days.firstDay && lastDay <= days.lastDay
      ? days
      : { firstDay: Math.min(days.firstDay, firstDay), lastDay: Math.max(days.lastDay, lastDay) }

const toStaged = (cell: Cell): StagedCell => ({
  ...cell,
  billed: cell.currency === null ? null : toNanos(cell.billed),
  effective: cell.currency === null ? null : toNanos(cell.effective),
})
