import { partOfAccount } from '../../core/money-sources.ts'
import { parseCurrency } from '../../core/money.ts'
import { ok, refused } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, type Columns, type Dialect } from '../dialect.ts'
import { azureDates } from './azure-dates.ts'
import { assigned, azureColumns, categoryOf, foldedHeader } from './azure-words.ts'
import { textIn } from './cells.ts'
import { chargeDays } from './charge-days.ts'
import { microsoft } from './sellers.ts'
import { azureMeter, consumption, rememberedMeter } from './token-meters.ts'

const title = 'an Azure cost details export'

/**
 * Azure Cost Management exports of cost details: pay-as-you-go, enterprise (EA) and customer agreements
 * (MCA, CSP), actual and amortized. An export has one figure of cost: the actual one is what was billed,
 * with reservations in their `Purchase` rows; the amortized one is the same money spread over usage. The
 * figure that a file lacks is not known and not zero, so billed and effective cost are both the one it has.
 * The header is the same for both; a row in which a commitment costs something by its use is in the amortized one
 * only. An empty invoice id says nothing: enterprise exports leave it out. A file without the billing account's column is
 * of one or more subscriptions, each an account of its own, which another export may show as a part of its account.
 */
export const azureCostDetails: Dialect = {
  name: 'azure-cost-details',
  version: 3,
  title,
  dataset: 'cost',
  seller: microsoft,
  recognises: (header) => {
    const names = foldedHeader(header)
    return (
      names.has('metercategory') &&
      names.has('consumedservice') &&
      (names.has('costinbillingcurrency') || names.has('pretaxcost') || names.has('cost')) &&
      (names.has('date') || names.has('usagedatetime'))
    )
  },
  open: (columns) => {
    const found = azureColumns(columns)
    if (!found.ok) return found
    const { find } = found.value
    const missing = (column: string): ReturnType<Dialect['open']> =>
      refused({ kind: 'missing-column', file: columns.file, column, title })
    const cost = find('costinbillingcurrency', 'pretaxcost', 'cost')
    if (cost === null) return missing('CostInBillingCurrency')
    const currency = find('billingcurrencycode', 'billingcurrency', 'currency')
    if (currency === null) return missing('BillingCurrency')
    const date = find('date', 'usagedatetime')
    if (date === null) return missing('Date')
    const subscription = find('subscriptionid', 'subscriptionguid')
    if (subscription === null) return missing('SubscriptionId')
    const billingAccount = find('billingaccountid')
    const subscriptionName = find('subscriptionname')
    const chargeType = find('chargetype')
    const services = [
      find('metercategory'),
      find('productname', 'product'),
      find('publishername'),
      find('consumedservice'),
    ]
    const meterName = find('metername')
    const quantity = find('quantity', 'usagequantity')
    const unit = find('unitofmeasure')
    const pricingModel = find('pricingmodel')
    const invoice = find('invoiceid')
    const meterOf = rememberedMeter(azureMeter)
    let amortized = false
    let saidPart = billingAccount !== null
    const readDay = billedDays(
      columns,
      date,
      find('billingperiodstartdate', 'billingperiodstart'),
      find('billingperiodenddate', 'billingperiodend'),
    )

    return ok((row, sink) => {
      const chargeCategory = chargeType === null ? 'Usage' : categoryOf(row.name(chargeType))
      if (chargeCategory === null) return badCell(row, columns, chargeType ?? 0, 'category')
      const billed = row.amount(cost)
      if (billed === null) return badCell(row, columns, cost, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
      const account = accountAsFocus(textIn(row, billingAccount)) ?? textIn(row, subscription)
      if (account === null) return badCell(row, columns, subscription, 'text')
      const day = readDay(row)
      if (!day.ok) return day.problem
      const service = firstAssigned(row, services) ?? 'Not itemised'
      const sku = assigned(textIn(row, meterName))
      const unitText = assigned(textIn(row, unit))
      const used = chargeCategory === 'Usage'
      const meter = used ? meterOf(service, sku, unitText) : null
      const consumed = consumption(row, used ? quantity : null, meter, { sku, unit: unitText })
      if (consumed === undefined) return badCell(row, columns, quantity ?? 0, 'amount')
      if (!saidPart) sink.turnsOutToBe(partOfAccount, 'cost')
      saidPart = true
      if (!amortized && used && billed.digits !== 0n && committed.test(textIn(row, pricingModel) ?? '')) {
        amortized = true
        sink.turnsOutToBe('azure-amortized', 'cost')
      }

      const charge = {
        serviceProviderName: microsoft,
        billingAccountId: account,
        day: day.value.firstDay,
        moved: day.value.moved,
        chargeCategory,
        serviceName: meter?.model ?? service,
        project: textIn(row, subscriptionName) ?? textIn(row, subscription),
        cost: { billed, effective: billed, billingCurrency },
        ...consumed,
      }
      const invoiceId = textIn(row, invoice)
      sink.charge(invoiceId === null ? charge : { ...charge, invoiceId })
      return null
    })
  },
}

/** The day of a row, moved into its billing period, whose end Azure includes; a period may be left empty. */
function billedDays(columns: Columns, date: number, periodStart: number | null, periodEnd: number | null) {
  const readDates = azureDates()
  const unknown = periodStart === null || periodEnd === null
  const places = unknown ? [date] : [date, periodStart, periodEnd]
  return (row: Row) => {
    const filled = places.filter((place) => place === date || row.name(place).trim() !== '')
    const days = readDates(filled.map((place) => row.name(place)))
    const bad = filled.find((_, at) => days[at] === null)
    const [day = null, from = null, lastDay = null] = days
    if (bad !== undefined || day === null) return refused(badCell(row, columns, bad ?? date, 'date'))
    const billing = from === null || lastDay === null ? null : { from, to: lastDay + 1 }
    return ok(chargeDays({ from: day, to: day + 1 }, billing, 'Usage'))
  }
}

const firstAssigned = (row: Row, columns: readonly (number | null)[]): string | null =>
  columns.map((column) => assigned(textIn(row, column))).find((text) => text !== null) ?? null

/** How use is paid by a commitment; use of one costs nothing in the actual figures, its purchase does. */
const committed = /^(?:reservation|savings ?plan)$/i

/** An enrolment's number as FOCUS files of Azure write it, so that both forms of one bill are one source. */
const accountAsFocus = (id: string | null): string | null =>
  id !== null && /^\d+$/.test(id) ? `/providers/Microsoft.Billing/billingAccounts/${id}` : id
