import { hoursForTokens, monthsOfRent } from './article-arithmetic.ts'
import { describe, expect, it } from 'vitest'
import { gpuRent, gpusNeeded } from '../../../src/core/payback/cloud-gpu.ts'
import { otherVectors } from './vectors.ts'

describe('a rented GPU', () => {
  const { inputs, month1 } = otherVectors.E28_cloud_gpu
  const seconds = hoursForTokens(inputs.tokensOutPerMonth, inputs.decodeTps) * 3600

  it('E28: one GPU day and night for 1,000,000 s of work', () => {
    const rent = gpuRent(seconds, { ...inputs, elastic: false })
    expect(gpusNeeded(seconds, inputs)).toBe(month1.gpus)
    expect(rent).toBeCloseTo(month1.rent, 9)
    expect(inputs.apiSpend - rent).toBeCloseTo(month1.net, 9)
  })

  it('costs its busy hours alone when it is elastic: 277.8 h × $2.49', () => {
    expect(gpuRent(seconds, { ...inputs, elastic: true })).toBeCloseTo((1e6 / 3600) * 2.49, 9)
  })

  it('takes a second one only for work the first has no time for', () => {
    const full = 3600 * 730 * 0.8
    expect(gpusNeeded(full, inputs)).toBe(1)
    expect(gpusNeeded(3 * (full / 3), inputs)).toBe(1)
    expect(gpusNeeded(full + 1, inputs)).toBe(2)
    expect(gpusNeeded(0, inputs)).toBe(0)
  })

  it('costs as much as buying it after 8.8 to 36.8 months', () => {
    expect(monthsOfRent(25_000, 3.9, 730)).toBeCloseTo(8.78, 2)
    expect(monthsOfRent(40_000, 1.49, 730)).toBeCloseTo(36.77, 2)
  })
})
