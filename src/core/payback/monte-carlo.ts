import type { DriverRanges, PaybackRange } from './answers.ts'
import { variationsOf, type Variation } from './drivers.ts'
import { nearestRank } from './nearest-rank.ts'
import { outcomeOf } from './outcome.ts'
import { mulberry32, triangular } from './random.ts'
import type { Scenario } from './scenario.ts'

/** Runs between two steps: some milliseconds of work. */
const runsAStep = 100

/** The spread of the payback month when all drivers of the ranges vary at once; payback.md section 2.8. */
export const monteCarlo = (scenario: Scenario, ranges: DriverRanges, n = 2000, seed = 1): PaybackRange =>
  simulateRange(scenario, variationsOf(ranges), n, seed)

/** The same for variations of any kind, drawn in their order. */
export function simulateRange(
  scenario: Scenario,
  variations: readonly Variation[],
  n: number,
  seed: number,
): PaybackRange {
  const steps = simulateInSteps(scenario, variations, n, seed)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in steps, so that whoever asks can do other things in between, or stop; each tells the runs done so far. */
export function* simulateInSteps(
  scenario: Scenario,
  variations: readonly Variation[],
  n: number,
  seed: number,
): Generator<number, PaybackRange, void> {
  const random = mulberry32(seed)
  const months = scenario.horizonMonths + 1
  const paid = new Float64Array(n)
  const npvs = new Float64Array(n)
  /** Cumulated net, a row of runs for every month. */
  const cumulated = new Float64Array(months * n)

  for (let run = 0; run < n; run += 1) {
    if (run > 0 && run % runsAStep === 0) yield run
    let varied = scenario
    for (const { range, apply } of variations) varied = apply(varied, triangular(range, random()))
    const { npv, month, net } = outcomeOf(varied)
    npvs[run] = npv
    paid[run] = month ?? Infinity
    let sum = 0
    for (let m = 0; m < months; m += 1) {
      sum += net[m] ?? 0
      cumulated[m * n + run] = sum
    }
  }

  const rows = Array.from({ length: months }, (_, m) => cumulated.subarray(m * n, (m + 1) * n))
  return {
    n,
    seed,
    p10: reached(nearestRank(paid, 10)),
    p50: reached(nearestRank(paid, 50)),
    p90: reached(nearestRank(paid, 90)),
    shareNever: paid.filter((month) => month === Infinity).length / n,
    band: {
      low: rows.map((row) => nearestRank(row, 10)),
      high: rows.map((row) => nearestRank(row, 90)),
    },
    npvSpread: (nearestRank(npvs, 90) - nearestRank(npvs, 10)) / 2,
  }
}

const reached = (month: number): number | null => (month === Infinity ? null : month)
