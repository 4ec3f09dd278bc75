import { cashMonths } from './article-arithmetic.ts'
import { describe, expect, it } from 'vitest'
import { thresholdSpend, viewsOf } from '../../../src/core/payback/payback-views.ts'
import { project } from '../../../src/core/payback/project.ts'
import { viewFigures, viewFilled } from '../../../src/core/payback/view-formulas.ts'
import { e01 } from './e01.ts'

describe('the three views of payback', () => {
  it('cash 2000/180 months, amortised 2000/36 + 20 a month, threshold twelve times that', () => {
    const { cash, amortised, threshold } = viewsOf(project(e01))
    expect(cash.months).toBeCloseTo(100 / 9, 9)
    expect(amortised.cost).toBeCloseTo(680 / 9, 9)
    expect(amortised.avoided).toBeCloseTo(200, 9)
    expect(threshold.cost).toBeCloseTo((12 * 680) / 9, 9)
    expect(threshold.bill).toBeCloseTo(2400, 9)
    expect(threshold.billNeeded).toBeCloseTo((12 * 680) / 9, 9)
  })

  it('needs a larger bill where half of it may move: 2 × $906.67', () => {
    const half = { ...e01, workloads: e01.workloads.map((work) => ({ ...work, routableShare: 0.5 })) }
    expect(viewsOf(project(half)).threshold.billNeeded).toBeCloseTo((24 * 680) / 9, 9)
  })

  it('sells the rig at the end of its life: ($2,000 − $500)/36 + $20', () => {
    const resold = { ...e01, residualCurve: [[36, 0.25]] as const }
    expect(viewsOf(project(resold)).amortised.cost).toBeCloseTo(1500 / 36 + 20, 9)
  })

  it('knows no month and no bill where nothing is saved', () => {
    const none = { ...e01, workloads: e01.workloads.map((work) => ({ ...work, routableShare: 0 })) }
    expect(viewsOf(project(none))).toMatchObject({ cash: { months: null }, threshold: { billNeeded: null } })
    expect(cashMonths(2000, 20, 20)).toBeNull()
    expect(thresholdSpend(1000, 0)).toBeNull()
  })
})

describe('the figures of the three views', () => {
  const filled = (scenario: typeof e01) => {
    const projected = { projection: project(scenario), scenario, currency: 'USD' as const }
    return viewFigures.map((view) => viewFilled[view](projected))
  }

  it('open to their arithmetic: 2,000 for a rig, 200 saved, 20 to run it, 36 months', () => {
    const [cash, amortised, threshold] = filled(e01)
    expect(cash?.lines[0]).toBe('$2,000.00 ÷ ($200.00 − $20.00) = 11.1 months')
    expect(amortised?.lines).toEqual([
      '($2,000.00 − $0.00 + $720.00) ÷ 36 = $75.56',
      'Avoided: $7,200.00 ÷ 36 = $200.00',
    ])
    expect(amortised?.result).toBe('$75.56 a month, $200.00 avoided')
    expect(threshold?.lines).toEqual([
      '12 × $75.56 = $906.67 a year',
      'Avoided: $2,400.00 ÷ $2,400.00 = 100% of the bill',
      '$906.67 × $2,400.00 ÷ $2,400.00 = $906.67',
    ])
    expect(threshold?.result).toBe('$906.67 a year, the bill is $2,400.00')
  })

  it('say so where nothing of the bill is avoided', () => {
    const none = { ...e01, workloads: e01.workloads.map((work) => ({ ...work, routableShare: 0 })) }
    const [cash, amortised, threshold] = filled(none)
    expect(cash?.result).toMatch(/^never/)
    expect(amortised?.result).toBe('$75.56 a month, $0.00 avoided')
    expect(threshold?.result).toBe('no bill is enough')
  })
})
