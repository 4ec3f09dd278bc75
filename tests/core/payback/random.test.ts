import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Triangle } from '../../../src/core/payback/answers.ts'
import { mulberry32, triangular } from '../../../src/core/payback/random.ts'

const aTriangle = fc
  .tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.nat(1000), fc.nat(1000))
  .map(([low, toMode, toHigh]): Triangle => [low, low + toMode / 10, low + toMode / 10 + toHigh / 10])
const aShare = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('random numbers', () => {
  it('are those of mulberry32 for seed 1', () => {
    const random = mulberry32(1)
    expect([random(), random(), random()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ])
  })

  it('are the same for the same seed, others for another, and at least 0 and below 1', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (seed, other) => {
        const [a, b, c] = [seed, seed, other].map((from) => {
          const random = mulberry32(from)
          return Array.from({ length: 5 }, random)
        })
        expect(a).toEqual(b)
        expect((a ?? []).every((value) => value >= 0 && value < 1)).toBe(true)
        expect(c?.join() === a?.join()).toBe((seed | 0) === (other | 0))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a triangular draw', () => {
  it('lies between the lowest and the highest value, and grows with its random number', () => {
    fc.assert(
      fc.property(aTriangle, aShare, aShare, (triangle, one, other) => {
        const [low, , high] = triangle
        const drawn = triangular(triangle, Math.min(one, other))
        expect(drawn).toBeGreaterThanOrEqual(low)
        expect(triangular(triangle, Math.max(one, other))).toBeLessThanOrEqual(high)
        expect(triangular(triangle, Math.max(one, other))).toBeGreaterThanOrEqual(drawn)
      }),
      { numRuns: 2000 },
    )
  })

  it('has the likeliest value where the share below it says: 0 to 1 by way of 0.25', () => {
    expect(triangular([0, 0.25, 1], 0.25)).toBe(0.25)
    expect(triangular([0, 0.25, 1], 0)).toBe(0)
    // Below x: x²/0.25 up to the mode; half of that share at 0.25·√½.
    expect(triangular([0, 0.25, 1], 0.125)).toBeCloseTo(0.25 * Math.SQRT1_2, 12)
  })

  it('is the likeliest value itself where nothing varies', () => {
    expect(triangular([7, 7, 7], 0.9)).toBe(7)
  })

  it('has the mean (low + mode + high) / 3', () => {
    fc.assert(
      fc.property(aTriangle, (triangle) => {
        const steps = 2000
        let sum = 0
        for (let n = 0; n < steps; n += 1) sum += triangular(triangle, (n + 0.5) / steps)
        const [low, mode, high] = triangle
        expect(Math.abs(sum / steps - (low + mode + high) / 3)).toBeLessThanOrEqual(
          (high - low) / 5000 + 1e-9,
        )
      }),
      { numRuns: 300 },
    )
  })
})
