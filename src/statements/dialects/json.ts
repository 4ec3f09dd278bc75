import type { Dialect } from '../dialect.ts'
import { anthropicCostReport } from './anthropic-cost-report.ts'
import { anthropicUsageReport } from './anthropic-usage-report.ts'
import { openaiCostsJson } from './openai-costs-json.ts'
import { openaiUsageJson } from './openai-usage-json.ts'

/** Answers of the providers' own APIs, as saved. */
const jsonDialects: readonly Dialect[] = [
  openaiCostsJson,
  openaiUsageJson,
  anthropicCostReport,
  anthropicUsageReport,
]

/** The dialect that the names in an answer's results belong to; null for an answer of another kind. */
export function jsonDialectOf(names: readonly string[]): Dialect | null {
  const set = new Set(names)
  return jsonDialects.find((dialect) => dialect.recognises(set)) ?? null
}
