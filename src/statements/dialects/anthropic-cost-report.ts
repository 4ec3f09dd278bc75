import { parseDecimal } from '../../core/decimal.ts'
import { parseCurrency } from '../../core/money.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, remembered, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'

const title = 'an answer of the Anthropic cost report API'

/** Decimals that an amount in cents has more than one in dollars. */
const cents = 2

/**
 * Anthropic Admin API, `GET /v1/organizations/cost_report`. `amount` is in cents as a decimal text, where the
 * Console's export has dollars. Priority Tier is not in it. Without grouping there is one total a day.
 */
export const anthropicCostReport: Dialect = {
  name: 'anthropic-cost-report',
  version: 2,
  title,
  dataset: 'cost',
  exportName: 'anthropic-cost',
  seller: 'Anthropic',
  recognises: (names) => names.has('starting_at') && names.has('amount') && names.has('currency'),
  open: (columns) => {
    const needed = need(columns, title, ['starting_at', 'amount', 'currency'])
    if (!needed.ok) return needed
    const [start, amount, currency] = needed.value
    const model = columns.find('model')
    const description = columns.find('description')
    const costType = columns.find('cost_type')
    const tokenType = columns.find('token_type')
    const workspace = columns.find('workspace_id')
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const day = readDay(row.name(start))
      if (day === null) return badCell(row, columns, start, 'date')
      if (row.text(amount) === '' && row.text(currency) === '') {
        sink.covers({ firstDay: day, lastDay: day }, null)
        return null
      }
      const inCents = parseDecimal(row.text(amount))
      if (inCents === null) return badCell(row, columns, amount, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
      const billed = { digits: inCents.digits, scale: inCents.scale + cents }
      sink.charge({
        serviceProviderName: 'Anthropic',
        billingAccountId: '',
        day,
        chargeCategory: 'Usage',
        serviceName: textIn(row, model) ?? textIn(row, description) ?? 'Not itemised',
        project: textIn(row, workspace),
        sku: textIn(row, tokenType) ?? textIn(row, costType),
        cost: { billed, effective: billed, billingCurrency },
        consumedQuantity: null,
        consumedUnit: null,
      })
      return null
    })
  },
}
