import type { Currency, Money } from './money.ts'
import type { BitsPerWeight } from './payback/model-memory.ts'
import type { ResidualCurveId } from './payback/presets.ts'
import type { Day, Month } from './period.ts'
import presets from './rig-presets.json' with { type: 'json' }

/** A number with the range it was published with; equal ends where one figure was given. */
export type Range = { readonly low: number; readonly high: number }

/** What is wrong with a rig as its source tells of it. */
export type PresetFlaw = {
  /** `never-sold`: announced or imagined. `impossible`: its figures cannot all be true. */
  readonly kind: 'never-sold' | 'impossible'
  readonly reason: string
}

/** A rig one can buy, with where its figures come from. Null is not known, never zero. Prices in USD. */
export type RigPreset = {
  readonly id: string
  readonly name: string
  readonly price: Range | null
  /** `card`: the price leaves out the computer around it. */
  readonly scope: 'system' | 'card' | null
  readonly memoryGb: Range | null
  readonly bandwidthGbs: Range | null
  readonly loadWatts: Range | null
  readonly idleWatts: Range | null
  readonly decodeTokensPerSecond: Range | null
  readonly prefillTokensPerSecond: Range | null
  /** What its speed was told of. */
  readonly model: string | null
  /** Of that model, where its size and its file are both told: parameters in billions, and how a weight is written. */
  readonly weights: { readonly billions: number; readonly bits: BitsPerWeight } | null
  readonly source: string
  /** When the source said so: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; null where it bears no date. */
  readonly date: string | null
  readonly verified: boolean
  readonly flaw: PresetFlaw | null
  readonly note: string | null
}

/** Currency of every preset price. */
export const presetCurrency: Currency = 'USD'

/** The day all presets were last gone through. */
export const presetsReadOn = '2026-11-21'

export const rigPresets: readonly RigPreset[] = presets as readonly RigPreset[]

export const presetNamed = (id: string): RigPreset | null =>
  rigPresets.find((preset) => preset.id === id) ?? null

/** How a rig's energy is known. */
export type MeterKind = 'nvidia-smi' | 'manual'

/** Hardware bought on a day, and the nodes that came with it. */
export type Purchase = {
  /** Null is not known: then no later than the rig's first day in service. Nodes bought later serve from that day on. */
  readonly on: Day | null
  readonly price: Money
  readonly nodes: number
}

/** One thing the rig is built of. Null is not known. */
export type Part = { readonly name: string; readonly price: Money | null; readonly note: string | null }

/** What the hardware sells for: by a preset curve of its age, or the user's own amount at the end of its life. */
export type Resale =
  | { readonly kind: 'curve'; readonly curve: ResidualCurveId }
  | { readonly kind: 'own'; readonly atEndOfLife: Money }

/** What a node has and does, as the user knows it. Null is not known; its preset may know it. */
export type NodeFigures = Readonly<Record<NodeFigure, number | null>>
export const nodeFigures = [
  'memoryGb',
  'loadWatts',
  'idleWatts',
  'decodeTokensPerSecond',
  'prefillTokensPerSecond',
] as const
export type NodeFigure = (typeof nodeFigures)[number]

/** A rig of the user's own: one node, or several alike. All its money is in the currency of its price. */
export type Rig = {
  readonly id: number
  readonly name: string
  readonly presetId: string | null
  /** Of the first purchase. */
  readonly price: Money
  /** First day it can serve. */
  readonly inServiceOn: Day
  /** What it was added with, then what was bought later, by day. */
  readonly purchases: readonly [Purchase, ...Purchase[]]
  /** Of all purchases together. */
  readonly nodes: number
  readonly parts: readonly Part[]
  /** Months from the first day in service over which its price is spread. */
  readonly lifeMonths: number
  /** Months from the purchase; 0 is none, null not known. */
  readonly warrantyMonths: number | null
  /** Null is not known. */
  readonly resale: Resale | null
  /** Of making it ready, once, beside its price; null is not known. */
  readonly setupCost: Money | null
  /** Of one node that fails after the warranty; null is not known. */
  readonly replacementCost: Money | null
  /** Share of the nodes that fail in a year, 0 to 1; null is not known. */
  readonly failureRate: number | null
  /** Of one node. */
  readonly figures: NodeFigures
  /** Electricity, newest first; money per kWh in the rig's currency. */
  readonly tariffs: readonly { readonly from: Day; readonly pricePerKwh: Money }[]
  /** Whether its nvidia-smi is read while Breakwatt runs. */
  readonly metered: boolean
}

/** What a rig is, beside its electricity and its meter. */
export type RigFacts = Omit<Rig, 'id' | 'tariffs' | 'metered' | 'price' | 'nodes'>

/** Months a rig lasts where nothing else is said: the amortisation of the articles the presets come from. */
export const usualLifeMonths = 36

/** A purchase as it is typed; an empty day is not known. */
export type TypedPurchase = { readonly on: string; readonly price: string; readonly nodes: string }
/** A part as it is typed; an empty price or note is not known. */
export type TypedPart = { readonly name: string; readonly price: string; readonly note: string }

/** What may be said of a rig beyond its price and days, as it is typed; an empty text is not known. */
export type TypedDetails = Readonly<Record<NodeFigure, string>> & {
  readonly lifeMonths: string
  readonly warrantyMonths: string
  readonly resale: ResidualCurveId | 'own' | ''
  /** Read where `resale` is `own`. */
  readonly resaleAtEnd: string
  readonly setupCost: string
  readonly replacementCost: string
  /** Percent of the nodes that fail in a year. */
  readonly failurePercent: string
  readonly parts: readonly TypedPart[]
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
  /** `YYYY-MM-DD`; not known where it is empty or left out. */
  readonly purchasedOn?: string
  /** One where it is left out. */
  readonly nodes?: string
  readonly details?: Partial<TypedDetails>
}

/** All of a rig that can be edited at once, as it is typed. Electricity and meter have edits of their own. */
export type TypedRig = TypedDetails & {
  readonly name: string
  readonly presetId: string | null
  /** Of all its amounts; a change converts none of them. */
  readonly currency: Currency
  readonly inServiceOn: string
  /** The first is what it was added with. */
  readonly purchases: readonly TypedPurchase[]
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
