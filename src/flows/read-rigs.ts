import { rigMonth } from '../core/energy.ts'
import { dayOfInstant, monthOfDay, type Month } from '../core/period.ts'
import type { Rig, RigMonth } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { listPower } from '../ledger/power.ts'
import { enteredEnergy, listRigs } from '../ledger/rigs.ts'

/** How many months back a rig is shown. */
const shownMonths = 24

/** A rig's months from `first` to `last`, both included, newest first. `now` in ms since 1970, UTC. */
export function monthsOfRig(
  ledger: Ledger,
  rig: Rig,
  first: Month,
  last: Month,
  now: number,
): readonly RigMonth[] {
  if (last < first) return []
  const buckets = listPower(ledger, rig.id, first, last)
  const entered = enteredEnergy(ledger, rig.id)
  const months = Array.from({ length: last - first + 1 }, (_, back) => last - back)
  return months.map((month) => rigMonth(rig, month, buckets, entered.get(month) ?? null, now))
}

/** Every rig, and its months since it is in service (of the last two years), newest first. */
export function readRigs(
  ledger: Ledger,
  now: number,
): { readonly rigs: readonly Rig[]; readonly months: readonly RigMonth[] } {
  const rigs = listRigs(ledger)
  const thisMonth = monthOfDay(dayOfInstant(now))
  const months = rigs.flatMap((rig) => {
    const first = Math.max(monthOfDay(rig.inServiceOn), thisMonth - shownMonths + 1)
    return monthsOfRig(ledger, rig, first, thisMonth, now)
  })
  return { rigs, months: months.sort((a, b) => b.month - a.month) }
}
