import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTo, decimalText, parseDecimal, toScale, zeroSum } from '../../src/core/decimal.ts'

describe('an amount is read exactly', () => {
  it.each([
    ['19.97', '19.97'],
    ['0.003835980000000000000000000000', '0.00383598'],
    ['1.81E-8', '0.0000000181'],
    ['2.323760000E-9', '0.00000000232376'],
    ['-47.6816938998', '-47.6816938998'],
    ['$10,100.00 ', '10100'],
    ['"1'.slice(1), '1'],
    ['(12.50)', '-12.5'],
    ['-$3.10', '-3.1'],
    ['$-3.10', '-3.1'],
    ['\u22123.10', '-3.1'],
    ['+5', '5'],
    ['1e3', '1000'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
    ['3.6300000000000003', '3.6300000000000003'],
  ])('%s is %s', (text, exact) => {
    const value = parseDecimal(text)
    expect(value && decimalText(value)).toBe(exact)
  })

  it.each([
    '',
    ' ',
    'n/a',
    'Included',
    '-',
    '--',
    '1.234,56',
    '1,23',
    '12,3456',
    '1 234',
    'NaN',
    'Infinity',
    '0x10',
    '1.2.3',
    '--1',
    '-(1)',
    '$',
    'e5',
    '1e999',
  ])('“%s” is no amount', (text) => {
    expect(parseDecimal(text)).toBeNull()
  })
})

describe('sums and rounding', () => {
  it('ties round to even', () => {
    const nano = (text: string): bigint => toScale(parseDecimal(text) ?? zeroSum(), 9)
    expect(nano('0.0000000005')).toBe(0n)
    expect(nano('0.0000000015')).toBe(2n)
    expect(nano('0.0000000025')).toBe(2n)
    expect(nano('-0.0000000015')).toBe(-2n)
    expect(nano('-0.0000000025')).toBe(-2n)
    expect(nano('0.00000000250000000001')).toBe(3n)
  })

  it('the text of any decimal reads back as itself', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat(30), (digits, scale) => {
        const text = decimalText({ digits, scale })
        expect(decimalText(parseDecimal(text) ?? zeroSum())).toBe(text)
      }),
    )
  })

  it('a sum is the same in any order and is exact', () => {
    const amount = fc.record({
      digits: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      scale: fc.nat(20),
    })
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const forward = zeroSum()
        const backward = zeroSum()
        for (const value of amounts) addTo(forward, value)
        for (const value of amounts.toReversed()) addTo(backward, value)
        const whole = amounts.reduce((sum, value) => sum + value.digits * 10n ** BigInt(20 - value.scale), 0n)
        expect(decimalText(forward)).toBe(decimalText(backward))
        expect(toScale(forward, 20)).toBe(whole)
      }),
    )
  })

  it('rounding is off by half a unit at most', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(30), (digits, scale) => {
        const rounded = toScale({ digits, scale }, 9)
        const shared = Math.max(scale, 9)
        const off = digits * 10n ** BigInt(shared - scale) - rounded * 10n ** BigInt(shared - 9)
        expect((off < 0n ? -off : off) * 2n).toBeLessThanOrEqual(10n ** BigInt(shared - 9))
      }),
    )
  })
})
