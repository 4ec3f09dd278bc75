import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, parseDecimal } from '../../src/core/decimal.ts'
import { dateFormats, type DateFormat } from '../../src/core/mapping.ts'
import { dayText } from '../../src/core/period.ts'
import { agrees, charged, writtenAmount } from '../../src/statements/mapping-amounts.ts'
import { mappedDays } from '../../src/statements/mapping-dates.ts'

const amount = (text: string, mark: '.' | ','): string | null => {
  const written = writtenAmount(text, mark)
  return written === null ? null : `${decimalText(written.amount)} ${written.currencySign}`.trim()
}

describe('an amount in either decimal style', () => {
  it.each([
    ['12', '.', '12'],
    ['-1,234.50', '.', '-1234.5'],
    ['$1,234.50 ', '.', '1234.5 $'],
    ['-$12.50', '.', '-12.5 $'],
    ['$-12.50', '.', '-12.5 $'],
    ['($12.50)', '.', '-12.5 $'],
    ['12.00-', '.', '-12'],
    ['1.81E-8', '.', '0.0000000181'],
    ['USD 12.00', '.', '12 USD'],
    ['CA$12', '.', '12 CA$'],
    ["1'234.50 CHF", '.', '1234.5 CHF'],
    ['1.234,56 €', ',', '1234.56 €'],
    ['1 234,56', ',', '1234.56'],
    ['1\u00a0234\u00a0567,8', ',', '1234567.8'],
    ['-0,125', ',', '-0.125'],
    ['1.234', ',', '1234'],
    ['1.234', '.', '1.234'],
    ['−5,00', ',', '-5'],
  ] as const)('%s with %s is %s', (text, mark, read) => {
    expect(amount(text, mark)).toBe(read)
  })

  it.each([
    ['12,50', '.'],
    ['12.50', ','],
    ['0,012', '.'],
    ['0.012', ','],
    ['1,234E-05', '.'],
    ['1 23', '.'],
    ['1.2.3', '.'],
    ['n/a', '.'],
    ['', '.'],
    ['--5', '.'],
    ['(-5)', '.'],
    ['$5€', '.'],
    ['(5', '.'],
    ['5 apples', '.'],
    [`${' '.repeat(30)}5x`, '.'],
    ['9'.repeat(200), '.'],
  ] as const)('%s with %s is none', (text, mark) => {
    expect(amount(text, mark)).toBeNull()
  })

  it('every amount comes back exactly, however it is grouped, signed and marked', () => {
    const spaces = [' ', '\u00a0', '\u202f', "'"]
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.integer({ min: 0, max: 18 }),
        fc.constantFrom('.', ','),
        fc.constantFrom('', 'other', ...spaces),
        fc.constantFrom('plain', 'brackets', 'behind'),
        fc.constantFrom('', '€', '$', 'EUR '),
        (digits, scale, mark, group, minus, sign) => {
          const other = mark === '.' ? ',' : '.'
          const padded = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
          const whole = padded.slice(0, padded.length - scale)
          const fraction = padded.slice(padded.length - scale)
          const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group === 'other' ? other : group)
          const number = `${sign}${grouped}${scale > 0 ? mark + fraction : ''}`
          const signed =
            digits >= 0n
              ? number
              : minus === 'brackets'
                ? `(${number})`
                : minus === 'behind'
                  ? `${number}-`
                  : `-${number}`
          const written = writtenAmount(signed, mark)
          expect(written && decimalText(written.amount)).toBe(decimalText({ digits, scale }))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('cents and the side of zero change neither a digit nor the sum', () => {
    const given = parseDecimal('-1999.5') ?? { digits: 0n, scale: 0 }
    const read = (sign: 'charges-positive' | 'charges-negative', amountUnit: 'units' | 'cents') =>
      decimalText(charged(given, { sign, amountUnit }))
    expect(read('charges-positive', 'units')).toBe('-1999.5')
    expect(read('charges-negative', 'units')).toBe('1999.5')
    expect(read('charges-negative', 'cents')).toBe('19.995')
  })

  it('a currency beside an amount has to be that of the row', () => {
    expect(agrees('', 'EUR')).toBe(true)
    expect(agrees('€', 'EUR')).toBe(true)
    expect(agrees('€', 'USD')).toBe(false)
    expect(agrees('USD', 'EUR')).toBe(false)
    expect(agrees('$', 'CAD')).toBe(true)
    expect(agrees('CA$', 'USD')).toBe(false)
  })
})

const read = (text: string, format: DateFormat): string | null => {
  const days = mappedDays(text, format)
  return days === null
    ? null
    : days.firstDay === days.lastDay
      ? dayText(days.firstDay)
      : `${dayText(days.firstDay)} to ${dayText(days.lastDay)}`
}

describe('a day in each way to write it', () => {
  it.each([
    ['2026-03-04', 'iso', '2026-03-04'],
    ['2026-3-4', 'iso', '2026-03-04'],
    ['2026-03-04T23:30:00-02:00', 'iso', '2026-03-05'],
    ['2026-03-04 00:30:00 UTC', 'iso', '2026-03-04'],
    ['20260304', 'yyyymmdd', '2026-03-04'],
    ['2026/3/4', 'y/m/d', '2026-03-04'],
    ['03/04/2026', 'd/m/y', '2026-04-03'],
    ['03/04/2026', 'm/d/y', '2026-03-04'],
    ['4/1/25', 'm/d/y', '2025-04-01'],
    ['4/1/25 11:59:59 PM', 'm/d/y', '2025-04-01'],
    ['4/1/2025 23:30 -01:00', 'm/d/y', '2025-04-02'],
    ['03.04.2026', 'd.m.y', '2026-04-03'],
    ['03-04-2026', 'd-m-y', '2026-04-03'],
    ['03-04-2026', 'm-d-y', '2026-03-04'],
    ['04-Mar-2026', 'd-mon-y', '2026-03-04'],
    ['4 March 2026', 'd-mon-y', '2026-03-04'],
    ['4 Sept 26', 'd-mon-y', '2026-09-04'],
    ['Mar 4, 2026', 'mon-d-y', '2026-03-04'],
    ['2026-02', 'y-m', '2026-02-01 to 2026-02-28'],
    ['12/2026', 'm/y', '2026-12-01 to 2026-12-31'],
    ['Feb 2028', 'mon-y', '2028-02-01 to 2028-02-29'],
    ['Feb-28', 'mon-y', '2028-02-01 to 2028-02-29'],
    ["Feb '28", 'mon-y', '2028-02-01 to 2028-02-29'],
    ['März 2026', 'mon-y', '2026-03-01 to 2026-03-31'],
    ['févr. 2026', 'mon-y', '2026-02-01 to 2026-02-28'],
    ['4. Dezember 2026', 'd-mon-y', '2026-12-04'],
    ['4 août 2026', 'd-mon-y', '2026-08-04'],
    ['1772582400', 'unix-seconds', '2026-03-04'],
    ['1772582400123', 'unix-milliseconds', '2026-03-04'],
  ] as const)('%s by %s is %s', (text, format, days) => {
    expect(read(text, format)).toBe(days)
  })

  it.each([
    ['13/04/2026', 'm/d/y'],
    ['31/04/2026', 'd/m/y'],
    ['03/04/0026', 'd/m/y'],
    ['03/04/2026x', 'd/m/y'],
    ['03/04/2026 25:00', 'd/m/y'],
    ['03/04/2026 13:00 PM', 'd/m/y'],
    ['4 Foo 2026', 'd-mon-y'],
    ['Feb 28', 'mon-y'],
    ['Feb-028', 'mon-y'],
    ['1772582400123', 'unix-seconds'],
    ['20261304', 'yyyymmdd'],
    ['', 'iso'],
  ] as const)('%s by %s is none', (text, format) => {
    expect(read(text, format)).toBeNull()
  })

  it('only day and month in the other order can be taken for each other', () => {
    const numbers = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2000, max: 2099 }), ([month, date], year) => {
        const two = (value: number): string => String(value).padStart(2, '0')
        const writings: Partial<Record<DateFormat, string>> = {
          iso: `${year}-${two(month)}-${two(date)}`,
          yyyymmdd: `${year}${two(month)}${two(date)}`,
          'y/m/d': `${year}/${month}/${date}`,
          'd/m/y': `${date}/${month}/${year}`,
          'm/d/y': `${month}/${date}/${year}`,
          'd.m.y': `${two(date)}.${two(month)}.${year}`,
          'd-m-y': `${date}-${month}-${year}`,
          'm-d-y': `${month}-${date}-${year}`,
        }
        const day = `${year}-${two(month)}-${two(date)}`
        for (const [format, text] of Object.entries(writings)) {
          expect(read(text, format as DateFormat)).toBe(day)
          const fits = dateFormats.filter((other) => mappedDays(text, other) !== null)
          const swapped = { 'd/m/y': 'm/d/y', 'm/d/y': 'd/m/y', 'd-m-y': 'm-d-y', 'm-d-y': 'd-m-y' }[format]
          for (const other of fits) expect([format, swapped]).toContain(other)
          if (date > 12) expect(fits).toEqual([format])
        }
      }),
    )
  })
})
