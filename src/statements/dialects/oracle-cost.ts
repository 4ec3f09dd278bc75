import { parseCurrency } from '../../core/money.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, remembered, type Dialect } from '../dialect.ts'
import { quantityIn, textIn } from './cells.ts'
import { chargeDays } from './charge-days.ts'
import { oracle } from './sellers.ts'

const title = 'an Oracle Cloud cost report'

/**
 * Oracle Cloud's hourly cost report (`reports_cost-csv`). `cost/myCost` is what the line is charged; a
 * correction is a further line that takes back or adds. Cash and spread cost are not told apart. What has no price
 * (a free allowance, a tenancy without a subscription) costs 0 and leaves its currency out: its days are known.
 */
export const oracleCost: Dialect = {
  name: 'oracle-cost',
  version: 2,
  title,
  dataset: 'cost',
  seller: oracle,
  recognises: (header) => header.has('cost/myCost') && header.has('lineItem/intervalUsageStart'),
  open: (columns) => {
    const needed = need(columns, title, [
      'lineItem/tenantId',
      'lineItem/intervalUsageStart',
      'lineItem/intervalUsageEnd',
      'product/service',
      'cost/myCost',
      'cost/currencyCode',
    ])
    if (!needed.ok) return needed
    const [tenant, start, end, service, cost, currency] = needed.value
    const compartmentName = columns.find('product/compartmentName')
    const compartmentId = columns.find('product/compartmentId')
    const sku = columns.find('cost/productSku')
    const quantity = columns.find('usage/billedQuantity')
    const unit = columns.find('cost/skuUnitDescription')
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const billed = row.amount(cost)
      if (billed === null) return badCell(row, columns, cost, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      const unpriced = billed.digits === 0n && textIn(row, currency) === null
      if (billingCurrency === null && !unpriced) return badCell(row, columns, currency, 'currency')
      const billingAccountId = textIn(row, tenant)
      if (billingAccountId === null) return badCell(row, columns, tenant, 'text')
      const from = readDay(row.name(start))
      if (from === null) return badCell(row, columns, start, 'date')
      const to = readDay(row.name(end))
      if (to === null) return badCell(row, columns, end, 'date')
      const consumed = quantityIn(row, quantity)
      if (consumed === undefined) return badCell(row, columns, quantity ?? 0, 'amount')

      const days = chargeDays({ from, to }, null, 'Usage')
      if (billingCurrency === null) {
        sink.covers(days, { serviceProviderName: oracle, billingAccountId })
        return null
      }
      sink.charge({
        serviceProviderName: oracle,
        billingAccountId,
        day: days.firstDay,
        chargeCategory: 'Usage',
        serviceName: textIn(row, service) ?? 'Not itemised',
        project: textIn(row, compartmentName) ?? textIn(row, compartmentId),
        sku: textIn(row, sku),
        cost: { billed, effective: billed, billingCurrency },
        consumedQuantity: consumed,
        consumedUnit: consumed === null ? null : textIn(row, unit),
      })
      if (days.lastDay > days.firstDay) sink.covers(days, { serviceProviderName: oracle, billingAccountId })
      return null
    })
  },
}
