import type { Currency } from '../core/money.ts'
import type { MonthOfSpend, MonthState, SpendView } from '../core/spend.ts'
import { dayShort, money, monthBare, monthLong, monthShort } from './figures.ts'
import { totalOf } from './monthly.ts'
import { comparedWords, counted, listed } from './words.ts'

const isComplete = (month: MonthOfSpend): boolean => month.state === 'complete'

/** The answer of the Spend screen for one currency: the latest month that is wholly known. */
export function spendWords(spend: SpendView, currency: Currency): string {
  const latest = spend.months.findLast((month) => isComplete(month) && totalOf(month, currency) !== null)
  if (latest === undefined) return `No month is complete in ${currency} yet.`
  const cost = totalOf(latest, currency)?.effective ?? 0n
  const before = spend.months.find((month) => month.month === latest.month - 1)
  const baseline = before !== undefined && isComplete(before) ? totalOf(before, currency) : null
  const compared = baseline === null ? null : comparedWords(cost, baseline.effective)
  const sentence = `${monthLong(latest.month)} cost ${money(cost, currency)}`
  return compared === null ? `${sentence}.` : `${sentence}, ${compared} ${monthBare(latest.month - 1)}.`
}

/** The months after the latest complete one: what is known of them so far. */
export function spendSince(spend: SpendView, currency: Currency): string {
  const latest = spend.months.findLastIndex((month) => isComplete(month) && totalOf(month, currency) !== null)
  const since = spend.months
    .slice(latest + 1)
    .filter((month) => month.state === 'running' || totalOf(month, currency) !== null)
    .slice(-3)
  return since.map((month) => partWords(month, currency)).join(' ')
}

function partWords(month: MonthOfSpend, currency: Currency): string {
  const name = monthBare(month.month)
  const total = totalOf(month, currency)
  const last = Math.max(...month.sources.map((source) => source.lastDay ?? -1), -1)
  const until = last === -1 ? '' : `, from bills up to ${dayShort(last)}`
  if (total === null) return `${name} so far: no bill yet.`
  if (month.state === 'running') return `${name} so far: ${money(total.effective, currency)}${until}.`
  return month.state === 'complete'
    ? `${name}: ${money(total.effective, currency)}.`
    : `${name} in part: ${money(total.effective, currency)}; ${lackingWords(month)}.`
}

function lackingWords(month: MonthOfSpend): string {
  const of = (state: MonthState): readonly string[] => [
    ...new Set(
      month.sources.filter((source) => source.state === state).map((source) => source.serviceProviderName),
    ),
  ]
  const missing = of('missing')
  const partial = of('partial')
  return [
    missing.length > 0 ? `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing` : '',
    partial.length > 0 ? `days of ${listed(partial)} are missing` : '',
  ]
    .filter((words) => words !== '')
    .join(', ')
}

const named = (months: readonly MonthOfSpend[]): string =>
  months.length > 3 ? '' : ` (${listed(months.map((month) => monthShort(month.month)))})`

/** How much of the months is known: `11 months complete, 1 partial (Jul 2026), 1 missing (Mar 2026)`. */
export function coverageWords(spend: SpendView): string {
  const of = (state: MonthState): readonly MonthOfSpend[] =>
    spend.months.filter((month) => month.state === state)
  const counts = (['partial', 'missing'] as const).flatMap((state) => {
    const months = of(state)
    return months.length === 0 ? [] : [`${months.length} ${state}${named(months)}`]
  })
  return [`${counted(of('complete').length, 'month')} complete`, ...counts].join(', ')
}

/** What the chart shows, for who cannot see it. */
export const spendChartWords = (spend: SpendView, currency: Currency): string =>
  `Stacked bars of monthly cost by provider in ${currency}, ${counted(spend.months.length, 'month')}. ${spendWords(spend, currency)} ${spendSince(spend, currency)} The table below holds every figure.`
