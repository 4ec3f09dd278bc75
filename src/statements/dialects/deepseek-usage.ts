import { requestUnit, tokenUnit } from '../../core/charge.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, parseCount, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import { usageDays } from './deepseek-days.ts'

const title = 'a DeepSeek usage export'

/** The row's type, what its count is in our words, and the unit. Input here leaves the cache out. */
const counted = new Map([
  ['input_cache_miss_tokens', { sku: 'input', unit: tokenUnit }],
  ['input_cache_hit_tokens', { sku: 'cachedInput', unit: tokenUnit }],
  ['output_tokens', { sku: 'output', unit: tokenUnit }],
  ['request_count', { sku: 'requests', unit: requestUnit }],
])

/**
 * DeepSeek platform, `amount-….csv` of the usage export: tokens and requests. `price` is the price of one
 * token; multiplied out it would be the money of the cost export once more.
 */
export const deepseekUsage: Dialect = {
  name: 'deepseek-usage',
  version: 2,
  title,
  dataset: 'usage',
  seller: 'DeepSeek',
  recognises: (header) =>
    header.has('type') && header.has('price') && header.has('amount') && header.has('api_key_name'),
  open: (columns) => {
    const needed = need(columns, title, ['model', 'type', 'amount'])
    if (!needed.ok) return needed
    const user = columns.find('user_id')
    const days = usageDays(columns, title)
    if (!days.ok) return days
    const [model, type, amount] = needed.value
    const { column: time, dayOf } = days.value

    return ok((row, sink) => {
      const day = dayOf(row)
      if (day === null) return badCell(row, columns, time, 'date')
      const kind = counted.get(row.name(type).trim())
      if (kind === undefined) return badCell(row, columns, type, 'category')
      const consumedQuantity = parseCount(row.text(amount).trim())
      if (consumedQuantity === null) return badCell(row, columns, amount, 'count')
      sink.charge({
        serviceProviderName: 'DeepSeek',
        billingAccountId: textIn(row, user) ?? '',
        day,
        chargeCategory: 'Usage',
        serviceName: textIn(row, model) ?? 'Not itemised',
        project: null,
        sku: kind.sku,
        cost: null,
        consumedQuantity,
        consumedUnit: kind.unit,
      })
      return null
    })
  },
}
