import { describe, expect, it } from 'vitest'
import { monthState, sourceMonths, type CoveredDays } from '../../src/core/completeness.ts'
import { dayOfDate, firstDayOf, lastDayOf, monthText, parseMonth } from '../../src/core/period.ts'

const month = (text: string): number => parseMonth(text) ?? Number.NaN
const asOf = dayOfDate(2026, 11, 21) ?? 0

/** Cover of a month from one date to another, both in. */
function covered(
  text: string,
  from: number,
  to: number,
  provider = 'Anthropic',
  missingInside = 0,
): CoveredDays {
  const first = firstDayOf(month(text))
  return {
    serviceProviderName: provider,
    billingAccountId: '',
    month: month(text),
    coveredDays: to - from + 1 - missingInside,
    firstDay: first + from - 1,
    lastDay: first + to - 1,
    restated: false,
  }
}
const whole = (text: string, provider?: string): CoveredDays =>
  covered(text, 1, lastDayOf(month(text)) - firstDayOf(month(text)) + 1, provider)

const states = (days: readonly CoveredDays[]): readonly string[] =>
  sourceMonths(days, asOf).map((source) => `${monthText(source.month)} ${source.state}`)

describe('how much of a month is known', () => {
  it('a whole month is complete, and one that lacks a quiet weekend at its ends', () => {
    expect(states([whole('2026-09'), covered('2026-10', 3, 28)])).toEqual([
      '2026-09 complete',
      '2026-10 complete',
      '2026-11 running',
    ])
  })

  it('half a month is partial and never complete', () => {
    expect(states([whole('2026-09'), covered('2026-10', 1, 15)])).toContain('2026-10 partial')
    expect(states([whole('2026-09'), covered('2026-10', 1, 31, 'Anthropic', 10)])).toContain(
      '2026-10 partial',
    )
  })

  it('a hole between two bills is a missing month', () => {
    expect(states([whole('2026-07'), whole('2026-09')])).toContain('2026-08 missing')
  })

  it('the running month is running even when every day so far is covered', () => {
    expect(states([whole('2026-10'), covered('2026-11', 1, 20)])).toContain('2026-11 running')
  })

  it('two months without a bill are missing; after that the source counts as given up', () => {
    expect(states([whole('2026-06')])).toEqual(['2026-06 complete', '2026-07 missing', '2026-08 missing'])
  })

  it('one missing bill keeps the month from being complete', () => {
    const sources = sourceMonths([whole('2026-08'), whole('2026-09'), whole('2026-08', 'OpenAI')], asOf)
    expect(monthState(month('2026-08'), sources, asOf)).toBe('complete')
    expect(monthState(month('2026-09'), sources, asOf)).toBe('missing')
  })
})
