import type { ActualMonth, Scenario } from './scenario.ts'

/**
 * A scenario made ready to be stepped through month by month. The fields under "this month" are overwritten by every
 * step: reading them is how `project` gets its details, and ignoring them how `simulate` is fast. Money in units.
 */
export type Model = {
  readonly scenario: Scenario
  readonly works: readonly Work[]
  readonly stands: readonly Stand[]
  /** Investments of each month, and all capex up to and with it. */
  readonly outlay: Float64Array
  readonly capexSoFar: Float64Array
  /** kWh price of month 0, and its factor a month. */
  readonly rate0: number
  readonly escalation: number
  readonly actuals: ReadonlyMap<number, ActualMonth> | null
  readonly now: MonthNow
}

/** What a step leaves behind of the whole month. */
export type MonthNow = {
  apiOnly: number
  avoided: number
  kwh: number
  kwhMeasured: boolean
  energy: number
  maintenance: number
  engineering: number
  colo: number
  licences: number
  lease: number
  hardwareFailure: number
  badAnswers: number
  opex: number
  net: number
  /** Price of a kWh. */
  rate: number
  /** The share of the month that the rig that stood longest stood ready. */
  live: number
  ramp: number
  /** Share of the mirrored work that no rig has taken yet. */
  shadowLeft: number
}

/** One workload; the constants are those of month 0. */
export type Work = {
  readonly tokens: number
  readonly kept: number
  readonly routable: number
  readonly badAnswers: number
  readonly growth: number
  readonly growthMonths: number
  readonly priceChange: number
  readonly priceMonths: number
  readonly steps: readonly { readonly fromMonth: number; readonly factor: number }[]
  readonly avoidableFrom: number
  readonly forced: boolean
  // This month.
  spend: number
  volume: number
  /** Whether it may be moved at all yet. */
  open: boolean
  /** Whether a rig would gain by it, or must take it. */
  wanted: boolean
  /** Share of its routable work that no rig has taken yet, before the ramp. */
  left: number
  /** On the first rig. */
  seconds: number
  gain: number
}

/** The nodes of one kind of rig. */
export type Stand = {
  readonly live: readonly number[]
  /** Nodes that stand in each month. */
  readonly nodes: Float64Array | number
  /** Seconds that one node has time for in a whole month. */
  readonly nodeSeconds: number
  readonly maxUtil: number
  /** Hours a node is switched on in a whole month. */
  readonly onHours: number
  readonly idleKw: number
  /** kWh that a busy second takes more than an idle one; and with the losses around it, as it is billed. */
  readonly secondKwh: number
  readonly billedSecondKwh: number
  /** Seconds that all routable work of each workload takes in month 0. */
  readonly secondsAtStart: Float64Array
  // This month.
  readonly seconds: Float64Array
  /** Gain a second by workload; forced work has the highest of all, unwanted the lowest. */
  readonly worth: Float64Array
  /** Workloads from the most to the least worth; carried on from month to month, as it rarely changes. */
  readonly order: Int32Array
  capacity: number
  busy: number
}

/** The value of month m in a list whose last value goes on. */
export const atMonth = (list: readonly number[], m: number): number =>
  list[m < list.length ? m : list.length - 1] ?? 0
