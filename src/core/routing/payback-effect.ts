import type { PaybackPoint, Projection } from '../payback/projection.ts'
import { countedText, shortMonthText } from '../payback/written.ts'

/** What accepting a decision does to the payback month. */
export type PaybackEffect = {
  /** `YYYY-MM` of month 0. */
  readonly month0: string
  readonly horizonMonths: number
  readonly before: PaybackPoint
  readonly after: PaybackPoint
}

/** The payback of the scenario as it stands, and of the one that `withDecision` made of it. */
export const effectOf = (month0: string, before: Projection, after: Projection): PaybackEffect => ({
  month0,
  horizonMonths: Math.max(0, before.months.length - 1),
  before: before.payback,
  after: after.payback,
})

/** `Accepting it moves the payback from Mar 2027 to Jan 2027, 2 months sooner.` */
export function effectWords({ month0, horizonMonths, before, after }: PaybackEffect): string {
  const never = `never pays off within ${countedText(horizonMonths, 'month')}`
  const when = (m: number): string => shortMonthText(month0, m)
  if (after.status === 'nothing-to-recover') return 'Nothing was invested, so nothing has to be paid back.'
  if (before.month === null)
    return after.month === null
      ? `Accepted or not, the rig ${never}.`
      : `Accepting it makes the rig pay off in ${when(after.month)}; as it stands it ${never}.`
  if (after.month === null)
    return `If it is accepted, the rig ${never}; as it stands it pays off in ${when(before.month)}.`
  const months = after.month - before.month
  if (months === 0) return `Accepting it leaves the payback in ${when(before.month)}.`
  return `Accepting it moves the payback from ${when(before.month)} to ${when(after.month)}, ${countedText(Math.abs(months), 'month')} ${months < 0 ? 'sooner' : 'later'}.`
}
