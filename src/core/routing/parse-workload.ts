import type { Problem } from '../problem.ts'
import { ok, refused, type Result } from '../result.ts'
import {
  modalities,
  noFacts,
  sensitivities,
  taskClasses,
  type MeasuredPairs,
  type RoutedWork,
} from './workload.ts'

/** A file's workloads; `isList` where it holds a list of them, not one alone. */
export type WorkloadFile = { readonly isList: boolean; readonly works: readonly RoutedWork[] }

type Plain = Readonly<Record<string, unknown>>
/** Whether a value fits, and what it would have to be. */
type Check = { readonly fits: (value: unknown) => boolean; readonly expected: string }

const isPlain = (json: unknown): json is Plain =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const between = (value: unknown, low: number, high: number): boolean =>
  isNumber(value) && value >= low && value <= high

const oneOf = (choices: readonly string[]): Check => ({
  fits: (value) => choices.some((choice) => choice === value),
  expected: `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`,
})
const someOf = (choices: readonly string[]): Check => ({
  fits: (value) => Array.isArray(value) && value.every((one) => oneOf(choices).fits(one)),
  expected: `a list of any of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`,
})
const number: Check = { fits: isNumber, expected: 'a number' }
const notNegative: Check = { fits: (value) => between(value, 0, Infinity), expected: 'a number from 0 on' }
const positive: Check = { fits: (value) => isNumber(value) && value > 0, expected: 'a number above 0' }
const share: Check = { fits: (value) => between(value, 0, 1), expected: 'a share from 0 to 1' }
const yesOrNo: Check = { fits: (value) => typeof value === 'boolean', expected: 'true or false' }
const count: Check = {
  fits: (value) => Number.isSafeInteger(value) && between(value, 1, Infinity),
  expected: 'a whole number from 1 on',
}
const range: Check = {
  fits: (value) =>
    Array.isArray(value) &&
    value.length === 2 &&
    between(value[0], 0, 2) &&
    between(value[1], value[0] as number, 2),
  expected: 'two shares of the API’s quality, the lower one first, such as [0.82, 0.9]',
}
const pairs: Check = {
  fits: (value) =>
    isPlain(value) &&
    Object.keys(value).every((key) => key in measuredKeys) &&
    Number.isSafeInteger(value['n']) &&
    between(value['n'], 0, Infinity) &&
    between(value['qLocal'], 0, 1) &&
    between(value['qApi'], 0, 1),
  expected: 'the number of pairs and two shares from 0 to 1, such as {"n":200,"qLocal":0.91,"qApi":0.95}',
}
const measuredKeys: Readonly<Record<keyof MeasuredPairs, true>> = { n: true, qLocal: true, qApi: true }

const checks: Readonly<Record<keyof RoutedWork, Check>> = {
  id: { fits: (value) => typeof value === 'string' && value.trim() !== '', expected: 'a name' },
  spend: notNegative,
  netSaving: number,
  daysOfData: notNegative,
  capacityShare: share,
  avoided: notNegative,
  gain: number,
  nodes: count,
  nodeShare: notNegative,
  taskClass: oneOf(taskClasses),
  sensitivity: oneOf(sensitivities),
  agreement: yesOrNo,
  contextP95: notNegative,
  localContext: notNegative,
  latencyTargetMs: notNegative,
  localLatencyP95Ms: notNegative,
  frontier: yesOrNo,
  modalities: someOf(modalities),
  localModalities: someOf(modalities),
  agentSteps: notNegative,
  operatorHoursNeeded: notNegative,
  operatorHoursAvailable: notNegative,
  measured: pairs,
  rhoRange: range,
  peakToMean: positive,
  activeDayShare: share,
}
const needed = ['id', 'spend', 'netSaving'] as const satisfies readonly (keyof RoutedWork)[]

const unsaid: Omit<RoutedWork, (typeof needed)[number]> = {
  ...noFacts,
  daysOfData: null,
  capacityShare: null,
  avoided: null,
  gain: null,
  nodes: null,
  nodeShare: null,
}

/**
 * Reads a file of one workload, or of a list of them: JSON with the field names of `RoutedWork`. Needed are `id`,
 * `spend` and `netSaving`; what else is left out, or null, is not known. A field of another name is refused, since it
 * is most likely a slip.
 */
export function parseWorkloads(text: string, file: string): Result<WorkloadFile, Problem> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused({ kind: 'workload-not-json', file })
  }
  if (!Array.isArray(json)) {
    const work = workOf(json, file, '')
    return work.ok ? ok({ isList: false, works: [work.value] }) : work
  }
  const works: RoutedWork[] = []
  for (const [place, one] of (json as readonly unknown[]).entries()) {
    const work = workOf(one, file, `[${place}]`)
    if (!work.ok) return work
    works.push(work.value)
  }
  return ok({ isList: true, works })
}

function workOf(json: unknown, file: string, at: string): Result<RoutedWork, Problem> {
  const wrong = (key: string, value: unknown, expected: string): Result<never, Problem> =>
    refused({
      kind: 'bad-workload',
      file,
      path: [at, key].filter((part) => part !== '').join('.'),
      text: value === undefined ? null : JSON.stringify(value),
      expected,
    })
  if (!isPlain(json))
    return wrong('', json, 'a workload such as {"id":"tickets","spend":4000,"netSaving":2600}')
  for (const key of needed)
    if ((json[key] ?? null) === null) return wrong(key, undefined, checks[key].expected)
  for (const [key, value] of Object.entries(json)) {
    if (!isField(key)) return wrong(key, value, `a field of a workload: ${Object.keys(checks).join(', ')}`)
    if (value !== null && !checks[key].fits(value)) return wrong(key, value, checks[key].expected)
  }
  /** Every field was checked above. */
  return ok({ ...unsaid, ...json } as RoutedWork)
}

const isField = (key: string): key is keyof RoutedWork => Object.hasOwn(checks, key)
