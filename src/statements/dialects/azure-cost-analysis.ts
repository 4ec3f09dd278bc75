import { parseCurrency } from '../../core/money.ts'
import { firstDayOf, lastDayOf, monthOfDay, parseMonth, type Day } from '../../core/period.ts'
import { ok, refused } from '../../core/result.ts'
import { badCell, need, type Dialect } from '../dialect.ts'
import { mappedDays } from '../mapping-dates.ts'
import { azureDates } from './azure-dates.ts'
import { assigned, azureColumns, categoryOf, folded, foldedHeader } from './azure-words.ts'
import { textIn } from './cells.ts'
import { microsoft } from './sellers.ts'

const title = 'an Azure Cost analysis download'

/** What a view can be grouped by, in words that only Azure's exports have. */
const ownDimensions = [
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
  'chargetype',
  'consumedservice',
  'invoicesection',
  'invoicesectionname',
  'invoicesectionid',
  'billingprofilename',
  'billingprofileid',
  'enrollmentaccountname',
  'servicefamily',
  'benefitname',
  'benefitid',
  'reservationname',
  'reservationid',
  'tagkey',
  'tagvalue',
]

/** The same in words that anybody's table may have. */
const plainDimensions = [
  'location',
  'provider',
  'product',
  'productname',
  'resource',
  'resourcename',
  'meterid',
  'partnumber',
  'departmentname',
  'department',
  'accountname',
  'billingaccountname',
  'billingaccountid',
  'billingprofile',
  'billingperiod',
  'customername',
  'customer',
  'partnername',
  'publishername',
  'costcenter',
  'costallocationrulename',
  'frequency',
  'invoiceid',
  'tag',
  'tags',
]

const times = ['date', 'usagedate', 'month', 'billingmonth']
/** Of these, the ones that are Azure's. */
const ownTimes = ['usagedate', 'billingmonth']

/** `Cost`, `PreTaxCost`, or `Cost (USD)` with its currency in the name. */
const costShape = /^(?:Cost|PreTaxCost)(?: ?\(([A-Z]{3})\))?$/i

/**
 * Whether a table with a cost and `Currency` is Azure's: by a column that only Azure has, or, where the cost has its
 * currency in its name and so says it twice, by nothing in it that Azure has not. A day, a cost and a currency alone
 * could be anybody's.
 */
function isAzures(header: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  if (header.has('CostUSD') || names.has('pretaxcost')) return true
  if ([...ownTimes, ...ownDimensions].some((name) => names.has(name))) return true
  const isDimension = (name: string): boolean => plainDimensions.includes(folded(name)) || isTag(name)
  if (!Array.from(header).some(isDimension)) return false
  const known = new Set(['currency', ...times])
  return Array.from(header).every((name) =>
    costShape.test(name)
      ? costShape.exec(name)?.[1] !== undefined
      : known.has(folded(name)) || isDimension(name),
  )
}

/** `Tag: team`, `TagKey:env`. */
const isTag = (name: string): boolean => /^tag(?:key)? ?: ?\S/i.test(name)

/** What each line of a cost details export has, and no sum of them. */
const itemised = ['quantity', 'usagequantity', 'resourcerate', 'unitprice', 'effectiveprice']

/**
 * What the portal's Cost analysis downloads: a month or day, the dimensions the user chose, a cost and its
 * currency. It names no billing account. A month's row speaks for the whole month; forecasts are passed over.
 * `CostUSD` is the same money in dollars, and so is `Cost (USD)` beside the cost in the currency of the row. A view without granularity has no time in it and is refused.
 */
export const azureCostAnalysis: Dialect = {
  name: 'azure-cost-analysis',
  version: 4,
  title,
  dataset: 'cost',
  seller: microsoft,
  recognises: (header) => {
    const names = foldedHeader(header)
    return (
      header.has('Currency') &&
      Array.from(header).some((name) => costShape.test(name)) &&
      (times.some((name) => names.has(name)) || header.has('CostUSD')) &&
      isAzures(header, names) &&
      !itemised.some((name) => names.has(name)) &&
      !(names.has('metercategory') && names.has('consumedservice'))
    )
  },
  open: (columns) => {
    const found = azureColumns(columns)
    if (!found.ok) return found
    const needed = need(columns, title, ['Currency'])
    if (!needed.ok) return needed
    const [currency] = needed.value
    const { find } = found.value
    const costs = columns.names.flatMap((name, place) => {
      const match = costShape.exec(name)
      return match ? [{ place, currency: match[1]?.toUpperCase() ?? null }] : []
    })
    const [unnamed, second] = costs.filter(({ currency }) => currency === null)
    if (costs.length === 0)
      return refused({ kind: 'missing-column', file: columns.file, column: 'Cost', title })
    if (second)
      return refused({
        kind: 'repeated-column',
        file: columns.file,
        column: columns.names[second.place] ?? '',
      })
    const month = find('month', 'billingmonth')
    const time = find('date', 'usagedate') ?? month
    if (time === null)
      return refused({ kind: 'refused-form', file: columns.file, form: 'azure-cost-without-days' })
    const monthly = time === month
    const service = find(
      'servicename',
      'metercategory',
      'productname',
      'product',
      'consumedservice',
      'provider',
      'servicefamily',
    )
    const project = find(
      'subscriptionname',
      'subscription',
      'subscriptionid',
      'resourcegroupname',
      'resourcegroup',
      'invoicesectionname',
      'invoicesection',
      'invoicesectionid',
      'billingprofilename',
      'billingprofile',
      'enrollmentaccountname',
      'accountname',
      'departmentname',
      'department',
      'costcenter',
      'customername',
      'customer',
      'tagvalue',
    )
    const meter = find('metername', 'meter', 'metersubcategory')
    const chargeType = find('chargetype')
    const status = find('coststatus')
    const readAll = azureDates()
    const readDay = (text: string): Day | null =>
      readAll([text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')])[0] ?? null

    return ok((row, sink) => {
      if (status !== null && /^forecast/i.test(row.name(status).trim())) return null
      const chargeCategory = chargeType === null ? 'Usage' : categoryOf(row.name(chargeType))
      if (chargeCategory === null) return badCell(row, columns, chargeType ?? 0, 'category')
      const billingCurrency = parseCurrency(row.name(currency))
      const cost = unnamed ?? costs.find((one) => one.currency === billingCurrency)
      if (billingCurrency === null || cost === undefined) return badCell(row, columns, currency, 'currency')
      const billed = row.amount(cost.place)
      if (billed === null) return badCell(row, columns, cost.place, 'amount')
      const day = monthly ? firstOfMonth(row.name(time), readDay) : readDay(row.name(time))
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

/** The first day of `2026-06`, of `Jun-26`, which a spreadsheet makes of it, or of a month named by its first day; null for any other. */
function firstOfMonth(text: string, readDay: (text: string) => Day | null): Day | null {
  const month = parseMonth(text.trim())
  if (month !== null) return firstDayOf(month)
  const named = mappedDays(text, 'mon-y')
  if (named !== null) return named.firstDay
  const day = readDay(text)
  return day !== null && day === firstDayOf(monthOfDay(day)) ? day : null
}
