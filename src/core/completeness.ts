import { daysIn, firstDayOf, lastDayOf, monthOfDay, type Day, type Month } from './period.ts'
import type { MonthState, SourceMonth } from './spend.ts'

/** What the ledger covers of one source's month; months without any cover are not listed. */
export type CoveredDays = Omit<SourceMonth, 'state'>

/**
 * Days that may lack cover at either end of a month, or inside it, and the month still counts as whole:
 * some exports list only days with use, so a month's first row may stand on the Monday after the first.
 */
export const quietDays = 3

/**
 * Months after its last bill for which a source is still expected. Later it counts as given up, so that
 * an account closed years ago does not leave every month since then unfinished.
 */
export const expectedMonths = 2

/**
 * The state of every month of every source, from its first covered month until it is given up or the month
 * of `asOf` is reached. Months without any cover in that span are `missing`.
 */
export function sourceMonths(covered: readonly CoveredDays[], asOf: Day): readonly SourceMonth[] {
  const running = monthOfDay(asOf)
  const bySource = Map.groupBy(covered, (days) => `${days.serviceProviderName}\u0000${days.billingAccountId}`)
  return [...bySource.values()].flatMap((months) => {
    const known = new Map(months.map((days) => [days.month, days]))
    const [first] = months
    if (!first) return []
    const last = Math.max(...known.keys())
    const from = Math.min(...known.keys())
    const until = Math.max(last, Math.min(last + expectedMonths, running))
    return Array.from({ length: until - from + 1 }, (_, step) => {
      const month = from + step
      const days = known.get(month) ?? {
        ...first,
        month,
        coveredDays: 0,
        firstDay: null,
        lastDay: null,
        restated: false,
      }
      return { ...days, state: stateOf(days, running) }
    })
  })
}

function stateOf(days: CoveredDays, running: Month): MonthState {
  if (days.month >= running) return 'running'
  if (days.firstDay === null || days.lastDay === null) return 'missing'
  const before = days.firstDay - firstDayOf(days.month)
  const after = lastDayOf(days.month) - days.lastDay
  const inside = daysIn(days.month) - days.coveredDays - before - after
  return before <= quietDays && after <= quietDays && inside <= quietDays ? 'complete' : 'partial'
}

/** The worst of a month's sources: one missing bill keeps the whole month from being complete. */
export function monthState(month: Month, sources: readonly SourceMonth[], asOf: Day): MonthState {
  if (month >= monthOfDay(asOf)) return 'running'
  const states = sources.filter((source) => source.month === month).map((source) => source.state)
  if (states.length === 0 || states.includes('missing')) return 'missing'
  return states.includes('partial') ? 'partial' : 'complete'
}
