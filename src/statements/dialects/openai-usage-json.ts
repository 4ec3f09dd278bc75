import { ok } from '../../core/result.ts'
import type { Dialect } from '../dialect.ts'
import {
  exportOfKind,
  exportWithoutUse,
  kindOfUse,
  kindsInTokens,
  otherCounts,
} from './openai-capabilities.ts'
import { usageReader } from './openai-counts.ts'

const title = 'an answer of the OpenAI Usage API'

/** What an answer says it is a result of: `organization.usage.embeddings.result`. */
const resultName = /^organization\.usage\.(\w+)\.result$/

/**
 * OpenAI Usage API, `GET /v1/organization/usage/…`: each kind of use has an answer of its own, and is an export of its
 * own. Unlike in the dashboard's export a result that was not grouped by model has tokens all the same.
 */
export const openaiUsageJson: Dialect = {
  name: 'openai-usage-json',
  version: 5,
  title,
  dataset: 'usage',
  exportName: 'openai-usage',
  seller: 'OpenAI',
  recognises: (names) =>
    names.has('start_time') &&
    ((names.has('num_model_requests') && names.has('input_tokens')) ||
      otherCounts.some(({ column }) => names.has(column))),
  open: (columns) => {
    const reader = usageReader(columns, title)
    if (!reader.ok) return reader
    const object = columns.find('object')
    let first: string | null = null

    return ok((row, sink) => {
      const has = (name: string): boolean => {
        const column = columns.find(name)
        return column !== null && row.text(column) !== ''
      }
      const named = object === null ? null : resultName.exec(row.text(object))
      const isResult = has('num_model_requests') || otherCounts.some(({ column }) => has(column))
      const kind = named?.[1] ?? (isResult ? kindOfUse(has, reader.value.modelOf(row) ?? '') : null)
      if (kind !== null && first !== null && kind !== first)
        return {
          kind: 'mixed-answers',
          first: `${title} about ${first}`,
          second: `${title} about ${kind}`,
          ...row.place(columns.find('start_time') ?? 0),
        }
      if (first === null) sink.turnsOutToBe(kind === null ? exportWithoutUse : exportOfKind(kind), 'usage')
      first ??= kind
      // A kind nobody has heard of is still counted by its columns.
      const isKnown =
        kind === null || kindsInTokens.includes(kind) || otherCounts.some((one) => one.kind === kind)
      return reader.value.read(row, sink, isKnown ? kind : kindOfUse(has, reader.value.modelOf(row) ?? ''))
    })
  },
}
