import type { Month } from '../period.ts'

/** A complete month of one workload, before anything of it moved to a rig. Null is not known. */
export type BaselineMonth = {
  readonly month: Month
  /** As billed, in units of one currency. */
  readonly spend: number
  readonly tokensIn: number | null
  readonly tokensOut: number | null
  readonly requests: number | null
}

/** What a workload is in month 0, and how it goes on from there. */
export type Baseline = {
  /** Means of the last three complete months. */
  readonly spend: number
  readonly tokensIn: number | null
  readonly tokensOut: number | null
  readonly requests: number | null
  /** Shares a month, compound, for the months that follow them. */
  readonly growthMonthly: number
  readonly growthMonths: number | null
  readonly apiPriceChangeMonthly: number
  readonly priceMonths: number | null
  /** What growth was measured on; null where there are too few months for it, and none is assumed. */
  readonly growthOf: 'tokens' | 'spend' | null
  /** Months that growth was measured over. */
  readonly growthOver: number
}

/** Any rule that makes a baseline of a workload's complete months, oldest first. */
export type ForecastBaseline = (history: readonly BaselineMonth[]) => Baseline

/** Complete months the level is the mean of; fewer are no ground for an answer. */
export const levelMonths = 3
const growthWindow = 12
const fewestForGrowth = 4
/** No month is taken to grow or shrink by more, as a share. */
const steepest = 0.15
/** So that no exponential runs for years. */
const growthLasts = 12

/**
 * Today's rule (payback.md section 2.2): the level is the mean of the last three months; growth is the Theil–Sen
 * slope of the logarithm of the monthly tokens, else of the spend, over the last 12 months with at least four
 * positive ones; the price change is that of spend / tokens.
 */
export const trendBaseline: ForecastBaseline = (history) => {
  const level = history.slice(-levelMonths)
  const seen = history.slice(-growthWindow)
  const tokens = seen.flatMap((month) => {
    const count = tokensOf(month)
    return count !== null && count > 0 ? [{ ...month, tokens: count }] : []
  })
  const byTokens = tokens.length >= fewestForGrowth
  const growth = byTokens
    ? slope(tokens.map(({ month, tokens: count }) => [month, count]))
    : slope(seen.map(({ month, spend }) => [month, spend]))
  const price = byTokens
    ? slope(tokens.map(({ month, spend, tokens: count }) => [month, spend / count]))
    : null
  return {
    spend: mean(level.map(({ spend }) => spend)) ?? 0,
    tokensIn: mean(level.map(({ tokensIn }) => tokensIn)),
    tokensOut: mean(level.map(({ tokensOut }) => tokensOut)),
    requests: mean(level.map(({ requests }) => requests)),
    growthMonthly: growth?.monthly ?? 0,
    growthMonths: growthLasts,
    apiPriceChangeMonthly: price?.monthly ?? 0,
    priceMonths: growthLasts,
    growthOf: growth === null ? null : byTokens ? 'tokens' : 'spend',
    growthOver: growth?.over ?? 0,
  }
}

const tokensOf = ({ tokensIn, tokensOut }: BaselineMonth): number | null =>
  tokensIn === null || tokensOut === null ? null : tokensIn + tokensOut

/** Null where one of them is not known: unknown is not zero. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length < values.length || known.length === 0
    ? null
    : known.reduce((sum, value) => sum + value, 0) / known.length
}

/** The median of the slopes of all pairs of points, as growth a month; null with too few positive values. */
function slope(
  points: readonly (readonly [month: Month, value: number])[],
): { readonly monthly: number; readonly over: number } | null {
  const positive = points.filter(([, value]) => value > 0)
  if (positive.length < fewestForGrowth) return null
  const slopes = positive.flatMap(([later, high], place) =>
    positive.slice(0, place).map(([earlier, low]) => Math.log(high / low) / (later - earlier)),
  )
  const monthly = Math.expm1(median(slopes))
  return { monthly: Math.min(steepest, Math.max(-steepest, monthly)), over: positive.length }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
