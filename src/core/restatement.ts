import type { Source } from './charge.ts'
import type { Currency, Nanos } from './money.ts'
import { otherAmounts, type OtherAmounts } from './other-amounts.ts'
import { monthOfDay, type Day, type Month } from './period.ts'

/** Billed cost of a day and a project, in one currency. */
export type DayMoney = {
  readonly day: Day
  readonly project: string | null
  readonly currency: Currency
  readonly billed: Nanos
}

/** What some days cost before and cost now. */
export type Restated = { readonly currency: Currency; readonly before: Nanos; readonly after: Nanos }

/** Why days had better not be replaced without asking. */
export type Doubt =
  /** A day loses more than half of its money: the one that loses most. */
  | ({ readonly kind: 'shrinks'; readonly day: Day } & Restated)
  /** What was a credit on the whole is not there any more: more likely a credit note beside the bill. */
  | ({ readonly kind: 'loses-credit' } & Restated)
  /** No project is in both: more likely the bill of another account. */
  | { readonly kind: 'other-account'; readonly before: readonly string[]; readonly after: readonly string[] }
  /** Days that were over have other amounts, although the projects have the same names: perhaps another account's. */
  | ({ readonly kind: 'other-amounts' } & OtherAmounts)
  /** The seller writes several files a day, each with its own hours: more likely the next part of it. */
  | { readonly kind: 'part-of-day' }
  /** Projects are missing: more likely an export that was filtered. */
  | { readonly kind: 'filtered'; readonly missing: readonly string[] }

/** How some days change when another statement speaks for them; empty where neither brings money. */
export type Restatement = {
  readonly restated: readonly Restated[]
  readonly months: readonly (Restated & { readonly month: Month })[]
  readonly doubts: readonly Doubt[]
}

/** Days that such a file is of, at most; more were put together by somebody. */
const daysOfPart = 2

/** The seller, and which of its exports it is. */
type SeenThrough = Pick<Source, 'serviceProviderName' | 'exportName'>

/** Losses below a cent are rounding. */
const worthAsking = 10_000_000n

/** Whose files each hold some hours of a day: Oracle writes its cost report and its FOCUS report every six hours. */
const comesInParts = ({ serviceProviderName, exportName }: SeenThrough): boolean =>
  exportName === 'oracle-cost' || (exportName === 'focus' && serviceProviderName === 'Oracle')

/** What the same days were billed by one statement and are billed by another, of the same export. */
export function restatement(
  before: readonly DayMoney[],
  after: readonly DayMoney[],
  source: SeenThrough,
): Restatement {
  const changes = (keyOf: (money: DayMoney) => string): readonly (Restated & { readonly day: Day })[] => {
    const sums = new Map<string, { day: Day; currency: Currency; before: Nanos; after: Nanos }>()
    const take = (money: DayMoney, side: 'before' | 'after'): void => {
      const key = `${keyOf(money)} ${money.currency}`
      const sum = sums.get(key) ?? { day: money.day, currency: money.currency, before: 0n, after: 0n }
      sum[side] += money.billed
      sums.set(key, sum)
    }
    for (const money of before) take(money, 'before')
    for (const money of after) take(money, 'after')
    return [...sums.values()].sort((a, b) => a.day - b.day || (a.currency < b.currency ? -1 : 1))
  }
  const restated = changes(() => '').map(({ currency, before: was, after: is }) => ({
    currency,
    before: was,
    after: is,
  }))
  return {
    restated: restated.sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    months: changes(({ day }) => String(monthOfDay(day))).map(({ day, ...sum }) => ({
      month: monthOfDay(day),
      ...sum,
    })),
    doubts: doubtsOf(
      before,
      after,
      restated,
      changes(({ day }) => String(day)),
      source,
    ),
  }
}

function doubtsOf(
  before: readonly DayMoney[],
  after: readonly DayMoney[],
  restated: readonly Restated[],
  days: readonly (Restated & { readonly day: Day })[],
  source: SeenThrough,
): readonly Doubt[] {
  const shrinks = shrinking(days)
  if (restated.every((sum) => sum.before === sum.after)) return shrinks
  const part = comesInParts(source) && daysOf(after) <= daysOfPart
  const doubts: readonly Doubt[] = [
    ...shrinks,
    ...losingCredit(restated),
    ...otherProjects(before, after),
    ...(part ? [{ kind: 'part-of-day' as const }] : []),
  ]
  const others = doubts.length > 0 ? null : otherAmounts(before, after)
  return others === null ? doubts : [{ kind: 'other-amounts', ...others }]
}

function shrinking(days: readonly (Restated & { readonly day: Day })[]): readonly Doubt[] {
  const [worst] = days
    .filter(({ before, after }) => before > 0n && after * 2n < before && before - after >= worthAsking)
    .toSorted((a, b) => Number(b.before - b.after - (a.before - a.after)))
  return worst ? [{ kind: 'shrinks', ...worst }] : []
}

/** More than half of it, and at least a cent. */
const losingCredit = (restated: readonly Restated[]): readonly Doubt[] =>
  restated
    .filter(({ before, after }) => before < 0n && after * 2n > before && after - before >= worthAsking)
    .map((sum) => ({ kind: 'loses-credit', ...sum }))

function otherProjects(before: readonly DayMoney[], after: readonly DayMoney[]): readonly Doubt[] {
  const [was, is] = [projectsOf(before), projectsOf(after)]
  if (was.size === 0 || is.size === 0) return []
  const missing = [...was].filter((project) => !is.has(project))
  if (missing.length === 0) return []
  return missing.length === was.size
    ? [{ kind: 'other-account', before: [...was], after: [...is] }]
    : [{ kind: 'filtered', missing }]
}

const daysOf = (money: readonly DayMoney[]): number => new Set(money.map(({ day }) => day)).size

/** Money of no project is told apart only where others have one. */
const unnamed = 'what has no project'

function projectsOf(money: readonly DayMoney[]): ReadonlySet<string> {
  const spent = money.filter(({ billed }) => billed !== 0n)
  const named = new Set(spent.flatMap(({ project }) => project ?? []).sort())
  return named.size > 0 && spent.some(({ project }) => project === null) ? named.add(unnamed) : named
}
