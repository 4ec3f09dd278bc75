import type { Currency } from '../core/money.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import { inputsOf } from './scenarioInputs.ts'

/** A scenario that stands in a comparison. */
export type ComparedScenario = {
  /** `0` is what is on screen, others are saved. */
  readonly id: number
  readonly name: string
  readonly scenario: Scenario
  readonly currency: Currency
}

/** An input in which the scenarios differ: one text for each of them, null where it has no such input. */
export type Difference = { readonly label: string; readonly written: readonly (string | null)[] }

/** The inputs in which scenarios differ, in the order of the first that has them; none for fewer than two. */
export function differencesOf(compared: readonly ComparedScenario[]): readonly Difference[] {
  const columns = compared.map(
    ({ scenario, currency }) =>
      new Map(inputsOf(scenario, currency).map(({ label, written }) => [label, written])),
  )
  const labels = new Set(columns.flatMap((column) => [...column.keys()]))
  return [...labels]
    .map((label) => ({ label, written: columns.map((column) => column.get(label) ?? null) }))
    .filter(({ written }) => new Set(written).size > 1)
}
