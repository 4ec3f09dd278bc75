import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drivers, type Driver } from '../../../src/core/payback/answers.ts'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { actsOn, applyDriver, baseOf, defaultRanges } from '../../../src/core/payback/drivers.ts'
import { driverWords } from '../../../src/core/payback/driver-words.ts'
import type { Workload } from '../../../src/core/payback/scenario.ts'
import { likelyOrOdd } from './likely-scenario.ts'
import { e01 } from './e01.ts'

const rich = completeScenario({
  workloads: [
    { id: 'a', spend: 300, tokensOut: 1e6, routableShare: 0.5, quality: { qApi: 0.8, qLocal: 0.72 } },
    { id: 'b', spend: 100, growthMonthly: 0.03, quality: { policy: 'haircut', haircut: 0.3 } },
  ],
  investments: [
    { month: 0, amount: 2000, kind: 'capex' },
    { month: 0, amount: 500, kind: 'setup' },
  ],
  rig: { decodeTps: 40, prefillTps: 400, loadW: 300, idleW: 20 },
  otherRigs: [{ name: 'Mac', decodeTps: 10 }, { name: 'Unknown' }],
  energy: {
    tariff: {
      bands: [
        { rate: 0.3, share: 0.25 },
        { rate: 0.1, share: 0.75 },
      ],
    },
    fixedMonthly: 7,
  },
  opex: { engHoursPerMonth: 10, engRate: 60 },
  residualCurve: [
    [0, 1],
    [36, 0.4],
  ],
})

const withDriver = (driver: Driver, value: number) => applyDriver(rich, driver, value)
const ofWork = <Value>(driver: Driver, value: number, read: (work: Workload) => Value): readonly Value[] =>
  withDriver(driver, value).workloads.map(read)

describe('a driver', () => {
  it('leaves every scenario as it is at its base', () => {
    fc.assert(
      fc.property(likelyOrOdd, fc.constantFrom(...drivers), (scenario, driver) => {
        expect(applyDriver(scenario, driver, baseOf(scenario, driver))).toEqual(scenario)
      }),
      { numRuns: 1000 },
    )
  })

  it('changes the bill by a factor', () => {
    expect(ofWork('apiPrice', 1.5, (work) => work.spend)).toEqual([450, 150])
  })

  it('adds to growth and to the change of prices', () => {
    expect(ofWork('growth', -0.01, (work) => work.growthMonthly)).toEqual([-0.01, 0.03 - 0.01])
    expect(ofWork('apiPriceChange', -0.04, (work) => work.apiPriceChangeMonthly)).toEqual([-0.04, -0.04])
  })

  it('never lets more than everything shrink or go local', () => {
    expect(ofWork('growth', -3, (work) => work.growthMonthly)).toEqual([-1, -1])
    expect(ofWork('routableShare', 1.5, (work) => work.routableShare)).toEqual([0.75, 1])
  })

  it('makes every rig whose speed is known write faster', () => {
    const { rig, otherRigs } = withDriver('decodeSpeed', 0.5)
    expect([rig, ...otherRigs].map(({ decodeTps, prefillTps }) => [decodeTps, prefillTps])).toEqual([
      [20, 400],
      [5, null],
      [null, null],
    ])
  })

  it('makes the hardware dearer, not the work around it, and not what is already paid', () => {
    expect(withDriver('capex', 1.25).investments.map(({ amount }) => amount)).toEqual([2500, 500])
    const begun = completeScenario({
      investments: [
        { month: 0, amount: 2000, kind: 'capex' },
        { month: 6, amount: 1000, kind: 'capex' },
      ],
      actuals: [{ month: 0, billed: 100, avoided: 0 }],
    })
    expect(applyDriver(begun, 'capex', 1.25).investments.map(({ amount }) => amount)).toEqual([2000, 1250])
    expect(actsOn({ ...begun, investments: begun.investments.slice(0, 1) }, 'capex')).toBe(false)
  })

  it('makes every band of the tariff dearer, not the fixed fee', () => {
    const { tariff, fixedMonthly } = withDriver('tariff', 2).energy
    expect(tariff).toEqual({
      bands: [
        { rate: 0.6, share: 0.25 },
        { rate: 0.2, share: 0.75 },
      ],
    })
    expect(fixedMonthly).toBe(7)
    const flat = completeScenario({ energy: { tariff: { flat: 0.2 } } })
    expect(applyDriver(flat, 'tariff', 2).energy.tariff).toEqual({ flat: 0.4 })
  })

  it('changes the hours of people and the share of the resale value', () => {
    expect(withDriver('engineeringHours', 2.5).opex.engHoursPerMonth).toBe(25)
    expect(withDriver('residual', 0.5).residualCurve).toEqual([
      [0, 0.5],
      [36, 0.2],
    ])
  })

  it('sets one quality for all, or moves different ones by as many points as their mean by spend', () => {
    expect(applyDriver(e01, 'quality', 0.8).workloads[0]?.quality.qLocal).toBe(0.8)
    // 0.9 of 300 and 0.7 of 100 are 0.85 in the mean: 0.45 is 40 points below it.
    expect(baseOf(rich, 'quality')).toBeCloseTo(0.85, 12)
    const [a, b] = ofWork('quality', 0.45, (work) => work.quality)
    expect(a?.qLocal).toBeCloseTo(0.8 * 0.5, 12)
    expect(b?.haircut).toBeCloseTo(0.7, 12)
    expect(b?.qLocal).toBe(1)
    expect(ofWork('quality', 0, (work) => work.quality)[1]?.haircut).toBe(1)
  })

  it('lifts work of no quality at all to the value', () => {
    const useless = applyDriver(e01, 'quality', 0)
    expect(applyDriver(useless, 'quality', 0.6).workloads[0]?.quality.qLocal).toBe(0.6)
  })
})

describe('the default ranges', () => {
  it('name every driver where all have something to act on', () => {
    expect(Object.keys(defaultRanges(rich, [0.7, 0.85, 0.95]))).toEqual([...drivers])
  })

  it('leave out what has nothing to act on, and quality where nothing is known of it', () => {
    expect(Object.keys(defaultRanges(e01))).toEqual([
      'apiPrice',
      'growth',
      'apiPriceChange',
      'routableShare',
      'capex',
    ])
    expect(Object.keys(defaultRanges(completeScenario({})))).toEqual([])
  })

  it('lay the range of the quality around that of the scenario', () => {
    const useful = (qLocal: number) => applyDriver(e01, 'quality', qLocal)
    expect(defaultRanges(useful(0.9), [0.7, 0.85, 0.95]).quality).toEqual([
      expect.closeTo(0.75, 12),
      0.9,
      expect.closeTo(1, 12),
    ])
    expect(defaultRanges(useful(0.1), [0.7, 0.85, 0.95]).quality?.[0]).toBe(0)
  })

  it('have the base of each driver as the likeliest value', () => {
    for (const driver of drivers)
      expect(defaultRanges(rich, [0.7, 0.85, 0.95])[driver]?.[1], driver).toBe(baseOf(rich, driver))
  })
})

describe('the words of the drivers', () => {
  it('say what a value means', () => {
    expect(driverWords.apiPrice.reads(0.75)).toBe('0.75 × assumed')
    expect(driverWords.growth.reads(0.02)).toBe('+2 points a month')
    expect(driverWords.apiPriceChange.reads(-0.04)).toBe('−4 points a month')
    expect(driverWords.growth.reads(0)).toBe('0 points a month')
    expect(driverWords.quality.reads(0.3777777)).toBe("37.8% of the API's")
  })
})
