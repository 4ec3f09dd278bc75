import type { Cost, DatasetKind } from '../core/charge.ts'
import { addTo, decimalText, unitsOf, zeroSum, type Decimal, type ExactSum } from '../core/decimal.ts'
import { fitsLedger, toNanos } from '../core/money.ts'
import type { Day, DayRange } from '../core/period.ts'
import type { Coverage, StatementTotal } from '../core/statement.ts'
import type { Stage, StagedCell } from '../ledger/stage.ts'
import type { FileSink } from '../statements/dialect.ts'
import { dailyCells } from './daily-cells.ts'

type Covered = {
  readonly serviceProviderName: string
  readonly billingAccountId: string
  days: DayRange | null
  rows: number
  /** Of its usage: see `Coverage`. */
  invoiced: boolean | null
}

type CoveredSource = { readonly place: number; readonly covered: Covered }

/**
 * Cells kept in memory before they go to the stage, where equal ones are merged: bounds the memory of an
 * import of any size. A year of a large bill has some 70,000.
 */
const mostCells = 100_000

/** What kind of file the charges come from. */
export type ChargesOf = {
  readonly dataset: DatasetKind
  readonly exportName: string
  /** Whom a file without any charge speaks for; null when only its rows could say. */
  readonly seller: string | null
}

/** What does not fit the ledger: a charge's amount; null where several charges of a day only do not together. */
export type TooLarge = { readonly line: number; readonly amount: Decimal | null }

/** Adds up a file's charge lines into daily cells, its totals and what it covers. */
export type ChargeCells = Omit<FileSink, 'controlTotal'> & {
  /** To be told before each row: which line the charges come from. */
  readonly beginRow: (line: number) => void
  /** The file is over: sends what is left to the stage. */
  readonly flush: () => void
  /** What is too large for the ledger, once something is. */
  readonly tooLarge: () => TooLarge | null
  /** Of all that was flushed. */
  readonly totals: () => readonly StatementTotal[]
  readonly coverage: () => readonly Coverage[]
  readonly names: () => readonly string[]
  readonly dataset: () => DatasetKind
}

export function chargeCells(stage: Stage, of: ChargesOf): ChargeCells {
  const { seller } = of
  let { dataset, exportName } = of
  let line = 0
  let tooLarge: TooLarge | null = null
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
      covered: { serviceProviderName, billingAccountId, days: null, rows: 0, invoiced: null },
    }
    sources.set(key, made)
    latest = made
    return made
  }

  /** Of what goes to the stage, before it is rounded. */
  const addToTotals = (currency: string, cost: Pick<Cost, 'billed' | 'effective'>): void => {
    let total = totals.get(currency)
    if (!total) totals.set(currency, (total = { billed: zeroSum(), effective: zeroSum() }))
    addTo(total.billed, cost.billed)
    addTo(total.effective, cost.effective)
  }
  const cells = dailyCells(placeOf, addToTotals)
  const movedCells = dailyCells(placeOf, addToTotals)

  function* fitting(staged: Iterable<StagedCell>): Generator<StagedCell> {
    for (const cell of staged)
      if (fitsLedger(cell.billed ?? 0n) && fitsLedger(cell.effective ?? 0n)) yield cell
      else tooLarge ??= { line: cell.lastLine, amount: null }
  }
  const sendOff = (): void => {
    stage.add(fitting(cells.staged()))
    cells.clear()
  }
  /**
   * The days a source is covered on. A charge of an earlier bill covers nothing, that of a later bill its day there;
   * moved charges alone cover the days they were moved to.
   */
  const daysOf = ({ place, covered }: CoveredSource): DayRange | null => {
    const own = everywhere ? widen(covered.days, everywhere.firstDay, everywhere.lastDay) : covered.days
    const moved = movedCells.daysOf(place)
    const counted = own ? moved.filter((day) => day > own.lastDay) : moved
    return counted.reduce((days, day) => widen(days, day, day), own)
  }
  /** Moved charges, each on a day that the file covers. */
  function* settled(): Generator<StagedCell> {
    const bySource = new Map([...sources.values()].map((source) => [source.place, daysOf(source)]))
    for (const cell of movedCells.staged()) {
      const days = bySource.get(cell.source)
      yield days ? { ...cell, day: Math.min(Math.max(cell.day, days.firstDay), days.lastDay) } : cell
    }
  }

  return {
    beginRow: (next) => {
      line = next
    },
    charge: (charge) => {
      const { place, covered } = sourceOf(charge.serviceProviderName, charge.billingAccountId)
      if (charge.moved !== true) covered.days = widen(covered.days, charge.day, charge.day)
      covered.rows += 1
      if (charge.invoiceId !== undefined && charge.chargeCategory === 'Usage')
        covered.invoiced = charge.invoiceId !== null && covered.invoiced !== false
      const unfit = charge.cost && unfitIn(charge.cost)
      if (unfit) tooLarge ??= { line, amount: unfit }
      if (charge.moved === true) movedCells.add(charge, place, line)
      else {
        if (cells.count() >= mostCells) sendOff()
        cells.add(charge, place, line)
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
      if (movedCells.count() > 0) stage.add(fitting(settled()))
    },
    tooLarge: () => tooLarge,
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
        const { serviceProviderName, billingAccountId, rows, invoiced } = source.covered
        return days
          ? [
              {
                serviceProviderName,
                billingAccountId,
                dataset,
                exportName,
                ...days,
                rows,
                invoiced,
                rank: null,
              },
            ]
          : []
      })
    },
    names: () => [...places.keys()],
    turnsOutToBe: (name, kind) => {
      exportName = name
      dataset = kind
    },
    dataset: () => dataset,
  }
}

/** Below it an amount fits whatever its scale, and need not be looked at. */
const surelyFits = 9_000_000_000

function unfitIn({ billed, effective }: Cost): Decimal | null {
  if (!fits(billed)) return billed
  return fits(effective) ? null : effective
}

const fits = (amount: Decimal): boolean =>
  Math.abs(unitsOf(amount)) < surelyFits || fitsLedger(toNanos(amount))

const widen = (days: DayRange | null, firstDay: Day, lastDay: Day): DayRange =>
  days === null
    ? { firstDay, lastDay }
    : firstDay >= days.firstDay && lastDay <= days.lastDay
      ? days
      : { firstDay: Math.min(days.firstDay, firstDay), lastDay: Math.max(days.lastDay, lastDay) }
