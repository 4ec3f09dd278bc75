import type { Edits } from './ground.ts'
import { migrationPhases } from './presets.ts'

/** One stretch of a migration, in the order in which they follow each other. */
export type Phase = {
  readonly key: 'audit' | 'select' | 'setUp' | 'parallel' | 'migrate'
  readonly label: string
  readonly weeks: number
  readonly reach: { readonly low: number; readonly high: number }
  readonly source: string
}

/** The phases of the source article; where it gives a range, the cautious end. */
export const phases: readonly Phase[] = [
  phaseOf('audit', 'audit', 12),
  phaseOf('select', 'select', 12),
  phaseOf('setUp', 'set-up', 26),
  phaseOf('parallel', 'parallel', 26),
  phaseOf('migrate', 'migrate', 26),
]

function phaseOf(key: Phase['key'], id: string, high: number): Phase {
  const preset = migrationPhases.find((known) => known.id === id)
  if (preset === undefined) throw new Error(`No phase ${id}`)
  const { name, weeks, source } = preset
  return {
    key,
    label: name,
    weeks: weeks.high,
    reach: { low: 0, high },
    source: weeks.low === weeks.high ? source : `${source}: ${weeks.low} to ${weeks.high} weeks`,
  }
}

export type Weeks = Readonly<Record<Phase['key'], number>>

/** Where the weeks of a phase stand among the inputs and the edits. */
export const phasePath = (key: Phase['key']): string => `migration.${key}`

/** The weeks as the user has them. */
export function weeksOf(edits: Edits): Weeks {
  const of = (key: Phase['key']): number =>
    Math.max(0, edits[phasePath(key)] ?? phases.find((phase) => phase.key === key)?.weeks ?? 0)
  return {
    audit: of('audit'),
    select: of('select'),
    setUp: of('setUp'),
    parallel: of('parallel'),
    migrate: of('migrate'),
  }
}

/** A year's weeks over its months. */
const weeksPerMonth = 365.25 / 7 / 12

/**
 * A plan in weeks as `ramp` and `shadow` of a scenario. It begins with month 1, the first after the purchase, and each
 * month has the mean of its days: what runs beside the API is mirrored and saves nothing, and while the work is moved
 * its share rises evenly from none to all.
 */
export function monthsOfPlan(weeks: Weeks): { readonly ramp: number[]; readonly shadow: number[] } {
  const mirroredFrom = (weeks.audit + weeks.select + weeks.setUp) / weeksPerMonth
  const movedFrom = mirroredFrom + weeks.parallel / weeksPerMonth
  const movedUntil = movedFrom + weeks.migrate / weeksPerMonth
  const ramp = [0]
  const shadow = [0]
  for (let month = 1; ; month++) {
    const moved = movedBy(month, movedFrom, movedUntil) - movedBy(month - 1, movedFrom, movedUntil)
    ramp.push(tidy(moved))
    shadow.push(tidy(Math.max(0, Math.min(month, movedFrom) - Math.max(month - 1, mirroredFrom))))
    if (month - 1 >= movedUntil) return { ramp, shadow }
  }
}

/** Months of work moved up to `at`: nothing, then rising evenly, then all of it. */
function movedBy(at: number, from: number, until: number): number {
  const rising = Math.max(0, Math.min(at, until) - from)
  const half = until > from ? rising ** 2 / (2 * (until - from)) : 0
  return half + Math.max(0, at - until)
}

/** Shares without the dust of floating point. */
const tidy = (share: number): number => Math.round(share * 1e9) / 1e9
