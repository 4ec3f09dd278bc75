import { defaultRanges } from '../core/payback/drivers.ts'
import type { Alternatives, DriverRanges, PaybackRange, PaybackReport } from '../core/payback/answers.ts'
import { monteCarlo } from '../core/payback/monte-carlo.ts'
import { viewsOf } from '../core/payback/payback-views.ts'
import { warningWords } from '../core/payback/payback-words.ts'
import type { PaybackPoint, ProjectedMonth } from '../core/payback/projection.ts'
import { reportOf } from '../core/payback/report.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import type { Currency } from '../core/money.ts'
import type { Usage } from './output.ts'

/** What is asked beside the answer itself. */
export type Extras = {
  readonly monteCarlo: { readonly n: number; readonly seed: number } | null
  readonly tornado: boolean
}

export type Answered = {
  readonly scenario: Scenario
  readonly currency: Currency
  readonly report: PaybackReport
  /** Null where it was not asked for. */
  readonly range: PaybackRange | null
  readonly extras: Extras
}

/** A simulation of more runs says no more, and takes minutes. */
const mostRuns = 100_000

export const extraOptions = {
  'monte-carlo': { type: 'string' },
  seed: { type: 'string' },
  tornado: { type: 'boolean' },
} as const

/** Reads `--monte-carlo N --seed S --tornado`. */
export function readExtras(values: {
  readonly 'monte-carlo'?: string | undefined
  readonly seed?: string | undefined
  readonly tornado?: boolean | undefined
}): Extras | Usage {
  const tornado = values.tornado ?? false
  const runs = values['monte-carlo']
  if (runs === undefined)
    return values.seed === undefined
      ? { monteCarlo: null, tornado }
      : { usage: '--seed is for --monte-carlo N' }
  const n = Number(runs.trim() === '' ? NaN : runs)
  if (!Number.isInteger(n) || n < 1 || n > mostRuns)
    return { usage: `--monte-carlo takes a whole number from 1 to ${mostRuns}, not ${runs}` }
  const given = values.seed ?? '1'
  const seed = Number(given.trim() === '' ? NaN : given)
  if (!Number.isSafeInteger(seed)) return { usage: `--seed takes a whole number, not ${given}` }
  return { monteCarlo: { n, seed }, tornado }
}

/** Works out all that was asked of a scenario. */
export function answerOf(
  scenario: Scenario,
  currency: Currency,
  extras: Extras,
  ground?: { readonly ranges: DriverRanges; readonly alternatives: Alternatives },
): Answered {
  const ranges = ground?.ranges ?? defaultRanges(scenario)
  const alternatives = ground?.alternatives ?? { optimised: null, cloudGpu: null, hostedModel: null }
  const range =
    extras.monteCarlo === null
      ? null
      : monteCarlo(scenario, ranges, extras.monteCarlo.n, extras.monteCarlo.seed)
  return {
    scenario,
    currency,
    report: reportOf(scenario, ranges, alternatives, range?.npvSpread ?? 0),
    range,
    extras,
  }
}

/** The answer for programs, as docs/cli.md describes it. */
export function answerJson({ report, range, extras, currency }: Answered) {
  const { projection, never, breakEven, tornado, warnings } = report
  return {
    payback: pointJson(projection.payback),
    discountedPayback: pointJson(projection.discountedPayback),
    npv: projection.npv,
    npvWithoutResidual: projection.npvWithoutResidual,
    irrAnnual: projection.irr.status === 'unique' ? projection.irr.annual : null,
    roi: projection.roi,
    profit: projection.profit,
    walkAwayMonth: projection.walkAwayMonth,
    never: never === null ? null : { reason: never.reason, binding: never.binding },
    breakEven,
    views: viewsOf(projection),
    months: projection.months.map(monthJson),
    warnings: warnings.map((warning) => ({ ...warning, message: warningWords(warning, currency) })),
    ...(range !== null && {
      p10: range.p10,
      p50: range.p50,
      p90: range.p90,
      shareNever: range.shareNever,
    }),
    ...(extras.tornado && { tornado }),
  }
}

const pointJson = ({ status, month, fraction, relapse }: PaybackPoint) => ({
  status,
  month,
  fraction,
  relapse,
})

const monthJson = ({
  m,
  apiOnly,
  avoided,
  residualApi,
  opex,
  energy,
  kwh,
  util,
  net,
  cumulative,
  cumulativeDiscounted,
}: ProjectedMonth) => ({
  m,
  apiOnly,
  avoided,
  residualApi,
  opex,
  energy,
  kwh,
  util,
  net,
  cumulative,
  cumulativeDiscounted,
})
