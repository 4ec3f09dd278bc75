import { parseRate, pivotCurrency, type DayRate } from '../core/exchange.ts'
import { parseCurrency, type Currency } from '../core/money.ts'
import { dayOfDate, parseDay, type Day } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import type { Row } from './csv.ts'

/**
 * The European Central Bank's euro foreign exchange reference rates as CSV: `eurofxref-hist.csv` (every working day
 * since 1999, newest first, days as 2026-11-20) and `eurofxref.csv` (the newest day, as 20 November 2026).
 * Columns are a day and one currency each, in units for one euro; lines end in a comma. `N/A` where a currency was
 * not quoted. From https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip.
 */

/** Whether a header is the ECB's: `Date`, then currencies alone, the dollar among them. */
export function isRatesHeader(names: readonly string[]): boolean {
  const [first = '', ...others] = names.map((name) => name.trim())
  const currencies = others.at(-1) === '' ? others.slice(0, -1) : others
  return (
    first === 'Date' &&
    currencies.length > 1 &&
    currencies.includes('USD') &&
    currencies.every((name) => /^[A-Z]{3}$/.test(name))
  )
}

/** The currencies of the columns after the day; null for the empty one at the end. */
export const currenciesOf = (header: readonly string[]): readonly (Currency | null)[] =>
  header.slice(1).map(parseCurrency)

/** The day's rates in a row, or the problem with one of its cells. */
export function ratesOfRow(row: Row, currencies: readonly (Currency | null)[]): readonly DayRate[] | Problem {
  const dayText = row.text(0).trim()
  const day = parseDay(dayText) ?? parseEnglishDay(dayText)
  const badCell = (column: number, text: string, expected: 'date' | 'amount'): Problem => ({
    kind: 'bad-cell',
    header: column === 0 ? 'Date' : (currencies[column - 1] ?? ''),
    text,
    expected,
    ...row.place(column),
  })
  if (day === null) return badCell(0, dayText, 'date')
  const rates: DayRate[] = []
  for (const [place, currency] of currencies.entries()) {
    const text = row.text(place + 1).trim()
    if (currency === null || text === 'N/A' || text === '') continue
    if (parseRate(text) === null) return badCell(place + 1, text, 'amount')
    rates.push({ day, base: pivotCurrency, currency, rate: text, origin: 'ecb' })
  }
  return rates
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `20 November 2026`. */
function parseEnglishDay(text: string): Day | null {
  const [, date = '', name = '', year = ''] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? []
  const month = months.indexOf(name) + 1
  return month === 0 ? null : dayOfDate(Number(year), month, Number(date))
}
