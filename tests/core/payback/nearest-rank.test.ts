import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearestRank } from '../../../src/core/payback/nearest-rank.ts'

it('takes the ceil(p n)-th smallest value: of ten, the first, the fifth and the ninth', () => {
  const ten = [70, 10, 100, 30, 90, 20, 60, 40, 80, 50]
  expect([10, 50, 90, 91, 100].map((percent) => nearestRank(Float64Array.from(ten), percent))).toEqual([
    10, 50, 90, 100, 100,
  ])
})

it('takes the value that sorting puts in that place, never being infinite', () => {
  const months = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(Infinity), fc.double({ noNaN: true })),
    {
      minLength: 1,
      maxLength: 300,
    },
  )
  fc.assert(
    fc.property(months, fc.integer({ min: 1, max: 100 }), (values, percent) => {
      const sorted = values.toSorted((a, b) => a - b)
      expect(nearestRank(Float64Array.from(values), percent)).toBe(
        sorted[Math.ceil((percent * values.length) / 100) - 1],
      )
    }),
    { numRuns: 2000 },
  )
})

it('is not a number where there are no values', () => {
  expect(nearestRank(new Float64Array(0), 50)).toBeNaN()
})
