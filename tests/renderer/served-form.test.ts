import { describe, expect, test } from 'vitest'
import { parseDecimal } from '../../src/core/decimal.ts'
import { parseMonth, type Month } from '../../src/core/period.ts'
import { isBlank, monthToEnter, typedServed } from '../../src/renderer/servedForm.ts'

const of = (text: string): Month => parseMonth(text) ?? Number.NaN
const months = ['2026-11', '2026-10', '2026-09'].map(of)
const entered = (...texts: readonly string[]) =>
  texts.map((text) => ({ rigId: 1, month: of(text), tokensIn: 120_500_000, tokensOut: 0 }))

describe('the month whose tokens are entered next', () => {
  test.each([
    [[], '2026-11'],
    [['2026-11'], '2026-10'],
    [['2026-11', '2026-09'], '2026-10'],
    [['2026-11', '2026-10', '2026-09'], '2026-11'],
  ])('after %j is %s', (before, next) => {
    expect(monthToEnter(months, entered(...before))).toBe(of(next))
  })

  test('is none of a rig that is not in service yet', () => {
    expect(monthToEnter([], [])).toBe(undefined)
  })
})

describe('an entry in the form', () => {
  test('is grouped, and reads back as the number it was', () => {
    const typed = typedServed(entered('2026-10')[0])
    expect(typed).toEqual({ tokensIn: '120,500,000', tokensOut: '0' })
    expect(parseDecimal(typed.tokensIn)).toEqual({ digits: 120_500_000n, scale: 0 })
    expect(isBlank(typed)).toBe(false)
  })

  test('that was not made is blank', () => {
    expect(isBlank(typedServed(undefined))).toBe(true)
    expect(isBlank({ tokensIn: ' ', tokensOut: '1' })).toBe(false)
  })
})
