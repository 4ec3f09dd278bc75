import fc from 'fast-check'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'
import { anyScenario } from './any-scenario.ts'

/** Evenly spread, where `fc.double` prefers values next to nothing. */
const even = (min: number, max: number): fc.Arbitrary<number> =>
  fc.nat(10_000).map((part) => min + ((max - min) * part) / 10_000)

const likelyWorkload = (id: string) =>
  fc.record({
    id: fc.constant(id),
    spend: even(20, 3000),
    tokensIn: even(0, 1e9),
    tokensOut: even(1e6, 3e8),
    requests: even(0, 1e5),
    routableShare: even(0.1, 1),
    quality: fc.record({
      policy: fc.constantFrom('fallback' as const, 'retry' as const, 'haircut' as const),
      qApi: even(0.7, 1),
      qLocal: even(0.3, 1),
      haircut: even(0, 0.5),
    }),
    failureCost: even(0, 0.01),
    growthMonthly: even(-0.1, 0.1),
    growthMonths: fc.constantFrom(0, 6, 12),
    apiPriceChangeMonthly: even(-0.05, 0.02),
    priceMonths: fc.constantFrom(null, 0, 24),
  })

/** Two workloads and a rig of which nobody can say at a glance whether it pays. */
export const likelyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    horizonMonths: fc.integer({ min: 6, max: 48 }),
    discountRateAnnual: even(0, 0.2),
    workloads: fc.tuple(likelyWorkload('a'), likelyWorkload('b')),
    investments: fc.tuple(even(500, 30_000), even(0, 2000)).map(([rig, setup]) => [
      { month: 0, amount: rig, kind: 'capex' as const },
      { month: 0, amount: setup, kind: 'setup' as const },
    ]),
    rig: fc.record({
      decodeTps: even(5, 500),
      prefillTps: even(100, 5000),
      availability: even(0.8, 1),
      maxUtil: even(0.5, 1),
      loadW: even(200, 800),
      idleW: even(10, 200),
    }),
    energy: fc.record({
      tariff: fc.record({ flat: even(0.05, 0.5) }),
      pue: even(1, 1.6),
      fixedMonthly: even(0, 30),
    }),
    opex: fc.record({ engHoursPerMonth: even(0, 4), engRate: even(20, 100) }),
    residualCurve: even(0, 0.6).map((share): [number, number][] => [
      [0, 1],
      [36, share],
    ]),
  })
  .map((file) => completeScenario(file))

export const likelyOrOdd: fc.Arbitrary<Scenario> = fc.oneof(likelyScenario, anyScenario)
