import { firstDayOf, lastDayOf, monthOfDay, parseDay, parseMonth, type DayRange } from '../../core/period.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import type { Problem } from '../../core/problem.ts'
import type { Row } from '../csv.ts'
import { mappedDays } from '../mapping-dates.ts'
import { badCell, findFirst, remembered, type Columns, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import { badCurrency, isFooter, moneyNames, readFooter, stated, type Above } from './google-console.ts'
import { hasGoogleMoney, netMoney, netOf } from './google-net.ts'
import { googleCloud } from './sellers.ts'
import { consumption, geminiMeter, rememberedMeter } from './token-meters.ts'

const title = 'a Google Cloud Reports download'

/** What a report can be grouped by, in words of Google's own. */
const ownDimensions = [
  'Service description',
  'Service ID',
  'SKU description',
  'SKU ID',
  'Project name',
  'Project ID',
  'Project number',
  'Project hierarchy',
]
/** The same in words that anybody's table may have; the project of an AI provider too. */
const places = ['Location', 'Region', 'Zone', 'Multi-region']
const plainDimensions = [...places, 'Project', 'Service', 'SKU', 'Folder', 'Organization', 'Label']

const times = ['Month', 'Date']

/**
 * Whether a table with money is Google's: by a subtotal beside itself unrounded, by a word of Google's, or by nothing in it
 * that Google has not. A day and a cost alone could be anybody's.
 */
function isGoogles(header: ReadonlySet<string>, money: ReadonlyMap<string, string>): boolean {
  if (!['subtotal', 'unrounded subtotal', 'cost', 'list cost'].some((name) => money.has(name))) return false
  if (money.has('subtotal') && money.has('unrounded subtotal')) return true
  if (hasGoogleMoney(money) || (!isList(money) && ownDimensions.some((name) => header.has(name)))) return true
  const amounts = new Set(money.values())
  const others = Array.from(header).filter((name) => !amounts.has(name) && !times.includes(name))
  const known = money.has('subtotal') ? plainDimensions : places
  const isTimed = times.some((name) => header.has(name))
  const hasSigns = !Array.from(amounts).some((name) => /\([A-Z]{3}\)$/.test(name))
  return (
    isTimed && hasSigns && !isList(money) && others.length > 0 && others.every((name) => known.includes(name))
  )
}

/** Whether prices before any saving are all that a table has. */
const isList = (money: ReadonlyMap<string, string>): boolean => money.size === 1 && money.has('list cost')

/**
 * Google Cloud console, Billing, Reports, Download CSV: a month or a day, what the user grouped by, and
 * the money in columns that name their currency (`Subtotal ($)`, in British English too). Before the header
 * may stand what the report is about. Savings and credits are taken off in the subtotal. Footers add up what
 * is above them; their label may stand where the days do, or the services. A month's row speaks for the whole month, as far as it has passed.
 */
export const googleReports: Dialect = {
  name: 'google-reports',
  version: 5,
  title,
  dataset: 'cost',
  seller: googleCloud,
  recognises: (header) => {
    const money = moneyNames(header)
    return isGoogles(header, money) && !header.has('Cost type') && !header.has('Currency')
  },
  open: (columns, asOf) => {
    const money = netMoney(columns)
    if (money === null)
      return refused({ kind: 'missing-column', file: columns.file, column: 'Subtotal', title })
    const month = columns.find('Month')
    const time = columns.find('Date') ?? month
    const whole = time === null ? wholeReport(columns) : null
    if (whole?.ok === false) return whole
    const { exact, currency } = money
    const service = findFirst(columns, ['Service description', 'Service', 'Service ID'])
    const account = columns.find('Billing account ID')
    const project = findFirst(columns, [
      'Project name',
      'Project ID',
      'Project',
      'Project number',
      'Project hierarchy',
      'Label',
    ])
    const skuName = findFirst(columns, ['SKU description', 'SKU', 'SKU ID'])
    const quantity = columns.find('Usage amount')
    const unit = columns.find('Usage unit')
    const readDays = remembered(time === month ? monthOf : dayOf)
    const accountAbove = stated(columns, 'billing account id') ?? ''
    const meterOf = rememberedMeter(geminiMeter)
    let above: Above | null = null

    return ok((row, sink) => {
      const days = time === null ? whole?.value : readDays(row.name(time))
      const isUndated = time !== null && row.name(time).trim() === ''
      if (
        isUndated ||
        (time === null && isEmpty(row)) ||
        ((time === null || !days) && isFooter(row, columns))
      )
        return readFooter(row, columns, money, above, time ?? 0, sink)
      if (!days) return badCell(row, columns, time ?? 0, 'date')
      const billed = netOf(row, money)
      if ('bad' in billed) return badCell(row, columns, billed.bad, 'amount')
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
        project: projectOf(textIn(row, project)),
        cost: { billed, effective: billed, billingCurrency: currency },
        ...consumed,
      })
      sink.covers({ firstDay: day, lastDay: Math.max(day, Math.min(days.lastDay, asOf)) }, source)
      return null
    })
  },
}

/** `[Charges not specific to a project]` is none. */
const projectOf = (text: string | null): string | null =>
  text !== null && /^\[charges not specific to .*\]$/i.test(text) ? null : text

const isEmpty = (row: Row): boolean =>
  Array.from({ length: row.cells() }, (_, column) => row.name(column).trim()).every((text) => text === '')

function dayOf(text: string): DayRange | null {
  const day = parseDay(text)
  return day === null ? null : { firstDay: day, lastDay: day }
}

/** The days of `2026-06`, of `Jun-26`, which a spreadsheet makes of it, or of a month named by its first day. */
function monthOf(text: string): DayRange | null {
  const named = mappedDays(text, 'mon-y')
  if (named !== null) return named
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
