import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { whyNever } from '../../../src/core/payback/never.ts'
import { project } from '../../../src/core/payback/project.ts'
import type { Never, Projection } from '../../../src/core/payback/projection.ts'

/** What a scenario file comes to. */
export const projected = (file: ScenarioFile): Projection => project(completeScenario(file))

/** Why a scenario file never pays. */
export const neverOf = (file: ScenarioFile): Never => whyNever(completeScenario(file))

/** One workload and the rig that takes it: E01 of the specification, changed as told. */
export const anExample = (changes: ScenarioFile = {}, workload: object = {}): ScenarioFile => ({
  workloads: [{ id: 'a', spend: 200, ...workload }],
  investments: [{ month: 0, amount: 2000, kind: 'capex' }],
  energy: { fixedMonthly: 20 },
  ...changes,
})

/** The month of a projection; a bug of the test where there is none. */
export function monthOf(projection: Projection, m: number): Projection['months'][number] {
  const month = projection.months[m]
  if (month === undefined) throw new Error(`There is no month ${m}`)
  return month
}
