import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Triangle } from '../../../src/core/payback/answers.ts'
import { applyDriver, defaultRanges, type Variation } from '../../../src/core/payback/drivers.ts'
import { project } from '../../../src/core/payback/project.ts'
import { tornado, tornadoOf } from '../../../src/core/payback/tornado.ts'
import { likelyOrOdd } from './likely-scenario.ts'
import { e01 } from './e01.ts'

type Vectors = {
  readonly E37_tornado: {
    readonly result: readonly {
      readonly name: string
      readonly npvLow: number
      readonly npvHigh: number
      readonly swing: number
      readonly paybackLow: number
      readonly paybackHigh: number
      readonly base: number
    }[]
  }
}
const fixture = join(import.meta.dirname, '../../fixtures/payback/uncertainty.json')
const { E37_tornado: e37 } = JSON.parse(readFileSync(fixture, 'utf8')) as Vectors

const quarter: Triangle = [0.75, 1, 1.25]
const variations: readonly Variation[] = [
  {
    name: 'electricity ±25%',
    range: quarter,
    apply: (scenario, value) => ({
      ...scenario,
      energy: { ...scenario.energy, fixedMonthly: scenario.energy.fixedMonthly * value },
    }),
  },
  { name: 'capex ±25%', range: quarter, apply: (scenario, value) => applyDriver(scenario, 'capex', value) },
  {
    name: 'API spend ±25%',
    range: quarter,
    apply: (scenario, value) => applyDriver(scenario, 'apiPrice', value),
  },
]

describe('the tornado', () => {
  it('ranks spend, hardware and electricity of E37 by what they do to NPV at 8 % a year', () => {
    const discounted = { ...e01, discountRateAnnual: 0.08 }
    const bars = tornadoOf(discounted, variations)
    expect(bars.map((bar) => bar.driver)).toEqual(e37.result.map((bar) => bar.name))
    for (const [place, { npvLow, npvHigh, swing, paybackLow, paybackHigh, base }] of e37.result.entries()) {
      const bar = bars[place]
      expect(bar?.npvLow).toBeCloseTo(npvLow, 5)
      expect(bar?.npvHigh).toBeCloseTo(npvHigh, 5)
      expect(bar?.swing).toBeCloseTo(swing, 5)
      expect([bar?.paybackLow, bar?.paybackHigh]).toEqual([paybackLow, paybackHigh])
      expect(project(discounted).npv).toBeCloseTo(base, 5)
    }
  })

  it('puts equal swings in the order of their names', () => {
    const same = ['b', 'c', 'a'].map((name) => ({
      name,
      range: quarter,
      apply: (scenario, value) => applyDriver(scenario, 'apiPrice', value),
    })) satisfies Variation[]
    expect(tornadoOf(e01, same).map((bar) => bar.driver)).toEqual(['a', 'b', 'c'])
  })

  it('has the biggest swing first and in every bar what the projection says', () => {
    fc.assert(
      fc.property(likelyOrOdd, (scenario) => {
        const ranges = defaultRanges(scenario, [0.5, 0.8, 0.95])
        const bars = tornado(scenario, ranges)
        expect(bars.map((bar) => bar.driver).toSorted()).toEqual(Object.keys(ranges).toSorted())
        for (const [place, bar] of bars.entries()) {
          expect(bar.swing).toBeLessThanOrEqual(bars[place - 1]?.swing ?? Infinity)
          expect(bar.range).toBe(ranges[bar.driver])
          const low = project(applyDriver(scenario, bar.driver, bar.range[0]))
          expect(bar.npvLow).toBeCloseTo(low.npv, 6)
          expect(bar.paybackLow).toBe(low.payback.month)
          const high = project(applyDriver(scenario, bar.driver, bar.range[2]))
          expect(bar.npvHigh).toBeCloseTo(high.npv, 6)
          expect(bar.paybackHigh).toBe(high.payback.month)
        }
      }),
      { numRuns: 300 },
    )
  })
})
