import type { Currency } from '../money.ts'
import type { Month } from '../period.ts'
import type { WorkloadFacts } from '../routing/workload.ts'
import type { AcceptedDecision } from './accepted-decision.ts'
import type { Baseline } from './baseline.ts'
import type { InputOrigin } from './ground.ts'
import type { Scenario } from './scenario.ts'

/** A figure with where it comes from; a value that is null is not known. */
export type Known = {
  readonly value: number | null
  readonly origin: InputOrigin
  readonly source: string
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null is not known. */
  readonly date: string | null
}

/** A workload of the bills, and what the user said of it. */
export type GroundWorkload = {
  readonly id: string
  readonly byRule: boolean
  readonly baseline: Baseline
  readonly facts: WorkloadFacts | null
  readonly accepted: AcceptedDecision | null
}

export type GroundPurchase = {
  readonly month: Month
  readonly price: Known
  readonly nodes: number
  readonly note: string
}

/** A rig of the question: one that stands, or one to be bought. Figures are of one node. */
export type GroundRig = {
  readonly name: string
  readonly figures: Readonly<
    Record<'decodeTps' | 'prefillTps' | 'loadW' | 'idleW' | 'memoryGb' | 'bandwidthGbs' | 'modelGb', Known>
  >
  /** Watts that the cards of a node are made for; null is not known. */
  readonly boardW: number | null
  /** By month; the first is what it begins with. */
  readonly purchases: readonly [GroundPurchase, ...GroundPurchase[]]
  readonly setupCost: Known
  /** The first month it serves in, and the share of that month. */
  readonly ready: { readonly month: Month; readonly share: number }
  /** Months from its first purchase. */
  readonly warrantyMonths: Known
  readonly failureRate: Known
  /** Of one node. */
  readonly replacementCost: Known
  readonly resale: {
    readonly points: Scenario['residualCurve']
    readonly source: string
    readonly date: string | null
  }
}

/** What the ledger says of a question, before the app's defaults are added. */
export type GroundFacts = {
  readonly currency: Currency
  readonly thisMonth: Month
  readonly workloads: readonly GroundWorkload[]
  /** The complete months that the workloads' level is the mean of. */
  readonly baselineMonths: readonly Month[]
  /** False where no three complete months lie before the purchase. */
  readonly beforePurchase: boolean
  readonly rigs: readonly [GroundRig, ...GroundRig[]]
  /** Price of a kWh. */
  readonly tariff: Known
  /** By calendar month. */
  readonly measuredKwh: ReadonlyMap<Month, number>
}

/** The month of the first purchase. */
export const firstPurchase = (rigs: GroundFacts['rigs']): Month =>
  Math.min(...rigs.flatMap(({ purchases }) => purchases.map(({ month }) => month)))
