import { decimalText, type Decimal } from '../core/decimal.ts'
import {
  mappingRoles,
  sameName,
  type CellReading,
  type LeaveOut,
  type MappingDraft,
  type MappingRole,
  type RowReading,
} from '../core/mapping.ts'
import { parseCurrency, type Currency } from '../core/money.ts'
import type { DayRange } from '../core/period.ts'
import type { CellKind } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { remembered, textOrNull } from './dialect.ts'
import { agrees, charged, writtenAmount } from './mapping-amounts.ts'
import { mappedDays } from './mapping-dates.ts'

/** The text of a cell by its column's place. */
export type CellText = (column: number) => string

/** Where a header has a column: by its very name, or by one that differs in case and spaces only. */
export function placeIn(header: readonly string[]): (name: string) => number | null {
  const alike = new Map<string, number | null>()
  for (const [place, name] of header.entries())
    alike.set(sameName(name), alike.has(sameName(name)) ? null : place)
  return (name) => {
    const exact = header.findIndex((other) => other.trim() === name.trim())
    return exact === -1 ? (alike.get(sameName(name)) ?? null) : exact
  }
}

/** How one row is read: what the preview shows, by the very reading that imports it. */
export const readRowWith = (
  mapping: MappingDraft,
  header: readonly string[],
  cells: readonly string[],
): RowReading => rowReader(mapping, placeIn(header))((column) => cells[column] ?? '')

/** Reads rows by a mapping, or by what of it is said so far. */
export function rowReader(
  mapping: MappingDraft,
  place: (name: string) => number | null,
): (cell: CellText) => RowReading {
  const { columns, dateFormat, decimalMark, sign, amountUnit, dataset } = mapping
  const places = new Map(
    mappingRoles.flatMap((role) => {
      const name = columns[role]
      const found = name === null ? null : place(name)
      return found === null ? [] : [[role, found] as const]
    }),
  )
  const used = [...places.values()]
  const leavesOut = mapping.rowsToLeaveOut.map((rule) => leavingOut(rule, place(rule.column)))
  const daysOf = remembered((text) => (dateFormat === null ? null : mappedDays(text, dateFormat)))

  const textOf = (role: MappingRole, cell: CellText): string => {
    const found = places.get(role)
    return found === undefined ? '' : cell(found)
  }
  const unread = (role: MappingRole, text: string, expected: CellKind, reason: string) =>
    ({
      read: false,
      column: columns[role],
      text,
      expected,
      reason: places.has(role) ? reason : notChosen,
    }) as const

  const daysIn = (cell: CellText): CellReading<DayRange> => {
    const text = textOf('date', cell)
    const days = daysOf(text)
    if (days !== null) return { read: true, value: days }
    return unread(
      'date',
      text,
      'date',
      dateFormat === null ? noDateFormat : `it is no date written as ${dateFormat}`,
    )
  }
  const currencyIn = (cell: CellText): CellReading<Currency | null> => {
    if (dataset === 'usage') return { read: true, value: null }
    if (columns.currency === null && mapping.currency !== null) return { read: true, value: mapping.currency }
    const text = textOf('currency', cell)
    const code = parseCurrency(text)
    return code === null
      ? unread('currency', text, 'currency', 'it is no currency code')
      : { read: true, value: code }
  }
  const amountIn = (cell: CellText, currency: Currency | null): ReadRow['amount'] => {
    if (dataset === 'usage') return { read: true, value: null }
    const text = textOf('amount', cell)
    const written = writtenAmount(text, decimalMark)
    if (written === null) return unread('amount', text, 'amount', noAmount(text, decimalMark))
    if (currency !== null && !agrees(written.currencySign, currency))
      return unread(
        'amount',
        text,
        'own-currency',
        `it is in ${written.currencySign}, its row in ${currency}`,
      )
    if (sign === null)
      return unread('amount', text, 'amount', 'it is not said yet on which side of zero charges are')
    if (amountUnit === null)
      return unread('amount', text, 'amount', 'it is not said yet whether amounts are cents')
    return { read: true, value: charged(written.amount, { sign, amountUnit }) }
  }
  const quantityIn = (cell: CellText): CellReading<number | null> => {
    const text = textOf('quantity', cell)
    if (textOrNull(text) === null) return { read: true, value: null }
    const written = writtenAmount(text, decimalMark)
    return written?.currencySign === ''
      ? { read: true, value: Number(decimalText(written.amount)) }
      : unread('quantity', text, 'amount', noAmount(text, decimalMark))
  }

  return (cell) => {
    if (used.length > 0 && used.every((column) => cell(column).trim() === ''))
      return { state: 'left-out', reason: 'nothing stands in the columns that are read' }
    for (const leaves of leavesOut) {
      const reason = leaves(cell)
      if (reason !== null) return { state: 'left-out', reason }
    }
    const currency = currencyIn(cell)
    const quantity = quantityIn(cell)
    const count = quantity.read ? quantity.value : null
    return {
      state: 'row',
      days: daysIn(cell),
      amount: amountIn(cell, currency.read ? currency.value : null),
      currency,
      service: textOrNull(textOf('service', cell)),
      project: textOrNull(textOf('project', cell)),
      quantity,
      unit: count === null ? null : (textOrNull(textOf('unit', cell)) ?? mapping.unit),
    }
  }
}

type ReadRow = Extract<RowReading, { readonly state: 'row' }>

const notChosen = 'no column is chosen for it'
const noDateFormat = 'it is not said yet how dates are written'

function noAmount(text: string, mark: MappingDraft['decimalMark']): string {
  if (text.trim() === '') return 'it is empty'
  if (mark === null && writtenAmount(text, '.') !== null && writtenAmount(text, ',') !== null)
    return 'it reads differently with a decimal point and with a decimal comma'
  if (mark === null) return 'it is no amount'
  return `it is no amount with a decimal ${mark === '.' ? 'point' : 'comma'}`
}

/** Why a row is left out by a rule; null where it is not. */
function leavingOut(rule: LeaveOut, column: number | null): (cell: CellText) => string | null {
  const textOf = (cell: CellText): string => (column === null ? '' : cell(column).trim())
  if (rule.when === 'empty') return (cell) => (textOf(cell) === '' ? `${rule.column} is empty` : null)
  const texts = rule.texts.map(sameName)
  if (rule.when === 'is')
    return (cell) => (texts.includes(sameName(textOf(cell))) ? `${rule.column} reads ${textOf(cell)}` : null)
  return (cell) => {
    const text = sameName(textOf(cell))
    const names = texts.some((part) => text.includes(part))
    return names ? null : `${rule.column} names none of ${rule.texts.join(', ')}`
  }
}

type Unread = Extract<CellReading<never>, { readonly read: false }>

/** What a row says when all of its cells could be read; else the first that could not. */
export function wholeRow({ days, currency, amount, quantity }: ReadRow): Result<RowValues, Unread> {
  if (!days.read) return refused(days)
  if (!currency.read) return refused(currency)
  if (!amount.read) return refused(amount)
  if (!quantity.read) return refused(quantity)
  return ok({
    days: days.value,
    currency: currency.value,
    amount: amount.value,
    quantity: quantity.value,
  })
}

type RowValues = {
  readonly days: DayRange
  readonly currency: Currency | null
  readonly amount: Decimal | null
  readonly quantity: number | null
}
