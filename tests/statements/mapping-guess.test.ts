import { describe, expect, it } from 'vitest'
import type { MappingGuess } from '../../src/core/mapping.ts'
import { guessMapping, type ChosenColumns } from '../../src/statements/mapping-guess.ts'

const guess = (
  header: string,
  rows: readonly string[],
  chosen: ChosenColumns = {},
  separator: ',' | ';' = ';',
): MappingGuess =>
  guessMapping(
    header.split(separator),
    rows.map((row) => row.split(separator)),
    separator,
    chosen,
  )

const card = 'Card;Transaction Date;Post Date;Description;Category;Type;Amount;Memo'

describe('which column is what', () => {
  it('a usage export of a seller that no dialect knows', () => {
    const { draft, missing } = guess('created_at;model;workspace;total_tokens;cost_usd', [
      '2026-03-01T10:00:00Z;llama-3;Research;120000;0.012',
      '2026-03-02T10:00:00Z;mixtral;Research;99000;0.0083',
    ])
    expect(draft).toMatchObject({
      columns: {
        date: 'created_at',
        amount: 'cost_usd',
        currency: null,
        service: 'model',
        project: 'workspace',
        quantity: 'total_tokens',
        unit: null,
      },
      dataset: 'cost',
      currency: 'USD',
      unit: 'Tokens',
      dateFormat: 'iso',
      decimalMark: '.',
      amountUnit: 'units',
      sign: 'charges-positive',
    })
    expect(missing).toEqual(['title', 'serviceProviderName'])
  })

  it('the total of what its parts cost, and nothing of parts without a total', () => {
    const rows = ['2026-03-01;0.003;0.002;0.001', '2026-03-02;0.006;0.004;0.002']
    const parted = guess('timestamp;totalCost;inputCost;outputCost', rows)
    expect(parted.draft.columns.amount).toBe('totalCost')
    const cut = rows.map((row) => row.replace(/;[^;]*/, ''))
    expect(guess('timestamp;inputCost;outputCost', cut).draft.columns.amount).toBeNull()
  })

  it('the day of the transaction, not of its posting; every candidate has its reason', () => {
    const { draft, candidates } = guess(card, ['1234;03/14/2026;03/15/2026;ANTHROPIC;Shopping;Sale;-20.00;'])
    expect(draft.columns).toMatchObject({
      date: 'Transaction Date',
      amount: 'Amount',
      service: 'Description',
    })
    expect(candidates.date.map(({ column }) => column)).toEqual(['Transaction Date', 'Post Date'])
    expect(candidates.date[1]?.reason).toContain('its name also says post')
  })

  it('of two sums that are as likely none is taken, and the money still has to be said', () => {
    const { draft, missing } = guess('Day;Net;Gross', ['2026-03-01;10.00;11.90'])
    expect(draft.columns.amount).toBeNull()
    expect(missing).toContain('columns.amount')
  })

  it('tokens read and tokens written are not taken for all tokens', () => {
    const { draft } = guess('day;input_tokens;output_tokens;cost', ['2026-03-01;10;20;1.50'])
    expect(draft.columns).toMatchObject({ amount: 'cost', quantity: null })
  })

  it('a price for each unit and a balance are not what was paid', () => {
    const { draft } = guess('Date;Unit price;Balance;Total cost', ['2026-03-01;0.002;100.00;3.10'])
    expect(draft.columns.amount).toBe('Total cost')
  })

  it('a file without money is one of usage', () => {
    const { draft, missing } = guess('date;model;requests', ['2026-03-01;m;12'])
    expect(draft).toMatchObject({ dataset: 'usage', unit: 'Requests', columns: { quantity: 'requests' } })
    expect(missing).not.toContain('currency')
  })

  it('what the user chose stands, and the rest follows from it', () => {
    const rows = ['13/04/2026;2026-03-04;1,50;2.75']
    const { draft } = guess('Posted;Used;Net;Gross', rows, { date: 'posted', amount: 'Gross' })
    expect(draft).toMatchObject({
      columns: { date: 'Posted', amount: 'Gross' },
      dateFormat: 'd/m/y',
      decimalMark: '.',
    })
    expect(guess('Posted;Used;Net;Gross', rows, { amount: 'Net' }).draft.decimalMark).toBe(',')
  })
})

describe('dates', () => {
  it('03/04/2026 fits two ways, so neither is taken', () => {
    const { draft, dateFormat, missing } = guess('Date;Amount', ['03/04/2026;1.50', '05/06/2026;1.50'])
    expect(draft.dateFormat).toBeNull()
    expect(missing).toContain('dateFormat')
    expect(dateFormat).toMatchObject({ state: 'ambiguous', choices: ['d/m/y', 'm/d/y'] })
    expect(dateFormat.reason).toContain('2026-04-03 by d/m/y and 2026-03-04 by m/d/y')
  })

  it('also where both read the same day in every row of the sample', () => {
    expect(guess('Date;Amount', ['03/03/2026;1.50']).dateFormat.state).toBe('ambiguous')
  })

  it('one day after the twelfth settles it', () => {
    expect(guess('Date;Amount', ['03/04/2026;1.50', '13/04/2026;1.50']).draft.dateFormat).toBe('d/m/y')
    expect(guess('Date;Amount', ['03/04/2026;1.50', '04/13/2026;1.50']).draft.dateFormat).toBe('m/d/y')
  })

  it('days of both kinds are no column of days', () => {
    expect(guess('Date;Amount', ['13/04/2026;1.50', '04/13/2026;1.50']).draft.columns.date).toBeNull()
  })

  it('rows below that name no day are proposed to be left out', () => {
    const { draft } = guess('Date;Amount', ['2026-03-01;1.50', '2026-03-02;2.00', ';3.50', 'Total;3.50'])
    expect(draft.rowsToLeaveOut).toEqual([
      { column: 'Date', when: 'empty' },
      { column: 'Date', when: 'is', texts: ['Total'] },
    ])
  })
})

describe('amounts', () => {
  const rowsOf = (...amounts: readonly string[]): readonly string[] =>
    amounts.map((text) => `2026-03-01;${text}`)
  const told = (...amounts: readonly string[]): MappingGuess => guess('Date;Amount', rowsOf(...amounts))

  it.each([
    [['1,234'], null],
    [['1.234', '12'], null],
    [['1,234', '0,5'], ','],
    [['1.234', '0.5'], '.'],
    [['1,234', '1.234,5'], ','],
    [['1.5', '1,5'], null],
    [['12', '13'], null],
  ])('%j: the decimal mark is %s', (amounts, mark) => {
    expect(told(...amounts).draft.decimalMark).toBe(mark)
  })

  it('whole numbers between commas have a point, should one come', () => {
    expect(guess('Date,Amount', ['2026-03-01,12'], {}, ',').draft.decimalMark).toBe('.')
  })

  it('amounts that are all below zero may be charges or credits: the user says', () => {
    const { sign, missing } = told('-1.50', '-2.00')
    expect(sign).toMatchObject({ state: 'ambiguous', choices: ['charges-negative', 'charges-positive'] })
    expect(missing).toContain('sign')
  })

  it('a credit among charges settles it, a charge among many credits does not', () => {
    expect(told('1.50', '2.00', '-0.50').draft.sign).toBe('charges-positive')
    expect(told('-1.50', '-2.00', '0.50').draft.sign).toBeNull()
  })

  it('whole numbers may be cents, unless something tells', () => {
    expect(told('1999', '500').amountUnit.state).toBe('ambiguous')
    expect(told('19.99', '500').draft.amountUnit).toBe('units')
    expect(told('$1999').draft.amountUnit).toBe('units')
    expect(guess('Date;amount_cents', rowsOf('1999.5')).draft.amountUnit).toBe('cents')
    expect(guess('Date;cost_usd', rowsOf('1999')).draft.amountUnit).toBe('units')
    expect(guess('Date;Cost (JPY)', rowsOf('1999')).draft.amountUnit).toBe('units')
    expect(guess('Date;Cost;Currency', rowsOf('1999;JPY', '2500;krw')).amountUnit).toEqual({
      state: 'sure',
      value: 'units',
      reason: 'JPY, KRW have no cents',
    })
    expect(guess('Date;Cost;Currency', rowsOf('1999;JPY', '2500;USD')).amountUnit.state).toBe('ambiguous')
  })

  it('the currency is in a column, in the name of the column, or beside the amounts; else it is not known', () => {
    expect(guess('Date;Amount;Currency', ['2026-03-01;1.50;usd', '2026-03-01;1.50;EUR']).draft).toMatchObject(
      {
        currency: null,
        columns: { currency: 'Currency' },
      },
    )
    expect(guess('Date;Cost (€)', rowsOf('1,50')).draft.currency).toBe('EUR')
    expect(told('£1.50').draft.currency).toBe('GBP')
    expect(told('£1.50', '1.50 €').currency).toMatchObject({ state: 'ambiguous', choices: ['GBP', 'EUR'] })
    expect(told('1.50').missing).toContain('currency')
  })
})
