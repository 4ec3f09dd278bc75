import { requestUnit, tokenUnit } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, parseCount, remembered, textOrNull, type Dialect } from '../dialect.ts'

const title = 'an Anthropic usage export'

/** The column, what its count is in our words, and the unit. Input here leaves the cache out. */
const counted = [
  ['usage_input_tokens_no_cache', 'input', tokenUnit],
  ['usage_input_tokens_cache_write', 'input', tokenUnit],
  ['usage_input_tokens_cache_write_5m', 'input', tokenUnit],
  ['usage_input_tokens_cache_write_1h', 'input', tokenUnit],
  ['usage_input_tokens_cache_read', 'cachedInput', tokenUnit],
  ['usage_output_tokens', 'output', tokenUnit],
  ['web_search_count', 'webSearches', requestUnit],
] as const

/**
 * Anthropic Console, usage export: tokens, no money, by day, hour or minute according to the range picked. Until
 * mid-2025 cache writes were one column, since then one for each time they are kept.
 * Models are named by their API id here and by their display name in the cost export.
 */
export const anthropicUsage: Dialect = {
  name: 'anthropic-usage',
  version: 2,
  title,
  dataset: 'usage',
  seller: 'Anthropic',
  recognises: (header) => header.has('usage_date_utc') && header.has('usage_output_tokens'),
  open: (columns) => {
    const needed = need(columns, title, ['usage_date_utc', 'model_version', 'usage_output_tokens'])
    if (!needed.ok) return needed
    const [date, model] = needed.value
    const workspace = columns.find('workspace')
    const counts = counted.flatMap(([name, sku, unit]) => {
      const column = columns.find(name)
      return column === null ? [] : [{ column, sku, unit }]
    })
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const day = readDay(row.name(date))
      if (day === null) return badCell(row, columns, date, 'date')
      for (const { column, sku, unit } of counts) {
        const text = row.text(column).trim()
        const consumedQuantity = text === '' ? 0 : parseCount(text)
        if (consumedQuantity === null) return badCell(row, columns, column, 'count')
        if (consumedQuantity === 0) continue
        sink.charge({
          serviceProviderName: 'Anthropic',
          billingAccountId: '',
          day,
          chargeCategory: 'Usage',
          serviceName: textOrNull(row.name(model)) ?? 'Not itemised',
          project: workspace === null ? null : textOrNull(row.name(workspace)),
          sku,
          cost: null,
          consumedQuantity,
          consumedUnit: unit,
        })
      }
      sink.covers({ firstDay: day, lastDay: day }, { serviceProviderName: 'Anthropic', billingAccountId: '' })
      return null
    })
  },
}
