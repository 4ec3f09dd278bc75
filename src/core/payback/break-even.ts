import type { BreakEven } from './answers.ts'
import { crossing } from './crossing.ts'
import { nodesWithoutOverflow, withRoomForAll } from './enough-nodes.ts'
import { netFlows } from './simulate.ts'
import type { Scenario } from './scenario.ts'

/** Every workload's spend, tokens and requests times `multiplier`, prices and all else as they are. */
export const scaled = (scenario: Scenario, multiplier: number): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map((workload) => ({
    ...workload,
    spend: workload.spend * multiplier,
    tokensIn: workload.tokensIn * multiplier,
    tokensOut: workload.tokensOut * multiplier,
    requests: workload.requests * multiplier,
  })),
})

/** Whether cumulated net reaches zero at most `targetMonths` after month 0. */
export function paysWithin(scenario: Scenario, targetMonths: number): boolean {
  const { net, invested, firstOutlay } = netFlows({ ...scenario, horizonMonths: Math.ceil(targetMonths) })
  const { status, fraction } = crossing(net, invested, firstOutlay)
  return status !== 'never' && fraction <= targetMonths
}

/** Volumes looked at: from a millionth of today's to a million times it. */
const smallest = 2 ** -20
const largest = 2 ** 20
/** How near to the true multiplier, as a share of it. */
const precision = 1e-9

/** The smallest multiplier that pays; null where none does. Between two looks one does not pay and one does. */
function smallestMultiplier(pays: (multiplier: number) => boolean): number | null {
  if (pays(0)) return 0
  let enough = smallest
  while (enough <= largest && !pays(enough)) enough *= 2
  if (enough > largest) return null
  let tooFew = enough === smallest ? 0 : enough / 2
  while (enough - tooFew > precision * enough) {
    const middle = (tooFew + enough) / 2
    if (pays(middle)) enough = middle
    else tooFew = middle
  }
  return enough
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

/**
 * The smallest volume that pays back within `targetMonths`, T.
 *
 * The volume is one multiplier k on month 0's spend, tokens and requests of every workload, so that growth, prices,
 * quality, the mix of workloads, ramp and every cost that does not follow the volume stay as they are. Months that are
 * known (`actuals`) stay as they were. "Within T" is the fraction of the payback, which counts from the end of month 0
 * and takes a tie of half a cent as paid, at most T; the horizon is T, however short the scenario's own is. So
 * `multiplier` is at most 1 when the scenario itself pays within T. Found by doubling and then halving to 1e-9 of k: at
 * k it pays, at 0.999 k it does not. (Work that is forced or mirrored at a loss can make more volume worse; k is then
 * the smallest found, and may be below 1 although the scenario itself does not pay.)
 *
 * `spend` and `tokens` are month 0's, times k; tokens are null where the scenario knows of none. Where no volume is
 * enough, `unreachable` says whether it would be if the rig had room for all of it ('capacity', with the nodes
 * that the volume then needs, what more of them cost not counted), or not even then ('no-gain').
 */
export function breakEven(scenario: Scenario, targetMonths: number): BreakEven {
  const tokens = sumOf(scenario.workloads.map(({ tokensIn, tokensOut }) => tokensIn + tokensOut))
  const spend = sumOf(scenario.workloads.map((workload) => workload.spend))
  const found = smallestMultiplier((k) => paysWithin(scaled(scenario, k), targetMonths))
  if (found !== null)
    return {
      targetMonths,
      multiplier: found,
      spend: found * spend,
      tokens: tokens > 0 ? found * tokens : null,
      unreachable: null,
      nodesNeeded: null,
    }
  const loose = withRoomForAll(scenario)
  const wished = smallestMultiplier((k) => paysWithin(scaled(loose, k), targetMonths))
  return {
    targetMonths,
    multiplier: null,
    spend: null,
    tokens: null,
    unreachable: wished === null ? 'no-gain' : 'capacity',
    nodesNeeded:
      wished === null
        ? null
        : nodesWithoutOverflow({ ...scaled(scenario, wished), horizonMonths: Math.ceil(targetMonths) }),
  }
}
