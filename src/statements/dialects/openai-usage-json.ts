import { ok } from '../../core/result.ts'
import { badCell, need, parseCount, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import { chargeTokens } from './openai-tokens.ts'
import { exportOf } from './openai-capabilities.ts'
import { bucketDays } from './openai-time.ts'

const title = 'an answer of the OpenAI Usage API'

/**
 * OpenAI Usage API, `GET /v1/organization/usage/completions` and those that count tokens like it. Unlike in the
 * dashboard's export a result that was not grouped by model has tokens all the same. `input_tokens` includes
 * the cached ones.
 */
export const openaiUsageJson: Dialect = {
  name: 'openai-usage-json',
  version: 3,
  title,
  dataset: 'usage',
  exportName: 'openai-usage',
  seller: 'OpenAI',
  recognises: (names) =>
    names.has('start_time') && names.has('num_model_requests') && names.has('input_tokens'),
  open: (columns) => {
    const buckets = bucketDays(columns, title)
    if (!buckets.ok) return buckets
    const needed = need(columns, title, [
      'num_model_requests',
      'input_tokens',
      'input_cached_tokens',
      'output_tokens',
    ])
    if (!needed.ok) return needed
    const { column: time, dayOf } = buckets.value
    const [requests, input, cached, output] = needed.value
    const model = columns.find('model')
    const project = columns.find('project_id')

    return ok((row, sink) => {
      const day = dayOf(row)
      if (day === null) return badCell(row, columns, time, 'date')
      const counts: number[] = []
      for (const column of [requests, input, cached, output]) {
        const text = row.text(column)
        const count = text === '' ? 0 : parseCount(text)
        if (count === null) return badCell(row, columns, column, 'count')
        counts.push(count)
      }
      if (row.text(requests) !== '')
        sink.turnsOutToBe(
          exportOf((name) => name === 'output_tokens' && row.text(output) !== '', textIn(row, model) ?? ''),
          'usage',
        )
      const [requestCount = 0, inputTotal = 0, cachedInput = 0, outputTotal = 0] = counts
      if (cachedInput > inputTotal) return badCell(row, columns, input, 'count')
      const serviceName = textIn(row, model) ?? 'Not itemised'
      chargeTokens(
        sink,
        { day, serviceName, project: textIn(row, project) },
        { requests: requestCount, input: inputTotal, cached: cachedInput, output: outputTotal },
      )
      sink.covers({ firstDay: day, lastDay: day }, { serviceProviderName: 'OpenAI', billingAccountId: '' })
      return null
    })
  },
}
