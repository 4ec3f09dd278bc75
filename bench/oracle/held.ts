import type { Ledger } from '../../src/ledger/open.ts'
import { exactOf, exactText, isEqual, isWithinHalfNanos, plus, zero, type Exact } from './exact.ts'
import type { Expectation } from './expectation.ts'

type Money = { readonly billed: Exact; readonly effective: Exact }

/** What the ledger holds of one statement, as it stands in its tables. */
export type Held = {
  readonly rows: number
  readonly charges: number
  readonly cells: number
  readonly totals: ReadonlyMap<string, Money>
  readonly inCells: ReadonlyMap<string, Money>
  readonly quantities: ReadonlyMap<string, number>
}

type CellRow = {
  readonly currency: string | null
  readonly billed: bigint | null
  readonly effective: bigint | null
  readonly rows: bigint
  readonly quantity: number | null
  readonly unit: string | null
}

export function heldOf({ db }: Ledger, id: number): Held {
  const cells = db
    .prepare<[number], CellRow>(
      `SELECT billing_currency AS currency, billed_cost_nanos AS billed, effective_cost_nanos AS effective,
         row_count AS rows, consumed_quantity AS quantity, text AS unit
       FROM charges LEFT JOIN names ON names.id = consumed_unit_id WHERE statement_id = ?`,
    )
    .safeIntegers()
    .all(id)
  const inCells = new Map<string, Money>()
  const quantities = new Map<string, number>()
  let charges = 0
  for (const { currency, billed, effective, rows, quantity, unit } of cells) {
    charges += Number(rows)
    if (currency === null) quantities.set(unit ?? '', (quantities.get(unit ?? '') ?? 0) + (quantity ?? 0))
    else {
      const before = inCells.get(currency) ?? { billed: zero, effective: zero }
      inCells.set(currency, {
        billed: plus(before.billed, { digits: billed ?? 0n, decimals: 9 }),
        effective: plus(before.effective, { digits: effective ?? 0n, decimals: 9 }),
      })
    }
  }
  const totals = db
    .prepare<[number], { readonly currency: string; readonly billed: string; readonly effective: string }>(
      `SELECT billing_currency AS currency, billed_exact AS billed, effective_exact AS effective
       FROM statement_totals WHERE statement_id = ?`,
    )
    .all(id)
    .map(
      ({ currency, billed, effective }) =>
        [currency, { billed: told(billed), effective: told(effective) }] as const,
    )
  const rows = db.prepare<[number], number>('SELECT row_count FROM statements WHERE id = ?').pluck().get(id)
  return {
    rows: rows ?? -1,
    charges,
    cells: cells.length,
    totals: new Map(totals),
    inCells,
    quantities,
  }
}

function told(text: string): Exact {
  const exact = exactOf(text, '.')
  if (exact === null) throw new Error(`A total reads ${text}`)
  return exact
}

const sameNames = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean =>
  [...one.keys()].sort().join() === [...other.keys()].sort().join()

/** Sums of counts beyond 2^53 are not whole to the last digit. */
const isCloseTo = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other))

/** What the ledger holds otherwise than it should; empty where nothing. */
export function differences(should: Expectation, held: Held): readonly string[] {
  const found: string[] = []
  if (should.unread.length > 0)
    found.push(
      `row ${should.unread.slice(0, 3).join(', ')} says no such thing, and yet the file was accepted`,
    )
  if (held.rows !== should.rows) found.push(`${should.rows} rows in the file, ${held.rows} in the statement`)
  if (held.charges !== should.charges)
    found.push(`${should.charges} charges in the file, ${held.charges} in the ledger`)
  if (!sameNames(should.money, held.totals) || !sameNames(should.money, held.inCells))
    found.push(
      `currencies ${[...should.money.keys()].join()} in the file, ${[...held.totals.keys()].join()} in the totals, ${[...held.inCells.keys()].join()} in the cells`,
    )
  // A cell is rounded once; where a charge was moved into its days, once more.
  const halves = should.isUnrounded ? 0 : Math.min(held.charges, 2 * held.cells)
  for (const [currency, sum] of should.money)
    for (const cost of ['billed', 'effective'] as const) {
      const total = held.totals.get(currency)?.[cost] ?? zero
      const cells = held.inCells.get(currency)?.[cost] ?? zero
      if (!isEqual(sum[cost], total))
        found.push(`${currency} ${cost}: ${exactText(sum[cost])} in the file, total ${exactText(total)}`)
      if (!isWithinHalfNanos(total, cells, halves))
        found.push(`${currency} ${cost}: total ${exactText(total)}, cells ${exactText(cells)}`)
    }
  if (!sameNames(should.quantities, held.quantities))
    found.push(
      `${[...should.quantities.keys()].join()} counted in the file, ${[...held.quantities.keys()].join()} in the ledger`,
    )
  for (const [unit, quantity] of should.quantities) {
    const is = held.quantities.get(unit) ?? 0
    if (!isCloseTo(quantity, is)) found.push(`${quantity} ${unit} in the file, ${is} in the ledger`)
  }
  return found
}
