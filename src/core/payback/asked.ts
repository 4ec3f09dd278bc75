import type { Problem } from '../problem.ts'
import { ok, refused, type Result } from '../result.ts'
import type { DriverRanges } from './answers.ts'
import { defaultRanges } from './drivers.ts'
import { applyEdits } from './edits.ts'
import type { Edits, PaybackGround, ScenarioInput } from './ground.ts'
import { missingInputs } from './known-input.ts'
import type { Scenario } from './scenario.ts'

type Ready = Extract<PaybackGround, { readonly state: 'ready' }>

/**
 * What is asked on a ground with the user's values in it, and how far each driver may reach from there. Refused: an edit
 * that names no number of it, and a rig whose price or power nobody knows, since nothing would cost nothing.
 */
export function askedOf(
  { scenario, inputs, ranges }: Pick<Ready, 'scenario' | 'inputs' | 'ranges'>,
  edits: Edits,
): Result<{ readonly scenario: Scenario; readonly ranges: DriverRanges }, Problem> {
  const missing = missingInputs(inputs, edits)
  if (missing.length > 0)
    return refused({
      kind: 'preset-incomplete',
      name: scenario.investments[0]?.note ?? 'the rig',
      missing: missingWords(missing),
    })
  const edited = applyEdits(scenario, edits)
  if (!edited.ok) return edited
  return ok({ scenario: edited.value, ranges: defaultRanges(edited.value, ranges.quality) })
}

/** Power when idle that nobody knows is not asked for beside the power under load. */
function missingWords(missing: readonly ScenarioInput[]): readonly string[] {
  const load = missing.some(({ path }) => path.endsWith('.loadW'))
  const words = missing.flatMap(({ path }) => {
    if (path.endsWith('.amount')) return ['its price']
    if (path.endsWith('.loadW')) return ['its power under load']
    return load ? [] : ['its power when idle']
  })
  return [...new Set(words)]
}
