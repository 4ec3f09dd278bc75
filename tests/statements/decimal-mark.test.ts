import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, parseDecimal } from '../../src/core/decimal.ts'
import { amountWith, markIn } from '../../src/statements/decimal-mark.ts'

describe('what an amount tells of its decimal mark', () => {
  it.each([
    ['1.234,56', ','],
    ['1234,5', ','],
    ['-0,125', ','],
    ['1,81E-08', ','],
    ['1,234E-05', ','],
    ['1.234.567', ','],
    ['12,3456', ','],
    ['1,234.56', '.'],
    ['$1,234.50 ', '.'],
    ['0.125', '.'],
    ['1234.567', '.'],
    ['.5', '.'],
    ['1,234,567', '.'],
    ['1,234', 'either'],
    ['1.234', 'either'],
    ['-12.345', 'either'],
    ['1234', null],
    ['n/a', null],
    ['', null],
    ['1.2.3,4,5', null],
  ])('%s: %s', (text, mark) => {
    expect(markIn(text)).toBe(mark)
  })
})

describe('reading with a mark', () => {
  it.each([
    ['1.234,56', ',', '1234.56'],
    ['1.234', ',', '1234'],
    ['1,234', ',', '1.234'],
    ['1.5', ',', null],
    ['1.234.56', ',', null],
    ['1,234', '.', '1234'],
    ['1,5', '.', null],
    ['1,5', null, '1.5'],
    ['1.5', null, '1.5'],
    ['15', null, '15'],
    ['1,234', null, null],
    ['1.234', null, null],
  ] as const)('%s with %s is %s', (text, mark, read) => {
    const amount = amountWith(text, mark)
    expect(amount && decimalText(amount)).toBe(read)
  })

  it('an amount written with either mark is the same amount, and is never read with the wrong one', () => {
    const amount = fc.tuple(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.integer({ min: 0, max: 12 }),
      fc.boolean(),
    )
    fc.assert(
      fc.property(amount, ([digits, scale, grouped]) => {
        const plain = decimalText({ digits, scale })
        const [whole = '', fraction] = plain.split('.')
        const units = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, '.') : whole
        const text = fraction === undefined ? units : `${units},${fraction}`
        const read = amountWith(text, ',')
        expect(read && decimalText(read)).toBe(plain)
        const told = markIn(text)
        expect([',', 'either', null]).toContain(told)
        if (told !== 'either') expect(amountWith(text, null)).toEqual(read)
        expect(amountWith(plain, '.')).toEqual(parseDecimal(plain))
      }),
      { numRuns: 1000 },
    )
  })
})
