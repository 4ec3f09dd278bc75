import { describe, expect, it } from 'vitest'
import type { ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { anExample, monthOf, neverOf, projected } from './worked.ts'

/** Tokens that 100 a second make in an hour's month of 730 h: 262.8 million. */
const fullAt100 = 2_628_000 * 100

describe('what the specification says without an example', () => {
  it('counts local tokens, not those of the API, where tokenizers differ', () => {
    const file: ScenarioFile = {
      workloads: [{ id: 'a', spend: 200, tokensOut: fullAt100, tokenRatio: 1.25 }],
      rig: { decodeTps: 100 },
    }
    // 1.25 times the tokens on a rig that had just room for them: 1/1.25 = 80 % served
    const month = monthOf(projected(file), 1)
    expect(month.avoided).toBeCloseTo(160, 9)
    expect(month.workloads[0]?.seconds).toBeCloseTo(1.25 * 2_628_000, 6)
    expect(month.workloads[0]?.overflowTokens).toBeCloseTo(0.2 * fullAt100, 3)
  })

  it('reads and writes at their own speeds, and reads in no time where that is not known', () => {
    const workload = { id: 'a', spend: 200, tokensIn: 3_600_000, tokensOut: 360_000 }
    const seconds = (rig: NonNullable<ScenarioFile['rig']>): number =>
      monthOf(projected({ workloads: [workload], rig }), 1).busy
    expect(seconds({ decodeTps: 100, prefillTps: 1000 })).toBeCloseTo(3600 + 3600, 6)
    expect(seconds({ decodeTps: 100 })).toBeCloseTo(3600, 6)
    expect(seconds({})).toBe(0)
  })

  it('pays a lease for its months only, and without an end where none is named', () => {
    const leased = projected(anExample({ opex: { leaseMonthly: 50, leaseMonths: 12 } }))
    expect(monthOf(leased, 12).opexBy.lease).toBe(50)
    expect(monthOf(leased, 13).opexBy.lease).toBe(0)
    const endless = projected(anExample({ opex: { leaseMonthly: 50 } }))
    expect(monthOf(endless, 36).opexBy.lease).toBe(50)
  })

  it('weighs tariff bands by their hours of the day', () => {
    // 8 h at 0.30 and 16 h at 0.12: 0.18 a kWh; 0.3 kW × 730 h = 219 kWh
    const projection = projected(
      anExample({
        rig: { loadW: 300, idleW: 300 },
        energy: {
          tariff: {
            bands: [
              { rate: 0.3, hours: 8 },
              { rate: 0.12, hours: 16 },
            ],
          },
        },
      }),
    )
    expect(monthOf(projection, 1).energy).toBeCloseTo(219 * 0.18, 9)
  })

  it('counts idle hours, busy hours, the losses around them and a rising price of energy', () => {
    // 12 h a day switched on: 365 h × 0.1 kW = 36.5; 100 h busy × 0.3 kW more = 30; × 1.5 = 99.75 kWh
    const projection = projected({
      workloads: [{ id: 'a', spend: 200, tokensOut: 36e6 }],
      rig: { decodeTps: 100, idleW: 100, loadW: 400, onHoursPerDay: 12 },
      energy: { tariff: { flat: 0.2 }, escalationAnnual: 0.1, pue: 1.5, fixedMonthly: 5 },
    })
    expect(monthOf(projection, 1).kwh).toBeCloseTo(99.75, 9)
    expect(monthOf(projection, 12).energy).toBeCloseTo(99.75 * 0.2 * 1.1 + 5, 9)
    expect(monthOf(projection, 24).energy).toBeCloseTo(99.75 * 0.2 * 1.21 + 5, 9)
  })

  it('takes measured energy as it was measured, by index or by calendar month', () => {
    const projection = projected(
      anExample({
        month0: '2026-11',
        rig: { loadW: 300, idleW: 300 },
        energy: { tariff: { flat: 0.2 }, pue: 1.5, measuredKwh: { 1: 50, '2027-02': 70 } },
      }),
    )
    expect(monthOf(projection, 1)).toMatchObject({ kwh: 50, kwhMeasured: true, energy: 10 })
    expect(monthOf(projection, 2)).toMatchObject({ kwh: 219 * 1.5, kwhMeasured: false })
    expect(monthOf(projection, 3)).toMatchObject({ kwh: 70, kwhMeasured: true })
  })

  it('halves saving, running cost, power and time of a month in which the rig stands ready for half of it', () => {
    const file = {
      workloads: [{ id: 'a', spend: 200, tokensOut: 2 * fullAt100 }],
      investments: [{ month: 0, amount: 2000, kind: 'capex' as const }],
      rig: { decodeTps: 100, idleW: 100, loadW: 300 },
      energy: { tariff: { flat: 0.1 }, fixedMonthly: 20 },
      opex: { engHoursPerMonth: 1, engRate: 30, maintenancePctCapexAnnual: 0.06 },
      live: [0, 0.5, 1],
    }
    const half = monthOf(projected(file), 1)
    const whole = monthOf(projected(file), 2)
    // whole: half of $200 served, 730 busy hours at 0.3 kW = 219 kWh = 21.90; 20 + 30 + 2000 × 6 %/12 = 10
    expect(whole).toMatchObject({ avoided: 100, opex: 81.9, util: 1 })
    expect(half.avoided).toBeCloseTo(50, 9)
    expect(half.opex).toBeCloseTo(40.95, 9)
    expect(half.util).toBeCloseTo(1, 12)
    expect(half.workloads[0]?.overflowSpend).toBeCloseTo(50, 9)
    expect(monthOf(projected(file), 0)).toMatchObject({ avoided: 0, opex: 0, net: -2000, capacity: 0 })
  })

  it('gives mirrored work its time and power first, and no saving for it', () => {
    const file: ScenarioFile = {
      workloads: [{ id: 'a', spend: 200, tokensOut: 0.8 * fullAt100 }],
      rig: { decodeTps: 100, loadW: 500 },
      energy: { tariff: { flat: 0.2 } },
      ramp: [0, 0, 1],
      shadow: [0, 1, 0.5, 0],
    }
    const projection = projected(file)
    // month 1: 80 % of 730 h = 584 h × 0.5 kW = 292 kWh, nothing saved
    expect(monthOf(projection, 1)).toMatchObject({ avoided: 0, residualApi: 200 })
    expect(monthOf(projection, 1).kwh).toBeCloseTo(292, 9)
    expect(monthOf(projection, 1).util).toBeCloseTo(0.8, 12)
    // month 2: 40 % mirrored, 60 % left for work that takes 80 %: three quarters of it
    expect(monthOf(projection, 2).avoided).toBeCloseTo(150, 9)
    expect(monthOf(projection, 2).util).toBeCloseTo(1, 12)
    expect(monthOf(projection, 3).avoided).toBeCloseTo(200, 9)
  })

  it('sends what one rig has no time for to the next, which may be slower and come later', () => {
    const file: ScenarioFile = {
      workloads: [{ id: 'a', spend: 400, tokensOut: 2 * fullAt100 }],
      rig: { decodeTps: 100, loadW: 1000 },
      otherRigs: [{ name: 'slow', decodeTps: 25, loadW: 100, live: [0, 0, 0, 0.5, 1] }],
      energy: { tariff: { flat: 0.1 } },
    }
    const projection = projected(file)
    // first rig: half of it; the slow one a quarter of the other half
    expect(monthOf(projection, 2).avoided).toBeCloseTo(200, 9)
    expect(monthOf(projection, 3).avoided).toBeCloseTo(225, 9)
    expect(monthOf(projection, 4).avoided).toBeCloseTo(250, 9)
    expect(monthOf(projection, 4).capacity).toBe(2 * 2_628_000)
    // 730 kWh and 73 kWh
    expect(monthOf(projection, 4).energy).toBeCloseTo(80.3, 9)
    expect(monthOf(projection, 3).energy).toBeCloseTo(73 + 3.65, 9)
    expect(monthOf(projection, 4).workloads[0]?.overflowSpend).toBeCloseTo(150, 9)
  })

  it('takes what must be local before what gains more', () => {
    const month = monthOf(
      projected({
        workloads: [
          { id: 'dear', spend: 400, tokensOut: fullAt100 },
          { id: 'secret', spend: 100, tokensOut: 0.75 * fullAt100, forcedLocal: true },
        ],
        rig: { decodeTps: 100 },
      }),
      1,
    )
    expect(month.workloads.map(({ avoided }) => avoided)).toEqual([100, 100])
  })

  it('puts bills and measurements in the place of what was projected for months that are over', () => {
    const projection = projected(
      anExample({
        actuals: [
          { month: 1, billed: 60, avoided: 120, basis: 'tokens-served', kwh: 100, energyCost: 25 },
          { month: 2, billed: 70, avoided: 110, basis: 'frozen-baseline' },
          { month: 3, billed: 0, avoided: 190, kwh: 200 },
        ],
        energy: { tariff: { flat: 0.1 }, fixedMonthly: 20 },
      }),
    )
    expect(monthOf(projection, 1)).toMatchObject({
      basis: 'actual',
      avoidedBasis: 'tokens-served',
      apiOnly: 180,
      residualApi: 60,
      avoided: 120,
      kwh: 100,
      kwhMeasured: true,
      energy: 25,
      net: 95,
    })
    expect(monthOf(projection, 2)).toMatchObject({ avoidedBasis: 'frozen-baseline', energy: 20, net: 90 })
    // 200 kWh × 0.1 + 20
    expect(monthOf(projection, 3)).toMatchObject({ energy: 40, net: 150 })
    expect(monthOf(projection, 4)).toMatchObject({ basis: 'forecast', avoidedBasis: null, net: 180 })
    expect(monthOf(projection, 4).cumulative).toBe(-2000 + 95 + 90 + 150 + 180)
  })

  it('counts the payback from the first purchase, not from a month before it', () => {
    const payback = projected(
      anExample({ investments: [{ month: 2, amount: 1000, kind: 'capex' }], live: [0, 0, 0, 1], energy: {} }),
    ).payback
    // 1000 in month 2, 200 a month from month 3
    expect(payback).toMatchObject({ status: 'paid', month: 7, fraction: 7 })
  })

  it('pays in month 0 where the first month already saves more than was spent', () => {
    const payback = projected(
      anExample({
        live: [1],
        ramp: [1],
        energy: {},
        investments: [{ month: 0, amount: 150, kind: 'capex' }],
      }),
    ).payback
    expect(payback).toMatchObject({ status: 'paid', month: 0, fraction: 0 })
  })

  it('sells each purchase by its own age', () => {
    const projection = projected(
      anExample({
        investments: [
          { month: 0, amount: 1000, kind: 'capex' },
          { month: 0, amount: 500, kind: 'setup' },
          { month: 6, amount: 2000, kind: 'capex' },
        ],
        residualCurve: [
          [0, 0.8],
          [12, 0.4],
        ],
        horizonMonths: 12,
      }),
    )
    expect(monthOf(projection, 5).resale).toBeCloseTo(1000 * (0.8 - (0.4 * 5) / 12), 9)
    expect(projection.residual).toBeCloseTo(1000 * 0.4 + 2000 * 0.6, 9)
  })

  it('names costs above the saving, and an outlay too large for it, where nothing alone would help', () => {
    const months = { horizonMonths: 36 }
    expect(neverOf(anExample(months, { spend: 15 })).reason).toBe('OPEX_EXCEEDS_SAVINGS')
    const large = anExample({ ...months, investments: [{ month: 0, amount: 1e9, kind: 'capex' }] })
    expect(neverOf(large)).toMatchObject({ reason: 'INVESTMENT_TOO_LARGE', binding: [] })
    expect(neverOf(large).monthsAtTodaysNet).toBeCloseTo(1e9 / 180, 3)
  })
})
