import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  apartWords,
  convert,
  monthRates,
  parseRate,
  rateText,
  type DayRate,
} from '../../src/core/exchange.ts'
import { firstDayOf, parseMonth } from '../../src/core/period.ts'

const july = parseMonth('2026-07') ?? 0

const bank = (date: number, currency: string, rate: string): DayRate => ({
  day: firstDayOf(july) + date - 1,
  base: 'EUR',
  currency,
  rate,
  origin: 'ecb',
})
const own = (date: number, base: string, currency: string, rate: string): DayRate => ({
  day: firstDayOf(july) + date - 1,
  base,
  currency,
  rate,
  origin: 'user',
})
const shown = (rates: readonly DayRate[], from: string, to: string) => {
  const rate = monthRates(rates).rate(from, to)
  return rate && { rate: rateText(rate.ratio), days: rate.days, origin: rate.origin }
}

describe('a month’s rate', () => {
  const rates = [bank(1, 'USD', '1.20'), bank(2, 'USD', '1.30'), bank(2, 'GBP', '0.85')]

  it('is the mean of its days', () => {
    expect(shown(rates, 'EUR', 'USD')).toEqual({ rate: '1.25', days: 2, origin: 'ecb' })
    expect(shown(rates, 'USD', 'EUR')).toEqual({ rate: '0.8', days: 2, origin: 'ecb' })
  })

  it('between two other currencies goes through the euro', () => {
    expect(shown(rates, 'USD', 'GBP')).toEqual({ rate: '0.68', days: 1, origin: 'ecb' })
  })

  it('of the user’s own outranks the bank’s, both ways round', () => {
    const mine = [...rates, own(31, 'USD', 'EUR', '0.9')]
    expect(shown(mine, 'USD', 'EUR')).toEqual({ rate: '0.9', days: 1, origin: 'user' })
    expect(shown(mine, 'EUR', 'USD')).toEqual({ rate: '1.111111111111', days: 1, origin: 'user' })
  })

  it('takes one leg from the user and one from the bank where it must', () => {
    const mine = [...rates, own(31, 'TWD', 'EUR', '0.03')]
    expect(shown(mine, 'TWD', 'USD')).toEqual({ rate: '0.0375', days: 1, origin: 'both' })
  })

  it('of several of the user’s own is their mean, those said the other way round turned', () => {
    const mine = [own(10, 'EUR', 'USD', '1.25'), own(20, 'USD', 'EUR', '0.9')]
    expect(shown(mine, 'USD', 'EUR')).toEqual({ rate: '0.85', days: 2, origin: 'user' })
  })

  it('is not guessed: without one it is null, and what is lacking is named', () => {
    const known = monthRates(rates)
    expect(known.rate('USD', 'TWD')).toBeNull()
    expect(known.lacking('USD', 'TWD')).toEqual(['TWD'])
    expect(known.lacking('INR', 'TWD')).toEqual(['INR', 'TWD'])
    expect(known.lacking('INR', 'EUR')).toEqual(['INR'])
    expect(known.lacking('USD', 'GBP')).toEqual([])
    expect(apartWords(july, { kind: 'no-rate', lacking: ['INR', 'TWD'] })).toBe(
      "There is no rate for INR and TWD in 2026-07. Import the European Central Bank's rates, or enter one of your own.",
    )
  })
})

describe('converting', () => {
  it('rounds half to even, once, to whole nanos', () => {
    const half = { numerator: 1n, denominator: 2n }
    expect([1n, 3n, 5n, -1n, -3n, 7n].map((nanos) => convert(nanos, half))).toEqual([0n, 2n, 2n, 0n, -2n, 4n])
  })

  it('reads rates as plain digits above 0', () => {
    expect(parseRate('1.1397')).toEqual({ digits: 11397n, scale: 4 })
    for (const text of ['0', '0.00', '-1', 'N/A', '1,5', '$1', '1e3', '']) expect(parseRate(text)).toBeNull()
  })
})

const anyRate = fc
  .tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, scale]) => {
    const padded = digits.toString().padStart(scale + 1, '0')
    return scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`
  })
const anyDays = (currency: string) =>
  fc
    .array(anyRate, { minLength: 1, maxLength: 23 })
    .map((rates) => rates.map((rate, date) => bank(date + 1, currency, rate)))
const nanos = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n })

const apart = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b)

describe('any rates', () => {
  it('parts converted one by one add up to the whole within half a nano a part, and half for the whole', () => {
    fc.assert(
      fc.property(anyDays('USD'), fc.array(nanos, { minLength: 1, maxLength: 40 }), (days, parts) => {
        const rate = monthRates(days).rate('USD', 'EUR')
        if (!rate) throw new Error('There is a rate')
        const whole = convert(
          parts.reduce((sum, part) => sum + part, 0n),
          rate.ratio,
        )
        const sum = parts.reduce((total, part) => total + convert(part, rate.ratio), 0n)
        expect(apart(whole, sum) * 2n <= BigInt(parts.length) + 1n).toBe(true)
      }),
    )
  })

  it('there and back are exact inverses', () => {
    fc.assert(
      fc.property(anyDays('USD'), (days) => {
        const there = monthRates(days).rate('USD', 'EUR')?.ratio
        const back = monthRates(days).rate('EUR', 'USD')?.ratio
        expect(there && back && there.numerator * back.numerator).toBe(
          there && back && there.denominator * back.denominator,
        )
      }),
    )
  })

  it('euro, dollar and pound close: the cross rate is the product of its legs, exactly', () => {
    fc.assert(
      fc.property(anyDays('USD'), anyDays('GBP'), (dollars, pounds) => {
        const rates = monthRates([...dollars, ...pounds])
        const [first, second, cross] = [
          rates.rate('USD', 'EUR')?.ratio,
          rates.rate('EUR', 'GBP')?.ratio,
          rates.rate('USD', 'GBP')?.ratio,
        ]
        if (!first || !second || !cross) throw new Error('All three are known')
        expect(first.numerator * second.numerator * cross.denominator).toBe(
          first.denominator * second.denominator * cross.numerator,
        )
      }),
    )
  })

  it('the mean lies between the lowest and the highest day', () => {
    fc.assert(
      fc.property(anyDays('USD'), (days) => {
        const mean = monthRates(days).rate('EUR', 'USD')?.ratio
        if (!mean) throw new Error('There is a mean')
        const values = days.map(({ rate }) => Number(rate))
        const value = Number((mean.numerator * 10n ** 12n) / mean.denominator) / 1e12
        expect(value).toBeGreaterThanOrEqual(Math.min(...values) * (1 - 1e-9) - 1e-9)
        expect(value).toBeLessThanOrEqual(Math.max(...values) * (1 + 1e-9) + 1e-9)
      }),
    )
  })
})
