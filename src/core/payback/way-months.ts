import {
  apiOnlyCosts,
  cloudGpuCosts,
  hostedModelCosts,
  optimisedCosts,
  type MonthlyCosts,
} from './alternative-costs.ts'
import type { OptionKind } from './answers.ts'
import type { Worked } from './formulas.ts'

/** The ways that need no rig. */
export type RiglessKind = Exclude<OptionKind, 'hybrid-local' | 'enough-nodes'>

/** The months of a way as the comparison adds them up; null where it is not compared. */
export function wayOf(
  kind: RiglessKind,
  { scenario, alternatives: { optimised, cloudGpu, hostedModel } }: Worked,
): MonthlyCosts | null {
  switch (kind) {
    case 'api-only':
      return apiOnlyCosts(scenario)
    case 'api-optimised':
      return optimised === null ? null : optimisedCosts(scenario, optimised)
    case 'cloud-gpu':
      return cloudGpu === null ? null : cloudGpuCosts(scenario, cloudGpu)
    case 'hosted-open-model':
      return hostedModel === null ? null : hostedModelCosts(scenario, hostedModel)
  }
}
