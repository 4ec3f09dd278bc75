import type { Alternatives } from '../src/core/payback/answers.ts'
import { completeScenario } from '../src/core/payback/complete-scenario.ts'
import type { Scenario } from '../src/core/payback/scenario.ts'

/** Sixty months of five kinds of work on two nodes that do not have time for all of it; every driver has an effect. */
export const benchScenario: Scenario = completeScenario({
  month0: '2026-12',
  horizonMonths: 60,
  discountRateAnnual: 0.08,
  workloads: [
    {
      id: 'support',
      spend: 1400,
      tokensIn: 220e6,
      tokensOut: 55e6,
      requests: 90_000,
      routableShare: 0.8,
      quality: { qApi: 0.95, qLocal: 0.84 },
      failureCost: 0.002,
      growthMonthly: 0.02,
      growthMonths: 12,
    },
    {
      id: 'extraction',
      spend: 900,
      tokensIn: 300e6,
      tokensOut: 20e6,
      routableShare: 0.95,
      quality: { policy: 'retry', qApi: 0.97, qLocal: 0.89 },
      growthMonthly: 0.01,
      growthMonths: 24,
    },
    {
      id: 'code',
      spend: 1800,
      tokensIn: 150e6,
      tokensOut: 70e6,
      routableShare: 0.4,
      quality: { qApi: 0.9, qLocal: 0.7 },
      growthMonthly: 0.03,
      growthMonths: 12,
      apiPriceChangeMonthly: -0.005,
    },
    {
      id: 'drafts',
      spend: 500,
      tokensIn: 40e6,
      tokensOut: 35e6,
      routableShare: 0.9,
      quality: { qApi: 0.95, qLocal: 0.86 },
      growthMonthly: -0.01,
      growthMonths: 12,
    },
    {
      id: 'committed',
      spend: 700,
      tokensIn: 60e6,
      tokensOut: 25e6,
      routableShare: 0.7,
      quality: { qApi: 0.95, qLocal: 0.88 },
      avoidableFromMonth: 7,
    },
  ],
  priceSteps: [{ fromMonth: 18, workload: 'support', factor: 0.8 }],
  investments: [
    { month: 0, amount: 28_000, kind: 'capex' },
    { month: 0, amount: 6_000, kind: 'setup' },
  ],
  ramp: [0, 0, 0.3, 0.7, 1],
  rig: {
    nodes: 2,
    decodeTps: 40,
    prefillTps: 900,
    availability: 0.98,
    maxUtil: 0.8,
    loadW: 700,
    idleW: 90,
  },
  energy: {
    tariff: {
      bands: [
        { rate: 0.3, share: 0.25 },
        { rate: 0.14, share: 0.75 },
      ],
    },
    escalationAnnual: 0.03,
    pue: 1.2,
    fixedMonthly: 12,
  },
  opex: { maintenancePctCapexAnnual: 0.03, engHoursPerMonth: 6, engRate: 80 },
  residualCurve: [
    [0, 1],
    [12, 0.7],
    [36, 0.4],
    [60, 0.2],
  ],
})

/** What a full answer is asked for: as it is; with a purchase that makes several IRRs possible; and one that never pays. */
export const answerCases: Readonly<Record<string, Scenario>> = {
  'one purchase': benchScenario,
  'two purchases': {
    ...benchScenario,
    investments: [...benchScenario.investments, { month: 30, amount: 20_000, kind: 'capex' }],
  },
  'never paid': {
    ...benchScenario,
    workloads: benchScenario.workloads.map((work) => ({ ...work, spend: work.spend / 4 })),
  },
}

export const benchAlternatives: Alternatives = {
  optimised: {
    cacheReadShare: 0.5,
    cacheReadMultiplier: 0.1,
    batchShare: 0.3,
    batchMultiplier: 0.5,
    inputShareOfSpend: 0.4,
  },
  cloudGpu: { ratePerHour: 2.5, decodeTps: 400, prefillTps: 5000, elastic: false, runLabourMonthly: 300 },
  hostedModel: { inPerMillion: 0.6, outPerMillion: 0.9 },
}
