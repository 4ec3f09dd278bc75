import { nodesWithoutOverflow, withRoomForAll } from './enough-nodes.ts'
import { crossingMonth } from './crossing.ts'
import { project } from './project.ts'
import {
  opexLines,
  type Never,
  type NeverReason,
  type OpexLine,
  type ProjectedMonth,
  type Projection,
} from './projection.ts'
import type { Scenario } from './scenario.ts'
import { netFlows } from './simulate.ts'

/** How far the horizon is moved out to see whether time alone would help. */
const longestHorizon = 600

/**
 * Why a scenario never pays back within its horizon (payback.md section 2.5). One constraint at a time is lifted; the
 * first that then pays is the reason, and all that would are `binding`. Where none alone does, the reason is what
 * keeps the saving down: nothing saved, costs above the saving, or an outlay too large for it.
 */
export function whyNever(scenario: Scenario, projection: Projection = project(scenario)): Never {
  const { months } = projection
  const facts = {
    biggestOpex: biggestOpex(months),
    servedShare: servedShare(scenario, months),
    nodesNeeded: months.some(({ workloads }) => workloads.some(({ seconds }) => seconds > 0))
      ? nodesWithoutOverflow(scenario)
      : null,
    peakMonth: peakMonth(months),
    monthsAtTodaysNet: monthsAtTodaysNet(scenario, projection),
  }
  const routable = scenario.workloads.some(({ spend, routableShare }) => spend * routableShare > 0)
  if (!routable) return { reason: 'NO_ROUTABLE_SPEND', binding: [], ...facts, biggestOpex: null }
  const binding = relaxations
    .filter(([, relax]) => paysAtAll(relax(scenario)))
    .map(([reason]): NeverReason => reason)
  return { reason: binding[0] ?? helpless(months), binding, ...facts }
}

function paysAtAll(scenario: Scenario): boolean {
  const { net, invested, firstOutlay } = netFlows(scenario)
  return crossingMonth(net, invested, firstOutlay) !== null
}

function helpless(months: readonly ProjectedMonth[]): NeverReason {
  let avoided = 0
  let opex = 0
  for (const month of months) {
    avoided += month.avoided
    opex += month.opex
  }
  if (avoided <= 0) return 'NO_SAVINGS'
  return avoided < opex ? 'OPEX_EXCEEDS_SAVINGS' : 'INVESTMENT_TOO_LARGE'
}

/** In the order in which a reason is looked for. */
const relaxations = [
  ['QUALITY', asGoodAsTheApi],
  ['CAPACITY', withRoomForAll],
  ['API_PRICE_FALLING', withSteadyPrices],
  ['SPEND_SHRINKING', withoutShrinking],
  ['OPEX_EXCEEDS_SAVINGS', withoutOpex],
  [
    'HORIZON',
    (scenario) => ({ ...scenario, horizonMonths: Math.max(longestHorizon, scenario.horizonMonths) }),
  ],
] as const satisfies readonly (readonly [NeverReason, (scenario: Scenario) => Scenario])[]

function asGoodAsTheApi(scenario: Scenario): Scenario {
  return {
    ...scenario,
    workloads: scenario.workloads.map((workload) => ({
      ...workload,
      failureCost: 0,
      quality: {
        ...workload.quality,
        haircut: 0,
        qLocal: Math.max(workload.quality.qLocal, workload.quality.qApi),
      },
    })),
  }
}

function withSteadyPrices(scenario: Scenario): Scenario {
  return {
    ...scenario,
    priceSteps: scenario.priceSteps.map((step) => ({ ...step, factor: Math.max(1, step.factor) })),
    workloads: scenario.workloads.map((workload) => ({
      ...workload,
      apiPriceChangeMonthly: Math.max(0, workload.apiPriceChangeMonthly),
    })),
  }
}

function withoutShrinking(scenario: Scenario): Scenario {
  return {
    ...scenario,
    workloads: scenario.workloads.map((workload) => ({
      ...workload,
      growthMonthly: Math.max(0, workload.growthMonthly),
    })),
  }
}

function withoutOpex(scenario: Scenario): Scenario {
  const { opex, energy } = scenario
  return {
    ...scenario,
    workloads: scenario.workloads.map((workload) => ({ ...workload, failureCost: 0 })),
    energy: { ...energy, tariff: { flat: 0 }, fixedMonthly: 0 },
    opex: {
      ...opex,
      maintenancePctCapexAnnual: 0,
      engHoursPerMonth: 0,
      coloMonthly: 0,
      licencesMonthly: 0,
      afr: 0,
      leaseMonthly: 0,
    },
    actuals: scenario.actuals.map((actual) => ({ ...actual, energyCost: null })),
  }
}

/** The line of the running costs that comes to most over the horizon; null where nothing runs up. */
function biggestOpex(months: readonly ProjectedMonth[]): OpexLine | null {
  let biggest: OpexLine | null = null
  let most = 0
  for (const line of opexLines) {
    const total = months.reduce((sum, { opexBy }) => sum + opexBy[line], 0)
    if (total > most) [biggest, most] = [line, total]
  }
  return biggest
}

/** By money, of the work that was to move; null where none was. */
function servedShare({ workloads }: Scenario, months: readonly ProjectedMonth[]): number | null {
  let served = 0
  let without = 0
  for (const month of months)
    for (const [index, row] of month.workloads.entries()) {
      served += row.spend * row.served * (workloads[index]?.routableShare ?? 0)
      without += row.overflowSpend
    }
  return served + without > 0 ? served / (served + without) : null
}

/** Null where every month takes the sum further down. */
function peakMonth(months: readonly ProjectedMonth[]): number | null {
  let best = months[0] ?? null
  for (const month of months) if (best !== null && month.cumulative > best.cumulative) best = month
  return best === null || best.m === 0 ? null : best.m
}

/**
 * When it would have paid if every month were like the first in which the rig stands and the work has moved, all
 * purchases counted; null where such a month gains nothing.
 */
function monthsAtTodaysNet(scenario: Scenario, { months }: Projection): number | null {
  const settled = Math.max(
    1,
    ...[scenario.live, scenario.ramp, scenario.shadow].map((list) => list.length - 1),
    ...scenario.actuals.map((actual) => actual.month + 1),
  )
  const today = months[settled] ?? months.at(-1)
  if (today === undefined) return null
  const net = today.net + today.invested
  const toCome = months.reduce((sum, { m, invested }) => (m > today.m ? sum + invested : sum), 0)
  return net > 0 ? today.m + (toCome - today.cumulative) / net : null
}
