import { parseCurrency } from '../../core/money.ts'
import { firstDayOf, lastDayOf, monthOfDay, parseMonth, type Day } from '../../core/period.ts'
import { ok, refused } from '../../core/result.ts'
import { badCell, need, type Dialect } from '../dialect.ts'
import { azureDates } from './azure-dates.ts'
import { assigned, azureColumns, categoryOf, foldedHeader } from './azure-words.ts'
import { textIn } from './cells.ts'
import { microsoft } from './sellers.ts'

const title = 'an Azure Cost analysis download'

/** What a view can be grouped by. One must be there, or the cost in dollars: a day and a cost alone could be anybody's. */
const dimensions = [
  'servicename',
  'servicetier',
  'metercategory',
  'metersubcategory',
  'meter',
  'metername',
  'subscription',
  'subscriptionname',
  'subscriptionid',
  'resourcegroup',
  'resourcegroupname',
  'resourceid',
  'resourcetype',
  'resourcelocation',
  'publishertype',
  'pricingmodel',
  'coststatus',
]

const times = ['date', 'usagedate', 'month', 'billingmonth']

/** `Cost`, `PreTaxCost`, or `Cost (USD)` with its currency in the name. */
const costShape = /^(?:Cost|PreTaxCost)(?: ?\(([A-Z]{3})\))?$/i

/**
 * What the portal's Cost analysis downloads: a month or day, the dimensions the user chose, a cost and its
 * currency. It names no billing account. A month's row speaks for the whole month; forecasts are passed over.
 * `CostUSD` is the same money in dollars. A view without granularity has no time in it and is refused.
 */
export const azureCostAnalysis: Dialect = {
  name: 'azure-cost-analysis',
  version: 3,
  title,
  dataset: 'cost',
  seller: microsoft,
  recognises: (header) => {
    const names = foldedHeader(header)
    return (
      header.has('Currency') &&
      Array.from(header).some((name) => costShape.test(name)) &&
      (times.some((name) => names.has(name)) || header.has('CostUSD')) &&
      (dimensions.some((name) => names.has(name)) || header.has('CostUSD')) &&
      !names.has('consumedservice')
    )
  },
  open: (columns) => {
    const found = azureColumns(columns)
    if (!found.ok) return found
    const needed = need(columns, title, ['Currency'])
    if (!needed.ok) return needed
    const [currency] = needed.value
    const { find } = found.value
    const [cost, second] = columns.names.flatMap((name, place) => (costShape.test(name) ? [place] : []))
    if (cost === undefined)
      return refused({ kind: 'missing-column', file: columns.file, column: 'Cost', title })
    if (second !== undefined)
      return refused({ kind: 'repeated-column', file: columns.file, column: columns.names[second] ?? '' })
    const month = find('month', 'billingmonth')
    const time = find('date', 'usagedate') ?? month
    if (time === null)
      return refused({ kind: 'refused-form', file: columns.file, form: 'azure-cost-without-days' })
    const monthly = time === month
    const inName = costShape.exec(columns.names[cost] ?? '')?.[1]?.toUpperCase() ?? null
    const service = find('servicename', 'metercategory')
    const project = find(
      'subscriptionname',
      'subscription',
      'subscriptionid',
      'resourcegroupname',
      'resourcegroup',
    )
    const meter = find('metername', 'meter', 'metersubcategory')
    const chargeType = find('chargetype')
    const status = find('coststatus')
    const readDates = azureDates()

    return ok((row, sink) => {
      if (status !== null && /^forecast/i.test(row.name(status).trim())) return null
      const chargeCategory = chargeType === null ? 'Usage' : categoryOf(row.name(chargeType))
      if (chargeCategory === null) return badCell(row, columns, chargeType ?? 0, 'category')
      const billed = row.amount(cost)
      if (billed === null) return badCell(row, columns, cost, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      if (billingCurrency === null || (inName !== null && inName !== billingCurrency))
        return badCell(row, columns, currency, 'currency')
      const day = monthly ? firstOfMonth(row.name(time), readDates) : (readDates([row.name(time)])[0] ?? null)
      if (day === null) return badCell(row, columns, time, 'date')

      sink.charge({
        serviceProviderName: microsoft,
        billingAccountId: '',
        day,
        chargeCategory,
        serviceName: assigned(textIn(row, service)) ?? 'Not itemised',
        project: assigned(textIn(row, project)),
        sku: assigned(textIn(row, meter)),
        cost: { billed, effective: billed, billingCurrency },
        consumedQuantity: null,
        consumedUnit: null,
      })
      if (monthly)
        sink.covers(
          { firstDay: day, lastDay: lastDayOf(monthOfDay(day)) },
          { serviceProviderName: microsoft, billingAccountId: '' },
        )
      return null
    })
  },
}

/** The first day of `2026-06` or of a month named by its first day; null for any other. */
function firstOfMonth(text: string, readDates: ReturnType<typeof azureDates>): Day | null {
  const month = parseMonth(text.trim())
  if (month !== null) return firstDayOf(month)
  const [day = null] = readDates([text])
  return day !== null && day === firstDayOf(monthOfDay(day)) ? day : null
}
