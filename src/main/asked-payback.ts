import { z } from 'zod'
import type { Calls } from '../contract/bridge.ts'
import type { PaybackCalls } from '../contract/payback-calls.ts'
import { parseScenario } from '../core/payback/parse-scenario.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import { modalities, sensitivities, taskClasses } from '../core/routing/workload.ts'

const mostRigs = 50
const mostEdits = 1_000

const text = z.string().max(1_000)
const rowId = z.int().positive()
const nothing = z.tuple([])
const share = z.number().min(0).max(1)
const amount = z.number().min(0).nullable()

const choice = z.strictObject({
  ownRigIds: z.array(rowId).max(mostRigs),
  planned: z
    .array(z.strictObject({ presetId: text, count: z.int().positive().max(1_000), month: text.nullable() }))
    .max(mostRigs),
})

/** Whether the scenario has a number at a path is told where it is applied: see `core/payback/edits`. */
const edits = z
  .record(text, z.number())
  .refine((given) => Object.keys(given).length <= mostEdits, 'no more than a thousand edits')

/** Checked as it is when it comes from a file: see `core/payback/parse-scenario`. */
const scenario = z.custom<Scenario>(
  (given) => typeof given === 'object' && parseScenario(JSON.stringify(given), 'scenario').ok,
  'a scenario',
)

const facts = z.strictObject({
  taskClass: z.literal(taskClasses).nullable(),
  sensitivity: z.literal(sensitivities).nullable(),
  agreement: z.boolean().nullable(),
  contextP95: amount,
  localContext: amount,
  latencyTargetMs: amount,
  localLatencyP95Ms: amount,
  frontier: z.boolean().nullable(),
  modalities: z.array(z.literal(modalities)).nullable(),
  localModalities: z.array(z.literal(modalities)).nullable(),
  agentSteps: amount,
  operatorHoursNeeded: amount,
  operatorHoursAvailable: amount,
  measured: z.strictObject({ n: z.int().nonnegative(), qLocal: share, qApi: share }).nullable(),
  rhoRange: z.tuple([z.number().min(0).max(2), z.number().min(0).max(2)]).nullable(),
  peakToMean: amount,
  activeDayShare: share.nullable(),
})

const decision = z.strictObject({
  decision: z.literal(['local', 'cloud', 'both']),
  rule: z.literal(['R1', 'R2', 'R3', 'R4', 'S1', 'S2', 'S3', 'S4']),
  mode: z.literal([
    'all',
    'needs-better-model',
    'needs-capacity',
    'blocked',
    'for-now',
    'no-operator',
    'overflow',
    'cascade',
    'part',
    'no-saving',
    'quality',
    'small-saving',
  ]),
  share,
  forcedLocal: z.boolean(),
})

/** What the arguments of the calls about payback must be. */
export const paybackAsked: { readonly [K in keyof PaybackCalls]: z.ZodType<Calls[K]['ask']> } = {
  readPaybackGround: z.tuple([choice]),
  listScenarios: nothing,
  saveScenario: z.tuple([text, choice, edits]),
  renameScenario: z.tuple([rowId, text]),
  duplicateScenario: z.tuple([rowId]),
  removeScenario: z.tuple([rowId]),
  restoreScenario: z.tuple([rowId]),
  exportScenario: z.tuple([text, scenario, text]),
  importScenario: z.tuple([text]),
  readWorkloadFacts: nothing,
  saveWorkloadFacts: z.tuple([text, facts]),
  acceptDecision: z.tuple([text, decision.nullable()]),
  enterServedTokens: z.tuple([rowId, text, text, text]),
}
