import type { Driver, DriverRanges, TornadoBar } from './answers.ts'
import { variationsOf, type Variation } from './drivers.ts'
import { outcomeOf } from './outcome.ts'
import type { Scenario } from './scenario.ts'

/** A bar of a thing that need not be one of the drivers. */
export type Bar<Name extends string> = Omit<TornadoBar, 'driver'> & { readonly driver: Name }

/** Every driver of the ranges at its low and at its high, the one that moves NPV most first. */
export const tornado = (scenario: Scenario, ranges: DriverRanges): readonly TornadoBar[] =>
  tornadoOf<Driver>(scenario, variationsOf(ranges))

/** Every variation at its low and at its high with all others left out, by the swing of NPV, then by name. */
export function tornadoOf<Name extends string>(
  scenario: Scenario,
  variations: readonly Variation<Name>[],
): readonly Bar<Name>[] {
  return variations
    .map(({ name, range, apply }) => {
      const low = outcomeOf(apply(scenario, range[0]))
      const high = outcomeOf(apply(scenario, range[2]))
      return {
        driver: name,
        range,
        npvLow: low.npv,
        npvHigh: high.npv,
        swing: Math.abs(high.npv - low.npv),
        paybackLow: low.month,
        paybackHigh: high.month,
      }
    })
    .sort((a, b) => b.swing - a.swing || (a.driver < b.driver ? -1 : 1))
}
