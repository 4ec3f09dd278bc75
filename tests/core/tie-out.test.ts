import { describe, expect, it } from 'vitest'
import type { ChargeCategory } from '../../src/core/charge.ts'
import { minorDigitsOf } from '../../src/core/currencies.ts'
import { parseDecimal } from '../../src/core/decimal.ts'
import { toNanos } from '../../src/core/money.ts'
import { firstDayOf, lastDayOf, parseMonth } from '../../src/core/period.ts'
import type { ControlTotal } from '../../src/core/statement.ts'
import type { TieOutFacts } from '../../src/core/tie-out-candidates.ts'
import { tieOutWords } from '../../src/core/tie-out-words.ts'
import { tieOut, type TieOut } from '../../src/core/tie-out.ts'

const nanos = (text: string): bigint => toNanos(parseDecimal(text) ?? { digits: 0n, scale: 0 })
const july = parseMonth('2026-07') ?? 0
const wholeJuly = { firstDay: firstDayOf(july), lastDay: lastDayOf(july) }

const typed = (billed: string, currency = 'USD'): ControlTotal => ({ currency, billed, saidBy: 'user' })

type Rows = readonly (readonly [ChargeCategory, string, number])[]

/** A statement of July 2026 in one currency, made of categories: `['Usage', '100.00', 10]` are ten rows. */
function july2026(rows: Rows, more: Partial<TieOutFacts> = {}, currency = 'USD'): TieOutFacts {
  const sum = rows.reduce((total, [, billed]) => total + nanos(billed), 0n)
  const billed = (Number(sum) / 1e9).toString()
  return {
    controlTotals: [],
    totals: [{ currency, billed }],
    categories: rows.map(([category, amount, count]) => ({
      category,
      currency,
      billed: nanos(amount),
      rows: count,
    })),
    months: [{ month: july, currency, billed: sum }],
    coverage: [wholeJuly],
    others: [],
    neverExported: [],
    ...more,
  }
}

const held = (control: string, rows: Rows, more: Partial<TieOutFacts> = {}): TieOut =>
  tieOut(july2026(rows, { controlTotals: [typed(control)], ...more }))

const kindsOf = (answer: TieOut): readonly string[] =>
  answer.state === 'differs' ? answer.candidates.map(({ kind, fit }) => `${fit} ${kind}`) : [answer.state]

describe('a control total', () => {
  it('that nobody gave says nothing', () => {
    expect(tieOut(july2026([['Usage', '100', 10]]))).toEqual({ state: 'no-control' })
  })

  it('ties out to the cent: what is beneath half a cent is the invoice rounding', () => {
    const usage: Rows = [
      ['Usage', '1.6023086974', 1000],
      ['Tax', '0.08', 5],
    ]
    expect(held('1.68', usage).state).toBe('ties-out')
    expect(held('1.69', usage).state).toBe('differs')
  })

  it.each([
    ['JPY', '1000.4', '1000', 'ties-out'],
    ['JPY', '1000.6', '1000', 'differs'],
    ['USD', '10.004', '10.00', 'ties-out'],
    ['USD', '10.006', '10.00', 'differs'],
    ['BHD', '10.0004', '10.000', 'ties-out'],
    ['BHD', '10.004', '10.000', 'differs'],
  ])('in %s, charges of %s against an invoice of %s: %s', (currency, billed, invoice, state) => {
    const facts = july2026([['Usage', billed, 1]], { controlTotals: [typed(invoice, currency)] }, currency)
    expect(tieOut(facts).state).toBe(state)
  })

  it('typed by the user counts before the one in the file', () => {
    const controlTotals: readonly ControlTotal[] = [
      { currency: 'USD', billed: '100', saidBy: 'file' },
      typed('90'),
    ]
    const answer = tieOut(july2026([['Usage', '100', 1]], { controlTotals }))
    expect(answer).toMatchObject({ state: 'differs', difference: '-10', total: { saidBy: 'user' } })
  })

  it('trap 23: differs exactly, beyond what a float can hold', () => {
    const facts = {
      ...july2026([['Usage', '1', 1]]),
      totals: [{ currency: 'USD', billed: '0.1000000000000000000003' }],
    }
    const answer = tieOut({ ...facts, controlTotals: [typed('1.3')] })
    expect(answer).toMatchObject({ difference: '1.1999999999999999999997' })
  })

  it('in a currency that the file does not bill in: the rate it would imply', () => {
    const answer = held('92.15', [['Usage', '100', 1]], { controlTotals: [typed('92.15', 'EUR')] })
    expect(answer).toMatchObject({ state: 'other-currency', rate: expect.closeTo(0.9215, 9) as number })
  })
})

describe('what may make up the difference', () => {
  const withTax: Rows = [
    ['Usage', '100.00', 10],
    ['Tax', '19.00', 1],
  ]

  it('the tax rows of the file, which the invoice total leaves out', () => {
    expect(held('100.00', withTax)).toMatchObject({
      difference: '-19',
      candidates: [{ kind: 'left-out', category: 'Tax', billed: '19', rows: 1, fit: 'exact' }, {}],
    })
  })

  it('a tax that the file does not have: the rate, likely where it is a round one', () => {
    const [likely] = kindsOf(held('119.00', [['Usage', '100.00', 10]]))
    expect(likely).toBe('likely tax-on-top')
    expect(held('119.00', [['Usage', '100.00', 10]])).toMatchObject({ candidates: [{ rate: 0.19 }] })
    expect(kindsOf(held('119.37', [['Usage', '100.00', 10]]))).toEqual(['possible tax-on-top'])
    expect(kindsOf(held('140.00', [['Usage', '100.00', 10]]))).toEqual([])
  })

  it('the credits of the file, where the invoice total stands before them', () => {
    const answer = held('100.00', [
      ['Usage', '100.00', 10],
      ['Credit', '-15.00', 2],
    ])
    expect(answer).toMatchObject({
      difference: '15',
      candidates: [{ kind: 'left-out', category: 'Credit', billed: '-15', rows: 2 }, {}],
    })
  })

  it('credits that only the invoice has, where it is lower', () => {
    expect(kindsOf(held('60.00', [['Usage', '100.00', 10]]))).toEqual(['possible credits-on-invoice'])
  })

  it('what the seller bills and never exports, where the invoice is higher', () => {
    const neverExported = ['Priority Tier', 'seats']
    const facts = { neverExported }
    expect(held('300.00', [['Usage', '100.00', 10]], facts)).toMatchObject({
      candidates: [{ kind: 'never-exported', what: neverExported, fit: 'possible' }],
    })
    expect(kindsOf(held('60.00', [['Usage', '100.00', 10]], facts))).toEqual(['possible credits-on-invoice'])
  })

  it('trap 24: rounding, within half a cent for each row', () => {
    // 400 rows can be off by 400 × 0.005 = 2.00.
    const within = held('98.01', [['Usage', '100.00', 400]])
    expect(within).toMatchObject({ candidates: [{ kind: 'rounding', bound: '2', rows: 400 }, {}] })
    expect(kindsOf(held('97.99', [['Usage', '100.00', 400]]))).not.toContain('possible rounding')
  })

  it('days of the month that the file does not cover, at its mean day', () => {
    // 21 of July's 31 days, 10.00 a day; ten days are missing: 100.00.
    const coverage = [{ firstDay: wholeJuly.firstDay, lastDay: wholeJuly.firstDay + 20 }]
    const answer = held('313.50', [['Usage', '210.00', 21]], { coverage })
    expect(answer).toMatchObject({
      difference: '103.5',
      candidates: [
        {
          kind: 'missing-days',
          missing: [{ month: july, days: 10 }],
          meanDay: '10',
          wouldAdd: '100',
          fit: 'likely',
        },
      ],
    })
    expect(kindsOf(held('700.00', [['Usage', '210.00', 21]], { coverage }))).toEqual([
      'possible missing-days',
    ])
  })

  it('one month of a file that spans two', () => {
    const months = [
      { month: july - 1, currency: 'USD', billed: nanos('40') },
      { month: july, currency: 'USD', billed: nanos('60') },
    ]
    expect(held('60.00', [['Usage', '100.00', 2]], { months })).toMatchObject({
      candidates: [{ kind: 'one-month', month: july, billed: '60', fit: 'exact' }, {}],
    })
  })

  it('trap 26: what the file bills in another currency', () => {
    const totals = [
      { currency: 'EUR', billed: '50' },
      { currency: 'USD', billed: '100' },
    ]
    const answer = held('155.00', [['Usage', '100.00', 2]], { totals })
    expect(answer).toMatchObject({
      candidates: [{ kind: 'currency', currency: 'EUR', rate: expect.closeTo(1.1, 9) as number }],
    })
  })

  it('other statements of the same seller and month', () => {
    const others = [
      { statementId: 2, fileName: 'b.csv', currency: 'USD', billed: nanos('25.50') },
      { statementId: 3, fileName: 'c.csv', currency: 'USD', billed: nanos('70') },
    ]
    const usage: Rows = [['Usage', '100.00', 1]]
    expect(held('170.00', usage, { others })).toMatchObject({
      candidates: [{ kind: 'other-statements', files: ['c.csv'], fit: 'exact' }],
    })
    expect(held('195.50', usage, { others })).toMatchObject({
      candidates: [{ kind: 'other-statements', files: ['b.csv', 'c.csv'], billed: '95.5', fit: 'exact' }],
    })
  })
})

describe('the words', () => {
  const money = (text: string, currency: string): string => `${text} ${currency}`

  it('say the difference and each candidate with its evidence', () => {
    const words = tieOutWords(held('119.00', [['Usage', '100.00', 10]]), money)
    expect(words).toEqual({
      headline:
        'Does not tie out: the invoice says 119.00 USD, the charges add up to 100 USD. The invoice is 19 USD higher.',
      candidates: ['Likely: tax. The file has no tax; the difference is 19 % of its 100 USD.'],
    })
  })

  it('say that it ties out, and who says what it should be', () => {
    const controlTotals: readonly ControlTotal[] = [{ currency: 'USD', billed: '100.00', saidBy: 'file' }]
    const words = tieOutWords(tieOut(july2026([['Usage', '100', 1]], { controlTotals })), money)
    expect(words).toEqual({ headline: 'Ties out: the file itself says 100.00 USD.', candidates: [] })
  })

  it('name the rate that another currency implies', () => {
    const answer = held('92.15', [['Usage', '100', 1]], { controlTotals: [typed('92.15', 'EUR')] })
    expect(tieOutWords(answer, money).headline).toBe(
      'Cannot be compared: the invoice says 92.15 EUR, the charges are 100 USD. That would be 0.9215 EUR for 1 USD: compare it with the rate on the invoice.',
    )
  })
})

it('knows the minor units of ISO 4217', () => {
  expect(['JPY', 'USD', 'BHD', 'CLF'].map(minorDigitsOf)).toEqual([0, 2, 3, 4])
})
