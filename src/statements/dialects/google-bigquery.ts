import type { ChargeCategory } from '../../core/charge.ts'
import { parseCurrency } from '../../core/money.ts'
import { firstDayOf, parseDay, parseMonth } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, remembered, type Columns, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import { chargeDays } from './charge-days.ts'
import { creditsSum } from './google-credits.ts'
import { googleCloud } from './sellers.ts'
import { consumption, geminiMeter, rememberedMeter } from './token-meters.ts'

const title = 'a Google Cloud billing export from BigQuery'

/** Google's `cost_type`; `roundoff` stands in Google's own sample for the documented `rounding_error`. */
const categories: ReadonlyMap<string, ChargeCategory> = new Map([
  ['regular', 'Usage'],
  ['tax', 'Tax'],
  ['adjustment', 'Adjustment'],
  ['rounding_error', 'Adjustment'],
  ['rounding error', 'Adjustment'],
  ['roundoff', 'Adjustment'],
])

/**
 * Google Cloud, standard or detailed usage cost table of the BigQuery export, flattened to CSV with dots or
 * underscores in the column names, or as JSON with a row on each line. `cost` leaves the credits out; they are a
 * list inside one cell and become a charge of their own, so that both add up to the invoice. `invoice.month` decides
 * the bill: a day outside it is moved to its nearest end. Amounts are in `currency`, not converted; usage times are
 * UTC.
 */
export const googleBigquery: Dialect = {
  name: 'google-bigquery',
  version: 2,
  title,
  dataset: 'cost',
  seller: googleCloud,
  recognises: (header) =>
    header.has('billing_account_id') &&
    header.has('usage_start_time') &&
    (header.has('invoice.month') || header.has('invoice_month')),
  open: (columns) => {
    const flattened = (name: string): string => writtenAs(columns, name)
    const needed = need(columns, title, [
      'billing_account_id',
      flattened('service.description'),
      'usage_start_time',
      'usage_end_time',
      'cost',
      'currency',
      'credits',
      flattened('invoice.month'),
      'cost_type',
    ])
    if (!needed.ok) return needed
    const [account, service, start, end, cost, currency, credits, invoiceMonth, costType] = needed.value
    const skuName = columns.find(flattened('sku.description'))
    const projectName = columns.find(flattened('project.name'))
    const projectId = columns.find(flattened('project.id'))
    const amount = columns.find(flattened('usage.amount'))
    const unit = columns.find(flattened('usage.unit'))
    const readDay = remembered(parseDay)
    const meterOf = rememberedMeter(geminiMeter)
    const readMonth = remembered((text) => parseMonth(`${text.slice(0, 4)}-${text.slice(4)}`))

    return ok((row, sink) => {
      const month = readMonth(row.name(invoiceMonth))
      if (month === null) return badCell(row, columns, invoiceMonth, 'date')
      const from = readDay(row.text(start))
      if (from === null) return badCell(row, columns, start, 'date')
      const to = readDay(row.text(end))
      if (to === null) return badCell(row, columns, end, 'date')
      const chargeCategory = categories.get(row.name(costType))
      if (chargeCategory === undefined) return badCell(row, columns, costType, 'category')
      const beforeCredits = row.amount(cost)
      if (beforeCredits === null) return badCell(row, columns, cost, 'amount')
      const credit = creditsSum(row.text(credits))
      if (credit === null) return badCell(row, columns, credits, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
      const sku = textIn(row, skuName)
      const unitText = textIn(row, unit)
      const serviceText = textIn(row, service)
      const meter = chargeCategory === 'Usage' ? meterOf(serviceText, sku, unitText) : null
      const consumed = consumption(row, amount, meter, { sku, unit: unitText })
      if (consumed === undefined) return badCell(row, columns, amount ?? 0, 'amount')

      const bill = { from: firstDayOf(month), to: firstDayOf(month + 1) }
      const days = chargeDays({ from, to }, bill, chargeCategory)
      const source = { serviceProviderName: googleCloud, billingAccountId: textIn(row, account) ?? '' }
      const charge = {
        ...source,
        day: days.firstDay,
        moved: days.moved,
        serviceName: meter?.model ?? serviceText ?? 'Not itemised',
        project: textIn(row, projectName) ?? textIn(row, projectId),
      }
      sink.charge({
        ...charge,
        chargeCategory,
        cost: { billed: beforeCredits, effective: beforeCredits, billingCurrency },
        ...consumed,
      })
      if (credit.digits !== 0n)
        sink.charge({
          ...charge,
          chargeCategory: 'Credit',
          sku: consumed.sku,
          cost: { billed: credit, effective: credit, billingCurrency },
          consumedQuantity: null,
          consumedUnit: null,
        })
      if (days.lastDay > days.firstDay) sink.covers(days, source)
      return null
    })
  },
}

/** `service.description` as this file writes it, or else as it writes the month: with a dot or an underscore. */
function writtenAs(columns: Columns, name: string): string {
  const underscored = name.replaceAll('.', '_')
  if (columns.has(name) || columns.has(underscored)) return columns.has(name) ? name : underscored
  return columns.has('invoice.month') ? name : underscored
}
