import type { Currency } from '../core/money.ts'
import type { DriverRanges } from '../core/payback/answers.ts'
import { askedOf } from '../core/payback/asked.ts'
import { defaultRanges } from '../core/payback/drivers.ts'
import type { Edits, PaybackGround, RigChoice, SavedScenario } from '../core/payback/ground.ts'
import { project } from '../core/payback/project.ts'
import type { Projection } from '../core/payback/projection.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'

/** A payback question that follows the ledger: which rigs, and which values in the place of others. */
export type Question = { readonly choice: RigChoice; readonly edits: Edits }

/** What a question comes to on the ground of the ledger. */
export type AskedScenario =
  | {
      readonly state: 'ready'
      readonly scenario: Scenario
      readonly currency: Currency
      readonly ranges: DriverRanges
    }
  | { readonly state: 'not-enough-history' }
  | { readonly state: 'refused'; readonly problem: Problem }

type Asks = (choice: RigChoice) => Promise<Result<PaybackGround, Problem>>
type Answered = Result<PaybackGround, Problem>

/** Answers by the rigs they are about. */
export type Grounds = ReadonlyMap<string, Answered>

export const choiceKey = (choice: RigChoice): string => JSON.stringify(choice)

/** Asks about every choice of rigs once. */
export async function askGrounds(
  choices: readonly RigChoice[],
  ask: Asks,
): Promise<Result<Grounds, Problem>> {
  const distinct = new Map(choices.map((choice) => [choiceKey(choice), choice]))
  const answers = await Promise.all(
    [...distinct].map(async ([key, choice]) => [key, await ask(choice)] as const),
  )
  return ok(new Map(answers))
}

/** The scenario of a question on its ground, with the user's values in it. */
export function askedScenario(ground: Answered, edits: Edits): AskedScenario {
  if (!ground.ok) return { state: 'refused', problem: ground.problem }
  if (ground.value.state === 'not-enough-history') return { state: 'not-enough-history' }
  const { currency } = ground.value
  const asked = askedOf(ground.value, edits)
  return asked.ok
    ? { state: 'ready', currency, ...asked.value }
    : { state: 'refused', problem: asked.problem }
}

/** A saved scenario today: a fixed one as it was, another as the ledger now makes it. Null is not asked yet. */
export function savedScenario(saved: SavedScenario, grounds: Grounds): AskedScenario | null {
  if (saved.kind === 'fixed') {
    const { scenario, currency } = saved
    return { state: 'ready', scenario, currency, ranges: defaultRanges(scenario) }
  }
  const ground = grounds.get(choiceKey(saved.choice))
  return ground === undefined ? null : askedScenario(ground, saved.edits)
}

const projections = new WeakMap<Scenario, Projection>()

/** `project`, worked out once for a scenario. */
export function projectionOf(scenario: Scenario): Projection {
  const known = projections.get(scenario)
  if (known !== undefined) return known
  const made = project(scenario)
  projections.set(scenario, made)
  return made
}
