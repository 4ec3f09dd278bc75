import type { Columns, Dialect } from '../dialect.ts'
import { openaiCost } from './openai-cost.ts'

/** What the cost export calls the two values that the API keeps together. */
const paths: Readonly<Record<string, string>> = {
  amount_value: 'amount.value',
  amount_currency: 'amount.currency',
}

/**
 * OpenAI Costs API, `GET /v1/organization/costs`: the same rows as the dashboard's cost export. `value` is a
 * number in the documentation and has been seen as a text.
 */
export const openaiCostsJson: Dialect = {
  ...openaiCost,
  name: 'openai-costs-json',
  exportName: 'openai-cost',
  title: 'an answer of the OpenAI Costs API',
  recognises: (names) => names.has('start_time') && names.has('amount.value'),
  open: (columns, asOf) => openaiCost.open(renamed(columns), asOf),
}

const renamed = (columns: Columns): Columns => ({
  ...columns,
  find: (name) => columns.find(paths[name] ?? name),
  has: (name) => columns.has(paths[name] ?? name),
})
