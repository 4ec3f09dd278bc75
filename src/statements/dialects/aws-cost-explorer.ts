import type { ChargeCategory } from '../../core/charge.ts'
import { addTo, toScale, zeroSum } from '../../core/decimal.ts'
import { firstDayOf, lastDayOf, monthOfDay, parseDay, type Day, type DayRange } from '../../core/period.ts'
import { ok, refused } from '../../core/result.ts'
import { badCell, remembered, type Dialect } from '../dialect.ts'
import { currencyOfSign } from './currency-signs.ts'
import { aws } from './sellers.ts'

const title = 'an AWS Cost Explorer download'

/** `Bedrock($)`, `Bedrock(USD)`; `S3(Requests)` is a quantity. */
const shape = /^(.*\S)\s?\(([^()]+)\)$/
/** `Total costs`, `Costos totales`, `Coûts totaux`, `Gesamtkosten`, in the languages of the console. */
const totalShape = /(?<!sub)tota|gesamt|toplam|合計|总|總|총/i

const categories: Readonly<Record<string, ChargeCategory>> = {
  tax: 'Tax',
  credit: 'Credit',
  refund: 'Adjustment',
}

type Group = { readonly column: number; readonly name: string }

function readNames(
  names: readonly string[],
): { readonly sign: string; readonly groups: readonly Group[] } | null {
  const [first, ...others] = names.map((name) => shape.exec(name))
  const total = others.at(-1)
  if (first !== null || !total || !totalShape.test(total[1] ?? '')) return null
  const sign = total[2] ?? ''
  if (others.includes(null) || currencyOfSign(sign) === null) return null
  const groups = others
    .slice(0, -1)
    .flatMap((match, place) =>
      match?.[1] !== undefined && match[2] === sign ? [{ column: place + 1, name: match[1] }] : [],
    )
  return { sign, groups }
}

/**
 * AWS console, Cost Explorer, Download as CSV, in any language: one row for each month, day or hour, one
 * column for each group, the last of them their sum. The first row adds up the others. It names no account.
 * Rows that begin after the day of the import are forecasts.
 */
export const awsCostExplorer: Dialect = {
  name: 'aws-cost-explorer',
  version: 1,
  title,
  dataset: 'cost',
  seller: aws,
  recognises: (header) => readNames(Array.from(header)) !== null,
  open: (columns, asOf) => {
    const found = readNames(columns.names)
    const billingCurrency = found && currencyOfSign(found.sign)
    if (found === null || billingCurrency === null)
      return refused({ kind: 'missing-column', file: columns.file, column: 'Total costs($)', title })
    const total = columns.names.length - 1
    const groups = found.groups.length > 0 ? found.groups : [{ column: total, name: 'Not itemised' }]
    const grouping = groupingOf(columns.names[0] ?? '')
    const readDay = remembered(parseDay)
    const source = { serviceProviderName: aws, billingAccountId: '' }
    let before: Day | null = null
    let begun = false

    return ok((row, sink) => {
      const day = readDay(row.name(0))
      const isSum = day === null && !begun
      begun = true
      if (day === null && !isSum) return badCell(row, columns, 0, 'date')
      if (day !== null && day > asOf) {
        sink.controlTotal(null)
        return null
      }
      const sum = zeroSum()
      for (const { column, name } of groups) {
        if (row.text(column).trim() === '') continue
        const billed = row.amount(column)
        if (billed === null) return badCell(row, columns, column, 'amount')
        addTo(sum, billed)
        if (day === null || billed.digits === 0n) continue
        sink.charge({
          ...source,
          day,
          chargeCategory: categories[name.toLowerCase()] ?? 'Usage',
          serviceName: grouping === 'service' ? name : 'Not itemised',
          project: grouping === 'account' ? name : null,
          sku: grouping === 'other' && found.groups.length > 0 ? name : null,
          cost: { billed, effective: billed, billingCurrency },
          consumedQuantity: null,
          consumedUnit: null,
        })
      }
      const whole = row.text(total).trim() === '' ? zeroSum() : row.amount(total)
      if (whole === null) return badCell(row, columns, total, 'amount')
      addTo(sum, { digits: -whole.digits, scale: whole.scale })
      // Each cell may have been rounded to cents.
      if (Math.abs(Number(toScale(sum, 2))) > 1 + groups.length / 2)
        return badCell(row, columns, total, 'amount')
      if (day === null) sink.controlTotal({ currency: billingCurrency, billed: whole })
      else {
        for (const days of periods(before, day))
          sink.covers({ ...days, lastDay: Math.min(days.lastDay, asOf) }, source)
        before = day
      }
      return null
    })
  },
}

function groupingOf(name: string): 'service' | 'account' | 'other' {
  if (/^(?:servi|dienst|サービス|服务|服務|서비스)/i.test(name)) return 'service'
  return /account|cuenta|konto|compte|conta\b/i.test(name) ? 'account' : 'other'
}

/** Rows do not say what they span: two firsts of following months are months, all else is a day. */
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
