import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crossing, netMonths, whyNever, type SteadyRig } from '../../src/core/payback.ts'
import { kwhAroundTheClock, servedShare, workSeconds } from '../../src/core/rig-load.ts'

/** payback.md, example E01: a $2,000 rig, $200 of API a month, $20 of power. */
const e01: SteadyRig = {
  outlay: 2000,
  spend: 200,
  routableShare: 1,
  keep: 1,
  served: 1,
  energy: 20,
  maintenance: 0,
  engineering: 0,
  horizonMonths: 36,
}

describe('the examples of payback.md section 4', () => {
  it.each([
    ['E01', {}, 12, 11.111111],
    ['E02b, an exact tie', { spend: 100 }, 25, 25],
    ['E02d', { spend: 1000 }, 3, 2.040816],
    ['E02e', { spend: 2000 }, 2, 1.010101],
    ['E02f', { spend: 5000 }, 1, 0.401606],
    ['E03, 15 % haircut', { keep: 0.85 }, 14, 13.333333],
    ['E04, 70 against 85 % quality', { keep: 0.7 / 0.85 }, 14, 13.821138],
    ['E16', { outlay: 1200, spend: 100, energy: 0 }, 12, 12],
    ['E24', { outlay: 156_000, spend: 39_000, energy: 0 }, 4, 4],
  ])('%s', (_, change, month, fraction) => {
    const found = crossing(netMonths({ ...e01, ...change }))
    expect(found).toMatchObject({ status: 'paid', month, relapse: [] })
    expect(found.status === 'paid' && found.fraction).toBeCloseTo(fraction, 6)
  })

  it('E02a: $50 a month is paid after the horizon', () => {
    const rig = { ...e01, spend: 50 }
    expect(crossing(netMonths(rig))).toEqual({ status: 'never' })
    expect(whyNever(rig)).toMatchObject({ reason: 'horizon' })
  })

  it('E09: power dearer than the API', () => {
    expect(whyNever({ ...e01, spend: 15 })).toMatchObject({ reason: 'saving-too-small' })
    expect(whyNever({ ...e01, spend: 70, energy: 60 })).toEqual({
      reason: 'running-cost',
      binding: ['running-cost', 'horizon'],
    })
  })

  it('E30: a second purchase in month 14 falls back below zero until month 19', () => {
    const net = [...netMonths(e01)]
    net[14] = (net[14] ?? 0) - 1500
    expect(crossing(net)).toMatchObject({ month: 12, relapse: [14, 15, 16, 17, 18, 19] })
  })

  it('too slow a rig is told apart from a dear one', () => {
    expect(whyNever({ ...e01, served: 0.2 })).toMatchObject({ reason: 'capacity' })
    expect(whyNever({ ...e01, routableShare: 0 })).toMatchObject({ reason: 'no-routable-spend' })
  })
})

describe('what holds for any cash flow', () => {
  const cash = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })

  it('the month is the first crossing and the fraction lies in it', () => {
    fc.assert(
      fc.property(cash, (net) => {
        const sums = net.map((_, m) => net.slice(0, m + 1).reduce((sum, value) => sum + value, 0))
        const found = crossing(net)
        const first = sums.findIndex((sum) => sum >= -0.005)
        expect(found.status).toBe(first === -1 ? 'never' : 'paid')
        if (found.status === 'never') return
        expect(found.month).toBe(first)
        expect(found.fraction).toBeGreaterThanOrEqual(Math.max(0, first - 1))
        expect(found.fraction).toBeLessThanOrEqual(first)
      }),
    )
  })

  it('more outlay is never paid back sooner, and money in another unit is paid back in the same month', () => {
    const rig = fc.record({
      outlay: fc.double({ min: 1, max: 1e6, noNaN: true }),
      spend: fc.double({ min: 0, max: 1e5, noNaN: true }),
      energy: fc.double({ min: 0, max: 1e4, noNaN: true }),
    })
    const monthOf = (steady: SteadyRig): number => {
      const found = crossing(netMonths(steady))
      return found.status === 'paid' ? found.month : Infinity
    }
    fc.assert(
      fc.property(rig, fc.double({ min: 1.01, max: 100, noNaN: true }), (figures, times) => {
        const steady = { ...e01, ...figures }
        expect(monthOf({ ...steady, outlay: steady.outlay * times })).toBeGreaterThanOrEqual(monthOf(steady))
        expect(monthOf({ ...steady, energy: steady.energy * times })).toBeGreaterThanOrEqual(monthOf(steady))
        expect(monthOf({ ...steady, spend: steady.spend * times })).toBeLessThanOrEqual(monthOf(steady))
      }),
    )
  })
})

describe('what a rig has time for', () => {
  it('half of twice its work', () => {
    const tokens = { input: 0, cachedInput: 0, output: workSeconds * 80 * 2 }
    expect(servedShare(tokens, 1, 80, null)).toBeCloseTo(0.5, 12)
    expect(servedShare(tokens, 0.5, 80, null)).toBe(1)
  })

  it('counts reading where its speed is known', () => {
    const tokens = { input: workSeconds * 100, cachedInput: workSeconds * 100, output: 0 }
    expect(servedShare(tokens, 1, 80, 100)).toBeCloseTo(0.5, 12)
    expect(servedShare(tokens, 1, 80, null)).toBe(1)
  })

  it('400 W around the clock are 292 kWh a month', () => {
    expect(kwhAroundTheClock(400)).toBe(292)
  })
})
