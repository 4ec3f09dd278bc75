import { describe, expect, it } from 'vitest'
import { isAlarming, quarterGrowth, type SourceSpend } from '../../src/core/growth.ts'
import { parseMonth, quarterText } from '../../src/core/period.ts'
import type { MonthState, SourceMonth } from '../../src/core/spend.ts'

const month = (text: string): number => parseMonth(text) ?? Number.NaN
const quarters = { Q1: ['01', '02', '03'], Q2: ['04', '05', '06'], Q3: ['07', '08', '09'] }
const dollars = (units: number): bigint => BigInt(units) * 10n ** 9n

const months = (
  provider: string,
  quarter: keyof typeof quarters,
  state: MonthState = 'complete',
): SourceMonth[] =>
  quarters[quarter].map((text) => ({
    serviceProviderName: provider,
    billingAccountId: '',
    month: month(`2026-${text}`),
    state,
    coveredDays: 30,
    firstDay: 0,
    lastDay: 0,
    restated: false,
  }))

const spend = (
  provider: string,
  quarter: keyof typeof quarters,
  monthly: number,
  currency = 'USD',
): SourceSpend[] =>
  quarters[quarter].map((text) => ({
    month: month(`2026-${text}`),
    serviceProviderName: provider,
    billingAccountId: '',
    service: 'model',
    currency,
    effective: dollars(monthly),
  }))

describe('growth quarter over quarter', () => {
  it('compares complete quarters and names what rose', () => {
    const [growth, ...more] = quarterGrowth(
      [...months('A', 'Q1'), ...months('A', 'Q2')],
      [...spend('A', 'Q1', 1000), ...spend('A', 'Q2', 1300)],
    )
    expect(more).toEqual([])
    expect(growth && { ...growth, quarter: quarterText(growth.quarter) }).toEqual({
      quarter: '2026-Q2',
      currency: 'USD',
      before: dollars(3000),
      now: dollars(3900),
      drivers: [{ name: 'A, model', rise: dollars(900) }],
      leftOut: [],
    })
  })

  it('leaves out a source that lacks a month, and says so: a missing bill is no fall', () => {
    const [growth] = quarterGrowth(
      [...months('A', 'Q1'), ...months('A', 'Q2'), ...months('B', 'Q1'), ...months('B', 'Q2', 'missing')],
      [...spend('A', 'Q1', 1000), ...spend('A', 'Q2', 1000), ...spend('B', 'Q1', 500)],
    )
    expect(growth?.before).toBe(dollars(3000))
    expect(growth?.now).toBe(dollars(3000))
    expect(growth?.leftOut).toEqual(['B'])
  })

  it('a running quarter is not compared', () => {
    expect(
      quarterGrowth(
        [...months('A', 'Q1'), ...months('A', 'Q2', 'running')],
        [...spend('A', 'Q1', 1000), ...spend('A', 'Q2', 5000)],
      ),
    ).toEqual([])
  })

  it('currencies are told apart', () => {
    const growths = quarterGrowth(
      [...months('A', 'Q1'), ...months('A', 'Q2')],
      [
        ...spend('A', 'Q1', 1),
        ...spend('A', 'Q2', 2),
        ...spend('A', 'Q1', 10, 'EUR'),
        ...spend('A', 'Q2', 10, 'EUR'),
      ],
    )
    expect(growths.map(({ currency, before, now }) => [currency, before, now])).toEqual([
      ['EUR', dollars(30), dollars(30)],
      ['USD', dollars(3), dollars(6)],
    ])
  })
})

describe('worth an alert', () => {
  it.each([
    [1000, 1201, false],
    [10_000, 12_000, false],
    [10_000, 12_001, true],
    [1000, 1250, false],
    [1000, 1251, true],
    [0, 5000, false],
    [-100, 5000, false],
    [5000, 1000, false],
  ])('from %i to %i: %s', (before, now, alarming) => {
    expect(isAlarming({ before: dollars(before), now: dollars(now) })).toBe(alarming)
  })
})
