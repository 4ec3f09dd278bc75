import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { project } from '../../../src/core/payback/project.ts'
import { annualRate, irrRoots, monthlyRate, npv } from '../../../src/core/payback/returns.ts'
import { anyScenario } from './any-scenario.ts'

const runs = { numRuns: 1_000 }
const rate = fc.double({ min: 0, max: 1, noNaN: true })
const someFlows = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 40 })

describe('rates of return', () => {
  it('15: at every internal rate of return the NPV is zero', () => {
    const expectZero = (flows: readonly number[]): void => {
      for (const root of irrRoots(flows)) {
        const scale = npv(flows.map(Math.abs), root)
        expect(Math.abs(npv(flows, root)) / scale).toBeLessThan(1e-9)
      }
    }
    fc.assert(fc.property(someFlows, expectZero), runs)
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { months, residual, irr, npv: value } = project(scenario)
        const flows = months.map(({ net, m }) => net + (m === scenario.horizonMonths ? residual : 0))
        expectZero(flows)
        const signs = flows.filter((flow) => Math.abs(flow) > 1e-9).map(Math.sign)
        const changes = signs.filter((sign, t) => t > 0 && sign !== signs[t - 1]).length
        if (changes !== 1 || signs[0] !== -1) return
        expect(irr.status).toBe('unique')
        const [root = 0] = irr.monthlyRoots
        const gap = annualRate(root) - scenario.discountRateAnnual
        if (Math.abs(gap) > 1e-6) expect(Math.sign(value)).toBe(Math.sign(gap))
      }),
      runs,
    )
  })

  it('turns yearly rates to monthly ones and back', () => {
    fc.assert(
      fc.property(rate, (annual) => {
        expect(annualRate(monthlyRate(annual))).toBeCloseTo(annual, 9)
      }),
      runs,
    )
  })
})
