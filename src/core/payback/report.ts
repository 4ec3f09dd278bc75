import type { Alternatives, DriverRanges, PaybackReport } from './answers.ts'
import { breakEven } from './break-even.ts'
import { compare } from './comparison.ts'
import { whyNever } from './never.ts'
import { project } from './project.ts'
import type { Scenario } from './scenario.ts'
import { switchingValues } from './switching.ts'
import { tornado } from './tornado.ts'
import { warningsOf } from './warnings.ts'

/**
 * All there is to say of a scenario without chance. The break-even is that of paying back within the horizon.
 * @param npvSpread half the distance of the NPV's tenth and ninetieth percentile, in units; 0 where it is not known
 */
export function reportOf(
  scenario: Scenario,
  ranges: DriverRanges,
  alternatives: Alternatives,
  npvSpread: number,
): PaybackReport {
  const projection = project(scenario)
  return {
    projection,
    never: projection.payback.status === 'never' ? whyNever(scenario, projection) : null,
    breakEven: breakEven(scenario, scenario.horizonMonths),
    comparison: compare(scenario, alternatives, npvSpread),
    tornado: tornado(scenario, ranges),
    switching: switchingValues(scenario, ranges),
    warnings: warningsOf(scenario, projection),
  }
}
