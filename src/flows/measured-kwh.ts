import { dayOfInstant, firstDayOf, monthOfDay, monthText } from '../core/period.ts'
import type { RigMonth } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { monthsOfRig } from './read-rigs.ts'

/** What a rig uses in a month by its own records. */
export type MeasuredKwh = {
  /** Mean of `months`; null where they do not say enough, for the reason in `source`. */
  readonly kwh: number | null
  /** Newest first. */
  readonly months: readonly RigMonth[]
  readonly source: string
}

/** Metered months below this coverage say too little (rig-power.md 8.5). */
const leastCoverage = 0.9

/** How many months the mean is of, and how many months back they may be. */
const meanOf = 3
const oldest = 12

const unknown = (source: string): MeasuredKwh => ({ kwh: null, months: [], source })

const percent = (share: number): string => `${Math.floor(share * 100)} %`

/**
 * The mean kWh of the last three complete months that are entered or covered to 90 % or more; fewer where
 * there are no three. A month is complete when it has ended and the rig was in service on all its days.
 * Metered months are the energy of the GPU boards in the known time, nothing added for the rest.
 * `now` in ms since 1970, UTC.
 */
export function measuredKwh(ledger: Ledger, rigId: number, now: number): MeasuredKwh {
  const rig = listRigs(ledger).find(({ id }) => id === rigId)
  if (!rig) return unknown('the rig is not in the ledger')
  const thisMonth = monthOfDay(dayOfInstant(now))
  const serviceMonth = monthOfDay(rig.inServiceOn)
  const firstWhole = firstDayOf(serviceMonth) === rig.inServiceOn ? serviceMonth : serviceMonth + 1
  const complete = monthsOfRig(ledger, rig, Math.max(firstWhole, thisMonth - oldest), thisMonth - 1, now)
  if (complete.length === 0) return unknown('the rig has no complete month in service yet')
  const months = complete.filter(({ coverage }) => coverage >= leastCoverage).slice(0, meanOf)
  const amounts = months.flatMap(({ kwh }) => (kwh === null ? [] : [kwh]))
  if (amounts.length === 0) {
    const best = Math.max(...complete.map(({ coverage }) => coverage))
    return unknown(
      `no complete month is known to ${percent(leastCoverage)}; the best is known to ${percent(best)}`,
    )
  }
  const kwh = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length
  return { kwh, months, source: sourceOf(rig.name, months) }
}

const methodWords = { 'nvidia-smi': 'GPU boards alone, by nvidia-smi', manual: 'entered by hand' }

function sourceOf(name: string, months: readonly RigMonth[]): string {
  const parts = months.map(({ month, method, coverage }) => {
    const how = method === null ? 'not known' : methodWords[method]
    return method === 'nvidia-smi'
      ? `${monthText(month)} (${how}, ${percent(coverage)} of the time)`
      : `${monthText(month)} (${how})`
  })
  return `${name}: mean of ${parts.join(', ')}`
}
