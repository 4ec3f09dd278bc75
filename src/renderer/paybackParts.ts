import type {
  Alternatives,
  Comparison,
  DriverRanges,
  PaybackRange,
  PaybackReport,
} from '../core/payback/answers.ts'
import type { Currency } from '../core/money.ts'
import type { Scenario } from '../core/payback/scenario.ts'

/** Everything an answer is worked out from. */
export type WorkedQuestion = {
  readonly scenario: Scenario
  readonly ranges: DriverRanges
  readonly alternatives: Alternatives
  readonly currency: Currency
}

/** What the worker can be asked for. */
export type Parts = {
  readonly report: PaybackReport
  /** The comparison once more: what is a clear winner depends on how far the answer spreads. */
  readonly range: { readonly range: PaybackRange; readonly comparison: Comparison }
}

/** Later turns overtake earlier ones. */
export type Ask = { readonly turn: number; readonly part: keyof Parts; readonly question: WorkedQuestion }
export type Worked<P extends keyof Parts = keyof Parts> = { readonly turn: number; readonly answer: Parts[P] }

/** As many runs as payback.md names; the same seed every time, so that the same question has the same answer. */
export const rangeRuns = { count: 2000, seed: 1 } as const
