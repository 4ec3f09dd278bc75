import type { Dialect } from '../dialect.ts'
import { anthropicCostReport } from './anthropic-cost-report.ts'
import { anthropicUsageReport } from './anthropic-usage-report.ts'
import { openaiCostsJson } from './openai-costs-json.ts'
import { focus } from './focus.ts'
import { googleBigquery } from './google-bigquery.ts'
import { openaiUsageJson } from './openai-usage-json.ts'
import { openaiUsageLegacy } from './openai-usage-legacy.ts'
import { openrouterActivityJson } from './openrouter-activity-json.ts'
import { refusedForms } from './refused-forms.ts'

/** Answers of the providers' own APIs, as saved, and exports as JSON with a row on each line. */
const jsonDialects: readonly Dialect[] = [
  openaiCostsJson,
  openaiUsageJson,
  anthropicCostReport,
  anthropicUsageReport,
  openaiUsageLegacy,
  openrouterActivityJson,
  googleBigquery,
  focus,
  ...refusedForms,
]

/** The dialect that the names in an answer's results belong to; null for an answer of another kind. */
export function jsonDialectOf(names: readonly string[]): Dialect | null {
  const set = new Set(names)
  return jsonDialects.find((dialect) => dialect.recognises(set)) ?? null
}
