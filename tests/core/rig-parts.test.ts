import { describe, expect, it } from 'vitest'
import { partsSum, partsWords } from '../../src/core/rig-parts.ts'
import { nanosText } from '../../src/core/money.ts'

const dollars = (nanos: bigint): string => `$${nanosText(nanos)}`
const said = (prices: readonly (bigint | null)[], paid: readonly bigint[]): string | null => {
  const sum = partsSum(prices, paid)
  return sum === null ? null : partsWords(sum, dollars)
}

describe('the parts of a rig', () => {
  it('add up to what was paid in all, to the nano', () => {
    expect(said([1_000_000_001n, 2n], [3n, 1_000_000_000n])).toBe(
      'The parts add up to $1.000000003, which is the price.',
    )
  })

  it('or the difference is said, and what is not priced', () => {
    expect(said([1_500_000_000n, null], [2_000_000_000n])).toBe(
      'The parts add up to $1.5: $0.5 less than the price of $2. The price of 1 part is not known.',
    )
    expect(said([1_500_000_000n, null, null], [1_000_000_000n])).toBe(
      'The parts add up to $1.5: $0.5 more than the price of $1. The prices of 2 parts are not known.',
    )
  })

  it('are nothing to speak of where none is listed', () => {
    expect(said([], [1n])).toBeNull()
  })
})
