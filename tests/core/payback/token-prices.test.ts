import { blendedPrice, effectivePrices, tokensBought } from './article-arithmetic.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainTerms, tokenCost } from '../../../src/core/payback/token-prices.ts'
import { otherVectors } from './vectors.ts'

const sonnet = { inPerMillion: 3, outPerMillion: 15 }

describe('the price of a token', () => {
  it('E34: 90 % of the input cached, all of it batched', () => {
    const { inputs, result } = otherVectors.E34_cache_batch
    const prices = effectivePrices(
      { inPerMillion: inputs.pIn, outPerMillion: inputs.pOut },
      {
        ...plainTerms,
        cacheReadShare: inputs.cacheReadShare,
        cacheReadMultiplier: inputs.cacheReadMult,
        batchShare: inputs.batchShare,
        batchMultiplier: inputs.batchMult,
      },
    )
    expect(prices.inPerMillion).toBeCloseTo(result.inRate, 12)
    expect(prices.outPerMillion).toBeCloseTo(result.outRate, 12)
    expect(tokenCost(prices, inputs.tokensIn, inputs.tokensOut)).toBeCloseTo(result.cost, 9)
  })

  it('counts what writing to the cache costs more: $3 × (0.5 + 0.2 × 1.25 + 0.3 × 0.1) = $2.34', () => {
    const terms = {
      ...plainTerms,
      cacheReadShare: 0.3,
      cacheReadMultiplier: 0.1,
      cacheWriteShare: 0.2,
      cacheWriteMultiplier: 1.25,
    }
    expect(effectivePrices(sonnet, terms).inPerMillion).toBeCloseTo(2.34, 12)
  })

  it('never discounts output by caching', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const terms = { ...plainTerms, cacheReadShare: share, cacheReadMultiplier: 0.1 }
        expect(effectivePrices(sonnet, terms).outPerMillion).toBe(15)
      }),
    )
  })

  it.each([
    [4, 1, 5.4],
    [2, 1, 7],
    [1, 1, 9],
    [1, 2, 11],
    [1, 3, 12],
  ])('%i in to %i out of $3 and $15 is $%d', (partsIn, partsOut, price) => {
    expect(blendedPrice(sonnet, { partsIn, partsOut })).toBeCloseTo(price, 12)
  })

  it('buys 28.14 million tokens for $197 at $7', () => {
    expect(tokensBought(197, 7) / 1e6).toBeCloseTo(28.142857, 6)
  })
})
