import { dayOfInstant } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, parseCount, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import { chargeTokens } from './openai-tokens.ts'

const title = 'an answer of the old OpenAI usage API'
const secondsShape = /^\d{9,10}$/

/**
 * OpenAI, `GET /v1/usage?date=…`, the API before the organization's: tokens by five minutes and model snapshot.
 * `n_context_tokens_total` includes the cached ones. Images and speech, which stand beside `data`, are no tokens.
 */
export const openaiUsageLegacy: Dialect = {
  name: 'openai-usage-legacy',
  version: 1,
  title,
  dataset: 'usage',
  exportName: 'openai-usage',
  seller: 'OpenAI',
  recognises: (names) => names.has('aggregation_timestamp') && names.has('n_context_tokens_total'),
  open: (columns) => {
    const needed = need(columns, title, [
      'aggregation_timestamp',
      'snapshot_id',
      'n_requests',
      'n_context_tokens_total',
      'n_cached_context_tokens_total',
      'n_generated_tokens_total',
    ])
    if (!needed.ok) return needed
    const [time, model, requests, input, cached, output] = needed.value
    const project = columns.find('project_id')

    return ok((row, sink) => {
      const seconds = row.text(time)
      if (!secondsShape.test(seconds)) return badCell(row, columns, time, 'date')
      const day = dayOfInstant(Number(seconds) * 1000)
      const counts: number[] = []
      for (const column of [requests, input, cached, output]) {
        const text = row.text(column)
        const count = text === '' && column === cached ? 0 : parseCount(text)
        if (count === null) return badCell(row, columns, column, 'count')
        counts.push(count)
      }
      const [requestCount = 0, inputTotal = 0, cachedInput = 0, outputTotal = 0] = counts
      if (cachedInput > inputTotal) return badCell(row, columns, input, 'count')
      const serviceName = textIn(row, model) ?? 'Not itemised'
      chargeTokens(
        sink,
        { day, serviceName, project: textIn(row, project) },
        { requests: requestCount, input: inputTotal, cached: cachedInput, output: outputTotal },
      )
      return null
    })
  },
}
