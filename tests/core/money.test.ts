import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMoney, nanosText, parseCurrency, toUnits, type Money } from '../../src/core/money.ts'

describe('money', () => {
  it('adds within one currency', () => {
    const sum = addMoney({ currency: 'USD', nanos: 1n }, { currency: 'USD', nanos: 2n })
    expect(sum).toEqual({ ok: true, value: { currency: 'USD', nanos: 3n } })
  })

  it('two currencies never add', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        const dollars: Money = { currency: 'USD', nanos: a }
        const euros: Money = { currency: 'EUR', nanos: b }
        expect(addMoney(dollars, euros)).toEqual({
          ok: false,
          problem: { kind: 'currencies-differ', currencies: ['USD', 'EUR'] },
        })
      }),
    )
  })

  it('two known currencies do not even compile', () => {
    const dollars: Money<'USD'> = { currency: 'USD', nanos: 1n }
    const euros: Money<'EUR'> = { currency: 'EUR', nanos: 1n }
    // @ts-expect-error Money<'EUR'> is no Money<'USD'>
    expect(addMoney(dollars, euros).ok).toBe(false)
  })

  it('shows nanos as exact decimals', () => {
    expect(nanosText(20_520_226_728n)).toBe('20.520226728')
    expect(nanosText(-10n)).toBe('-0.00000001')
    expect(nanosText(0n)).toBe('0')
  })

  it('shows nanos as units for the maths of forecast and payback', () => {
    expect(toUnits(2_000_000_000_000n)).toBe(2000)
  })

  it('knows a currency code when it sees one', () => {
    expect(parseCurrency('usd')).toBe('USD')
    expect(parseCurrency(' EUR ')).toBe('EUR')
    expect(parseCurrency('$')).toBeNull()
    expect(parseCurrency('')).toBeNull()
  })
})
