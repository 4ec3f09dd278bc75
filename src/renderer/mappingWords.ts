import { decimalText } from '../core/decimal.ts'
import type { DateFormat, LeaveOut, Mapping, MappingField, MappingRole, RowReading } from '../core/mapping.ts'
import type { DayRange } from '../core/period.ts'
import { count, dayRange, dayShort, decimal, exactMoney } from './figures.ts'
import { listed } from './words.ts'

export const roleWords: Readonly<Record<MappingRole, string>> = {
  date: 'Day',
  amount: 'Amount',
  currency: 'Currency',
  service: 'Service or model',
  project: 'Project',
  quantity: 'Quantity',
  unit: 'Unit',
}

/** What is still to be said, as it stands in a sentence. */
const missingFields: Readonly<Record<MappingField, string>> = {
  title: 'a name for this kind of file',
  serviceProviderName: 'who sells it',
  account: 'the account',
  separator: 'what stands between the cells',
  dataset: 'whether it holds money or quantities',
  'columns.date': 'which column is the day',
  'columns.amount': 'which column is the amount',
  'columns.quantity': 'which column is the quantity',
  currency: 'the currency',
  dateFormat: 'how the days are written',
  decimalMark: 'which mark stands before the decimals',
  amountUnit: 'whether amounts are in whole units or cents',
  sign: 'on which side of zero a charge stands',
}

export const missingWords = (missing: readonly MappingField[]): string =>
  `Still to be said: ${listed(missing.map((field) => missingFields[field]))}.`

export const dateFormatWords: Readonly<Record<DateFormat, string>> = {
  iso: '2026-12-31, with or without a time',
  yyyymmdd: '20261231',
  'y/m/d': '2026/12/31',
  'd/m/y': '31/12/2026, the day first',
  'm/d/y': '12/31/2026, the month first',
  'd.m.y': '31.12.2026',
  'd-m-y': '31-12-2026, the day first',
  'm-d-y': '12-31-2026, the month first',
  'd-mon-y': '31-Dec-2026',
  'mon-d-y': 'Dec 31, 2026',
  'y-m': '2026-12, whole months',
  'm/y': '12/2026, whole months',
  'mon-y': 'Dec 2026, whole months',
  'unix-seconds': 'seconds since 1970',
  'unix-milliseconds': 'milliseconds since 1970',
}

export const markWords: Readonly<Record<Mapping['decimalMark'], string>> = {
  '.': 'a point: 1,234.56',
  ',': 'a comma: 1.234,56',
}
export const unitWords: Readonly<Record<Mapping['amountUnit'], string>> = {
  units: 'whole units: 12.34 is 12.34',
  cents: 'cents: 1234 is 12.34',
}
export const signWords: Readonly<Record<Mapping['sign'], string>> = {
  'charges-positive': 'charges are above zero',
  'charges-negative': 'charges are below zero, as on an account',
}

export const daysWords = ({ firstDay, lastDay }: DayRange): string =>
  firstDay === lastDay ? dayShort(firstDay) : dayRange(firstDay, lastDay)

type Read = Extract<RowReading, { readonly state: 'row' }>

/** Null where the row has no amount. */
export function amountWords({ amount, currency }: Read): string | null {
  if (!amount.read || amount.value === null) return null
  const text = decimalText(amount.value)
  if (!currency.read || currency.value === null) return text
  const { cents, beyond } = exactMoney(text, currency.value)
  return `${cents}${beyond}`
}

export function quantityWords({ quantity, unit }: Read): string | null {
  if (!quantity.read || quantity.value === null) return null
  const value = Number.isInteger(quantity.value) ? count(quantity.value) : decimal(quantity.value, 6)
  return unit === null ? value : `${value} ${unit}`
}

/** Rows that are no charges, in words. */
export function leaveOutWords(rows: LeaveOut): string {
  switch (rows.when) {
    case 'empty':
      return `Rows whose ${rows.column} is empty are left out.`
    case 'is':
      return `Rows whose ${rows.column} reads ${listed(rows.texts.map((text) => `“${text}”`))} are left out.`
    case 'lacks':
      return `Rows whose ${rows.column} has none of ${listed(rows.texts.map((text) => `“${text}”`))} are left out.`
  }
}
