import { describe, expect, it } from 'vitest'
import type { Alternatives } from '../../../src/core/payback/answers.ts'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { reportOf } from '../../../src/core/payback/report.ts'
import { anExample } from './worked.ts'

const none: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }

describe('a report', () => {
  it('brings together everything there is to say of a scenario', () => {
    const report = reportOf(completeScenario(anExample()), { capex: [0.9, 1, 1.3] }, none, 0)
    expect(report.projection.payback.month).toBe(12)
    expect(report.never).toBeNull()
    // 36 months: (2000/36 + 20)/200 = 37.8 % of today's volume
    expect(report.breakEven).toMatchObject({ targetMonths: 36, unreachable: null })
    expect(report.breakEven.multiplier).toBeCloseTo((2000 / 36 + 20) / 200, 4)
    expect(report.comparison.winner).toBe('hybrid-local')
    expect(report.tornado).toMatchObject([{ driver: 'capex', paybackLow: 10, paybackHigh: 15 }])
    expect(report.switching.map(({ driver }) => driver)).toContain('capex')
    expect(report.warnings).toMatchObject([{ kind: 'engineering-not-counted' }])
  })

  it('says why where it never pays', () => {
    const report = reportOf(completeScenario(anExample({}, { spend: 50 })), {}, none, 0)
    expect(report.never).toMatchObject({ reason: 'HORIZON' })
  })
})
