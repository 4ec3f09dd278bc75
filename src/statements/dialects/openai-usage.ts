import { requestUnit, tokenUnit } from '../../core/charge.ts'
import { ok } from '../../core/result.ts'
import { badCell, parseCount, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import { exportOf, exportWithoutUse, otherCounts } from './openai-capabilities.ts'
import { bucketDays } from './openai-time.ts'

const title = 'an OpenAI usage export'
const emptyForm = ['start_time', 'end_time', 'start_time_iso', 'end_time_iso']

/**
 * OpenAI dashboard, usage export of one capability: tokens, images, characters or seconds, no money. `input_tokens`
 * includes the cached ones. A range without any use is exported with four columns only.
 */
export const openaiUsage: Dialect = {
  name: 'openai-usage',
  version: 2,
  title,
  dataset: 'usage',
  seller: 'OpenAI',
  recognises: (header) =>
    (header.has('num_model_requests') && header.has('start_time')) ||
    (header.size === emptyForm.length && emptyForm.every((name) => header.has(name))),
  open: (columns) => {
    const buckets = bucketDays(columns, title)
    if (!buckets.ok) return buckets
    const { column: time, dayOf } = buckets.value
    const model = columns.find('model')
    const project = columns.find('project_id')
    const requests = columns.find('num_model_requests')
    const input = columns.find('input_tokens')
    const cached = columns.find('input_cached_tokens')
    const output = columns.find('output_tokens')
    const others = otherCounts.map((other) => ({ ...other, place: columns.find(other.column) }))
    const has = (name: string): boolean => columns.find(name) !== null
    let isTold = false

    return ok((row, sink) => {
      const day = dayOf(row)
      if (day === null) return badCell(row, columns, time, 'date')
      const modelName = textIn(row, model)
      if (!isTold)
        sink.turnsOutToBe(requests === null ? exportWithoutUse : exportOf(has, modelName ?? ''), 'usage')
      isTold ||= modelName !== null
      const counts: (number | null)[] = []
      for (const column of [requests, input, cached, output, ...others.map(({ place }) => place)]) {
        const text = column === null ? '' : row.text(column).trim()
        const count = text === '' ? null : parseCount(text)
        if (column !== null && text !== '' && count === null) return badCell(row, columns, column, 'count')
        counts.push(count)
      }
      if (modelName === null && counts.every((count) => count === null)) {
        sink.covers({ firstDay: day, lastDay: day }, null)
        return null
      }
      const [requestCount = null, inputTotal = null, cachedInput = null, outputTotal = null, ...rest] = counts
      if (input !== null && inputTotal !== null && cachedInput !== null && cachedInput > inputTotal)
        return badCell(row, columns, input, 'count')
      const quantities: readonly (readonly [string, number | null, string])[] = [
        ['input', inputTotal === null ? null : inputTotal - (cachedInput ?? 0), tokenUnit],
        ['cachedInput', cachedInput, tokenUnit],
        ['output', outputTotal, tokenUnit],
        ['requests', requestCount, requestUnit],
        ...others.map(({ column, unit }, at) => [column, rest[at] ?? null, unit] as const),
      ]
      for (const [sku, consumedQuantity, consumedUnit] of quantities) {
        if (consumedQuantity === null) continue
        sink.charge({
          serviceProviderName: 'OpenAI',
          billingAccountId: '',
          day,
          chargeCategory: 'Usage',
          serviceName: modelName ?? 'Not itemised',
          project: textIn(row, project),
          sku,
          cost: null,
          consumedQuantity,
          consumedUnit,
        })
      }
      return null
    })
  },
}
