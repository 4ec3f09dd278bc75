import { nodeSecondsOf } from '../payback/rates.ts'
import type { ProjectedMonth, Projection, WorkloadMonth } from '../payback/projection.ts'
import type { Scenario } from '../payback/scenario.ts'
import { noFacts, type RoutedWork, type WorkloadFacts } from './workload.ts'

const lastOf = (values: readonly number[]): number => values.at(-1) ?? 0
/** The month from which a list no longer changes. */
function steadyFrom(values: readonly number[]): number {
  const last = lastOf(values)
  let from = Math.max(0, values.length - 1)
  while (from > 0 && values[from - 1] === last) from -= 1
  return from
}

/**
 * The month a workload is scored by: the first forecast one in which the rig stands ready and the move is over, and
 * in which its spend is no longer committed. Null where there is none.
 */
function monthFor(scenario: Scenario, projection: Projection, avoidableFrom: number): ProjectedMonth | null {
  const from = Math.max(1, steadyFrom(scenario.live), steadyFrom(scenario.ramp), avoidableFrom)
  return projection.months.find(({ m, basis }) => m >= from && basis === 'forecast') ?? null
}

/**
 * Running cost that does not follow the work: all of it less what the served work's energy and bad answers cost,
 * which is what its avoided cost exceeds its gain by.
 */
export const fixedCostOf = ({ opex, workloads }: Pick<ProjectedMonth, 'opex' | 'workloads'>): number =>
  opex - workloads.reduce((sum, { avoided, served, gain }) => sum + avoided - served * gain, 0)

/** A workload's part of the fixed cost: by rig seconds, or by avoided cost where no work takes any time. */
function partOf(work: WorkloadMonth, { workloads }: ProjectedMonth): number {
  const total = (of: (one: WorkloadMonth) => number): number =>
    workloads.reduce((sum, one) => sum + of(one), 0)
  const busy = (one: WorkloadMonth): number => one.seconds * one.served
  const seconds = total(busy)
  if (seconds > 0) return busy(work) / seconds
  const avoided = total((one) => one.avoided)
  return avoided > 0 ? work.avoided / avoided : 0
}

/**
 * One workload of a projection as its scorecard takes it; null where the projection has no steady month or no such
 * workload. `scenario` should hold the shares as they were entered, not those of a decision accepted before: work
 * whose routable share is 0 has nothing to save. `daysOfData` are the days of complete months behind its spend.
 */
export function routedWork(
  scenario: Scenario,
  projection: Projection,
  workloadId: string,
  facts: WorkloadFacts | null,
  daysOfData: number | null,
): RoutedWork | null {
  const workload = scenario.workloads.find(({ id }) => id === workloadId)
  if (workload === undefined) return null
  const month = monthFor(scenario, projection, workload.avoidableFromMonth)
  const work = month?.workloads.find(({ id }) => id === workloadId)
  if (month === null || work === undefined) return null
  const room = roomOf(scenario, month, work)
  return {
    ...(facts ?? noFacts),
    id: workloadId,
    spend: work.spend,
    netSaving:
      work.served > 0 ? work.served * work.gain - fixedCostOf(month) * partOf(work, month) : room.idle,
    daysOfData,
    capacityShare: room.share,
    avoided: work.served > 0 ? work.avoided : null,
    gain: work.gain,
    nodes: room.nodes,
    nodeShare: room.nodeShare,
  }
}

/** How much of a workload the rigs have time for. Work that would lose money is left out of the month. */
function roomOf(
  scenario: Scenario,
  month: ProjectedMonth,
  work: WorkloadMonth,
): Pick<RoutedWork, 'nodes' | 'nodeShare'> & { readonly share: number; readonly idle: number } {
  const { rig, otherRigs, hoursPerMonth } = scenario
  const moved = lastOf(scenario.ramp) * lastOf(scenario.live)
  const left = Math.max(0, month.capacity - month.busy)
  const couldTake = work.seconds > 0 ? Math.min(1, left / work.seconds) : 1
  const share = work.served > 0 && moved > 0 ? Math.min(1, work.served / moved) : couldTake
  const node = nodeSecondsOf(rig, hoursPerMonth) * lastOf(scenario.live)
  /** Another node takes what other work waits for first, as long as this one has no time at all. */
  const isKnown = otherRigs.length === 0 && node > 0 && share > 0 && work.seconds > 0
  return {
    share,
    idle: work.gain < 0 ? work.gain * couldTake : 0,
    nodes: isKnown ? Math.max(1, Math.round(month.capacity / node)) : null,
    nodeShare: isKnown ? node / work.seconds : null,
  }
}

/** All workloads of a projection; see `routedWork`. */
export const routedWorks = (
  scenario: Scenario,
  projection: Projection,
  facts: ReadonlyMap<string, WorkloadFacts>,
  daysOfData: number | null,
): readonly RoutedWork[] =>
  scenario.workloads.flatMap(({ id }) => {
    const work = routedWork(scenario, projection, id, facts.get(id) ?? null, daysOfData)
    return work === null ? [] : [work]
  })
