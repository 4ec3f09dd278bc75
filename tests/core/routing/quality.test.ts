import { describe, expect, it } from 'vitest'
import { qualityOf, taskQuality, wilsonLow } from '../../../src/core/routing/quality.ts'
import { aWork } from './make.ts'

describe('the lower bound of a measured share', () => {
  it('is what the Wilson interval gives by hand', () => {
    /*
     * z = 1.281552, z² = 1.642374; 90 of 100:
     * centre 0.9 + 1.642374/200 = 0.908212
     * spread 1.281552 √(0.09/100 + 1.642374/40,000) = 1.281552 √0.000941059 = 0.039314
     * (0.908212 − 0.039314) / 1.016424 = 0.854858
     */
    expect(wilsonLow(0.9, 100)).toBeCloseTo(0.854858, 5)
  })
  it('of nothing but useful answers is n / (n + z²)', () => {
    expect(wilsonLow(1, 30)).toBeCloseTo(30 / 31.642374, 6)
  })
  it('of nothing but useless ones, and of no trial, is 0', () => {
    expect(wilsonLow(0, 40)).toBeCloseTo(0, 12)
    expect(wilsonLow(1, 0)).toBe(0)
  })
  it('comes nearer to the share the more trials there are', () => {
    const bounds = [30, 100, 1_000, 100_000].map((n) => wilsonLow(0.9, n))
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b))
    expect(wilsonLow(0.9, 1_000_000)).toBeCloseTo(0.9, 3)
  })
})

describe('the quality a scorecard goes by', () => {
  it('is the bound over the API’s own share, from 30 pairs on', () => {
    const measured = { n: 100, qLocal: 0.9, qApi: 0.95 }
    const { rho, basis } = qualityOf(aWork({ measured }))
    expect(basis).toBe('measured')
    expect(rho).toBeCloseTo(0.854858 / 0.95, 5)
    expect(qualityOf(aWork({ measured: { ...measured, n: 29 } }))).toEqual({ rho: 0.9, basis: 'preset' })
    expect(qualityOf(aWork({ measured: { ...measured, qApi: 0 } })).basis).toBe('preset')
  })
  it('is else the low end of what was entered, else of the kind of work', () => {
    expect(qualityOf(aWork({ rhoRange: [0.82, 0.9] }))).toEqual({ rho: 0.82, basis: 'entered' })
    expect(qualityOf(aWork({ taskClass: 'reasoning' }))).toEqual({ rho: 0.7, basis: 'preset' })
    expect(qualityOf(aWork({ taskClass: null })).rho).toBe(taskQuality.other.share.low)
  })
  it('has a low and a high end, and a source, for every kind of work', () => {
    for (const { share, source } of Object.values(taskQuality)) {
      expect(share.low).toBeLessThan(share.high)
      expect(source).not.toBe('')
    }
  })
})
