import { applyAlternatives } from '../core/payback/alternative-edits.ts'
import { askedOf } from '../core/payback/asked.ts'
import { defaultRanges } from '../core/payback/drivers.ts'
import type { Edits, PaybackGround, RigChoice, SavedScenario } from '../core/payback/ground.ts'
import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import type { Rig } from '../core/rig.ts'
import type { WorkedQuestion } from './paybackParts.ts'
import { offeredPresets } from './presets.ts'

export type FixedScenario = Extract<SavedScenario, { kind: 'fixed' }>
export type ReadyGround = Extract<PaybackGround, { state: 'ready' }>

/** The question on the Payback screen, kept while other screens are looked at. */
export type PaybackForm = {
  /** Null until the user chooses: then all own rigs or, without one, a preset. */
  readonly choice: RigChoice | null
  readonly edits: Edits
  /** A saved scenario whose assumptions stand still, in the place of the rigs. */
  readonly fixed: FixedScenario | null
}

export const emptyForm: PaybackForm = { choice: null, edits: {}, fixed: null }

/** The preset to begin with: one whose price, power and speed are all known, so that its answer is whole. */
export const firstPreset =
  offeredPresets.find(
    ({ scope, price, loadWatts, memoryGb, decodeTokensPerSecond }) =>
      scope === 'system' && price && loadWatts && memoryGb && decodeTokensPerSecond,
  ) ?? offeredPresets[0]

export function choiceOf({ choice }: PaybackForm, rigs: readonly Rig[]): RigChoice {
  if (choice !== null) return choice
  if (rigs.length > 0) return { ownRigIds: rigs.map(({ id }) => id), planned: [] }
  return {
    ownRigIds: [],
    planned: firstPreset === undefined ? [] : [{ presetId: firstPreset.id, count: 1, month: null }],
  }
}

/** Edits that still mean the same when other rigs are asked about. */
const ofAnyRig = (path: string): boolean =>
  !/^(?:investments|rig|otherRigs|residualCurve|live|opex\.(?:warrantyMonths|afr|replacementCost))\b/.test(
    path,
  )

/** The question about other rigs; what the user put in for the former ones is left. */
export const withChoice = (form: PaybackForm, choice: RigChoice): PaybackForm => ({
  choice,
  edits: Object.fromEntries(Object.entries(form.edits).filter(([path]) => ofAnyRig(path))),
  fixed: null,
})

/** One edit; undefined takes it back. */
export function withEdit(form: PaybackForm, path: string, value: number | undefined): PaybackForm {
  const others = Object.fromEntries(Object.entries(form.edits).filter(([other]) => other !== path))
  return { ...form, edits: value === undefined ? others : { ...others, [path]: value } }
}

/** What is worked out: the ground with the user's values in the place of others. */
export function questionOf(ground: ReadyGround, edits: Edits): Result<WorkedQuestion, Problem> {
  const { alternatives, currency } = ground
  const asked = askedOf(ground, edits)
  return asked.ok
    ? ok({ ...asked.value, alternatives: applyAlternatives(alternatives, edits), currency })
    : asked
}

export const fixedQuestion = ({ scenario, currency }: FixedScenario, edits: Edits): WorkedQuestion => ({
  scenario,
  ranges: defaultRanges(scenario),
  alternatives: applyAlternatives({ optimised: null, cloudGpu: null, hostedModel: null }, edits),
  currency,
})
