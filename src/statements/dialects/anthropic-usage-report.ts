import { requestUnit, tokenUnit } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, parseCount, remembered, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'

const title = 'an answer of the Anthropic usage report API'

/** The path, what its count is in our words, and the unit. Input here leaves the cache out. */
const counted = [
  ['uncached_input_tokens', 'input', tokenUnit],
  ['cache_creation.ephemeral_5m_input_tokens', 'input', tokenUnit],
  ['cache_creation.ephemeral_1h_input_tokens', 'input', tokenUnit],
  ['cache_read_input_tokens', 'cachedInput', tokenUnit],
  ['output_tokens', 'output', tokenUnit],
  ['server_tool_use.web_search_requests', 'webSearches', requestUnit],
] as const

/** Anthropic Admin API, `GET /v1/organizations/usage_report/messages`, in buckets of a minute, an hour or a day. */
export const anthropicUsageReport: Dialect = {
  name: 'anthropic-usage-report',
  version: 2,
  title,
  dataset: 'usage',
  exportName: 'anthropic-usage',
  seller: 'Anthropic',
  recognises: (names) =>
    names.has('starting_at') && names.has('uncached_input_tokens') && names.has('output_tokens'),
  open: (columns) => {
    const paths = counted.map(([path]) => path)
    const needed = need(columns, title, ['starting_at', ...paths])
    if (!needed.ok) return needed
    const [start, ...places] = needed.value
    const model = columns.find('model')
    const workspace = columns.find('workspace_id')
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const day = readDay(row.name(start))
      if (day === null) return badCell(row, columns, start, 'date')
      for (const [at, [, sku, unit]] of counted.entries()) {
        const column = places[at] ?? start
        const text = row.text(column)
        const consumedQuantity = text === '' ? 0 : parseCount(text)
        if (consumedQuantity === null) return badCell(row, columns, column, 'count')
        if (consumedQuantity === 0) continue
        sink.charge({
          serviceProviderName: 'Anthropic',
          billingAccountId: '',
          day,
          chargeCategory: 'Usage',
          serviceName: textIn(row, model) ?? 'Not itemised',
          project: textIn(row, workspace),
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
