import { z } from 'zod'
import type { Mapping } from '../core/mapping.ts'
import type { Calls } from '../contract/bridge.ts'
import type { SettingsCall } from './settings.ts'
import type { RuleCall } from './rules.ts'
import type { MappingCall } from './mappings.ts'

const text = z.string().max(1_000)
const rowId = z.int().positive()
const nothing = z.tuple([])

const pair = { day: text, from: text, to: text }

const rule = z.strictObject({
  name: text,
  match: z.strictObject({
    provider: text.nullable(),
    account: text.nullable(),
    project: text.nullable(),
    service: text.nullable(),
  }),
  assign: z.strictObject({
    costCentre: text.nullable(),
    project: text.nullable(),
    workload: text.nullable(),
  }),
  effectiveFrom: text,
  effectiveUntil: text.nullable(),
  before: rowId.nullable(),
})

const object = (given: unknown): boolean => typeof given === 'object' && given !== null
/** What a mapping says is checked by `core/parse-mapping`, as when it comes from a file. */
const mapping = z.custom<Mapping>(object, 'a mapping')

/** What the arguments of the calls about settings, rules and mappings must be. */
export const settingsAsked: {
  readonly [K in SettingsCall | RuleCall | MappingCall]: z.ZodType<Calls[K]['ask']>
} = {
  readSettings: nothing,
  setReportingCurrency: z.tuple([text.nullable()]),
  readRates: nothing,
  setRate: z.tuple([z.strictObject({ ...pair, rate: text })]),
  removeRate: z.tuple([z.strictObject(pair)]),
  chooseRatesFile: nothing,
  chooseWatchedFolder: nothing,
  stopWatching: nothing,
  readWaiting: nothing,
  reviewWaiting: nothing,
  leaveWaiting: nothing,
  readSpend: nothing,
  readSpendBy: z.tuple([z.literal(['costCentre', 'workload'])]),
  readRules: nothing,
  tryRule: z.tuple([rule, rowId.nullable()]),
  saveRule: z.tuple([rule, rowId.nullable()]),
  tryRemoval: z.tuple([rowId]),
  removeRule: z.tuple([rowId]),
  readMappings: nothing,
  removeMapping: z.tuple([z.string()]),
  exportMapping: z.tuple([mapping]),
  chooseMapping: nothing,
}
