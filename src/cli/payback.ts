import { parseArgs } from 'node:util'
import { askedOf } from '../core/payback/asked.ts'
import { workloadPath } from '../core/payback/edits.ts'
import type { Edits, PaybackGround, RigChoice, ScenarioInput } from '../core/payback/ground.ts'
import type { ProjectedMonth } from '../core/payback/projection.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import { calendarMonth } from '../core/payback/written.ts'
import { dayOfInstant, monthOfDay, monthText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { assertNever, ok, refused, type Result } from '../core/result.ts'
import { presetCurrency } from '../core/rig.ts'
import { readPaybackGround } from '../flows/payback-ground.ts'
import { readScenarioFile } from '../flows/scenario-file.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { failed, said, type Output, type Usage } from './output.ts'
import {
  answerJson,
  answerOf,
  extraOptions,
  readExtras,
  type Answered,
  type Extras,
} from './payback-answer.ts'
import { answerWords, inputsWords, scenarioWords } from './payback-words.ts'

const options = {
  ...extraOptions,
  scenario: { type: 'string' },
  preset: { type: 'string' },
  rig: { type: 'string' },
  price: { type: 'string' },
  watts: { type: 'string' },
  'price-per-kwh': { type: 'string' },
  share: { type: 'string' },
} as const

const readLine = (args: readonly string[]) => parseArgs({ args: [...args], options }).values
type Line = ReturnType<typeof readLine>
type Ready = Extract<PaybackGround, { readonly state: 'ready' }>
type NotEnough = Extract<PaybackGround, { readonly state: 'not-enough-history' }>

/** Whether the question is about a file alone, and needs no ledger. */
export const asksAboutFile = (args: readonly string[]): boolean =>
  args.some((word) => word === '--scenario' || word.startsWith('--scenario='))

/** `payback --scenario FILE [--monte-carlo N --seed S] [--tornado]` */
export async function scenarioCommand(args: readonly string[], now: number): Promise<Output | Usage> {
  const values = readLine(args)
  const extras = readExtras(values)
  if ('usage' in extras) return extras
  const besides = (['rig', 'preset', ...flags] as const).find((name) => values[name] !== undefined)
  if (besides !== undefined) return { usage: `--scenario says everything; --${besides} is for a rig` }
  const thisMonth = monthText(monthOfDay(dayOfInstant(now)))
  const read = await readScenarioFile(values.scenario ?? '', thisMonth)
  if (!read.ok) return failed(read.problem)
  const { scenario, currency } = read.value
  const answered = answerOf(scenario, currency ?? presetCurrency, extras)
  return said(
    answerJson(answered),
    `${answerWords(answered)}\n\n${scenarioWords(scenario, answered.currency)}`,
  )
}

/**
 * `payback --preset NAME | --rig NAME [--price P] [--watts W] [--price-per-kwh X] [--share S]`, and what may be asked
 * of a scenario.
 */
export function paybackCommand(ledger: Ledger, args: readonly string[], now: number): Output | Usage {
  const values = readLine(args)
  if (values.preset === undefined && values.rig === undefined)
    return {
      usage:
        'payback needs a rig or a scenario: payback --preset NAME, --rig NAME for one of your own, or --scenario FILE',
    }
  const extras = readExtras(values)
  if ('usage' in extras) return extras
  const wrong = flags
    .map((flag) => values[flag])
    .find((text) => text !== undefined && !Number.isFinite(Number(text || 'none')))
  if (wrong !== undefined) return { usage: `${wrong} is not a number` }
  const choice = choiceOf(ledger, values)
  if (!choice.ok) return failed(choice.problem)
  const ground = readPaybackGround(ledger, choice.value, now)
  if (!ground.ok) return failed(ground.problem)
  return ground.value.state === 'ready' ? answer(ground.value, values, extras) : notEnough(ground.value)
}

/** A rig of one's own; with a preset too, that one is bought beside it. */
function choiceOf(ledger: Ledger, { rig: name, preset }: Line): Result<RigChoice, Problem> {
  const planned = preset === undefined ? [] : [{ presetId: preset, count: 1, month: null }]
  if (name === undefined) return ok({ ownRigIds: [], planned })
  const rig = listRigs(ledger).find((known) => known.name.toLowerCase() === name.trim().toLowerCase())
  return rig ? ok({ ownRigIds: [rig.id], planned }) : refused({ kind: 'no-such-rig', name })
}

function answer(ground: Ready, values: Line, extras: Extras): Output {
  const edits = editsOf(values, ground)
  if (!edits.ok) return failed(edits.problem)
  const asked = askedOf(ground, edits.value)
  if (!asked.ok) return failed(asked.problem)
  const { scenario, ranges } = asked.value
  const answered = answerOf(scenario, ground.currency, extras, { ...ground, ranges })
  const inputs = ground.inputs.map((input) => {
    const own = edits.value[input.path]
    return own === undefined
      ? input
      : { ...input, value: own, origin: 'yours' as const, source: 'given by you', date: null }
  })
  return said(
    groundJson(ground, scenario, inputs, answered),
    `${answerWords(answered, ground.withoutTokens)}\n\n${inputsWords(inputs, scenario)}`,
  )
}

/** What a question to the ledger answers beside what a scenario of a file does. */
function groundJson(
  { currency, completeMonths, otherCurrencies, withoutTokens }: Ready,
  { month0, actuals }: Scenario,
  inputs: readonly ScenarioInput[],
  answered: Answered,
) {
  const { payback, months } = answered.report.projection
  const last = months.at(-1)
  return {
    ...answerJson(answered),
    status: payback.status,
    month: payback.month,
    fraction: payback.fraction,
    calendarMonth: payback.month === null ? null : monthText(calendarMonth(month0, payback.month)),
    currency,
    completeMonths: completeMonths.map(monthText),
    savedMonthly: last?.avoided ?? null,
    runningMonthly: last?.opex ?? null,
    servedShare: last ? servedShare(last) : null,
    assumptions: inputs.map(({ path, ...input }) => ({ name: path, ...input })),
    month0,
    actuals: actuals.map(({ month, ...actual }) => ({
      m: month,
      month: monthText(calendarMonth(month0, month)),
      ...actual,
    })),
    otherCurrencies,
    withoutTokens,
  }
}

/** Null where no tokens are known. */
function servedShare({ workloads }: ProjectedMonth): number | null {
  const sum = (of: 'routableTokens' | 'overflowTokens'): number =>
    workloads.reduce((total, work) => total + work[of], 0)
  const routable = sum('routableTokens')
  return routable > 0 ? 1 - sum('overflowTokens') / routable : null
}

const flags = ['price', 'watts', 'price-per-kwh', 'share'] as const

const reaches = {
  price: [0, 1e9, 'an amount from 0 to 1,000,000,000'],
  watts: [0, 1e6, 'a number of watts from 0 to 1,000,000'],
  'price-per-kwh': [0, 1_000, 'a price per kWh from 0 to 1,000'],
  share: [0, 1, 'a share from 0 to 1'],
} as const

/** The command line's values in the place of others. */
function editsOf(values: Line, ground: Ready): Result<Edits, Problem> {
  const edits: Record<string, number> = {}
  for (const name of flags) {
    const text = values[name]
    if (text === undefined) continue
    const [low, high, expected] = reaches[name]
    const value = Number(text)
    if (!(value >= low && value <= high)) return refused({ kind: 'bad-input', field: name, text, expected })
    for (const path of pathsOf(name, ground)) edits[path] = value
  }
  return ok(edits)
}

function pathsOf(flag: (typeof flags)[number], { inputs, scenario }: Ready): readonly string[] {
  switch (flag) {
    case 'price':
      return ['investments.0.amount', 'opex.replacementCost']
    case 'watts': {
      const idle = inputs.find(({ path }) => path === 'rig.idleW')
      // Power when idle that nobody knows is taken as the power under load.
      return idle?.value == null || idle.origin === 'assumption' ? ['rig.loadW', 'rig.idleW'] : ['rig.loadW']
    }
    case 'price-per-kwh':
      return ['energy.tariff.flat']
    case 'share':
      return scenario.workloads.map(({ id }) => workloadPath(id, 'routableShare'))
    default:
      return assertNever(flag)
  }
}

const notEnough = ({ completeMonths, needed, currency }: NotEnough): Output =>
  said(
    {
      payback: { status: 'not-enough-history', month: null, fraction: null, relapse: [] },
      status: 'not-enough-history',
      month: null,
      fraction: null,
      calendarMonth: null,
      never: null,
      completeMonths: completeMonths.map(monthText),
      needed,
      currency,
    },
    `Not enough history: ${completeMonths.length} of ${needed} complete months. Import the bills of more whole months.`,
  )
