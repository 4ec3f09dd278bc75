import { requestUnit, tokenUnit } from '../../core/charge.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, parseCount, type Columns, type Sink } from '../dialect.ts'
import { textIn } from './cells.ts'
import { otherCounts } from './openai-capabilities.ts'
import { bucketDays } from './openai-time.ts'

/** Reads a row of what OpenAI counted in a bucket, by model and project or not. */
export type UsageReader = {
  readonly modelOf: (row: Row) => string | null
  /** `kind` of use, null where it is not known: see `otherCounts`. */
  readonly read: (row: Row, sink: Sink, kind: string | null) => Problem | null
}

/** `input_tokens` includes the cached ones. What a row does not say stays unknown. */
export function usageReader(columns: Columns, title: string): Result<UsageReader, Problem> {
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
  const modelOf = (row: Row): string | null => textIn(row, model)

  const read: UsageReader['read'] = (row, sink, kind) => {
    const day = dayOf(row)
    if (day === null) return badCell(row, columns, time, 'date')
    const other = others.find((one) => one.kind === kind) ?? null
    const counts: (number | null)[] = []
    for (const column of [requests, input, cached, output, other?.place ?? null]) {
      const text = column === null ? '' : row.text(column).trim()
      const count = text === '' ? null : parseCount(text)
      if (column !== null && text !== '' && count === null) return badCell(row, columns, column, 'count')
      counts.push(count)
    }
    const modelName = modelOf(row)
    if (modelName === null && counts.every((count) => count === null)) {
      sink.covers({ firstDay: day, lastDay: day }, null)
      return null
    }
    const [
      requestCount = null,
      inputTotal = null,
      cachedInput = null,
      outputTotal = null,
      otherCount = null,
    ] = counts
    if (input !== null && inputTotal !== null && cachedInput !== null && cachedInput > inputTotal)
      return badCell(row, columns, input, 'count')
    const quantities: readonly (readonly [string, number | null, string])[] = [
      ['input', inputTotal === null ? null : inputTotal - (cachedInput ?? 0), tokenUnit],
      ['cachedInput', cachedInput, tokenUnit],
      ['output', outputTotal, tokenUnit],
      // Those beside web searches are the completions' own and are counted there.
      ['requests', kind === 'web_searches' ? null : requestCount, requestUnit],
      ...(other === null ? [] : [[other.sku, otherCount, other.unit] as const]),
    ]
    for (const [sku, consumedQuantity, consumedUnit] of quantities) {
      if (consumedQuantity === null) continue
      sink.charge({
        serviceProviderName: 'OpenAI',
        billingAccountId: '',
        day,
        chargeCategory: 'Usage',
        serviceName: modelName ?? other?.sold ?? 'Not itemised',
        project: textIn(row, project),
        sku,
        cost: null,
        consumedQuantity,
        consumedUnit,
      })
    }
    return null
  }
  return ok({ modelOf, read })
}
