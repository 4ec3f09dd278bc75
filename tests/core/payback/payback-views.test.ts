import { describe, expect, it } from 'vitest'
import { cashMonths, thresholdSpend, viewsOf } from '../../../src/core/payback/payback-views.ts'
import { project } from '../../../src/core/payback/project.ts'
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
