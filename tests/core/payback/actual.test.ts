import { describe, expect, it } from 'vitest'
import { actualMonths, apiOnlyIn, type PastWithRig } from '../../../src/core/payback/actual.ts'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { project } from '../../../src/core/payback/project.ts'

const past: PastWithRig = { month: 2, billed: 80, served: null, kwh: 40, energyCost: 8 }

describe('what a month that is over would have cost', () => {
  it('is what the rig served, at the price paid per token before', () => {
    const [actual] = actualMonths([{ ...past, served: 30e6 }], { pricePerToken: 4e-6, forecast: () => 500 })
    expect(actual).toEqual({
      month: 2,
      billed: 80,
      avoided: 120,
      basis: 'tokens-served',
      kwh: 40,
      energyCost: 8,
    })
  })

  it('is the forecast less the bill where the tokens are not known, never below 0', () => {
    const months = [past, { ...past, month: 3, billed: 600 }]
    expect(actualMonths(months, { pricePerToken: 4e-6, forecast: () => 500 })).toMatchObject([
      { month: 2, avoided: 420, basis: 'frozen-baseline' },
      { month: 3, avoided: 0, basis: 'frozen-baseline' },
    ])
  })

  it('is not known without both, and then the month is no actual one', () => {
    expect(actualMonths([past], { pricePerToken: 4e-6, forecast: null })).toEqual([])
    expect(actualMonths([{ ...past, served: 1 }], { pricePerToken: null, forecast: () => null })).toEqual([])
  })
})

it('a forecast bill is what the projection has for that month', () => {
  const scenario = completeScenario({
    workloads: [
      { id: 'a', spend: 100, growthMonthly: 0.1, growthMonths: 6, apiPriceChangeMonthly: -0.05 },
      { id: 'b', spend: 40, apiPriceChangeMonthly: -0.02, priceMonths: 3 },
    ],
    priceSteps: [
      { fromMonth: 4, workload: 'a', factor: 2 },
      { fromMonth: 8, factor: 0.5 },
    ],
  })
  for (const { m, apiOnly } of project(scenario).months)
    expect(apiOnlyIn(scenario, m)).toBeCloseTo(apiOnly, 9)
})
