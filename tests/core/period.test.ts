import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayOfDate,
  dayText,
  daysIn,
  firstDayOf,
  lastDayOf,
  monthOfDay,
  monthText,
  parseDay,
  parseMonth,
  quarterOfMonth,
  quarterText,
} from '../../src/core/period.ts'

describe('days', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026-03-31 02:00', '2026-03-31'],
    ['2024-09-18 23:00:00', '2024-09-18'],
    ['2023-11-01T00:00:00.000Z', '2023-11-01'],
    ['2025-10-27T00:00:00+00:00', '2025-10-27'],
    ['2026-07-01 00:00:00+00:00', '2026-07-01'],
    ['2026-05-01T00:30:00+08:00', '2026-04-30'],
    ['2026-04-30T23:30:00-02:00', '2026-05-01'],
    ['2023-11-13T10:00Z', '2023-11-13'],
    ['2025-10-20 17:16:48 UTC', '2025-10-20'],
    ['2024-02-29', '2024-02-29'],
    ['2026-04-30 23:30:00-02', '2026-05-01'],
    ['2026-06-28 03:46:57.713+00', '2026-06-28'],
    ['04.08.2026', '2026-08-04'],
    ['4.8.2026 23:59', '2026-08-04'],
  ])('%s is the UTC day %s', (text, day) => {
    const found = parseDay(text)
    expect(found === null ? null : dayText(found)).toBe(day)
  })

  it.each([
    '',
    '2026-02-30',
    '2025-02-29',
    '01/02/2026',
    '2026-13-01',
    '20260701',
    'yesterday',
    '2026-03-01T25:00',
    '9999-12-31',
    '31.02.2026',
    '08.13.2026',
    '04.08.26',
    '4.8.2026 24:00',
    '0202-07-01',
    '1989-12-31',
  ])('“%s” is no day', (text) => {
    expect(parseDay(text)).toBeNull()
  })

  it('every day’s text reads back as the day, and lies in its month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 7_305, max: 84_005 }), (day) => {
        expect(parseDay(dayText(day))).toBe(day)
        const month = monthOfDay(day)
        expect(firstDayOf(month)).toBeLessThanOrEqual(day)
        expect(lastDayOf(month)).toBeGreaterThanOrEqual(day)
        expect(parseMonth(monthText(month))).toBe(month)
      }),
    )
  })

  it('knows the lengths of months and the names of quarters', () => {
    const february = parseMonth('2024-02') ?? 0
    expect(daysIn(february)).toBe(29)
    expect(quarterText(quarterOfMonth(february))).toBe('2024-Q1')
    expect(quarterText(quarterOfMonth(parseMonth('2026-12') ?? 0))).toBe('2026-Q4')
    expect(dayOfDate(2026, 4, 31)).toBeNull()
  })
})
