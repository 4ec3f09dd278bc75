import { atMonth } from './model.ts'
import type { ProjectedMonth } from './projection.ts'
import { project } from './project.ts'
import { nodeSecondsOf } from './rates.ts'
import type { RigFigures, Scenario } from './scenario.ts'
import { rigsNeeded } from './throughput.ts'

/** Nodes of every kind that the scenario ever has. */
export const nodesOf = ({ rig, otherRigs, investments }: Scenario): number =>
  [rig, ...otherRigs].reduce((sum, { nodes }) => sum + nodes, 0) +
  investments.reduce((sum, { addsNodes }) => sum + (addsNodes ?? 0), 0)

/** If so many do not help, none do. */
const mostNodes = 2 ** 30

/**
 * The nodes, of every kind, that leave no work undone in any month in which the first rig stands ready as long as all
 * others: those there are, and as many more of the first rig as it takes. Null where no number of them is enough: they
 * have no time or no speed at all, or the work pays on another kind only.
 */
export function nodesWithoutOverflow(scenario: Scenario): number | null {
  const without = mostOverflow(scenario)
  if (without === 0) return nodesOf(scenario)
  const seconds = nodeSecondsOf(scenario.rig, scenario.hoursPerMonth)
  let tooFew = 0
  let enough = Math.max(1, rigsNeeded(without, seconds))
  if (!(enough <= mostNodes)) return null
  while (mostOverflow(withMoreNodes(scenario, enough)) > 0) {
    if (enough >= mostNodes) return null
    tooFew = enough
    enough *= 2
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (mostOverflow(withMoreNodes(scenario, middle)) === 0) enough = middle
    else tooFew = middle
  }
  return nodesOf(scenario) + enough
}

export const withMoreNodes = (scenario: Scenario, more: number): Scenario => ({
  ...scenario,
  rig: { ...scenario.rig, nodes: scenario.rig.nodes + more },
})

/**
 * The scenario with as many nodes more as leave nothing on the API for want of room, bought in month 0 at the mean
 * price of those there are. Their power grows with them, and so do colocation, lease and what a failure costs. Null
 * where there are enough already, no number of them is enough, or a node has no price.
 */
export function withEnoughNodes(scenario: Scenario): Scenario | null {
  const needed = nodesWithoutOverflow(scenario)
  const there = nodesOf(scenario)
  if (needed === null || needed <= there || there <= 0) return null
  const capex = scenario.investments
    .filter(({ kind }) => kind === 'capex')
    .reduce((sum, { amount }) => sum + amount, 0)
  const { opex, energy, rig } = scenario
  if (capex <= 0 && opex.leaseMonthly <= 0) return null
  const times = needed / there
  const isPowerFixed = rig.loadW === 0 && rig.idleW === 0
  return {
    ...withMoreNodes(scenario, needed - there),
    investments: [...scenario.investments, { month: 0, amount: capex * (times - 1), kind: 'capex' }],
    energy: { ...energy, fixedMonthly: energy.fixedMonthly * (isPowerFixed ? times : 1) },
    opex: {
      ...opex,
      coloMonthly: opex.coloMonthly * times,
      leaseMonthly: opex.leaseMonthly * times,
      replacementCost: opex.replacementCost * times,
    },
  }
}

/** Seconds of the first rig, standing ready all month, that the work without room takes in the fullest month. */
const mostOverflow = (scenario: Scenario): number =>
  Math.max(0, ...project(scenario).months.map((month) => overflowSeconds(scenario, month)))

/** With mirrored work, which goes first and may leave the rig no time at all. */
function overflowSeconds(scenario: Scenario, { m, workloads }: ProjectedMonth): number {
  const { live, ramp, shadow, rig, otherRigs, investments, hoursPerMonth } = scenario
  const ready = atMonth(live, m)
  if (ready <= 0 || otherRigs.some((other) => atMonth(other.live, m) > ready)) return 0
  let overflow = 0
  let mirrored = 0
  for (const { seconds, routableTokens, overflowTokens } of workloads) {
    if (overflowTokens > 0) overflow += seconds * (overflowTokens / routableTokens)
    mirrored += seconds * atMonth(shadow, m)
  }
  if (overflow === 0) return 0
  const nodes = investments.reduce(
    (sum, { month, addsNodes }) => (month < m ? sum + (addsNodes ?? 0) : sum),
    rig.nodes,
  )
  const unmirrored = Math.max(0, mirrored - nodes * nodeSecondsOf(rig, hoursPerMonth))
  return overflow / (ready * atMonth(ramp, m)) + unmirrored
}

/** At least one node, and days so long that it has time for all work, at its speed and with the energy that it takes. */
const boundless = <R extends RigFigures>(rig: R): R => ({
  ...rig,
  nodes: Math.max(1, rig.nodes),
  hoursPerDay: 1e12,
  availability: 1,
  maxUtil: 1,
})

export const withRoomForAll = (scenario: Scenario): Scenario => ({
  ...scenario,
  rig: boundless(scenario.rig),
  otherRigs: scenario.otherRigs.map(boundless),
})
