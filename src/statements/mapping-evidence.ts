import { dayText } from '../core/period.ts'
import {
  amountUnits,
  dateFormats,
  decimalMarks,
  type DateFormat,
  type Mapping,
  type Told,
} from '../core/mapping.ts'
import { minorDigitsOf } from '../core/currencies.ts'
import type { Currency } from '../core/money.ts'
import { currencyOfSign } from './dialects/currency-signs.ts'
import { markIn } from './decimal-mark.ts'
import { partsOf, writtenAmount } from './mapping-amounts.ts'
import type { ColumnProfile } from './mapping-columns.ts'
import { mappedDays } from './mapping-dates.ts'

const noColumn = { state: 'unknown', reason: 'no column is chosen for it' } as const

/** Sure only where no other way to write dates reads all of them as well. */
export function dateFormatTold(column: ColumnProfile | null): Told<DateFormat> {
  if (column === null) return noColumn
  const formats = column.dates.map(({ format }) => format)
  const [first, second] = formats
  const texts = column.texts.filter((text) => formats.some((format) => mappedDays(text, format) !== null))
  if (first === undefined)
    return { state: 'unknown', reason: `${quoted(column.texts[0])} is no date that Breakwatt reads` }
  if (second === undefined)
    return { state: 'sure', value: first, reason: `all dates read so, such as ${quoted(texts[0])}` }
  const telling = texts.find((text) => dayIn(text, first) !== dayIn(text, second)) ?? texts[0] ?? ''
  return {
    state: 'ambiguous',
    choices: dateFormats.filter((format) => formats.includes(format)),
    reason: `every date in the sample fits each of them; ${quoted(telling)} is ${formats
      .map((format) => `${dayIn(telling, format)} by ${format}`)
      .join(' and ')}`,
  }
}

const dayIn = (text: string, format: DateFormat): string => {
  const days = mappedDays(text, format)
  return days === null ? 'no day' : dayText(days.firstDay)
}

/** What stands between units and tenths, by all numbers that are to be read. */
export function decimalMarkTold(
  columns: readonly (ColumnProfile | null)[],
  separator: Mapping['separator'] | null,
): Told<Mapping['decimalMark']> {
  const texts = columns.flatMap((column) => column?.texts ?? [])
  if (texts.length === 0) return noColumn
  const found = texts.map((text) => ({ text, mark: markIn(partsOf(text)?.number ?? '') }))
  const point = found.find(({ mark }) => mark === '.')
  const comma = found.find(({ mark }) => mark === ',')
  const either = found.find(({ mark }) => mark === 'either')
  if (point && comma)
    return {
      state: 'ambiguous',
      choices: decimalMarks,
      reason: `${quoted(point.text)} has a decimal point, ${quoted(comma.text)} a decimal comma`,
    }
  const telling = point ?? comma
  if (telling)
    return {
      state: 'sure',
      value: point ? '.' : ',',
      reason: `${quoted(telling.text)} can be read in no other way`,
    }
  if (either)
    return {
      state: 'ambiguous',
      choices: decimalMarks,
      reason: `${quoted(either.text)} reads differently with a decimal point and with a decimal comma, and no other number tells`,
    }
  return separator === ','
    ? { state: 'sure', value: '.', reason: 'all numbers are whole, and commas separate the cells' }
    : { state: 'ambiguous', choices: decimalMarks, reason: 'all numbers in the sample are whole' }
}

/** `currencies`: those that the amounts of the sample are in; none where it does not say. */
export function unitOfAmountTold(
  column: ColumnProfile | null,
  mark: Mapping['decimalMark'] | null,
  currencies: readonly Currency[],
): Told<Mapping['amountUnit']> {
  if (column === null) return noColumn
  if (column.words.some((word) => word === 'cents' || word === 'cent' || word === 'pence'))
    return { state: 'sure', value: 'cents', reason: `its name is ${column.name}` }
  if (currencies.length > 0 && currencies.every((currency) => minorDigitsOf(currency) === 0))
    return {
      state: 'sure',
      value: 'units',
      reason: `${currencies.join(', ')} ${currencies.length === 1 ? 'has' : 'have'} no cents`,
    }
  const [unit] = column.words.filter((word) => /^(usd|eur|gbp|dollars?|euros?|pounds?|[$€£])$/.test(word))
  if (unit !== undefined) return { state: 'sure', value: 'units', reason: `its name says ${unit}` }
  const telling = column.texts.find((text) => {
    const amount = writtenAmount(text, mark)
    return amount !== null && (amount.amount.scale > 0 || amount.currencySign !== '')
  })
  return telling === undefined
    ? {
        state: 'ambiguous',
        choices: amountUnits,
        reason: 'all amounts in the sample are whole numbers, so they may be cents',
      }
    : { state: 'sure', value: 'units', reason: `${quoted(telling)} is not written in cents` }
}

/** On which side of zero charges stand. Sure only where most amounts are above it. */
export function signTold(
  column: ColumnProfile | null,
  mark: Mapping['decimalMark'] | null,
): Told<Mapping['sign']> {
  if (column === null) return noColumn
  const digits = column.texts.flatMap((text) => {
    const written = writtenAmount(text, mark) ?? writtenAmount(text, '.') ?? writtenAmount(text, ',')
    return written === null || written.amount.digits === 0n ? [] : [written.amount.digits]
  })
  const below = digits.filter((amount) => amount < 0n).length
  const above = digits.length - below
  if (digits.length === 0)
    return { state: 'unknown', reason: 'no amount in the sample is above or below zero' }
  if (below === 0) return { state: 'sure', value: 'charges-positive', reason: 'no amount is below zero' }
  if (above > below)
    return {
      state: 'sure',
      value: 'charges-positive',
      reason: `${below} of ${digits.length} amounts are below zero: they are read as credits`,
    }
  return {
    state: 'ambiguous',
    choices: ['charges-negative', 'charges-positive'],
    reason: `${above === 0 ? 'all amounts' : `${below} of ${digits.length} amounts`} are below zero: they are charges on a card statement, credits elsewhere`,
  }
}

const codesInNames = new Set(
  'usd eur gbp chf cad aud nzd jpy cny inr sek nok dkk pln czk brl krw sgd hkd'.split(' '),
)

/** The currency of all amounts, by the name of their column and the signs beside them. */
export function currencyTold(column: ColumnProfile | null, currencyColumn: string | null): Told<Currency> {
  if (currencyColumn !== null)
    return { state: 'unknown', reason: `the column ${currencyColumn} says it row by row` }
  if (column === null) return noColumn
  const inName = column.words.flatMap((word) =>
    codesInNames.has(word) ? [word.toUpperCase()] : (signOf(word) ?? []),
  )
  const inCells = column.texts.flatMap((text) => signOf(partsOf(text)?.currencySign ?? '') ?? [])
  const currencies = [...new Set([...inName, ...inCells])]
  const [first] = currencies
  if (first === undefined)
    return { state: 'unknown', reason: 'neither a column nor an amount names a currency' }
  if (currencies.length > 1)
    return { state: 'ambiguous', choices: currencies, reason: `amounts are in ${currencies.join(' and ')}` }
  const isDollar = first === 'USD' && ![...column.words, ...column.texts].some((text) => /usd/i.test(text))
  return {
    state: 'sure',
    value: first,
    reason: isDollar ? '$ is read as US dollars; another dollar has to be said' : `the amounts say ${first}`,
  }
}

const signOf = (sign: string): readonly Currency[] | null => {
  const currency = sign === '' ? null : currencyOfSign(sign)
  return currency === null ? null : [currency]
}

const longestQuote = 40
const quoted = (text = ''): string =>
  `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`
