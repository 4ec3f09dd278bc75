import type { ChargeCategory } from '../../core/charge.ts'
import { addTo, zeroSum, type Decimal } from '../../core/decimal.ts'
import type { Currency } from '../../core/money.ts'
import type { Day } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import type { Row } from '../csv.ts'
import { badCell, textOrNull, type Columns, type FileSink } from '../dialect.ts'
import { billingCurrencyOf } from './currency-signs.ts'
import { googleCloud } from './sellers.ts'

/** Reports and Cost table, the two tables of the Google Cloud console: what they have in common. */
const moneyShape = /^(.*\S) ?\(([^()\s]{1,4})\)$/

/** The columns of money by name without their currency sign: `Cost ($)` as `cost`. Capitals differ: `Unrounded cost`. */
export function moneyNames(names: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const name of names) {
    const base = moneyShape.exec(name)?.[1]
    if (base !== undefined) found.set(base.toLowerCase(), name)
  }
  return found
}

/** The cell beside a label above the header; null where there is none. */
export function stated(columns: Columns, ...labels: readonly string[]): string | null {
  for (const [label = '', value = ''] of columns.preamble)
    if (labels.includes(label.trim().replace(/:$/, '').toLowerCase())) return textOrNull(value)
  return null
}

/**
 * Where the money of a row stands: `exact` in all its decimals, `rounded` to cents. The rows add up to the
 * total in the first only, so that is what is billed.
 */
export type Money = {
  readonly exact: number
  readonly rounded: number
  /** What is taken off, each below zero, in a report that leaves the subtotal out. */
  readonly savings: readonly number[]
  readonly currency: Currency | null
}

/** By names in lower case. */
export function moneyOf(columns: Columns, exactName: string, roundedName: string): Money | null {
  const names = moneyNames(columns.names)
  const rounded = columns.find(names.get(roundedName) ?? names.get(exactName) ?? '')
  if (rounded === null) return null
  const exact = columns.find(names.get(exactName) ?? '') ?? rounded
  const sign = moneyShape.exec(columns.names[exact] ?? '')?.[2] ?? ''
  return { exact, rounded, savings: [], currency: billingCurrencyOf(sign, stated(columns, 'currency')) }
}

/** The sign in the name of a column of money says no currency that the file bears out. */
export function badCurrency(row: Row, columns: Columns, column: number): Problem {
  const header = columns.names[column] ?? ''
  return { kind: 'bad-cell', header, text: header, expected: 'currency', ...row.place(column) }
}

const footers = new Map<string, ChargeCategory | 'sum'>([
  ['subtotal', 'sum'],
  ['tax', 'Tax'],
  ['rounding error', 'Adjustment'],
  ['adjustments', 'Adjustment'],
  ['total', 'sum'],
  ['filtered total', 'sum'],
  ['invoice total', 'sum'],
])

/** How far a sum has grown, `5%` or `New`, beside the amounts. */
const isGrowth = (name: string): boolean => /^percent/i.test(name)

/** Whether all that a row says beside its amounts is one label of a footer. No service is called so. */
export function isFooter(row: Row, columns: Columns): boolean {
  let label: string | null = null
  for (let column = 0; column < row.cells(); column += 1) {
    const text = textOrNull(row.name(column))
    if (text === null || row.amount(column) !== null || isGrowth(columns.names[column] ?? '')) continue
    if (label !== null || !footers.has(text.toLowerCase())) return false
    label = text
  }
  return label !== null
}

/** The sum of what amounts stand in these columns, whatever else does; null where none does. */
function sumIn(row: Row, columns: readonly number[]): Decimal | null {
  const amounts = columns.flatMap((column) => row.amount(column) ?? [])
  const sum = zeroSum()
  for (const amount of amounts) addTo(sum, amount)
  return amounts.length === 0 ? null : sum
}

/** What a footer's money belongs to: the last charge above it. */
export type Above = { readonly day: Day; readonly billingAccountId: string }

/**
 * Reads a row that is no charge of a day: tax and the rounding of the whole bill, which are charged on the last day
 * above them, and sums of other rows, which are none. The label may stand in any column.
 */
export function readFooter(
  row: Row,
  columns: Columns,
  money: Money,
  above: Above | null,
  dateColumn: number,
  sink: FileSink,
): Problem | null {
  const { exact, rounded, currency } = money
  const texts = Array.from({ length: row.cells() }, (_, column) => row.name(column).trim())
  if (texts.every((text) => text === '')) return null
  const label = texts.find((text) => footers.has(text.toLowerCase())) ?? ''
  const meaning = footers.get(label.toLowerCase())
  if (meaning === undefined) return badCell(row, columns, dateColumn, 'date')
  const isSum = meaning === 'sum'
  const column = (isSum ? [rounded, exact] : [exact, rounded]).find(
    (place) => texts[place] !== '' && texts[place] !== label,
  )
  const taken = money.savings.length > 0 ? sumIn(row, [exact, ...money.savings]) : null
  if (column === undefined && taken === null) return null
  const billed = taken ?? row.amount(column ?? exact)
  if (billed === null) return badCell(row, columns, column ?? exact, 'amount')
  if (currency === null) return badCurrency(row, columns, exact)
  if (isSum) {
    sink.controlTotal({ currency, billed })
    return null
  }
  if (billed.digits === 0n) return null
  if (above === null) return badCell(row, columns, dateColumn, 'date')
  sink.controlTotal(null)
  sink.charge({
    serviceProviderName: googleCloud,
    billingAccountId: above.billingAccountId,
    day: above.day,
    chargeCategory: meaning,
    serviceName: label,
    project: null,
    sku: null,
    cost: { billed, effective: billed, billingCurrency: currency },
    consumedQuantity: null,
    consumedUnit: null,
  })
  return null
}
