import type { Alternatives } from '../../src/core/payback/answers.ts'
import { completeScenario } from '../../src/core/payback/complete-scenario.ts'
import type { ProjectedMonth } from '../../src/core/payback/projection.ts'
import { project } from '../../src/core/payback/project.ts'
import type { Scenario, Workload } from '../../src/core/payback/scenario.ts'

/** The worked examples of docs/maths.md. */
export const smallRig = completeScenario({
  workloads: [{ spend: 200 }],
  investments: [{ month: 0, amount: 2000 }],
  energy: { fixedMonthly: 20 },
})

export const slowRig = completeScenario({
  hoursPerMonth: 720,
  workloads: [{ spend: 600, tokensOut: 500e6 }],
  investments: [{ month: 0, amount: 2000 }],
  rig: { decodeTps: 80 },
  energy: { fixedMonthly: 8 },
})

export const fullRig = completeScenario({
  discountRateAnnual: 0.08,
  workloads: [
    {
      spend: 4000,
      tokensIn: 200e6,
      tokensOut: 60e6,
      routableShare: 0.75,
      quality: { qApi: 0.9, qLocal: 0.81 },
    },
  ],
  investments: [
    { month: 0, amount: 12_000, kind: 'capex' },
    { month: 0, amount: 6000, kind: 'setup' },
  ],
  rig: { decodeTps: 20, prefillTps: 1000, availability: 0.98, maxUtil: 0.8, loadW: 360, idleW: 60 },
  energy: { tariff: { flat: 0.2 } },
  opex: { engHoursPerMonth: 8, engRate: 90, maintenancePctCapexAnnual: 0.03 },
  residualCurve: [
    [0, 1],
    [36, 0.25],
  ],
})

export const otherWays = {
  optimised: {
    cacheReadShare: 0.5,
    cacheReadMultiplier: 0.1,
    batchShare: 0.2,
    batchMultiplier: 0.5,
    inputShareOfSpend: 0.4,
  },
  cloudGpu: {
    ratePerHour: 2.49,
    decodeTps: 200,
    prefillTps: 10_000,
    elastic: false,
    runLabourMonthly: 720,
  },
  hostedModel: { inPerMillion: 0.88, outPerMillion: 0.88 },
} as const satisfies Alternatives

export const withBill = (scenario: Scenario, spend: number): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map((work) => ({ ...work, spend })),
})

export function firstOf<T>(list: readonly T[]): T {
  const [first] = list
  if (first === undefined) throw new Error('An example without work')
  return first
}
export const workOf = (scenario: Scenario): Workload => firstOf(scenario.workloads)

/** The first month in which the rig works. */
export const monthOne = (scenario: Scenario): ProjectedMonth => firstOf(project(scenario).months.slice(1))
export const fractionOf = (scenario: Scenario): number => project(scenario).payback.fraction ?? Number.NaN
