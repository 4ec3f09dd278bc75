import type { Problem } from '../problem.ts'
import { ok, refused, type Result } from '../result.ts'
import { isAlternative } from './alternative-edits.ts'
import type { Edits } from './ground.ts'
import { monthsOfPlan, phasePath, phases, weeksOf } from './migration-plan.ts'
import type { Scenario } from './scenario.ts'

/**
 * The path of a number of a workload: by its name, since bills change which workload comes first. Dots and other signs of
 * the name are written as in an address.
 */
export const workloadPath = (id: string, number: string): string => `workloads.${inPath(id)}.${number}`

const inPath = (id: string): string => encodeURIComponent(id).replaceAll('.', '%2E')

/**
 * The scenario with the user's values in the place of others. A path names one number of it, workloads by their name,
 * places of other lists counted from 0: `opex.engRate`, `workloads.chat.routableShare`, `ramp.4`. A list of months whose last value goes on
 * is made longer as far as it must be. Weeks of a phase (`migration.audit`) make the ramp and the shadow anew, before
 * the other edits. Those of the alternatives are none of the scenario. Refused: a path where the scenario has no
 * number, and a value that is none.
 */
export function applyEdits(scenario: Scenario, edits: Edits): Result<Scenario, Problem> {
  const planned = phases.some(({ key }) => edits[phasePath(key)] !== undefined)
  let edited: Scenario = planned ? { ...scenario, ...monthsOfPlan(weeksOf(edits)) } : scenario
  for (const [path, value] of Object.entries(edits)) {
    if (!Number.isFinite(value))
      return refused({ kind: 'bad-input', field: path, text: String(value), expected: 'a number' })
    if (isPhase(path) || isAlternative(path)) continue
    const expected = expectedAt(path, value)
    if (expected !== null) return refused({ kind: 'bad-input', field: path, text: String(value), expected })
    const steps = stepsOf(scenario, path)
    const replaced = replaceAt(edited, steps, value, lasting.has(steps[0] ?? '') && steps.length === 2)
    if (replaced === null) return refused({ kind: 'no-such-input', path })
    edited = replaced as Scenario
  }
  return ok(edited)
}

const isPhase = (path: string): boolean => phases.some(({ key }) => phasePath(key) === path)

function stepsOf({ workloads }: Scenario, path: string): readonly string[] {
  const steps = path.split('.')
  const [list, name, ...rest] = steps
  if (list !== 'workloads') return steps
  return [list, String(workloads.findIndex(({ id }) => inPath(id) === name)), ...rest]
}

/** Lists by month whose last value goes on. */
const lasting: ReadonlySet<string> = new Set(['live', 'ramp', 'shadow'])

/** Numbers that a scenario may leave open, which null stands for. */
const open: ReadonlySet<string> = new Set([
  'decodeTps',
  'prefillTps',
  'memoryGb',
  'bandwidthGbs',
  'modelGb',
  'activeGb',
  'boardW',
  'growthMonths',
  'priceMonths',
])

const longest = 600

type Bound = {
  readonly of: RegExp
  readonly fits: (value: number) => boolean
  readonly expected: string
}

/** Numbers for which not every value will do; the first bound that is of a path holds. */
const bounds: readonly Bound[] = [
  {
    of: /^(?:horizonMonths|investments\.\d+\.month|opex\.leaseMonths|workloads\.[^.]+\.avoidableFromMonth)$/,
    fits: (value) => Number.isInteger(value) && value >= 0 && value <= longest,
    expected: `a whole number of months from 0 to ${longest}`,
  },
  {
    of: /^(?:rig|otherRigs\.\d+)\.(?:decodeTps|prefillTps)$/,
    fits: (value) => value > 0,
    expected: 'a number of tokens a second above 0',
  },
  { of: /^(?:rig|otherRigs|live)\./, fits: (value) => value >= 0, expected: 'a number from 0' },
  { of: /^discountRateAnnual$/, fits: (value) => value > -1, expected: 'a rate above −100% a year' },
]

/** What a value at a path should be instead; null where it will do. */
export function expectedAt(path: string, value: number): string | null {
  const bound = bounds.find(({ of }) => of.test(path))
  return bound === undefined || bound.fits(value) ? null : bound.expected
}

/** A copy with `value` at the path; null where there is no number. */
function replaceAt(at: unknown, [step, ...rest]: readonly string[], value: number, grows: boolean): unknown {
  if (typeof at !== 'object' || at === null || step === undefined) return null
  if (Array.isArray(at)) return replaceInList(at as readonly unknown[], step, rest, value, grows)
  if (!Object.hasOwn(at, step)) return null
  const old = (at as Readonly<Record<string, unknown>>)[step]
  if (rest.length === 0)
    return typeof old === 'number' || (old === null && open.has(step)) ? { ...at, [step]: value } : null
  const inner = replaceAt(old, rest, value, grows)
  return inner === null ? null : { ...at, [step]: inner }
}

function replaceInList(
  list: readonly unknown[],
  step: string,
  rest: readonly string[],
  value: number,
  grows: boolean,
): unknown {
  const place = /^\d{1,3}$/.test(step) ? Number(step) : null
  if (place === null) return null
  if (rest.length > 0) {
    const inner = place < list.length ? replaceAt(list[place], rest, value, grows) : null
    return inner === null ? null : list.with(place, inner)
  }
  if (grows && place >= list.length && place <= longest) {
    const last = list.at(-1) ?? 0
    return [...list, ...Array.from({ length: place - list.length }, () => last), value]
  }
  return place < list.length && typeof list[place] === 'number' ? list.with(place, value) : null
}
