import type { Dialect } from '../dialect.ts'
import { namesIn, type JsonRecord } from '../json-pages.ts'
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
export const jsonDialects: readonly Dialect[] = [
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

/** The two ways a bucket says from when to when it reaches. */
const bucketForms = [
  {
    begin: 'start_time',
    end: 'end_time',
    seconds: Number,
    cost: openaiCostsJson,
    usage: openaiUsageJson,
  },
  {
    begin: 'starting_at',
    end: 'ending_at',
    seconds: (text: string) => Date.parse(text) / 1000,
    cost: anthropicCostReport,
    usage: anthropicUsageReport,
  },
] as const

/** What else a bucket without results may have. */
const bucketNames = ['object', 'start_time_iso', 'end_time_iso', 'results']

const hour = 3600

/**
 * The dialect of an answer in whose buckets there is nothing; null for an answer of another kind. Answers of cost and
 * of use look the same then. Cost comes by the day, so shorter buckets are use; days are read as days without cost.
 */
export function quietDialectOf(records: readonly JsonRecord[]): Dialect | null {
  const names = namesIn(records)
  const form = bucketForms.find(
    ({ begin, end }) =>
      names.includes(begin) &&
      names.includes(end) &&
      names.every((name) => name === begin || name === end || bucketNames.includes(name)),
  )
  if (form === undefined) return null
  const { begin, end, seconds, cost, usage } = form
  const secondsAt = ({ values }: JsonRecord, name: string): number => {
    const value = values.get(name)
    return value !== undefined && 'text' in value ? seconds(value.text) : NaN
  }
  const isShort = (record: JsonRecord): boolean => secondsAt(record, end) - secondsAt(record, begin) <= hour
  return records.every(isShort) ? usage : cost
}
