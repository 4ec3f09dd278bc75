import {
  apiOnlyCosts,
  cloudGpuCosts,
  hostedModelCosts,
  optimisedCosts,
  type MonthlyCosts,
} from './alternative-costs.ts'
import type { Alternatives, Comparison, Option, OptionKind } from './answers.ts'
import { nodesOf, withEnoughNodes } from './enough-nodes.ts'
import { project } from './project.ts'
import { monthlyRate } from './returns.ts'
import type { Scenario } from './scenario.ts'

/** A lead below this share of the cheapest is none. */
const clearLead = 0.05

/**
 * Every way to have the work done, as the present value of its cost over the horizon; payback.md section 2.7.
 *
 * Counted are months 1 to the horizon, and month 0's purchases; month 0's bill is the same in every option and is
 * left out, unless the rig is at work in month 0 already. So `hybrid-local` is `api-only` less the project's NPV.
 * `enough-nodes` is left out where the nodes there are do all the work, an alternative where its figures are not set,
 * where it would move or save nothing, or where the tokens it needs are not known.
 *
 * There is no winner where the lead is below 5 % of the cheapest, or below `npvSpread`, in units.
 */
export function compare(scenario: Scenario, alternatives: Alternatives, npvSpread: number): Comparison {
  const { optimised, cloudGpu, hostedModel } = alternatives
  const apiOnly = optionOf('api-only', apiOnlyCosts(scenario), scenario)
  const people = peopleCost(scenario)
  const moved = (kind: OptionKind, costs: MonthlyCosts | null): readonly Option[] =>
    costs === null ? [] : [optionOf(kind, costs, scenario, people)]
  const optimisedFlows = optimised === null ? null : optimisedCosts(scenario, optimised)
  const options = [
    apiOnly,
    ...(optimisedFlows === null ? [] : [optionOf('api-optimised', optimisedFlows, scenario)]),
    hybrid('hybrid-local', scenario, apiOnly),
    ...enoughNodes(scenario, apiOnly),
    ...moved('cloud-gpu', cloudGpu === null ? null : cloudGpuCosts(scenario, cloudGpu)),
    ...moved('hosted-open-model', hostedModel === null ? null : hostedModelCosts(scenario, hostedModel)),
  ]
  return { options, ...leadOf(options, npvSpread) }
}

/** The cheapest and the second, and whether that is clear. */
function leadOf(options: readonly Option[], npvSpread: number): Omit<Comparison, 'options'> {
  const [first, second] = options.toSorted((a, b) => a.presentValue - b.presentValue)
  if (first === undefined || second === undefined) return { winner: null, runnerUp: null, lead: 0 }
  const difference = second.presentValue - first.presentValue
  const lead = difference === 0 ? 0 : difference / Math.max(Math.abs(first.presentValue), Number.MIN_VALUE)
  const isClear = lead >= clearLead && difference >= npvSpread
  return { winner: isClear ? first.kind : null, runnerUp: second.kind, lead }
}

const discount = ({ discountRateAnnual }: Scenario, m: number): number =>
  (1 + monthlyRate(discountRateAnnual)) ** -m

function optionOf(
  kind: OptionKind,
  { months, machines }: MonthlyCosts,
  scenario: Scenario,
  once = 0,
): Option {
  return {
    kind,
    presentValue: months.reduce((sum, { m, cost }) => sum + cost * discount(scenario, m), once),
    monthly: months.at(-1)?.cost ?? 0,
    machines,
  }
}

/** Present value of what is paid once to people: it is paid wherever the work moves to. */
export const peopleCost = (scenario: Scenario): number =>
  scenario.investments
    .filter(({ kind, month }) => (kind === 'setup' || kind === 'training') && month <= scenario.horizonMonths)
    .reduce((sum, { amount, month }) => sum + amount * discount(scenario, month), 0)

/** The rig, and what stays on the API. */
function hybrid(kind: OptionKind, scenario: Scenario, apiOnly: Option): Option {
  const { npv, months } = project(scenario)
  const last = months.at(-1)
  return {
    kind,
    presentValue: apiOnly.presentValue - npv,
    monthly: last === undefined ? 0 : last.residualApi + last.opex,
    machines: nodesOf(scenario),
  }
}

/** Left out where `withEnoughNodes` has none. */
function enoughNodes(scenario: Scenario, apiOnly: Option): readonly Option[] {
  const larger = withEnoughNodes(scenario)
  return larger === null ? [] : [hybrid('enough-nodes', larger, apiOnly)]
}
