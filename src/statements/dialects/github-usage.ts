import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, remembered, type Dialect } from '../dialect.ts'
import { quantityIn, textIn } from './cells.ts'

const title = 'a GitHub usage report'

/** `copilot_premium_request`, `Copilot Premium Request`, `coding_agent_ai_credit`. */
const copilotSku = /(?:premium[ _]request|ai[ _]credit)s?$/i

/**
 * GitHub, usage report of all products and of Copilot alone (premium requests, AI credits), in the forms
 * since 2025-10. `net_amount` is what is billed, in dollars; `gross_amount`, `discount_amount` and the `aic_`
 * columns are other views of the same money. The Copilot report repeats what the report of all products says
 * of these SKUs and knows no seats and no Actions, so they are a provider of their own: whichever report
 * comes later speaks for them, and only for them. Days are UTC; rows of one key are all real. Tokens are left
 * out: a charge with money carries one quantity, and that is the billed one.
 */
export const githubUsage: Dialect = {
  name: 'github-usage',
  version: 1,
  title,
  dataset: 'cost',
  seller: null,
  recognises: (header) => header.has('net_amount') && header.has('unit_type') && header.has('sku'),
  open: (columns) => {
    const needed = need(columns, title, ['date', 'product', 'sku', 'quantity', 'unit_type', 'net_amount'])
    if (!needed.ok) return needed
    const [date, product, sku, quantity, unitType, netAmount] = needed.value
    const model = columns.find('model')
    const organization = columns.find('organization')
    const repository = columns.find('repository')
    const costCenter = columns.find('cost_center_name')
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const day = readDay(row.name(date))
      if (day === null) return badCell(row, columns, date, 'date')
      const billed = row.amount(netAmount)
      if (billed === null) return badCell(row, columns, netAmount, 'amount')
      const consumedQuantity = quantityIn(row, quantity)
      if (consumedQuantity === null || consumedQuantity === undefined)
        return badCell(row, columns, quantity, 'amount')
      const skuText = textIn(row, sku)
      sink.charge({
        serviceProviderName: skuText !== null && copilotSku.test(skuText) ? 'GitHub Copilot' : 'GitHub',
        billingAccountId: textIn(row, organization) ?? '',
        day,
        chargeCategory: 'Usage',
        serviceName: textIn(row, model) ?? textIn(row, product) ?? 'Not itemised',
        project: textIn(row, repository) ?? textIn(row, costCenter),
        sku: skuText,
        cost: { billed, effective: billed, billingCurrency: 'USD' },
        consumedQuantity,
        consumedUnit: textIn(row, unitType),
      })
      sink.covers({ firstDay: day, lastDay: day }, null)
      return null
    })
  },
}
