import type { Dialect } from '../dialect.ts'
import { anthropicCost } from './anthropic-cost.ts'
import { anthropicUsage } from './anthropic-usage.ts'
import { focus } from './focus.ts'
import { openaiCost } from './openai-cost.ts'
import { openaiUsage } from './openai-usage.ts'

export const dialects: readonly Dialect[] = [openaiCost, openaiUsage, anthropicCost, anthropicUsage, focus]

/** The dialect that a header belongs to; null for a file of another kind. */
export function dialectOf(header: readonly string[]): Dialect | null {
  const names = new Set(header)
  return dialects.find((dialect) => dialect.recognises(names)) ?? null
}
