import type { Columns, Dialect } from '../dialect.ts'
import { openrouterActivity } from './openrouter-activity.ts'

/** What the API calls the columns of the export by day. */
const paths: Readonly<Record<string, string>> = {
  Date: 'date',
  Slug: 'model',
  Usage: 'usage',
  Requests: 'requests',
}

/**
 * OpenRouter, `GET /api/v1/activity`: the last 30 days by day, model and endpoint, the same money as the export of the
 * window. What is paid on the user's own key stands apart here as well and is not added.
 */
export const openrouterActivityJson: Dialect = {
  ...openrouterActivity,
  name: 'openrouter-activity-json',
  version: 1,
  exportName: 'openrouter-activity',
  title: 'an answer of the OpenRouter activity API',
  recognises: (names) =>
    names.has('model_permaslug') && names.has('byok_usage_inference') && names.has('usage'),
  open: (columns, asOf) => openrouterActivity.open(renamed(columns), asOf),
}

const renamed = (columns: Columns): Columns => ({
  ...columns,
  find: (name) => {
    const path = paths[name]
    return path === undefined ? null : columns.find(path)
  },
  has: (name) => {
    const path = paths[name]
    return path !== undefined && columns.has(path)
  },
})
