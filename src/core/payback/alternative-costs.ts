import type { Alternatives } from './answers.ts'
import { gpuRent, gpusNeeded, type CloudGpu } from './cloud-gpu.ts'
import { atMonth, type Model, type Work } from './model.ts'
import { stepMonth } from './month.ts'
import { prepare } from './prepare.ts'
import { attempts, secondsOf } from './rates.ts'
import type { Scenario, Workload } from './scenario.ts'
import { batchFactor, cacheFactor, plainTerms, tokenCost } from './token-prices.ts'

/** A month of one way to have the work done. Money in units. */
export type CostMonth = {
  readonly m: number
  readonly cost: number
  /** What the API would be billed if all stayed on it as it is. */
  readonly apiOnly: number
}

/** `open` is the part of the bill that may be cached and batched. */
export type OptimisedMonth = CostMonth & { readonly open: number }

/** A month in which work moves elsewhere. */
export type MovedMonth = CostMonth & {
  /** What the move takes off the bill, and what bad answers cost for it. */
  readonly avoided: number
  readonly badAnswers: number
  /** What is paid elsewhere. */
  readonly paid: number
  /** What moves, its volume in times of month 0's. */
  readonly moving: readonly { readonly workload: Workload; readonly volume: number }[]
  /** Share of it that runs elsewhere, mirrored or not. */
  readonly running: number
}

/** What a way costs in every month that counts, up to the horizon, and the machines it takes. */
export type MonthlyCosts<Month extends CostMonth = CostMonth> = {
  readonly months: readonly Month[]
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

/** Every month that counts, worked out from the model as month m leaves it. */
function eachMonth<Month>(
  scenario: Scenario,
  of: (model: Model, moved: readonly Moved[], m: number) => Month,
): readonly Month[] {
  const model = prepare(scenario)
  const months: Month[] = []
  for (let m = 0; m <= scenario.horizonMonths; m += 1) {
    stepMonth(model, m)
    const works = model.works.flatMap((work, index) => {
      const workload = scenario.workloads[index]
      return workload === undefined ? [] : [{ work, workload }]
    })
    if (m >= firstCounted(scenario)) months.push(of(model, works, m))
  }
  return months
}

/** Everything stays on the API as it is. */
export const apiOnlyCosts = (scenario: Scenario): MonthlyCosts => ({
  months: eachMonth(scenario, ({ now }, _, m) => ({ m, cost: now.apiOnly, apiOnly: now.apiOnly })),
  machines: null,
})

type Optimised = NonNullable<Alternatives['optimised']>

/** Times the bill: what caching makes of its input, and batches of all of it. */
export function optimisedFactor(optimised: Optimised): number {
  const terms = { ...plainTerms, ...optimised }
  const input = optimised.inputShareOfSpend ?? 0
  return (input * cacheFactor(terms) + (1 - input)) * batchFactor(terms)
}

/**
 * The same work on the same API, with more of it cached and batched; spend that is committed stays as it is. Null
 * where that saves nothing.
 */
export function optimisedCosts(
  scenario: Scenario,
  optimised: Optimised,
): MonthlyCosts<OptimisedMonth> | null {
  const factor = optimisedFactor(optimised)
  if (factor >= 1) return null
  const months = eachMonth(scenario, ({ now: { apiOnly } }, works, m) => {
    const open = sum(works, ({ work }) => (work.open ? work.spend : 0))
    return { m, cost: apiOnly - open * (1 - factor), apiOnly, open }
  })
  return { months, machines: null }
}

type Rented = NonNullable<Alternatives['cloudGpu']>

/** A rented GPU is filled as far as the rig is, so that nobody waits. */
export const rentTerms = ({ hoursPerMonth, rig }: Scenario, gpu: Rented): CloudGpu => ({
  ...gpu,
  hoursPerMonth,
  maxUtil: rig.maxUtil,
})

/**
 * Rented GPUs do what the rig would: the same share of the work in the same months, mirrored work too, with the same
 * loss to quality. Null where nothing would move, or the tokens of something that would are not known.
 */
export function cloudGpuCosts(scenario: Scenario, gpu: Rented): MonthlyCosts<MovedMonth> | null {
  const terms = rentTerms(scenario, gpu)
  const secondCost = gpu.elastic ? gpu.ratePerHour / 3600 : 0
  const secondsIn = ({ workload, work }: Moved): number => secondsOf(workload, gpu) * work.volume
  let most = 0
  const months = movedMonths(
    scenario,
    (moved) => secondsIn(moved) * secondCost,
    (moving, m) => {
      const seconds = sum(moving, secondsIn) * running(scenario, m)
      if (!gpu.elastic) most = Math.max(most, gpusNeeded(seconds, terms))
      return seconds > 0 ? gpuRent(seconds, terms) + gpu.runLabourMonthly : 0
    },
  )
  return months === null ? null : { months, machines: gpu.elastic ? null : most }
}

/** As `cloudGpuCosts`, but paid by the token. */
export function hostedModelCosts(
  scenario: Scenario,
  prices: NonNullable<Alternatives['hostedModel']>,
): MonthlyCosts<MovedMonth> | null {
  const bill = ({ workload, work }: Moved): number =>
    tokenCost(prices, workload.tokensIn, workload.tokensOut) *
    workload.tokenRatio *
    attempts(workload.quality) *
    workload.routableShare *
    work.volume
  const months = movedMonths(scenario, bill, (moving, m) => sum(moving, bill) * running(scenario, m))
  return months === null ? null : { months, machines: null }
}

/** Share of the moved work that runs somewhere else in month m, mirrored or not. */
const running = ({ ramp, shadow }: Scenario, m: number): number =>
  Math.min(1, atMonth(ramp, m) + atMonth(shadow, m))

/**
 * Months in which all work moves that saves more than it costs by itself (`marginal`), or that must; the rest, and what
 * quality sends back, stays on the API. People are paid for the move as with the rig; hardware is not bought.
 */
function movedMonths(
  scenario: Scenario,
  marginal: (moved: Moved) => number,
  bill: (moving: readonly Moved[], m: number) => number,
): readonly MovedMonth[] | null {
  const seen = { moving: false, withoutTokens: false }
  const months = eachMonth(scenario, ({ now: { apiOnly } }, works, m): MovedMonth => {
    const moving = works.filter(
      (moved) =>
        moved.work.open &&
        moved.workload.routableShare > 0 &&
        (moved.workload.forcedLocal || gainOf(moved) > marginal(moved)),
    )
    seen.moving ||= moving.length > 0
    seen.withoutTokens ||= moving.some(({ workload }) => workload.tokensIn + workload.tokensOut <= 0)
    const ramp = atMonth(scenario.ramp, m)
    const paid = bill(moving, m)
    return {
      m,
      cost: apiOnly - sum(moving, gainOf) * ramp + paid,
      apiOnly,
      avoided: sum(moving, ({ work }) => work.spend * work.kept) * ramp,
      badAnswers: sum(moving, ({ work }) => work.volume * work.badAnswers) * ramp,
      paid,
      moving: moving.map(({ workload, work }) => ({ workload, volume: work.volume })),
      running: running(scenario, m),
    }
  })
  return seen.moving && !seen.withoutTokens ? months : null
}

/** Spend avoided less the cost of bad answers when all of it moves. */
const gainOf = ({ work }: Moved): number => work.spend * work.kept - work.volume * work.badAnswers

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  let total = 0
  for (const one of list) total += of(one)
  return total
}
