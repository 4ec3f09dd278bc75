import {
  dayOfInstant,
  dayText,
  firstDayOf,
  lastDayOf,
  monthOfDay,
  startOfDay,
  type Day,
} from '../core/period.ts'
import type { BillFile } from './original.ts'

/** Months of made-up history before the running one. */
const monthsBack = 13

/** Cents a day of each made-up line at the beginning, and its growth a month. */
const openaiLines = [
  { model: 'gpt-5.2', kind: 'input', cents: 3100, growth: 1.035 },
  { model: 'gpt-5.2', kind: 'output', cents: 4200, growth: 1.045 },
  { model: 'gpt-5-mini', kind: 'input', cents: 420, growth: 1.02 },
] as const
const anthropicLines = [
  { model: 'Claude Sonnet 4.5', kind: 'input_no_cache', cents: 1500, growth: 1.09 },
  { model: 'Claude Sonnet 4.5', kind: 'output', cents: 2600, growth: 1.11 },
  { model: 'Claude Haiku 4.5', kind: 'output', cents: 300, growth: 1.03 },
] as const
const anthropicModels = [
  { id: 'claude-sonnet-4-5-20250929', line: anthropicLines[1] },
  { id: 'claude-haiku-4-5-20251001', line: anthropicLines[2] },
] as const

/**
 * Made-up bills in the providers' own formats, up to the day before `now` (milliseconds since 1970), for
 * trying Breakwatt out. The same `now` makes the same bills.
 */
export function sampleBills(now: number): readonly BillFile[] {
  const today = dayOfInstant(now)
  const firstMonth = monthOfDay(today) - monthsBack
  const months = Array.from({ length: monthsBack + 1 }, (_, step) => firstMonth + step)
  const days = (month: number): readonly Day[] => {
    const last = Math.min(lastDayOf(month), today - 1)
    return Array.from(
      { length: Math.max(0, last - firstDayOf(month) + 1) },
      (_, step) => firstDayOf(month) + step,
    )
  }
  const cents = (
    day: Day,
    line: { readonly cents: number; readonly growth: number },
    salt: number,
  ): number => {
    const age = monthOfDay(day) - firstMonth
    const weekend = new Date(startOfDay(day)).getUTCDay() % 6 === 0 ? 0.45 : 1
    return Math.round(line.cents * line.growth ** age * weekend * (0.85 + 0.3 * noise(day * 31 + salt)))
  }
  const file = (name: string, header: string, rows: readonly string[]): BillFile => ({
    name,
    bytes: Buffer.from(`${[header, ...rows].join('\n')}\n`),
  })

  const all = months.flatMap(days)
  const openai = all.flatMap((day) =>
    openaiLines.map((line, salt) => {
      const start = startOfDay(day) / 1000
      const amount = (cents(day, line, salt) / 100).toFixed(2)
      return `${start},${start + 86_400},${dayText(day)}T00:00:00,${dayText(day + 1)}T00:00:00,${amount},usd,,,"${line.model}, ${line.kind}",proj_sample,org-sample,Sample project`
    }),
  )
  const usage = all.flatMap((day) => {
    const start = startOfDay(day) / 1000
    return [0, 2].map((first) => {
      const line = openaiLines[first === 0 ? 0 : 2]
      const input = cents(day, line, first) * 4000
      return `${start},${start + 86_400},${dayText(day)}T00:00:00+00:00,${dayText(day + 1)}T00:00:00+00:00,proj_sample,${line.model},${Math.round(input / 2100)}.0,${input},${Math.round(input / 4)},${Math.round(input / 5)}`
    })
  })
  const anthropic = all.flatMap((day) =>
    anthropicLines.map((line, salt) => {
      const amount = (cents(day, line, salt + 7) / 100).toFixed(2)
      return `${dayText(day)},${line.model},Sample workspace,sample-key,message,≤ 200k,${line.kind},${amount},token`
    }),
  )
  const anthropicUsage = all.flatMap((day) =>
    anthropicModels.map(({ id, line }, salt) => {
      const input = cents(day, line, salt + 7) * 900
      return `${dayText(day)},${id},sample-key,Sample workspace,message,${input},${Math.round(input / 10)},${input * 2},${Math.round(input / 6)},0`
    }),
  )
  return [
    file(
      'sample-openai-cost.csv',
      'start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id,organization_id,project_name',
      openai,
    ),
    file(
      'sample-openai-usage.csv',
      'start_time,end_time,start_time_iso,end_time_iso,project_id,model,num_model_requests,input_tokens,output_tokens,input_cached_tokens',
      usage,
    ),
    file(
      'sample-anthropic-cost.csv',
      'usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,cost_type',
      anthropic,
    ),
    file(
      'sample-anthropic-usage.csv',
      'usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_read,usage_output_tokens,web_search_count',
      anthropicUsage,
    ),
  ]
}

/** A number from 0 to 1 that looks random and is always the same for a seed (mulberry32's first value). */
function noise(seed: number): number {
  let t = (seed + 0x6d2b79f5) | 0
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
