import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthRates } from '../../src/core/exchange.ts'
import { reportMonth, type CellToConvert } from '../../src/core/reported-spend.ts'

const month = 678
const rates = monthRates([
  { day: 20635, base: 'EUR', currency: 'USD', rate: '1.25', origin: 'ecb' },
  { day: 20635, base: 'EUR', currency: 'GBP', rate: '0.85', origin: 'ecb' },
])
const cell = (serviceProviderName: string, currency: string, nanos: bigint): CellToConvert => ({
  serviceProviderName,
  currency,
  billed: nanos,
  effective: nanos,
})

describe('a month in the reporting currency', () => {
  it('adds what has a rate, and tells what went into it', () => {
    const { reported, apart } = reportMonth(
      month,
      [cell('OpenAI', 'USD', 100_000_000_000n), cell('Mistral', 'EUR', 7_000_000_000n)],
      rates,
      'EUR',
    )
    expect(reported).toEqual({
      month,
      total: { billed: 87_000_000_000n, effective: 87_000_000_000n },
      providers: [
        { serviceProviderName: 'OpenAI', billed: 80_000_000_000n, effective: 80_000_000_000n },
        { serviceProviderName: 'Mistral', billed: 7_000_000_000n, effective: 7_000_000_000n },
      ],
      from: [
        { currency: 'EUR', billed: 7_000_000_000n, effective: 7_000_000_000n, used: null },
        {
          currency: 'USD',
          billed: 100_000_000_000n,
          effective: 100_000_000_000n,
          used: { rate: '0.8', days: 1, origin: 'ecb' },
        },
      ],
    })
    expect(apart).toEqual([])
  })

  it('keeps money without a rate apart: it is in no sum and it is not 0', () => {
    const only = reportMonth(
      month,
      [cell('Volcengine', 'CNY', 5n), cell('DeepSeek', 'CNY', 6n)],
      rates,
      'EUR',
    )
    expect(only.reported).toEqual({ month, total: null, providers: [], from: [] })
    expect(only.apart).toEqual([
      { month, currency: 'CNY', billed: 11n, effective: 11n, reason: { kind: 'no-rate', lacking: ['CNY'] } },
    ])
  })

  it('leaves money of the reporting currency as it is, whatever the rates; and nothing is lost', () => {
    const currencies = fc.constantFrom('EUR', 'USD', 'GBP', 'CNY')
    const cells = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), currencies, fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n })),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(cells, currencies, (drawn, to) => {
        const given = drawn.map(([provider, currency, nanos]) => cell(provider, currency, nanos))
        const { reported, apart } = reportMonth(month, given, rates, to)
        for (const currency of new Set(given.map((one) => one.currency))) {
          const sum = given
            .filter((one) => one.currency === currency)
            .reduce((total, one) => total + one.billed, 0n)
          const kept = [...reported.from, ...apart].filter((one) => one.currency === currency)
          expect(kept.map(({ billed }) => billed)).toEqual([sum])
          const known = currency === to || (currency !== 'CNY' && to !== 'CNY')
          expect(apart.some((one) => one.currency === currency)).toBe(!known)
        }
        expect(reported.total?.billed ?? 0n).toBe(
          reported.providers.reduce((total, { billed }) => total + billed, 0n),
        )
        if (given.every(({ currency }) => currency === to) && given.length > 0)
          expect(reported.total?.billed).toBe(given.reduce((total, { billed }) => total + billed, 0n))
      }),
    )
  })
})
