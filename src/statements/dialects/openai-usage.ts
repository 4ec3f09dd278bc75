import { ok } from '../../core/result.ts'
import type { Dialect } from '../dialect.ts'
import { exportOfKind, exportWithoutUse, kindOfUse, otherCounts } from './openai-capabilities.ts'
import { usageReader } from './openai-counts.ts'

const title = 'an OpenAI usage export'
const emptyForm = ['start_time', 'end_time', 'start_time_iso', 'end_time_iso']

/**
 * OpenAI dashboard, usage export of one kind of use: tokens, images, characters, seconds, bytes, sessions or searches,
 * no money. A range without any use is exported with four columns only.
 */
export const openaiUsage: Dialect = {
  name: 'openai-usage',
  version: 3,
  title,
  dataset: 'usage',
  seller: 'OpenAI',
  recognises: (header) =>
    (header.has('num_model_requests') && header.has('start_time')) ||
    (header.has('start_time') &&
      header.has('end_time') &&
      header.has('project_id') &&
      otherCounts.some(({ column }) => header.has(column))) ||
    (emptyForm.every((name) => header.has(name)) &&
      [...header].every((name) => name === '' || emptyForm.includes(name))),
  open: (columns) => {
    const has = (name: string): boolean => columns.find(name) !== null
    const isWithoutUse = !has('num_model_requests') && !otherCounts.some(({ column }) => has(column))
    const reader = usageReader(columns, title)
    if (!reader.ok) return reader
    let kind: string | null = null
    let isTold = false

    return ok((row, sink) => {
      if (!isTold) {
        const model = reader.value.modelOf(row)
        kind = isWithoutUse ? null : kindOfUse(has, model ?? '')
        sink.turnsOutToBe(kind === null ? exportWithoutUse : exportOfKind(kind), 'usage')
        isTold = model !== null
      }
      return reader.value.read(row, sink, kind)
    })
  },
}
