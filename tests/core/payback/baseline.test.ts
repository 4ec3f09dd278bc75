import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trendBaseline, type BaselineMonth } from '../../../src/core/payback/baseline.ts'

const start = 670

/** Months of 1,000,000 tokens that grow, at 0.00001 a token that changes. */
const exponential = (months: number, growth: number, price = 0): readonly BaselineMonth[] =>
  Array.from({ length: months }, (_, m) => {
    const tokens = 1e6 * (1 + growth) ** m
    return {
      month: start + m,
      spend: tokens * 1e-5 * (1 + price) ** m,
      tokensIn: tokens * 0.75,
      tokensOut: tokens * 0.25,
      requests: null,
    }
  })

const withoutTokens = (history: readonly BaselineMonth[]): readonly BaselineMonth[] =>
  history.map((month) => ({ ...month, tokensIn: null, tokensOut: null }))

const rate = fc.double({ min: -0.14, max: 0.14, noNaN: true })
const length = fc.integer({ min: 4, max: 18 })
const runs = { numRuns: 1_000 }

describe('the baseline of a workload', () => {
  it('finds growth and price change of an exact exponential exactly', () => {
    fc.assert(
      fc.property(length, rate, rate, (months, growth, price) => {
        const found = trendBaseline(exponential(months, growth, price))
        expect(found.growthMonthly).toBeCloseTo(growth, 9)
        expect(found.apiPriceChangeMonthly).toBeCloseTo(price, 9)
        expect(found).toMatchObject({ growthOf: 'tokens', growthOver: Math.min(12, months) })
      }),
      runs,
    )
  })

  it('without tokens takes growth from the spend, and no price change', () => {
    fc.assert(
      fc.property(length, rate, (months, growth) => {
        const found = trendBaseline(withoutTokens(exponential(months, growth)))
        expect(found.growthMonthly).toBeCloseTo(growth, 9)
        expect(found).toMatchObject({ growthOf: 'spend', apiPriceChangeMonthly: 0, tokensIn: null })
      }),
      runs,
    )
  })

  it('is not led astray by one month that is wild', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 12 }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        fc.nat(11),
        fc.double({ min: 0.001, max: 1_000, noNaN: true }),
        (months, growth, place, factor) => {
          const history = exponential(months, growth).map((month, m) =>
            m === place % months
              ? {
                  ...month,
                  tokensIn: (month.tokensIn ?? 0) * factor,
                  tokensOut: (month.tokensOut ?? 0) * factor,
                }
              : month,
          )
          // Of n months one is in n - 1 of the n (n - 1) / 2 pairs: from 6 on, less than half.
          expect(trendBaseline(history).growthMonthly).toBeCloseTo(growth, 9)
        },
      ),
      runs,
    )
  })

  it('never grows or shrinks by more than 15 % a month, and not for more than a year', () => {
    const month = fc.record({
      spend: fc.double({ min: 0, max: 1e9, noNaN: true }),
      tokensIn: fc.option(fc.double({ min: 0, max: 1e15, noNaN: true })),
      tokensOut: fc.option(fc.double({ min: 0, max: 1e15, noNaN: true })),
    })
    fc.assert(
      fc.property(fc.array(month, { minLength: 3, maxLength: 24 }), (months) => {
        const found = trendBaseline(months.map((each, m) => ({ ...each, month: start + m, requests: null })))
        for (const share of [found.growthMonthly, found.apiPriceChangeMonthly])
          expect(Math.abs(share)).toBeLessThanOrEqual(0.15)
        expect([found.growthMonths, found.priceMonths]).toEqual([12, 12])
      }),
      runs,
    )
  })

  it('is the mean of the last three months', () => {
    const spends = [900, 100, 200, 600]
    const history = spends.map((spend, m) => ({
      month: start + m,
      spend,
      tokensIn: spend * 10,
      tokensOut: m === 3 ? null : spend,
      requests: 3,
    }))
    // A month whose output is not known leaves the mean of the output unknown, not smaller.
    expect(trendBaseline(history)).toMatchObject({
      spend: 300,
      tokensIn: 3_000,
      tokensOut: null,
      requests: 3,
    })
  })

  it('assumes no growth where fewer than four months have any spend', () => {
    expect(trendBaseline(exponential(3, 0.1))).toMatchObject({
      growthMonthly: 0,
      growthOf: null,
      growthOver: 0,
    })
    const [first, ...others] = exponential(4, 0.1)
    const silent = { month: start, spend: 0, tokensIn: 0, tokensOut: 0, requests: null }
    expect(first && trendBaseline([silent, ...others])).toMatchObject({ growthMonthly: 0, growthOf: null })
  })

  it('keeps a month that is missing as the gap it is', () => {
    const history = exponential(8, 0.05).filter((_, m) => m !== 3 && m !== 4)
    expect(trendBaseline(history).growthMonthly).toBeCloseTo(0.05, 9)
  })
})
