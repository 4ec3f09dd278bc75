import type { AvoidedBasis } from './scenario.ts'

/** In which month cumulated net first reaches zero. `fraction` is the straight line between months. */
export type PaybackPoint =
  | {
      readonly status: 'paid'
      readonly month: number
      readonly fraction: number
      /** Later months in which it is below zero again. */
      readonly relapse: readonly number[]
    }
  | {
      readonly status: 'nothing-to-recover'
      readonly month: 0
      readonly fraction: 0
      readonly relapse: readonly []
    }
  | {
      readonly status: 'never'
      readonly month: null
      readonly fraction: null
      readonly relapse: readonly []
    }

export const opexLines = [
  'energy',
  'maintenance',
  'engineering',
  'colo',
  'licences',
  'lease',
  'hardwareFailure',
  'badAnswers',
] as const
export type OpexLine = (typeof opexLines)[number]

/** What became of one workload in one month. */
export type WorkloadMonth = {
  readonly id: string
  readonly spend: number
  readonly avoided: number
  /** Share of the routable work that the rig did, 0 to 1, ramp included. */
  readonly served: number
  /** Tokens, in and out, at the API's count: what could go local, and what of it found no room on the rig. */
  readonly routableTokens: number
  readonly overflowTokens: number
  readonly overflowSpend: number
  /** Rig seconds that all of its routable work would take. */
  readonly seconds: number
  /** What moving all of it would gain this month, after its marginal energy and bad answers. */
  readonly gain: number
}

export type ProjectedMonth = {
  readonly m: number
  readonly basis: 'actual' | 'forecast'
  /** For actual months: how the avoided cost was found. */
  readonly avoidedBasis: AvoidedBasis | null
  readonly apiOnly: number
  readonly avoided: number
  readonly residualApi: number
  readonly opex: number
  readonly opexBy: Readonly<Record<OpexLine, number>>
  readonly energy: number
  readonly kwh: number
  readonly kwhMeasured: boolean
  /** Busy seconds, and the seconds there were time for. */
  readonly busy: number
  readonly capacity: number
  /** Share of the hours the rig stood ready that it was busy, 0 to maxUtil. */
  readonly util: number
  readonly invested: number
  readonly net: number
  readonly cumulative: number
  readonly cumulativeDiscounted: number
  /** What the hardware would sell for. */
  readonly resale: number
  readonly workloads: readonly WorkloadMonth[]
}

export const neverReasons = [
  'NO_ROUTABLE_SPEND',
  'QUALITY',
  'CAPACITY',
  'API_PRICE_FALLING',
  'SPEND_SHRINKING',
  'OPEX_EXCEEDS_SAVINGS',
  'HORIZON',
  'INVESTMENT_TOO_LARGE',
  'NO_SAVINGS',
] as const
export type NeverReason = (typeof neverReasons)[number]

/** Why it never pays, with the numbers its sentence needs; null where one makes no sense. */
export type Never = {
  readonly reason: NeverReason
  /** Every single constraint whose removal alone would make it pay. */
  readonly binding: readonly NeverReason[]
  readonly biggestOpex: OpexLine | null
  /** Share of the routable work that the rig serves over the horizon. */
  readonly servedShare: number | null
  readonly nodesNeeded: number | null
  /** The month of the highest cumulative value. */
  readonly peakMonth: number | null
  /** Months it would take at today's net. */
  readonly monthsAtTodaysNet: number | null
}

/** Internal rate of return, a year. */
export type Irr =
  | { readonly status: 'unique'; readonly annual: number; readonly monthlyRoots: readonly number[] }
  | {
      readonly status: 'undefined'
      readonly why: 'no outflow' | 'no inflow' | 'none found'
      readonly monthlyRoots: readonly []
    }
  /** The modified rate stands in where several rates fit. */
  | {
      readonly status: 'not unique'
      readonly monthlyRoots: readonly number[]
      readonly mirrAnnual: number | null
    }

/** Everything `project` works out; null is not defined. */
export type Projection = {
  readonly months: readonly ProjectedMonth[]
  readonly payback: PaybackPoint
  readonly discountedPayback: PaybackPoint
  readonly npv: number
  readonly npvWithoutResidual: number
  readonly irr: Irr
  readonly roi: number | null
  readonly profit: number
  readonly invested: number
  readonly residual: number
  readonly walkAwayMonth: number | null
  readonly amortised: { readonly monthlyCost: number; readonly perMillionServed: number | null }
  readonly firstOverflow: { readonly m: number; readonly tokens: number; readonly spend: number } | null
}
