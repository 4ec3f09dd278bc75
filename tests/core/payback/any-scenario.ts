import fc from 'fast-check'
import { completeScenario, type WorkloadFile } from '../../../src/core/payback/complete-scenario.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'

/** In a thousand thousandths: numbers that somebody could have typed. */
const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1_000_000 }).map((part) => min + ((max - min) * part) / 1_000_000)

const anyWorkload = (index: number): fc.Arbitrary<WorkloadFile> =>
  fc.record({
    id: fc.constant(`w${index}`),
    spend: between(0, 4000),
    tokensIn: between(0, 1e9),
    tokensOut: between(0, 3e8),
    requests: between(0, 1e5),
    routableShare: between(0, 1),
    quality: fc.record({
      policy: fc.constantFrom('fallback' as const, 'retry' as const, 'haircut' as const),
      qApi: between(0.5, 1),
      qLocal: between(0, 1),
      haircut: between(0, 1.2),
    }),
    failureCost: between(0, 0.02),
    growthMonthly: between(-0.1, 0.1),
    growthMonths: fc.constantFrom(null, 0, 6, 12),
    apiPriceChangeMonthly: between(-0.06, 0.02),
    priceMonths: fc.constantFrom(null, 0, 24),
    avoidableFromMonth: fc.constantFrom(0, 0, 3),
    tokenRatio: between(0.7, 1.4),
  })

/**
 * Two to four workloads, none of them forced, on a rig that may be too small: growth, changing prices, a ramp with a
 * parallel run, a second rig or node, people, power, failures, a resale value.
 */
export const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    horizonMonths: fc.integer({ min: 1, max: 48 }),
    discountRateAnnual: fc.oneof(fc.constant(0), between(0, 0.3)),
    workloads: fc
      .integer({ min: 2, max: 4 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyWorkload(index)))),
    priceSteps: fc.array(fc.record({ fromMonth: fc.integer({ min: 0, max: 30 }), factor: between(0.3, 2) }), {
      maxLength: 2,
    }),
    investments: fc
      .tuple(between(100, 30_000), between(0, 5000), between(0, 10_000), fc.integer({ min: 1, max: 20 }))
      .map(([rig, setup, second, month]) => [
        { month: 0, amount: rig, kind: 'capex' as const },
        { month: 0, amount: setup, kind: 'setup' as const },
        ...(second > 5000 ? [{ month, amount: second, kind: 'capex' as const, addsNodes: 1 }] : []),
      ]),
    live: fc.constantFrom([0, 1], [0, 0.5, 1], [0.25, 1]),
    ramp: fc.constantFrom([0, 1], [0, 0, 0.4, 0.8, 1], [0, 0.7]),
    shadow: fc.constantFrom([0], [0], [0, 1, 0.5, 0]),
    rig: fc.record({
      nodes: fc.integer({ min: 1, max: 3 }),
      decodeTps: fc.oneof(fc.constant(null), between(5, 800)),
      prefillTps: fc.oneof(fc.constant(null), between(100, 8000)),
      availability: between(0.7, 1),
      hoursPerDay: between(4, 24),
      maxUtil: between(0.4, 1),
      loadW: between(200, 1500),
      idleW: between(0, 200),
    }),
    otherRigs: fc.array(fc.record({ decodeTps: between(5, 300), loadW: between(100, 900) }), {
      maxLength: 1,
    }),
    energy: fc.record({
      tariff: fc.record({ flat: between(0, 0.6) }),
      escalationAnnual: between(0, 0.1),
      pue: between(1, 1.8),
      fixedMonthly: between(0, 40),
    }),
    opex: fc.record({
      maintenancePctCapexAnnual: between(0, 0.1),
      engHoursPerMonth: between(0, 5),
      engRate: between(0, 120),
      coloMonthly: between(0, 50),
      afr: between(0, 0.1),
      replacementCost: between(0, 3000),
      warrantyMonths: fc.integer({ min: 0, max: 36 }),
      leaseMonthly: between(0, 30),
      leaseMonths: fc.integer({ min: 0, max: 36 }),
    }),
    residualCurve: fc.tuple(between(0.4, 1), between(0, 0.4)).map(([first, last]): [number, number][] => [
      [0, first],
      [36, last],
    ]),
  })
  .map((file) => completeScenario(file))

/** A scenario and something to change it by. */
export const changed = (min: number, max: number): fc.Arbitrary<readonly [Scenario, number]> =>
  fc.tuple(anyScenario, between(min, max))

/** Every workload changed. */
export const withWorkloads = (
  scenario: Scenario,
  change: (workload: Scenario['workloads'][number]) => Scenario['workloads'][number],
): Scenario => ({ ...scenario, workloads: scenario.workloads.map(change) })
