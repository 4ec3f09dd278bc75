import { firstDayOf, lastDayOf, monthOfDay, parseDay, parseMonth, type DayRange } from '../../core/period.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import type { Problem } from '../../core/problem.ts'
import { badCell, remembered, type Columns, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import {
  badCurrency,
  isFooter,
  moneyNames,
  moneyOf,
  readFooter,
  stated,
  type Above,
} from './google-console.ts'
import { googleCloud } from './sellers.ts'
import { consumption, geminiMeter, rememberedMeter } from './token-meters.ts'

const title = 'a Google Cloud Reports download'

/** What a report can be grouped by. A cost alone could be anybody's; a subtotal beside itself unrounded is Google's. */
const dimensions = [
  'Service description',
  'Service ID',
  'SKU description',
  'SKU ID',
  'Project name',
  'Project ID',
]

/**
 * Google Cloud console, Billing, Reports, Download CSV: a month or a day, what the user grouped by, and
 * the money in columns that name their currency (`Subtotal ($)`, in British English too). Before the header
 * may stand what the report is about. Savings and credits are taken off in the subtotal. Footers add up what
 * is above them; their label may stand where the days do, or the services. A month's row speaks for the whole month, as far as it has passed.
 */
export const googleReports: Dialect = {
  name: 'google-reports',
  version: 4,
  title,
  dataset: 'cost',
  seller: googleCloud,
  recognises: (header) => {
    const money = moneyNames(header)
    return (
      ((money.has('subtotal') && money.has('unrounded subtotal')) ||
        (dimensions.some((name) => header.has(name)) &&
          (money.has('subtotal') || money.has('unrounded subtotal') || money.has('cost')))) &&
      !header.has('Cost type') &&
      !header.has('Currency')
    )
  },
  open: (columns, asOf) => {
    const names = moneyNames(columns.names)
    const subtotal = moneyOf(columns, 'unrounded subtotal', 'subtotal')
    const money = subtotal ?? (names.size === 1 ? moneyOf(columns, 'cost', 'cost') : null)
    if (money === null)
      return refused({ kind: 'missing-column', file: columns.file, column: 'Subtotal', title })
    const month = columns.find('Month')
    const time = columns.find('Date') ?? month
    const whole = time === null ? wholeReport(columns) : null
    if (whole?.ok === false) return whole
    const { exact, currency } = money
    const service = columns.find('Service description')
    const account = columns.find('Billing account ID')
    const project = columns.find('Project name') ?? columns.find('Project ID') ?? columns.find('Label')
    const skuName = columns.find('SKU description') ?? columns.find('SKU ID')
    const quantity = columns.find('Usage amount')
    const unit = columns.find('Usage unit')
    const readDays = remembered(time === month ? monthOf : dayOf)
    const accountAbove = stated(columns, 'billing account id') ?? ''
    const meterOf = rememberedMeter(geminiMeter)
    let above: Above | null = null

    return ok((row, sink) => {
      const days = time === null ? whole?.value : readDays(row.name(time))
      const isUndated = row.name(time ?? 0).trim() === ''
      if (isUndated || ((time === null || !days) && isFooter(row, columns)))
        return readFooter(row, columns, money, above, time ?? 0, sink)
      if (!days) return badCell(row, columns, time ?? 0, 'date')
      const billed = row.amount(exact)
      if (billed === null) return badCell(row, columns, exact, 'amount')
      if (currency === null) return badCurrency(row, columns, exact)
      const sku = textIn(row, skuName)
      const serviceText = textIn(row, service)
      const unitText = textIn(row, unit)
      const meter = meterOf(serviceText, sku, unitText)
      const consumed = consumption(row, quantity, meter, { sku, unit: unitText })
      if (consumed === undefined) return badCell(row, columns, quantity ?? 0, 'amount')
      const day = days.firstDay
      const billingAccountId = textIn(row, account) ?? accountAbove
      const source = { serviceProviderName: googleCloud, billingAccountId }
      if (above === null || above.day < day) above = { day, billingAccountId }
      sink.charge({
        ...source,
        day,
        chargeCategory: 'Usage',
        serviceName: meter?.model ?? serviceText ?? 'Not itemised',
        project: textIn(row, project),
        cost: { billed, effective: billed, billingCurrency: currency },
        ...consumed,
      })
      sink.covers({ firstDay: day, lastDay: Math.max(day, Math.min(days.lastDay, asOf)) }, source)
      return null
    })
  },
}

function dayOf(text: string): DayRange | null {
  const day = parseDay(text)
  return day === null ? null : { firstDay: day, lastDay: day }
}

/** The days of `2026-06`, or of a month named by its first day. */
function monthOf(text: string): DayRange | null {
  const day = parseDay(text)
  const month = parseMonth(text.trim()) ?? (day === null ? null : monthOfDay(day))
  if (month === null || (day !== null && day !== firstDayOf(month))) return null
  return { firstDay: firstDayOf(month), lastDay: lastDayOf(month) }
}

/** The days of a report that is not split by time: they stand above the header and must be of one month. */
function wholeReport(columns: Columns): Result<DayRange, Problem> {
  const firstDay = parseDay(stated(columns, 'start date') ?? '')
  const lastDay = parseDay(stated(columns, 'end date') ?? '')
  return firstDay !== null && lastDay !== null && monthOfDay(firstDay) === monthOfDay(lastDay)
    ? ok({ firstDay, lastDay })
    : refused({ kind: 'refused-form', file: columns.file, form: 'google-report-without-days' })
}
