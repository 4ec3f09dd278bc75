import { assertNever } from '../result.ts'
import { capacityOf, decide, limits } from './decide.ts'
import { qualityOf } from './quality.ts'
import type { Flip, Lever, RoutedWork, Verdict } from './workload.ts'

/** Where something that can be turned stands, and its ends. */
type Dial = { readonly lever: Lever; readonly today: number; readonly low: number; readonly high: number }

/**
 * The work with one thing at another value and all else as it is. A dearer or cheaper API changes what is avoided, and
 * the rig costs what it did; room changes the saving by what the work gains, where that is known.
 */
export function turned(work: RoutedWork, lever: Lever, value: number): RoutedWork {
  switch (lever) {
    case 'quality':
      return { ...work, measured: null, rhoRange: [value, value] }
    case 'spend': {
      const { spend, netSaving } = work
      return { ...work, spend: value, netSaving: netSaving + (value - spend) * avoidedShare(work) }
    }
    case 'capacity': {
      const more = value - capacityOf(work)
      return {
        ...work,
        capacityShare: value,
        netSaving: work.netSaving + more * Math.max(0, work.gain ?? 0),
      }
    }
    case 'days':
      return { ...work, daysOfData: value }
    case 'operator-hours':
      return { ...work, operatorHoursAvailable: value }
    case 'context':
      return { ...work, localContext: value }
    default:
      return assertNever(lever)
  }
}

/** What part of the bill is avoided: at least what is saved. */
function avoidedShare(work: RoutedWork): number {
  const { spend, netSaving, avoided } = work
  const throughput = Math.min(1, qualityOf(work).rho) * capacityOf(work)
  return Math.max(netSaving / spend, avoided === null ? throughput : avoided / spend)
}

/**
 * How far towards the rig a verdict is. Work that has to stay on the rig changes by what it still needs. More
 * quality, saving or room never lowers it (S1 to S3 of payback.md section 2.9), so bisection finds every step.
 */
function rankOf({ decision, mode }: Verdict): number {
  if (mode === 'needs-better-model') return 0
  if (mode === 'needs-capacity') return 1
  return { cloud: 0, both: 1, local: 2 }[decision]
}

function dialsOf({ spend }: RoutedWork, { facts }: Verdict): readonly Dial[] {
  const { rho, capacityShare } = facts
  const quality: Dial = { lever: 'quality', today: rho, low: 0, high: Math.max(1, rho) }
  const money: Dial = { lever: 'spend', today: spend, low: 0, high: spend * 100 }
  const capacity: Dial = { lever: 'capacity', today: capacityShare, low: 0, high: Math.max(1, capacityShare) }
  return spend > 0 ? [quality, money, capacity] : [quality, capacity]
}

/** The two sides of a step, next to each other; `isOver` is false at `under` and true at `over`. */
function bisect(
  under: number,
  over: number,
  isOver: (value: number) => boolean,
): { readonly under: number; readonly over: number } {
  let [no, yes] = [under, over]
  for (let round = 0; round < 200; round += 1) {
    const middle = (no + yes) / 2
    if (middle === no || middle === yes) break
    if (isOver(middle)) yes = middle
    else no = middle
  }
  return { under: no, over: yes }
}

const digits = 1e6
/** A step as it is written: 0.85 for what bisection missed by rounding, else on the far side of it. */
function written(step: number, isThere: (value: number) => boolean, away: (value: number) => number): number {
  const near = Math.round(step * digits) / digits
  const isNear = Math.abs(near - step) <= 1e-9 * Math.max(1, Math.abs(step))
  return isNear && isThere(near) ? near : away(step * digits) / digits
}

/** Nodes that have room for that share; null where one node's part is not known. */
function nodesFor(work: RoutedWork, share: number): number | null {
  if (work.nodes === null) return null
  const has = capacityOf(work)
  const each = work.nodeShare ?? has / work.nodes
  return each > 0 && share > has ? work.nodes + Math.ceil((share - has) / each - 1e-9) : null
}

function flipsUp(work: RoutedWork, dial: Dial, rank: (value: number) => number): readonly Flip[] {
  const found = new Map<number, Flip>()
  for (let target = rank(dial.today) + 1; target <= rank(dial.high); target += 1) {
    const isThere = (value: number): boolean => rank(value) >= target
    const at = Math.min(dial.high, written(bisect(dial.today, dial.high, isThere).over, isThere, Math.ceil))
    const { decision, mode } = decide(turned(work, dial.lever, at))
    const nodes = dial.lever === 'capacity' ? nodesFor(work, at) : null
    found.set(rank(at), { lever: dial.lever, side: 'from', at, today: dial.today, nodes, decision, mode })
  }
  return [...found.values()]
}

function flipsDown(work: RoutedWork, dial: Dial, rank: (value: number) => number): readonly Flip[] {
  const found = new Map<number, Flip>()
  for (let target = rank(dial.today) - 1; target >= rank(dial.low); target -= 1) {
    const { under, over } = bisect(dial.low, dial.today, (value) => rank(value) > target)
    const { decision, mode } = decide(turned(work, dial.lever, under))
    const at = written(over, (value) => rank(value) > target, Math.floor)
    found.set(rank(under), {
      lever: dial.lever,
      side: 'below',
      at,
      today: dial.today,
      nodes: null,
      decision,
      mode,
    })
  }
  return [...found.values()]
}

type Wait = { readonly lever: Lever; readonly today: number; readonly at: number }

/** What a rule waits for: the value that would satisfy it is known. */
function waitsOf(work: RoutedWork): readonly Wait[] {
  const { daysOfData, operatorHoursNeeded, operatorHoursAvailable, contextP95, localContext } = work
  const pairs: readonly (readonly [lever: Lever, today: number | null, at: number | null])[] = [
    ['days', daysOfData, limits.days],
    ['operator-hours', operatorHoursAvailable, operatorHoursNeeded],
    ['context', localContext, contextP95],
  ]
  return pairs.flatMap(([lever, today, at]) =>
    today !== null && at !== null && today < at ? [{ lever, today, at }] : [],
  )
}

/**
 * What would make the verdict another one, each with everything else as it is: more or less quality, bill, room on the
 * rig, days of bills, operator hours, context. `nodes` do not count what more of them cost.
 */
export function flipsOf(work: RoutedWork): readonly Flip[] {
  const verdict = decide(work)
  const dialled = dialsOf(work, verdict).flatMap((dial) => {
    const rank = (value: number): number => rankOf(decide(turned(work, dial.lever, value)))
    return [...flipsUp(work, dial, rank), ...flipsDown(work, dial, rank)]
  })
  const waited = waitsOf(work).flatMap(({ lever, today, at }): readonly Flip[] => {
    const then = decide(turned(work, lever, at))
    const { decision, mode } = then
    return rankOf(then) === rankOf(verdict)
      ? []
      : [{ lever, side: 'from', at, today, nodes: null, decision, mode }]
  })
  return [...dialled, ...waited]
}
