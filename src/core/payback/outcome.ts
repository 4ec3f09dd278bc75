import { crossingMonth } from './crossing.ts'
import { monthlyRate, npv } from './returns.ts'
import type { Scenario } from './scenario.ts'
import { netFlows } from './simulate.ts'

/** What a scenario comes to, worked out without its details; the same figures as `project`. */
export type Outcome = {
  /** Month of payback; null is never. */
  readonly month: number | null
  /** With the resale value at the horizon. */
  readonly npv: number
  readonly net: Float64Array
}

export function outcomeOf(scenario: Scenario): Outcome {
  const { net, invested, firstOutlay, residual } = netFlows(scenario)
  const rate = monthlyRate(scenario.discountRateAnnual)
  return {
    month: crossingMonth(net, invested, firstOutlay),
    npv: npv(net, rate) + residual / (1 + rate) ** scenario.horizonMonths,
    net,
  }
}
