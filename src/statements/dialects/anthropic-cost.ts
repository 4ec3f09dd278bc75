import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, remembered, textOrNull, type Dialect } from '../dialect.ts'

const title = 'an Anthropic cost export'

/**
 * Anthropic Console, cost export, in all its header variants since 2024: columns come and go with the
 * content, so only those every variant has are needed. Dollars, rounded to cents by row; rows that look
 * alike are all real. `list_price_usd` is what it would have cost without discount: not what was billed.
 */
export const anthropicCost: Dialect = {
  name: 'anthropic-cost',
  version: 1,
  title,
  dataset: 'cost',
  seller: 'Anthropic',
  recognises: (header) => header.has('usage_date_utc') && header.has('cost_usd'),
  open: (columns) => {
    const needed = need(columns, title, ['usage_date_utc', 'model', 'token_type', 'cost_usd'])
    if (!needed.ok) return needed
    const [date, model, tokenType, cost] = needed.value
    const workspace = columns.find('workspace')
    const costType = columns.find('cost_type')
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const day = readDay(row.name(date))
      if (day === null) return badCell(row, columns, date, 'date')
      const billed = row.amount(cost)
      if (billed === null) return badCell(row, columns, cost, 'amount')
      const kind = costType === null ? null : textOrNull(row.name(costType))
      sink.charge({
        serviceProviderName: 'Anthropic',
        billingAccountId: '',
        day,
        chargeCategory: 'Usage',
        serviceName: textOrNull(row.name(model)) ?? named(kind),
        project: workspace === null ? null : textOrNull(row.name(workspace)),
        sku: textOrNull(row.name(tokenType)) ?? kind,
        cost: { billed, effective: billed, billingCurrency: 'USD' },
        consumedQuantity: null,
        consumedUnit: null,
      })
      return null
    })
  },
}

/** `web_search` as `Web search`: what rows without a model sell. */
function named(costType: string | null): string {
  if (costType === null) return 'Not itemised'
  return costType.charAt(0).toUpperCase() + costType.slice(1).replaceAll('_', ' ')
}
