import type { Currency } from '../money.ts'
import type { Month } from '../period.ts'
import type { Alternatives, DriverRanges } from './answers.ts'
import type { Scenario, Workload } from './scenario.ts'

/** Which rigs a question is about: those that stand, and those one thinks of buying. */
export type RigChoice = {
  readonly ownRigIds: readonly number[]
  readonly planned: readonly PlannedRig[]
}

/** `month` is the month of the purchase, `YYYY-MM`; null is the current one. */
export type PlannedRig = { readonly presetId: string; readonly count: number; readonly month: string | null }

/** Where the value of an input comes from. */
export type InputOrigin = 'bills' | 'measured' | 'rig' | 'preset' | 'assumption' | 'yours'

/** One input of a scenario as it is shown beside its result. */
export type ScenarioInput = {
  /** Where it stands in the scenario: `opex.engRate`, `workloads.chat.routableShare`, `investments.1.amount`. */
  readonly path: string
  readonly group: 'work' | 'quality' | 'rig' | 'purchase' | 'energy' | 'people' | 'money' | 'migration'
  readonly label: string
  readonly unit: string
  /** What the bills, the rig, the preset or the named default say; null is not known. */
  readonly value: number | null
  readonly origin: InputOrigin
  readonly source: string
  /** When the source said so, `YYYY-MM-DD` or `YYYY-MM`; null is not known. */
  readonly date: string | null
  /** What it may reasonably be: the ends of its slider. */
  readonly reach: { readonly low: number; readonly high: number; readonly step: number }
}

/** Values the user put in the place of others, by the path of the input. */
export type Edits = Readonly<Record<string, number>>

/** Which part of a workload may go to the rig, as it was before a decision was accepted. */
export type EnteredShare = Pick<Workload, 'routableShare' | 'forcedLocal'>

/** A month of the bills, for the chart and the baseline. */
export type PastMonth = { readonly month: Month; readonly billed: number; readonly complete: boolean }

/** What a payback answer rests on, read from the ledger; the answer itself is worked out from it by `core/payback`. */
export type PaybackGround =
  | {
      readonly state: 'not-enough-history'
      readonly completeMonths: readonly Month[]
      readonly needed: number
      readonly currency: Currency | null
    }
  | {
      readonly state: 'ready'
      readonly scenario: Scenario
      readonly inputs: readonly ScenarioInput[]
      /**
       * What a workload's share would be without the decision that was accepted for it, by its id; workloads without
       * one are not in it. The scorecard goes by these.
       */
      readonly entered: Readonly<Record<string, EnteredShare>>
      readonly ranges: DriverRanges
      readonly alternatives: Alternatives
      readonly currency: Currency
      /** Bills in these currencies are left out. */
      readonly otherCurrencies: readonly Currency[]
      /** The complete months that the baseline is the mean of. */
      readonly completeMonths: readonly Month[]
      readonly past: readonly PastMonth[]
      /** Sellers whose tokens are not known for those months. */
      readonly withoutTokens: readonly string[]
    }

/** A saved question: one that follows the ledger with the user's edits, or one whose assumptions stand still. */
export type SavedScenario = {
  readonly id: number
  readonly name: string
  /** Milliseconds since 1970, UTC. */
  readonly savedAt: number
} & (
  | { readonly kind: 'following'; readonly choice: RigChoice; readonly edits: Edits }
  | {
      readonly kind: 'fixed'
      readonly why: 'imported' | 'frozen-at-purchase'
      readonly scenario: Scenario
      readonly currency: Currency
      /** The rig it was frozen for. */
      readonly rigId: number | null
    }
)
