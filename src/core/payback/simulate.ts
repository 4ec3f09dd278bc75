import type { Model } from './model.ts'
import { stepMonth } from './month.ts'
import { prepare } from './prepare.ts'
import { resaleAt } from './resale.ts'
import type { Scenario } from './scenario.ts'

/** The cash of a scenario, and no more: what a simulation needs to tell its payback month and its NPV. */
export type Flows = {
  /** Net of months 0 to the horizon, investments taken off. */
  readonly net: Float64Array
  /** All investments within the horizon, and the month of the first; null where there is none. */
  readonly invested: number
  readonly firstOutlay: number | null
  /** What the hardware sells for at the horizon. */
  readonly residual: number
}

/** The same months as `project`, to the last bit, without their details; some microseconds a scenario. */
export const netFlows = (scenario: Scenario): Flows => runModel(prepare(scenario))

/** Steps through a model that has not been stepped yet. */
export function runModel(model: Model): Flows {
  const { scenario, outlay, now } = model
  const { horizonMonths } = scenario
  const net = new Float64Array(horizonMonths + 1)
  let invested = 0
  let firstOutlay: number | null = null
  for (let m = 0; m <= horizonMonths; m += 1) {
    stepMonth(model, m)
    net[m] = now.net
    const spent = outlay[m] ?? 0
    if (spent === 0) continue
    invested += spent
    firstOutlay ??= m
  }
  return { net, invested, firstOutlay, residual: resaleAt(scenario, horizonMonths) }
}
