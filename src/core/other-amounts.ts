import type { Nanos } from './money.ts'
import type { Day } from './period.ts'
import type { DayMoney, Restated } from './restatement.ts'

/** Amounts of days that were over, which another export of the same bill would hardly have changed so. */
export type OtherAmounts = Restated & {
  /** The one that changes most. */
  readonly day: Day
  readonly project: string | null
  /** How many of how many such amounts are others. */
  readonly differ: number
  readonly of: number
}

/** The last days with money of an export may still have grown after it was written. */
const unsettledDays = 3

/** A correction moves what it corrects by one factor, and by no more than this or its inverse. */
const largestFactor = 2
const sameFactor = 0.05
const sameAmount = 0.01

type Amount = Restated & Pick<OtherAmounts, 'day' | 'project'>

/**
 * What looks like the bill of another account although its projects have the same names: of what days that were over
 * cost by project, less than a quarter stayed, and less than half moved by one factor, or by more than two. Null where
 * it does not look so, or where too few days are known to tell.
 */
export function otherAmounts(before: readonly DayMoney[], after: readonly DayMoney[]): OtherAmounts | null {
  const settled = settledAmounts(before, after)
  const [first] = settled
  if (first === undefined) return null
  const factors = settled.map((amount) => Number(amount.after) / Number(amount.before))
  const median = factors.toSorted((a, b) => a - b)[Math.floor(factors.length / 2)] ?? 1
  const together = factors.filter((factor) => Math.abs(factor - median) <= sameFactor * median).length
  const differ = factors.filter((factor) => Math.abs(factor - 1) > sameAmount).length
  const isCorrection =
    median <= largestFactor && median * largestFactor >= 1 && together * 2 >= settled.length
  if (isCorrection || differ * 4 <= settled.length * 3) return null
  const most = settled.reduce((one, other) => (changeOf(other) > changeOf(one) ? other : one), first)
  return { ...most, differ, of: settled.length }
}

const changeOf = ({ before, after }: Restated): Nanos => (after > before ? after - before : before - after)

/** By day, project and currency; by day and currency where one of them has no projects. */
function settledAmounts(before: readonly DayMoney[], after: readonly DayMoney[]): readonly Amount[] {
  const isNamed = (money: readonly DayMoney[]): boolean => money.some(({ project }) => project !== null)
  const byProject = isNamed(before) && isNamed(after)
  const amounts = new Map<string, { -readonly [Field in keyof Amount]: Amount[Field] }>()
  const take = ({ day, project, currency, billed }: DayMoney, side: 'before' | 'after'): void => {
    const of = byProject ? project : null
    const key = JSON.stringify([day, of, currency])
    const amount = amounts.get(key) ?? { day, project: of, currency, before: 0n, after: 0n }
    amount[side] += billed
    amounts.set(key, amount)
  }
  for (const money of before) take(money, 'before')
  for (const money of after) take(money, 'after')
  const known = [...amounts.values()].filter((amount) => amount.before > 0n)
  const days = [...new Set(known.map(({ day }) => day))].sort((a, b) => b - a)
  const unsettled = days[unsettledDays]
  return unsettled === undefined ? [] : known.filter(({ day }) => day <= unsettled)
}
