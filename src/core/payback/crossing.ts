import type { PaybackPoint } from './projection.ts'
import type { MonthlyFlows } from './returns.ts'

/** Half a cent: a cumulated value above minus this is zero. Ties count as paid. */
export const tie = 0.005

/**
 * In which month the cumulated flows first reach zero, counted from the first outlay on.
 * @param flows net of months 0, 1, … in units
 * @param invested all investments among them; nothing invested has nothing to recover
 * @param firstOutlay month of the first investment, before which nothing is owed; null where there is none
 */
export function crossing(flows: MonthlyFlows, invested: number, firstOutlay: number | null): PaybackPoint {
  const month = crossingMonth(flows, invested, firstOutlay)
  if (month === null) return { status: 'never', month, fraction: null, relapse: [] }
  if (nothingToRecover(invested, firstOutlay))
    return { status: 'nothing-to-recover', month: 0, fraction: 0, relapse: [] }
  let cumulative = 0
  let fraction = 0
  const relapse: number[] = []
  for (let m = 0; m < flows.length; m += 1) {
    const net = flows[m] ?? 0
    if (m === month && m > 0) fraction = m - 1 + straightTo(cumulative, net)
    cumulative += net
    if (m > month && cumulative < -tie) relapse.push(m)
  }
  return { status: 'paid', month, fraction, relapse }
}

/** The part of a month after which a debt is paid off, 0 to 1. */
const straightTo = (before: number, net: number): number =>
  before >= 0 || net <= 0 ? 0 : Math.min(1, -before / net)

const nothingToRecover = (invested: number, firstOutlay: number | null): boolean =>
  invested <= tie || firstOutlay === null

/** Only the month of `crossing`; null is never. */
export function crossingMonth(
  flows: MonthlyFlows,
  invested: number,
  firstOutlay: number | null,
): number | null {
  const free = nothingToRecover(invested, firstOutlay)
  const from = free ? flows.length - 1 : (firstOutlay ?? 0)
  let cumulative = 0
  for (let m = 0; m < flows.length; m += 1) {
    cumulative += flows[m] ?? 0
    if (m >= from && cumulative >= -tie) return free ? 0 : m
  }
  return null
}
