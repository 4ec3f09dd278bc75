import {
  modalities,
  noFacts,
  sensitivities,
  taskClasses,
  type MeasuredPairs,
  type Modality,
  type WorkloadFacts,
} from '../core/routing/workload.ts'

/** `yes`, `no`, or an empty text where nothing was said. */
export type TypedAnswer = '' | 'yes' | 'no'

/** The facts of a workload as they are typed; an empty text says nothing. */
export type TypedFacts = {
  readonly taskClass: string
  readonly sensitivity: string
  readonly agreement: TypedAnswer
  readonly frontier: TypedAnswer
  readonly contextP95: string
  readonly localContext: string
  readonly latencyTargetMs: string
  readonly localLatencyP95Ms: string
  readonly modalities: readonly Modality[]
  readonly localModalities: readonly Modality[]
  readonly agentSteps: string
  readonly operatorHoursNeeded: string
  readonly operatorHoursAvailable: string
  /** Pairs compared in a parallel run, and in how many of them each answer was useful. */
  readonly pairs: string
  readonly localUseful: string
  readonly apiUseful: string
  /** Percent of the API's quality. */
  readonly rhoLow: string
  readonly rhoHigh: string
  readonly peakToMean: string
  /** Percent of the days. */
  readonly activeDays: string
}

export type TypedField = keyof TypedFacts

const numberText = (value: number | null, times = 1): string =>
  value === null ? '' : String(Number((value * times).toFixed(6)))
const answerText = (value: boolean | null): TypedAnswer => (value === null ? '' : value ? 'yes' : 'no')

/** Facts as they stand in the form. */
export const typedFrom = (facts: WorkloadFacts): TypedFacts => ({
  taskClass: facts.taskClass ?? '',
  sensitivity: facts.sensitivity ?? '',
  agreement: answerText(facts.agreement),
  frontier: answerText(facts.frontier),
  contextP95: numberText(facts.contextP95),
  localContext: numberText(facts.localContext),
  latencyTargetMs: numberText(facts.latencyTargetMs),
  localLatencyP95Ms: numberText(facts.localLatencyP95Ms),
  modalities: facts.modalities ?? [],
  localModalities: facts.localModalities ?? [],
  agentSteps: numberText(facts.agentSteps),
  operatorHoursNeeded: numberText(facts.operatorHoursNeeded),
  operatorHoursAvailable: numberText(facts.operatorHoursAvailable),
  pairs: numberText(facts.measured?.n ?? null),
  localUseful: facts.measured === null ? '' : numberText(facts.measured.qLocal, facts.measured.n),
  apiUseful: facts.measured === null ? '' : numberText(facts.measured.qApi, facts.measured.n),
  rhoLow: numberText(facts.rhoRange?.[0] ?? null, 100),
  rhoHigh: numberText(facts.rhoRange?.[1] ?? null, 100),
  peakToMean: numberText(facts.peakToMean),
  activeDays: numberText(facts.activeDayShare, 100),
})

/** What was typed as facts, or what is wrong with each field of it. */
export type ReadFacts =
  | { readonly state: 'read'; readonly facts: WorkloadFacts }
  | { readonly state: 'wrong'; readonly wrong: Readonly<Partial<Record<TypedField, string>>> }

type Limits = {
  readonly least: number
  readonly most: number
  readonly whole: boolean
  readonly expected: string
}
const counts: Limits = { least: 0, most: 1e12, whole: true, expected: 'A whole number, such as 32000.' }
const amounts: Limits = { least: 0, most: 1e6, whole: false, expected: 'A number from 0 up, such as 2.5.' }
const qualities: Limits = { least: 0, most: 200, whole: false, expected: 'A percentage, such as 85.' }
const shares: Limits = { least: 0, most: 100, whole: false, expected: 'A percentage from 0 to 100.' }
const factors: Limits = { least: 1, most: 1e6, whole: false, expected: 'A number from 1 up, such as 4.' }

/** Reads what was typed. Digits may be grouped: `32,000`, `32 000`. */
export function readFacts(typed: TypedFacts): ReadFacts {
  const wrong: Partial<Record<TypedField, string>> = {}
  const number = (field: TypedField, { least, most, whole, expected }: Limits): number | null => {
    const text = String(typed[field])
      .replace(/(?<=\d)[,\s\u202f](?=\d{3}(?:\D|$))/g, '')
      .trim()
    if (text === '') return null
    const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value
    wrong[field] = expected
    return null
  }
  const facts: WorkloadFacts = {
    ...noFacts,
    taskClass: taskClasses.find((one) => one === typed.taskClass) ?? null,
    sensitivity: sensitivities.find((one) => one === typed.sensitivity) ?? null,
    agreement: answerOf(typed.agreement),
    frontier: answerOf(typed.frontier),
    contextP95: number('contextP95', counts),
    localContext: number('localContext', counts),
    latencyTargetMs: number('latencyTargetMs', counts),
    localLatencyP95Ms: number('localLatencyP95Ms', counts),
    modalities: chosen(typed.modalities),
    localModalities: chosen(typed.localModalities),
    agentSteps: number('agentSteps', counts),
    operatorHoursNeeded: number('operatorHoursNeeded', amounts),
    operatorHoursAvailable: number('operatorHoursAvailable', amounts),
    measured: pairsOf(
      number('pairs', counts),
      number('localUseful', amounts),
      number('apiUseful', amounts),
      wrong,
    ),
    rhoRange: rangeOf(number('rhoLow', qualities), number('rhoHigh', qualities), wrong),
    peakToMean: number('peakToMean', factors),
    activeDayShare: scaled(number('activeDays', shares)),
  }
  return Object.keys(wrong).length === 0 ? { state: 'read', facts } : { state: 'wrong', wrong }
}

type Wrong = Partial<Record<TypedField, string>>

const answerOf = (typed: TypedAnswer): boolean | null => (typed === '' ? null : typed === 'yes')
const chosen = (typed: readonly Modality[]): readonly Modality[] | null =>
  typed.length === 0 ? null : modalities.filter((one) => typed.includes(one))
const scaled = (percent: number | null): number | null => (percent === null ? null : percent / 100)

function pairsOf(
  n: number | null,
  localUseful: number | null,
  apiUseful: number | null,
  wrong: Wrong,
): MeasuredPairs | null {
  if (n === null && localUseful === null && apiUseful === null) return null
  if (n === null || n === 0) wrong.pairs ??= 'How many pairs were compared?'
  if (localUseful === null) wrong.localUseful ??= 'In how many pairs was the local answer useful?'
  if (apiUseful === null) wrong.apiUseful ??= 'In how many pairs was the API’s answer useful?'
  if (n === null || n === 0 || localUseful === null || apiUseful === null) return null
  if (localUseful > n) wrong.localUseful = 'No more than there are pairs.'
  if (apiUseful > n) wrong.apiUseful = 'No more than there are pairs.'
  return { n, qLocal: localUseful / n, qApi: apiUseful / n }
}

function rangeOf(low: number | null, high: number | null, wrong: Wrong): readonly [number, number] | null {
  if (low === null && high === null) return null
  const [from, to] = [low ?? high ?? 0, high ?? low ?? 0]
  if (from > to) wrong.rhoHigh = 'No lower than the lowest.'
  return [from / 100, to / 100]
}
