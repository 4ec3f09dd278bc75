import { amortisedBreakEven, cashBreakEvenSpend } from './article-arithmetic.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakEven, paysWithin, scaled } from '../../../src/core/payback/break-even.ts'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { project } from '../../../src/core/payback/project.ts'
import { e01 } from './e01.ts'
import { likelyOrOdd } from './likely-scenario.ts'
import { otherVectors } from './vectors.ts'

const { inputs: e35, result: e35Result } = otherVectors.E35_break_even_spend
const e35Rig = {
  outlay: e35.capex,
  fixedMonthly: e35.fixedOpex,
  routableShare: e35.routableShare,
  keep: 1,
}

/** Article 001's Mac at 3 tokens a second, which makes 7.776 million a month of 720 hours. */
const mac = (routableMillions: number) =>
  completeScenario({
    hoursPerMonth: 720,
    workloads: [{ id: 'a', spend: routableMillions * 7, tokensOut: routableMillions * 1e6 }],
    investments: [{ month: 0, amount: 6000, kind: 'capex' }],
    rig: { decodeTps: 3 },
    energy: { fixedMonthly: 30 },
  })

describe('the bill that pays a rig back', () => {
  it('E35, cash: (2000/12 + 20)/0.8 = $233.33', () => {
    expect(cashBreakEvenSpend(e35Rig, e35.targetMonths)).toBeCloseTo(700 / 3, 9)
  })

  it('E35, found: the same less the half cent that counts as paid', () => {
    const scenario = completeScenario({
      workloads: [{ id: 'a', spend: 100, routableShare: e35.routableShare }],
      investments: [{ month: 0, amount: e35.capex, kind: 'capex' }],
      energy: { fixedMonthly: e35.fixedOpex },
    })
    expect(breakEven(scenario, e35.targetMonths).spend).toBeCloseTo(e35Result, 6)
    expect(e35Result).toBeCloseTo(((2000 - 0.005) / 12 + 20) / 0.8, 6)
  })

  it('amortised: (6000/36 + 30)/1 = $196.67, 28.1 million tokens at $7', () => {
    const rig = { outlay: 6000, fixedMonthly: 30, routableShare: 1, keep: 1 }
    const found = amortisedBreakEven(rig, { months: 36, residual: 0 }, 7)
    expect(found?.spend).toBeCloseTo(590 / 3, 9)
    expect(found?.tokens).toBeCloseTo(28_095_238, 0)
  })

  it('amortised, with a resale value and a loss: ((2000 − 500)/36 + 20)/(0.8 × 0.85) = $90.69', () => {
    const found = amortisedBreakEven({ ...e35Rig, keep: 0.85 }, { months: 36, residual: 500 }, 10)
    expect(found?.spend).toBeCloseTo(90.686, 3)
  })

  it('is none where nothing of the bill can move', () => {
    const rig = { ...e35Rig, routableShare: 0 }
    expect(cashBreakEvenSpend(rig, 12)).toBeNull()
    expect(amortisedBreakEven(rig, { months: 36, residual: 0 }, 7)).toBeNull()
  })
})

describe('the volume that pays a rig back', () => {
  it('E36: is unreachable where the rig has no room for it, and says how many nodes would', () => {
    // 196.67 of $7 are 28.1 million tokens; one Mac makes 7.776: four of them.
    expect(breakEven(mac(28), 36)).toEqual({
      targetMonths: 36,
      multiplier: otherVectors.E36_break_even_unreachable.result,
      spend: null,
      tokens: null,
      unreachable: 'capacity',
      nodesNeeded: 4,
    })
  })

  it('is unreachable for want of room where there is no rig yet', () => {
    const none = { ...mac(28), rig: { ...mac(28).rig, nodes: 0 } }
    expect(breakEven(none, 36)).toMatchObject({ unreachable: 'capacity', nodesNeeded: 4 })
  })

  it('does not depend on how much there is today', () => {
    expect(breakEven(mac(1), 36)).toEqual(breakEven(mac(100), 36))
  })

  it('is found where the rig is fast enough: at 18 tokens a second 28.1 million fit', () => {
    const fast = { ...mac(14), rig: { ...mac(14).rig, decodeTps: 18 } }
    const found = breakEven(fast, 36)
    expect(found.tokens).toBeCloseTo(28_095_238, -3)
    expect(found.multiplier).toBeCloseTo(28.095238 / 14, 5)
  })

  it('is no volume at all where every token costs more than it saves', () => {
    // $1 a million tokens against 100 s × 1 kW = $0.028 of power for each of them.
    const dear = completeScenario({
      workloads: [{ id: 'a', spend: 1, tokensOut: 1e6 }],
      investments: [{ month: 0, amount: 100, kind: 'capex' }],
      rig: { decodeTps: 10, loadW: 1000 },
      energy: { tariff: { flat: 1 } },
    })
    expect(breakEven(dear, 36)).toMatchObject({ unreachable: 'no-gain', multiplier: null, nodesNeeded: null })
  })

  it('looks as far as the target, however short the horizon is', () => {
    expect(breakEven({ ...e01, horizonMonths: 6 }, 12)).toEqual(breakEven(e01, 12))
  })

  it('leaves known months as they were: 900 of 1,000 is back by month 1, 11 months have 100 + 11 × 20 to bring', () => {
    const known = {
      ...e01,
      actuals: [{ month: 1, billed: 0, avoided: 1920, basis: 'tokens-served', kwh: null, energyCost: null }],
    } as const
    // 2000 − (1920 − 20) = 100 and 11 × 20 of power over 11 months: 320/11 of 200.
    expect(breakEven(known, 12).spend).toBeCloseTo((320 - 0.005) / 11, 6)
  })

  it('knows no tokens where the scenario knows none', () => {
    expect(breakEven(e01, 12).tokens).toBeNull()
  })

  it('24: at k it pays within T, at 0.999 k it does not', () => {
    let found = 0
    fc.assert(
      fc.property(likelyOrOdd, fc.integer({ min: 1, max: 48 }), (scenario, target) => {
        const { multiplier } = breakEven(scenario, target)
        if (multiplier === null) return
        found += 1
        expect(paysWithin(scaled(scenario, multiplier), target)).toBe(true)
        expect(multiplier === 0 || !paysWithin(scaled(scenario, 0.999 * multiplier), target)).toBe(true)
      }),
      { numRuns: 1000, endOnFailure: true },
    )
    expect(found).toBeGreaterThan(300)
  })

  it('is at most today’s when the scenario pays within its horizon, and else only where less volume does pay', () => {
    const seen = { paid: 0, never: 0 }
    fc.assert(
      fc.property(likelyOrOdd, (scenario) => {
        const paid = project(scenario).payback.status === 'paid'
        const { multiplier } = breakEven(scenario, scenario.horizonMonths)
        const isEnough = multiplier !== null && multiplier <= 1
        if (paid) expect(isEnough).toBe(true)
        else if (isEnough) expect(paysWithin(scaled(scenario, multiplier), scenario.horizonMonths)).toBe(true)
        seen[paid ? 'paid' : 'never'] += 1
      }),
      { numRuns: 1000, endOnFailure: true },
    )
    expect(Math.min(seen.paid, seen.never)).toBeGreaterThan(50)
  })
})
