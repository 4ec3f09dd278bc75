import type { Alternatives } from './answers.ts'
import { gpuRent, gpusNeeded } from './cloud-gpu.ts'
import { atMonth, type Model, type Work } from './model.ts'
import { stepMonth } from './month.ts'
import { prepare } from './prepare.ts'
import { attempts, secondsOf } from './rates.ts'
import type { Scenario, Workload } from './scenario.ts'
import { batchFactor, cacheFactor, plainTerms, tokenCost } from './token-prices.ts'

/** What one way to have the work done costs in each month from `from` to the horizon, and the machines it takes. */
export type MonthlyCosts = {
  readonly costs: readonly number[]
  readonly machines: number | null
}

/** The first month that counts: month 0 is before every choice, unless the rig is at work in it already. */
export function firstCounted(scenario: Scenario): number {
  const lives = [scenario.live, ...scenario.otherRigs.map(({ live }) => live)]
  const known = scenario.actuals.some(({ month }) => month === 0)
  return known || lives.some((live) => atMonth(live, 0) > 0) ? 0 : 1
}

/** The workload as the scenario has it, and as month m has it. */
type Moved = { readonly workload: Workload; readonly work: Work }

/** One number a month, worked out from the model as month m leaves it. */
function eachMonth(scenario: Scenario, of: (model: Model, moved: readonly Moved[], m: number) => number) {
  const model = prepare(scenario)
  const costs: number[] = []
  for (let m = 0; m <= scenario.horizonMonths; m += 1) {
    stepMonth(model, m)
    const works = model.works.flatMap((work, index) => {
      const workload = scenario.workloads[index]
      return workload === undefined ? [] : [{ work, workload }]
    })
    if (m >= firstCounted(scenario)) costs.push(of(model, works, m))
  }
  return costs
}

/** Everything stays on the API as it is. */
export const apiOnlyCosts = (scenario: Scenario): MonthlyCosts => ({
  costs: eachMonth(scenario, ({ now }) => now.apiOnly),
  machines: null,
})

/**
 * The same work on the same API, with more of it cached and batched; spend that is committed stays as it is. Null
 * where that saves nothing.
 */
export function optimisedCosts(
  scenario: Scenario,
  optimised: NonNullable<Alternatives['optimised']>,
): MonthlyCosts | null {
  const terms = { ...plainTerms, ...optimised }
  const input = optimised.inputShareOfSpend ?? 0
  const factor = (input * cacheFactor(terms) + (1 - input)) * batchFactor(terms)
  if (factor >= 1) return null
  const costs = eachMonth(scenario, ({ now }, works) => {
    const open = sum(works, ({ work }) => (work.open ? work.spend : 0))
    return now.apiOnly - open * (1 - factor)
  })
  return { costs, machines: null }
}

/**
 * Rented GPUs do what the rig would: the same share of the work in the same months, mirrored work too, with the same
 * loss to quality. Null where nothing would move, or the tokens of something that would are not known.
 */
export function cloudGpuCosts(
  scenario: Scenario,
  gpu: NonNullable<Alternatives['cloudGpu']>,
): MonthlyCosts | null {
  const terms = { ...gpu, hoursPerMonth: scenario.hoursPerMonth, maxUtil: scenario.rig.maxUtil }
  const secondCost = gpu.elastic ? gpu.ratePerHour / 3600 : 0
  const secondsIn = ({ workload, work }: Moved): number => secondsOf(workload, gpu) * work.volume
  let most = 0
  const costs = movedCosts(
    scenario,
    (moved) => secondsIn(moved) * secondCost,
    (moving, m) => {
      const seconds = sum(moving, secondsIn) * running(scenario, m)
      if (!gpu.elastic) most = Math.max(most, gpusNeeded(seconds, terms))
      return seconds > 0 ? gpuRent(seconds, terms) + gpu.runLabourMonthly : 0
    },
  )
  return costs === null ? null : { costs, machines: gpu.elastic ? null : most }
}

/** As `cloudGpuCosts`, but paid by the token. */
export function hostedModelCosts(
  scenario: Scenario,
  prices: NonNullable<Alternatives['hostedModel']>,
): MonthlyCosts | null {
  const bill = ({ workload, work }: Moved): number =>
    tokenCost(prices, workload.tokensIn, workload.tokensOut) *
    workload.tokenRatio *
    attempts(workload.quality) *
    workload.routableShare *
    work.volume
  const costs = movedCosts(scenario, bill, (moving, m) => sum(moving, bill) * running(scenario, m))
  return costs === null ? null : { costs, machines: null }
}

/** Share of the moved work that runs somewhere else in month m, mirrored or not. */
const running = ({ ramp, shadow }: Scenario, m: number): number =>
  Math.min(1, atMonth(ramp, m) + atMonth(shadow, m))

/**
 * Costs of a month in which all work moves that saves more than it costs by itself (`marginal`), or that must; the
 * rest, and what quality sends back, stays on the API. People are paid for the move as with the rig; hardware is not
 * bought.
 */
function movedCosts(
  scenario: Scenario,
  marginal: (moved: Moved) => number,
  bill: (moving: readonly Moved[], m: number) => number,
): readonly number[] | null {
  const seen = { moving: false, withoutTokens: false }
  const costs = eachMonth(scenario, ({ now }, works, m) => {
    const moving = works.filter(
      (moved) =>
        moved.work.open &&
        moved.workload.routableShare > 0 &&
        (moved.workload.forcedLocal || gainOf(moved) > marginal(moved)),
    )
    seen.moving ||= moving.length > 0
    seen.withoutTokens ||= moving.some(({ workload }) => workload.tokensIn + workload.tokensOut <= 0)
    return now.apiOnly - sum(moving, gainOf) * atMonth(scenario.ramp, m) + bill(moving, m)
  })
  return seen.moving && !seen.withoutTokens ? costs : null
}

/** Spend avoided less the cost of bad answers when all of it moves. */
const gainOf = ({ work }: Moved): number => work.spend * work.kept - work.volume * work.badAnswers

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  let total = 0
  for (const one of list) total += of(one)
  return total
}
