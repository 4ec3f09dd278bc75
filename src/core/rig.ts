import type { Currency, Money } from './money.ts'
import type { Day, Month } from './period.ts'
import presets from './rig-presets.json' with { type: 'json' }

/** A number with the range it was published with; equal ends where one figure was given. */
export type Range = { readonly low: number; readonly high: number }

/** A rig one can buy, with where its figures come from. Null is not known, never zero. Prices in USD. */
export type RigPreset = {
  readonly id: string
  readonly name: string
  readonly price: Range | null
  /** `card`: the price leaves out the computer around it. */
  readonly scope: 'system' | 'card' | null
  readonly memoryGb: Range | null
  readonly loadWatts: Range | null
  readonly idleWatts: Range | null
  readonly decodeTokensPerSecond: Range | null
  readonly prefillTokensPerSecond: Range | null
  readonly model: string | null
  readonly source: string
  readonly verified: boolean
  /** Announced or imagined, never sold: offered nowhere, answered when named. */
  readonly neverSold: boolean
  readonly note: string | null
}

/** Currency of every preset price. */
export const presetCurrency: Currency = 'USD'

export const rigPresets: readonly RigPreset[] = presets as readonly RigPreset[]

export const presetNamed = (id: string): RigPreset | null =>
  rigPresets.find((preset) => preset.id === id) ?? null

/** How a rig's energy is known. */
export type MeterKind = 'nvidia-smi' | 'manual'

/** A rig of the user's own. */
export type Rig = {
  readonly id: number
  readonly name: string
  readonly presetId: string | null
  readonly price: Money
  /** First day it can serve. */
  readonly inServiceOn: Day
  /** Electricity, newest first; money per kWh in the rig's currency. */
  readonly tariffs: readonly { readonly from: Day; readonly pricePerKwh: Money }[]
  /** Whether its nvidia-smi is read while Breakwatt runs. */
  readonly metered: boolean
}

/** What the user types to add a rig. Amounts are exact decimal texts. */
export type NewRig = {
  readonly name: string
  readonly presetId: string | null
  readonly price: string
  readonly currency: Currency
  /** `YYYY-MM-DD`. */
  readonly inServiceOn: string
  readonly pricePerKwh: string
  readonly metered: boolean
}

/** A rig's month as far as it is known. */
export type RigMonth = {
  readonly rigId: number
  readonly rigName: string
  readonly month: Month
  readonly method: MeterKind | null
  /** kWh measured or entered; null where nothing is known. Unknown time adds nothing and lowers coverage. */
  readonly kwh: number | null
  /** Hours in which the rig was seen running; null where nothing was seen. */
  readonly uptimeHours: number | null
  /** Share of the month's hours (since service began, up to now) that is known: 0 to 1. */
  readonly coverage: number
  /** kWh at the tariff of each day; null where the energy or the tariff is not known. */
  readonly energyCost: Money | null
}

/** What the meter says now. */
export type MeterState = 'ok' | 'waiting' | 'missing' | 'failing' | 'off'
export type LivePower = {
  readonly rigId: number
  readonly state: MeterState
  readonly watts: number | null
  /** Milliseconds since 1970, UTC; null before the first reading. */
  readonly at: number | null
  /** The meter's own words when it fails. */
  readonly detail: string | null
}
