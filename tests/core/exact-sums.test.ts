import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTo, decimalIn, decimalText, parseDecimal, zeroSum } from '../../src/core/decimal.ts'
import { exactSums } from '../../src/core/exact-sums.ts'

describe('many exact sums', () => {
  const amount = fc.record({
    digits: fc.oneof(
      fc.bigInt({ min: -1000n, max: 1000n }),
      fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }),
      fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
    ),
    scale: fc.oneof(fc.nat(12), fc.nat(60), fc.constant(300)),
  })

  it('are those of bigints, whatever is added in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), amount)), (additions) => {
        const sums = exactSums()
        const exact = Array.from({ length: 4 }, zeroSum)
        for (const [at, value] of additions) {
          sums.add(at, value)
          const sum = exact[at]
          if (sum) addTo(sum, value)
        }
        for (const [at, sum] of exact.entries()) expect(decimalText(sums.sum(at))).toBe(decimalText(sum))
      }),
      { numRuns: 300 },
    )
  })

  it('stay exact where a double would not: past 2^53, and a cent beside a billion', () => {
    const sums = exactSums()
    for (const text of ['9007199254740991', '1', '1', '-0.01']) sums.add(0, parseDecimal(text) ?? zeroSum())
    expect(decimalText(sums.sum(0))).toBe('9007199254740992.99')
  })

  it('begin at zero, also after clearing and far beyond the first', () => {
    const sums = exactSums()
    sums.add(5000, { digits: 10n ** 30n, scale: 2 })
    sums.add(5000, { digits: 5n, scale: 1 })
    expect(decimalText(sums.sum(5000))).toBe('10000000000000000000000000000.5')
    sums.clear()
    expect([0, 5000, 9999].map((at) => decimalText(sums.sum(at)))).toEqual(['0', '0', '0'])
  })
})

describe('an amount in bytes', () => {
  const inBytes = (text: string): ReturnType<typeof decimalIn> => {
    const bytes = new TextEncoder().encode(`1${text}1`)
    return decimalIn(bytes, 1, bytes.length - 1)
  }

  it('is what its text is, or is left to the text', () => {
    const text = fc.string({
      unit: fc.constantFrom('0', '0', '1', '5', '9', '.', '-', ',', 'e', ' '),
      maxLength: 24,
    })
    fc.assert(
      fc.property(text, (amount) => {
        const quick = inBytes(amount)
        const slow = parseDecimal(amount)
        if (quick !== null) expect(slow && decimalText(slow)).toBe(decimalText(quick))
      }),
      { numRuns: 5000 },
    )
  })

  it.each(['0', '-0', '12', '-12.50', '0.0079190001', '999999999999999', '0.003835980000000000000000000000'])(
    '%s needs no text',
    (text) => {
      expect(inBytes(text)).not.toBeNull()
    },
  )

  it.each(['', '-', '.5', '5.', '1,000', '1e3', ' 1', '1.2.3', '--1', '9999999999999999', 'n/a'])(
    '“%s” is left to the text',
    (text) => {
      expect(inBytes(text)).toBeNull()
    },
  )
})
