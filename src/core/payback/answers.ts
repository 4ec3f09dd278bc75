import type { Never, Projection } from './projection.ts'

/** What can turn out otherwise than assumed: one thing to draw at random, to vary alone, or to solve for. */
export const drivers = [
  'apiPrice',
  'growth',
  'apiPriceChange',
  'quality',
  'routableShare',
  'decodeSpeed',
  'capex',
  'tariff',
  'engineeringHours',
  'residual',
] as const
export type Driver = (typeof drivers)[number]

/** Lowest, likeliest and highest value. What the value means is the driver's: see `driverWords`. */
export type Triangle = readonly [low: number, mode: number, high: number]
/** A driver that is not named does not vary. */
export type DriverRanges = Readonly<Partial<Record<Driver, Triangle>>>

/** How the payback month spreads. A percentile is the nearest rank; null is never. */
export type PaybackRange = {
  readonly n: number
  readonly seed: number
  readonly p10: number | null
  readonly p50: number | null
  readonly p90: number | null
  /** Share of the runs that never pay within the horizon, 0 to 1. */
  readonly shareNever: number
  /** By month: the tenth and ninetieth percentile of the cumulated net. */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] }
  /** Half the distance of the NPV's own tenth and ninetieth percentile. */
  readonly npvSpread: number
}

/** One driver at its low and its high, all others as assumed. */
export type TornadoBar = {
  readonly driver: Driver
  readonly range: Triangle
  readonly npvLow: number
  readonly npvHigh: number
  readonly swing: number
  readonly paybackLow: number | null
  readonly paybackHigh: number | null
}

/** The value of a driver at which NPV is zero; null where no value in its reach does that. */
export type SwitchingValue = {
  readonly driver: Driver
  readonly base: number
  readonly value: number | null
  /** The project pays while the driver stays on this side of `value`. */
  readonly holds: 'above' | 'below' | null
}

export const optionKinds = [
  'api-only',
  'api-optimised',
  'hybrid-local',
  'enough-nodes',
  'cloud-gpu',
  'hosted-open-model',
] as const
export type OptionKind = (typeof optionKinds)[number]

/** One way to have the work done over the horizon. */
export type Option = {
  readonly kind: OptionKind
  /** Present value of all its cost over the horizon. */
  readonly presentValue: number
  /** Cost of a month in the steady state: the last month of the horizon, without investments. */
  readonly monthly: number
  /** Nodes or rented GPUs it needs; null where it needs none. */
  readonly machines: number | null
}

export type Comparison = {
  readonly options: readonly Option[]
  /** The cheapest; null where it is not clearly the cheapest. */
  readonly winner: OptionKind | null
  readonly runnerUp: OptionKind | null
  /** How much dearer the second is than the first, as a share of the first. */
  readonly lead: number
}

/** What the user sets for the alternatives; an alternative without its figures is not compared. */
export type Alternatives = {
  readonly optimised: {
    /** Share of the input read from the cache, and what a cached token costs of a plain one. */
    readonly cacheReadShare: number
    readonly cacheReadMultiplier: number
    readonly batchShare: number
    readonly batchMultiplier: number
    /** Share of the bill that is input; null is not known, and caching is then not counted. */
    readonly inputShareOfSpend: number | null
  } | null
  readonly cloudGpu: {
    readonly ratePerHour: number
    readonly decodeTps: number
    readonly prefillTps: number | null
    readonly elastic: boolean
    readonly runLabourMonthly: number
  } | null
  readonly hostedModel: {
    /** Price per million tokens in and out. */
    readonly inPerMillion: number
    readonly outPerMillion: number
  } | null
}

/** What bill a month, and how many tokens, pay back within the target. */
export type BreakEven = {
  readonly targetMonths: number
  /** Times today's volume; null where none is enough. */
  readonly multiplier: number | null
  readonly spend: number | null
  readonly tokens: number | null
  readonly unreachable: 'capacity' | 'no-gain' | null
  readonly nodesNeeded: number | null
}

/** A doubt about an input; never a correction. Its sentence is made in `payback-words`. */
export type Warning = {
  readonly kind:
    | 'tokens-not-known'
    | 'input-reading-not-counted'
    | 'does-not-fit-memory'
    | 'above-bandwidth'
    | 'overflow'
    | 'idle-power-high'
    | 'load-power-high'
    | 'implied-power-high'
    | 'tariff-unusual'
    | 'quality-above-api'
    | 'pue-below-one'
    | 'utilisation-high'
    | 'price-per-memory-unusual'
    | 'engineering-not-counted'
  readonly value: number | null
  readonly limit: number | null
}

/** All there is to say of a scenario without chance. */
export type PaybackReport = {
  readonly projection: Projection
  readonly never: Never | null
  readonly breakEven: BreakEven
  readonly comparison: Comparison
  readonly tornado: readonly TornadoBar[]
  readonly switching: readonly SwitchingValue[]
  readonly warnings: readonly Warning[]
}
