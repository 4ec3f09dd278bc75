import type { ChargeLine } from '../../core/charge.ts'
import { addTo, toScale, zeroSum, type Decimal } from '../../core/decimal.ts'
import type { Currency } from '../../core/money.ts'
import { firstDayOf, parseDay, parseMonth, type Day } from '../../core/period.ts'
import type { Row } from '../csv.ts'
import { categoryOfGroup } from './aws-charge-types.ts'
import { currencyOfSign } from './currency-signs.ts'
import { aws } from './sellers.ts'

/** `Bedrock($)`, `Bedrock(USD)`; `S3(Requests)` and `Total usage(GB)` are quantities. */
const shape = /^(.*\S)\s?\(([^()]+)\)$/
/** `Total costs`, `Costos totales`, `Coûts totaux`, `Gesamtkosten`, in the languages of the console; no subtotal. */
export const totalShape = /(?<!\p{L})tota(?:ls?|les?|li|is|ux)(?!\p{L})|gesamt|toplam|合計|总|總|총/iu

/** A column of money: a group through all days, or a day of all groups. */
type Cell = { readonly column: number; readonly name: string }

/** The columns of a Cost Explorer download, wherever they stand. */
export type ExplorerTable = {
  /** What says the day or the group that a row is of. */
  readonly label: number
  /** The sum of the row's cells; the one cell where nothing is grouped. */
  readonly total: number
  readonly cells: readonly Cell[]
  readonly billingCurrency: Currency
  readonly daysAre: 'rows' | 'columns'
}

/** The day of `2026-06-01` or of `2026-06`; null for any other text. */
export function explorerDay(text: string): Day | null {
  const month = parseMonth(text.trim())
  return month === null ? parseDay(text) : firstDayOf(month)
}

/** Null for a header of another kind. */
export function explorerTable(names: readonly string[]): ExplorerTable | null {
  const parts = names.map((name, column) => {
    const match = shape.exec(name)
    return { column, name: match?.[1] ?? name, sign: match?.[2] ?? null }
  })
  const isDay = ({ name }: Cell): boolean => explorerDay(name) !== null
  const total = parts.findLast(
    ({ name, sign }) => currencyOfSign(sign ?? '') !== null && totalShape.test(name),
  )
  const billingCurrency = currencyOfSign(total?.sign ?? '')
  const [label, another] = parts.filter((part) => part.sign === null && !isDay(part))
  if (!total || billingCurrency === null || !label || another) return null
  const cells = parts.filter(
    (part) => part !== total && part !== label && (part.sign === total.sign || part.sign === null),
  )
  const days = cells.filter(isDay).length
  if (days > 0 && days < cells.length) return null
  return {
    label: label.column,
    total: total.column,
    cells,
    billingCurrency,
    daysAre: days > 0 ? 'columns' : 'rows',
  }
}

/** Makes the charge of a group on a day, by what the download is grouped by. */
export function explorerCharges(
  groupedBy: string,
  billingCurrency: Currency,
): (group: string | null, day: Day, billed: Decimal) => ChargeLine {
  const grouping = groupingOf(groupedBy)
  return (group, day, billed) => ({
    serviceProviderName: aws,
    billingAccountId: '',
    day,
    chargeCategory: group === null ? 'Usage' : categoryOfGroup(group),
    serviceName: (grouping === 'service' ? group : null) ?? 'Not itemised',
    project: grouping === 'account' ? group : null,
    sku: grouping === 'other' ? group : null,
    cost: { billed, effective: billed, billingCurrency },
    consumedQuantity: null,
    consumedUnit: null,
  })
}

/** A row's total; null where it is none, or not the sum of the cells, each of which may have been rounded to cents. */
export function totalOf(row: Row, { total, cells }: ExplorerTable, sum: Decimal): Decimal | null {
  const whole = row.text(total).trim() === '' ? zeroSum() : row.amount(total)
  if (whole === null) return null
  const rest = zeroSum()
  addTo(rest, sum)
  addTo(rest, { digits: -whole.digits, scale: whole.scale })
  return Math.abs(Number(toScale(rest, 2))) > 1 + Math.max(1, cells.length) / 2 ? null : whole
}

function groupingOf(name: string): 'service' | 'account' | 'other' {
  if (/^(?:servi|dienst|サービス|服务|服務|서비스)/i.test(name)) return 'service'
  return /account|cuenta|konto|compte|conta\b/i.test(name) ? 'account' : 'other'
}
