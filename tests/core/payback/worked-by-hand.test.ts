import { describe, expect, it } from 'vitest'
import type { ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { anExample, monthOf, neverOf, projected } from './worked.ts'

const fractionOf = (file: ScenarioFile): number | null => projected(file).payback.fraction

describe('the worked examples that are in no file, from their hand arithmetic', () => {
  it('E05: retries of 85 % against 70 % take 21 % more time and energy', () => {
    const projection = projected(
      anExample(
        {
          rig: { decodeTps: 100, loadW: 400, idleW: 0 },
          energy: { tariff: { flat: 0.12 } },
        },
        { tokensOut: 10e6, quality: { policy: 'retry', qApi: 0.85, qLocal: 0.7 } },
      ),
    )
    const month = monthOf(projection, 1)
    // 10,000,000 / 100 tok/s = 100,000 s; × 0.85/0.70 = 121,428.57 s = 33.73 h; × 0.4 kW = 13.492 kWh; × 0.12 = $1.619
    expect(month.busy / 3600).toBeCloseTo(33.7302, 4)
    expect(month.kwh).toBeCloseTo(13.49206, 5)
    expect(month.energy).toBeCloseTo(1.619048, 6)
    expect(projection.payback.fraction).toBeCloseTo(2000 / (200 - 1.6190476), 6)
    expect(projection.payback.month).toBe(11)
  })

  it('E07b: the Mac of article 001 at 18 tokens a second pays in month 37', () => {
    const projection = projected({
      horizonMonths: 48,
      hoursPerMonth: 720,
      workloads: [{ id: 'a', spend: 196, tokensOut: 28e6 }],
      investments: [{ month: 0, amount: 6000, kind: 'capex' }],
      rig: { decodeTps: 18 },
      energy: { fixedMonthly: 30 },
    })
    expect(projection.payback).toMatchObject({ status: 'paid', month: 37 })
    expect(projection.payback.fraction).toBeCloseTo(6000 / 166, 9)
    // 28,000,000 / 18 = 1,555,556 s of 2,592,000 s
    expect(monthOf(projection, 1).util).toBeCloseTo(0.600137, 6)
  })

  it('E12b: spend falling 12 % a month never pays, because it shrinks', () => {
    const file = anExample({}, { spend: 300, growthMonthly: -0.12 })
    // 300 × 0.88/0.12 × (1 − 0.88^m) = 2200 (1 − 0.88^m); less 20 m and 2000. Highest where 300 × 0.88^m first is under 20: m = 21
    const never = neverOf(file)
    expect(projected(file).payback.status).toBe('never')
    expect(never.reason).toBe('SPEND_SHRINKING')
    expect(never.peakMonth).toBe(21)
    expect(monthOf(projected(file), 36).cumulative).toBeCloseTo(2200 * (1 - 0.88 ** 36) - 720 - 2000, 6)
  })

  it('E14b: a haircut above 100 % saves nothing, and quality is the reason', () => {
    const file = anExample({}, { quality: { policy: 'haircut', haircut: 1.2 } })
    expect(monthOf(projected(file), 1).avoided).toBe(0)
    expect(neverOf(file).reason).toBe('QUALITY')
  })

  it('E15: bad answers that nobody notices eat the saving', () => {
    // forced: 200 × 0.8/1 avoided = 160; 10,000 × $0.10 × 0.2 = 200 lost; −20 power: −60 a month
    const file = anExample(
      {},
      {
        requests: 10_000,
        failureCost: 0.1,
        quality: { qApi: 1, qLocal: 0.8 },
        forcedLocal: true,
      },
    )
    const month = monthOf(projected(file), 1)
    expect(month.avoided).toBeCloseTo(160, 9)
    expect(month.opexBy.badAnswers).toBeCloseTo(200, 9)
    expect(month.net).toBeCloseTo(-60, 9)
    expect(neverOf(file)).toMatchObject({ reason: 'QUALITY', biggestOpex: 'badAnswers' })
    // and left to itself it stays on the API: only the power is lost
    const free = { ...file, workloads: (file.workloads ?? []).map((one) => ({ ...one, forcedLocal: false })) }
    expect(monthOf(projected(free), 1).net).toBe(-20)
  })

  it('E20: a resale value of 25 % adds $500 to the NPV and lets one walk away in month 1', () => {
    const projection = projected(
      anExample({
        residualCurve: [
          [0, 1],
          [36, 0.25],
        ],
      }),
    )
    expect(projection.npv).toBeCloseTo(4980, 6)
    expect(projection.npvWithoutResidual).toBeCloseTo(4480, 6)
    expect(projection.residual).toBe(500)
    expect(projection.payback.month).toBe(12)
    // −2000 + 180 + 2000 × (1 − 0.75/36) = 138.33
    expect(projection.walkAwayMonth).toBe(1)
    expect(monthOf(projection, 1).resale).toBeCloseTo(1958.3333, 4)
    expect(projection.amortised.monthlyCost).toBeCloseTo(1500 / 36 + 20, 9)
  })

  it('E22: phases in which nothing is saved come on top', () => {
    const projection = projected(anExample({ ramp: [0, 0, 0, 0, 0, 1] }))
    expect(monthOf(projection, 4).cumulative).toBe(-2080)
    expect(projection.payback).toMatchObject({ month: 16 })
    expect(projection.payback.fraction).toBeCloseTo(4 + 2080 / 180, 9)
  })

  it('E25: engineering is what keeps a $60,000 bill from paying', () => {
    // $5,000 a month, 80 % of it routable = 4,000; engineering 2,500 and power 833.33: 666.67 left for $84,000
    const file: ScenarioFile = {
      workloads: [{ id: 'a', spend: 5000, routableShare: 0.8 }],
      investments: [{ month: 0, amount: 84_000, kind: 'capex' }],
      energy: { fixedMonthly: 10_000 / 12 },
      opex: { engHoursPerMonth: 25, engRate: 100 },
    }
    expect(monthOf(projected(file), 1).net).toBeCloseTo(666.667, 3)
    expect(neverOf(file)).toMatchObject({
      reason: 'OPEX_EXCEEDS_SAVINGS',
      binding: ['OPEX_EXCEEDS_SAVINGS', 'HORIZON'],
      biggestOpex: 'engineering',
    })
    expect(neverOf(file).monthsAtTodaysNet).toBeCloseTo(126, 6)
  })

  it('E29: a rig half full serves growing work until it is full', () => {
    // 365 tok/s × 2,628,000 s = 959.22M tokens; half of it costs $400, so at 1.1^m of it $400 × 1.1^m until $800
    const capacity = 2_628_000 * 365
    const projection = projected({
      workloads: [{ id: 'a', spend: 400, tokensOut: capacity / 2, growthMonthly: 0.1 }],
      investments: [{ month: 0, amount: 6000, kind: 'capex' }],
      rig: { decodeTps: 365 },
    })
    expect(monthOf(projection, 7).avoided).toBeCloseTo(400 * 1.1 ** 7, 6)
    expect(monthOf(projection, 8).avoided).toBeCloseTo(800, 6)
    expect(monthOf(projection, 30).avoided).toBeCloseTo(800, 6)
    expect(projection.firstOverflow?.m).toBe(8)
    expect(projection.firstOverflow?.spend).toBeCloseTo(400 * 1.1 ** 8 - 800, 6)
    expect(projection.firstOverflow?.tokens).toBeCloseTo(capacity * (1.1 ** 8 / 2 - 1), 0)
    // 400 × (1.1 + … + 1.1^7) = 4,174.36; 1,825.64 left, 800 a month: 7 + 2.28
    expect(projection.payback.fraction).toBeCloseTo(7 + (6000 - 4174.3555) / 800, 4)
    expect(projection.payback.month).toBe(10)
  })

  it('E31: an announced doubling of the price counts from its month', () => {
    const file = anExample({ priceSteps: [{ fromMonth: 6, factor: 2 }] }, { spend: 100 })
    expect(fractionOf(file)).toBeCloseTo(5 + 1600 / 180, 9)
    const other = anExample({ priceSteps: [{ fromMonth: 6, workload: 'b', factor: 2 }] }, { spend: 100 })
    expect(fractionOf(other)).toBeCloseTo(25, 9)
  })

  it('E33: work whose energy costs more than the API stays there', () => {
    const file: ScenarioFile = {
      workloads: [{ id: 'a', spend: 5, tokensOut: 100e6 }],
      investments: [{ month: 0, amount: 2000, kind: 'capex' }],
      // 100M / 100 tok/s = 277.8 h × 0.45 kW = 125 kWh × $0.15 = $18.75
      rig: { decodeTps: 100, loadW: 450 },
      energy: { tariff: { flat: 0.15 } },
    }
    const month = monthOf(projected(file), 1)
    expect(month.workloads[0]?.gain).toBeCloseTo(5 - 18.75, 9)
    expect(month).toMatchObject({ kwh: 0, avoided: 0, residualApi: 5, busy: 0 })
    expect(neverOf(file)).toMatchObject({ reason: 'NO_SAVINGS', binding: [] })
    const forced = projected({ ...file, workloads: [{ ...file.workloads?.[0], forcedLocal: true }] })
    expect(monthOf(forced, 1)).toMatchObject({ avoided: 5, kwh: 125 })
  })

  it('E36: what the Mac of article 001 has no room for overflows, and it says how many nodes would do', () => {
    const file: ScenarioFile = {
      horizonMonths: 48,
      hoursPerMonth: 720,
      workloads: [{ id: 'a', spend: 196, tokensOut: 28e6 }],
      investments: [{ month: 0, amount: 6000, kind: 'capex' }],
      rig: { decodeTps: 3 },
      energy: { fixedMonthly: 30 },
    }
    const never = neverOf(file)
    // 28 / 7.776 = 3.6: four nodes; 27.77 % served; 6000 / 24.432 = 245.6 months
    expect(never).toMatchObject({ reason: 'CAPACITY', nodesNeeded: 4 })
    expect(never.servedShare).toBeCloseTo(7.776 / 28, 9)
    expect(never.monthsAtTodaysNet).toBeCloseTo(6000 / 24.432, 6)
    expect(projected(file).firstOverflow).toMatchObject({ m: 1 })
  })

  it('E40: a second node bought in month 6 works from month 7', () => {
    const capacity = 2_628_000 * 50
    const projection = projected({
      workloads: [{ id: 'a', spend: 800, tokensOut: 2 * capacity }],
      investments: [
        { month: 0, amount: 4000, kind: 'capex' },
        { month: 6, amount: 2000, kind: 'capex', addsNodes: 1 },
      ],
      rig: { decodeTps: 50 },
    })
    expect(monthOf(projection, 6).cumulative).toBeCloseTo(-3600, 9)
    expect(monthOf(projection, 7).avoided).toBeCloseTo(800, 9)
    expect(projection.payback.fraction).toBeCloseTo(10.5, 9)
    expect(projection.payback.month).toBe(11)
  })
})
