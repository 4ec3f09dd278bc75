import { addTo, zeroSum } from '../../core/decimal.ts'
import { firstDayOf, lastDayOf, monthOfDay, type Day, type DayRange } from '../../core/period.ts'
import { ok, refused } from '../../core/result.ts'
import { badCell, remembered, type Columns, type Dialect, type RowReader } from '../dialect.ts'
import {
  explorerCharges,
  explorerDay,
  explorerTable,
  totalOf,
  totalShape,
  type ExplorerTable,
} from './aws-explorer-table.ts'
import { aws } from './sellers.ts'

const title = 'an AWS Cost Explorer download'
const source = { serviceProviderName: aws, billingAccountId: '' }

/**
 * AWS console, Cost Explorer, Download as CSV, in any language: one row for each month, day or hour, one column for
 * each group and one for their sum; or turned round, a row for each group and a column for each day. One row adds up
 * the others. It names no account. What begins after the day of the import is a forecast.
 */
export const awsCostExplorer: Dialect = {
  name: 'aws-cost-explorer',
  version: 2,
  title,
  dataset: 'cost',
  seller: aws,
  recognises: (header) => explorerTable(Array.from(header)) !== null,
  open: (columns, asOf) => {
    const table = explorerTable(columns.names)
    if (table === null)
      return refused({ kind: 'missing-column', file: columns.file, column: 'Total costs($)', title })
    return ok((table.daysAre === 'rows' ? daysInRows : daysInColumns)(columns, table, asOf))
  },
}

function daysInRows(columns: Columns, table: ExplorerTable, asOf: Day): RowReader {
  const { label, total, billingCurrency } = table
  const cells = table.cells.length > 0 ? table.cells : [{ column: total, name: null }]
  const chargeOf = explorerCharges(columns.names[label] ?? '', billingCurrency)
  const readDay = remembered(explorerDay)
  let before: Day | null = null
  let forecasts = false
  let begun = false

  return (row, sink) => {
    const day = readDay(row.name(label))
    const isSum = day === null && (!begun || totalShape.test(row.name(label)))
    begun = true
    if (day === null && !isSum) return badCell(row, columns, label, 'date')
    if (day !== null && day > asOf) {
      forecasts = true
      sink.controlTotal(null)
      return null
    }
    const sum = zeroSum()
    for (const { column, name } of cells) {
      if (row.text(column).trim() === '') continue
      const billed = row.amount(column)
      if (billed === null) return badCell(row, columns, column, 'amount')
      addTo(sum, billed)
      if (day !== null && billed.digits !== 0n) sink.charge(chargeOf(name, day, billed))
    }
    const whole = totalOf(row, table, sum)
    if (whole === null) return badCell(row, columns, total, 'total')
    if (day === null) {
      if (!forecasts) sink.controlTotal({ currency: billingCurrency, billed: whole })
      return null
    }
    for (const days of periods(before, day))
      sink.covers({ ...days, lastDay: Math.min(days.lastDay, asOf) }, source)
    before = day
    return null
  }
}

function daysInColumns(columns: Columns, table: ExplorerTable, asOf: Day): RowReader {
  const { label, total, billingCurrency } = table
  const chargeOf = explorerCharges(columns.names[label] ?? '', billingCurrency)
  const dated = table.cells
    .flatMap(({ column, name }) => {
      const day = explorerDay(name)
      return day === null ? [] : [{ column, day }]
    })
    .toSorted((one, other) => one.day - other.day)
  const covered = dated.flatMap(({ day }, place) => periods(dated[place - 1]?.day ?? null, day))
  const forecasts = dated.some(({ day }) => day > asOf)
  let begun = false

  return (row, sink) => {
    const group = row.name(label).trim()
    if (group === '') return badCell(row, columns, label, 'text')
    const isSum = totalShape.test(group)
    if (!begun)
      for (const { firstDay, lastDay } of covered)
        if (firstDay <= asOf) sink.covers({ firstDay, lastDay: Math.min(lastDay, asOf) }, source)
    begun = true
    const sum = zeroSum()
    for (const { column, day } of dated) {
      if (row.text(column).trim() === '') continue
      const billed = row.amount(column)
      if (billed === null) return badCell(row, columns, column, 'amount')
      addTo(sum, billed)
      if (!isSum && day <= asOf && billed.digits !== 0n) sink.charge(chargeOf(group, day, billed))
    }
    const whole = totalOf(row, table, sum)
    if (whole === null) return badCell(row, columns, total, 'total')
    if (isSum && !forecasts) sink.controlTotal({ currency: billingCurrency, billed: whole })
    return null
  }
}

/** Days do not say what they span: two firsts of following months are months, all else is a day. */
function periods(before: Day | null, day: Day): readonly DayRange[] {
  const monthly =
    before !== null && before === firstDayOf(monthOfDay(day) - 1) && day === firstDayOf(monthOfDay(day))
  const lastDay = monthly ? lastDayOf(monthOfDay(day)) : day
  return monthly
    ? [
        { firstDay: before, lastDay: day - 1 },
        { firstDay: day, lastDay },
      ]
    : [{ firstDay: day, lastDay }]
}
