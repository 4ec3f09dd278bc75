/**
 * The assumptions of one payback question. Money is in one currency, in units, as floating point; the field names are
 * those of a scenario file. Months are counted from `month0`, the month of the first investment.
 */
export type Scenario = {
  /** Calendar month of month 0, `YYYY-MM`. */
  readonly month0: string
  readonly horizonMonths: number
  readonly hoursPerMonth: number
  /** Share a year; the month's rate is (1 + a)^(1/12) − 1. */
  readonly discountRateAnnual: number
  readonly workloads: readonly Workload[]
  /** Announced changes of list prices: from that month on, times the factor; every workload where none is named. */
  readonly priceSteps: readonly PriceStep[]
  readonly investments: readonly Investment[]
  /** Share of month m that the rig stands ready; the last value goes on. */
  readonly live: readonly number[]
  /** Share of the routable work really moved; the last value goes on. */
  readonly ramp: readonly number[]
  /** Share of the routable work mirrored beside the API, which uses the rig and saves nothing; the last value goes on. */
  readonly shadow: readonly number[]
  readonly rig: RigFigures
  /** Rigs of other kinds beside the first; work that one has no time for goes to the next. */
  readonly otherRigs: readonly OtherRig[]
  readonly energy: EnergyTerms
  readonly opex: Opex
  /** What the hardware sells for, as [age in months, share of its price], straight between the points. */
  readonly residualCurve: readonly (readonly [months: number, fraction: number])[]
  /** Months that are known rather than assumed. */
  readonly actuals: readonly ActualMonth[]
}

export type PriceStep = { readonly fromMonth: number; readonly workload?: string; readonly factor: number }

export const investmentKinds = ['capex', 'setup', 'training', 'decommission'] as const
export type Investment = {
  readonly month: number
  readonly amount: number
  readonly kind: (typeof investmentKinds)[number]
  /** Nodes of the first rig that come with it. */
  readonly addsNodes?: number
  readonly note?: string
}

export const qualityPolicies = ['fallback', 'retry', 'haircut'] as const
/** What becomes of work that the local model does badly; payback.md section 2.3. */
export type Quality = {
  readonly policy: (typeof qualityPolicies)[number]
  /** Share of useful answers, 0 to 1. */
  readonly qApi: number
  readonly qLocal: number
  /** Share of the saving lost; policy `haircut` only. */
  readonly haircut: number
}

/** One kind of work, as it is in month 0. */
export type Workload = {
  readonly id: string
  /** Per month, as invoiced. */
  readonly spend: number
  readonly tokensIn: number
  readonly tokensOut: number
  readonly requests: number
  /** Share of the spend, and of the tokens, that a local model may take. */
  readonly routableShare: number
  readonly quality: Quality
  /** Cost of one bad answer that nobody notices. */
  readonly failureCost: number
  /** Share a month, compound, for `growthMonths`; null grows without end. */
  readonly growthMonthly: number
  readonly growthMonths: number | null
  readonly apiPriceChangeMonthly: number
  readonly priceMonths: number | null
  /** Spend committed by contract cannot be avoided before this month. */
  readonly avoidableFromMonth: number
  /** Goes to the rig even at a loss. */
  readonly forcedLocal: boolean
  /** Local tokens for one API token: tokenizers differ. */
  readonly tokenRatio: number
}

export type RigFigures = {
  readonly nodes: number
  /** Tokens a second that one node writes, all streams together; null is not known, and nothing limits it. */
  readonly decodeTps: number | null
  /** Tokens a second that one node reads; null is not known, and reading is not counted. */
  readonly prefillTps: number | null
  readonly availability: number
  readonly hoursPerDay: number
  readonly onHoursPerDay: number
  readonly maxUtil: number
  readonly loadW: number
  readonly idleW: number
  /** For warnings only; null is not known. */
  readonly memoryGb: number | null
  readonly bandwidthGbs: number | null
  /** GB that the model takes with its cache, and that it reads for every token; left out where not known. */
  readonly modelGb?: number | null
  readonly activeGb?: number | null
  /** Watts that the cards of a node are made for. */
  readonly boardW?: number | null
}

/** Its nodes stand ready as its own `live` says; its price is an investment like any other. */
export type OtherRig = RigFigures & { readonly name: string; readonly live: readonly number[] }

/** `share` of the energy, or `hours` of the day, at that price. */
export type TariffBand = { readonly rate: number; readonly share?: number; readonly hours?: number }
export type EnergyTerms = {
  /** Price per kWh. */
  readonly tariff: { readonly flat: number } | { readonly bands: readonly TariffBand[] }
  readonly escalationAnnual: number
  readonly pue: number
  readonly fixedMonthly: number
  /** kWh that were measured, by month index. */
  readonly measuredKwh: Readonly<Record<number, number>>
}

export type Opex = {
  /** Share of all capex so far, a year. */
  readonly maintenancePctCapexAnnual: number
  readonly engHoursPerMonth: number
  readonly engRate: number
  readonly coloMonthly: number
  readonly licencesMonthly: number
  /** Share of rigs that fail in a year; paid only after the warranty. */
  readonly afr: number
  readonly replacementCost: number
  readonly warrantyMonths: number
  readonly leaseMonthly: number
  readonly leaseMonths: number
}

/** How the avoided cost of a month that is over was found. */
export type AvoidedBasis = 'tokens-served' | 'frozen-baseline'

/** What is known of a month that is over: real bills, measured energy. Unknown is null, and is then projected. */
export type ActualMonth = {
  readonly month: number
  /** What the API was really billed. */
  readonly billed: number
  /** What it would have been billed more without the rig. */
  readonly avoided: number
  readonly basis: AvoidedBasis
  readonly kwh: number | null
  readonly energyCost: number | null
}
