import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'

/** E01: a rig of $2,000 and $20 of power a month in the place of $200 a month of API. */
export const e01 = completeScenario({
  horizonMonths: 36,
  workloads: [{ id: 'a', spend: 200, routableShare: 1 }],
  investments: [{ month: 0, amount: 2000, kind: 'capex' }],
  energy: { fixedMonthly: 20 },
})
