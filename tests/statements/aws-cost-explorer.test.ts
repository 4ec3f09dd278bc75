import { describe, expect, it } from 'vitest'
import { categoryOfGroup } from '../../src/statements/dialects/aws-charge-types.ts'
import { dialectOf } from '../../src/statements/dialects/index.ts'
import { aLedger, importText } from '../make.ts'
import { fixture, imported, refusalOf } from '../traps/bills.ts'

describe('a download of Cost Explorer', () => {
  it.each([
    [
      'Tax',
      ['Tax', 'Impuestos', 'Taxe', 'Taxes', 'Impôts', 'Steuer', 'Imposte', 'Imposto', '税金', '세금', '稅金'],
    ],
    ['Credit', ['Credit', 'Créditos', 'CRÉDITO', 'Crédits', 'Gutschrift', 'Crediti', 'クレジット', '크레딧']],
    ['Adjustment', ['Refund', 'Reembolso', 'Remboursements', 'Rückerstattung', 'Rimborso', '返金', '환불']],
    ['Adjustment', ['Enterprise discount program discount', 'Descuento por volumen', 'Mengenrabatt', '割引']],
    ['Purchase', ['Recurring reservation fee', 'Savings Plan Upfront Fee', 'Other out-of-cycle charges']],
    [
      'Usage',
      ['Usage', 'Uso', 'Utilisation', 'Bedrock', 'Tax Calculator', 'Credit Scoring', 'Claude (Bedrock)'],
    ],
  ] as const)('knows %s by its name in %s', (category, names) => {
    for (const name of names) expect([name, categoryOfGroup(name)]).toEqual([name, category])
  })

  it.each([
    ['aws-cost-explorer-french-total-first.csv', '110'],
    ['aws-cost-explorer-by-charge-type-spanish.csv', '165.35'],
    ['aws-cost-explorer-services-in-rows.csv', '31'],
  ])('%s says itself what it adds up to', async (name, billed) => {
    expect(await imported(aLedger(), fixture(name))).toMatchObject({
      controlTotals: [{ currency: 'USD', billed }],
      totals: [{ billed }],
    })
  })

  it('with forecasts says no total of its own, wherever the row of the sum stands', async () => {
    const [head = '', sum = '', ...days] = fixture('aws-cost-explorer-usd-forecast.csv').trim().split('\n')
    for (const text of [
      [head, sum, ...days],
      [head, ...days, sum],
    ])
      expect(await importText(aLedger(), text.join('\n'))).toMatchObject({
        statement: { controlTotals: [], totals: [{ currency: 'USD', billed: '0.52' }] },
      })
  })

  it('whose cells do not add up to their total is refused, whichever way round it is', async () => {
    const wrong = fixture('aws-cost-explorer-services-in-rows.csv').replace('Bedrock,30', 'Bedrock,35')
    const header = 'Total costs(USD)'
    expect(await refusalOf(wrong)).toMatchObject({ kind: 'bad-cell', header, expected: 'total', line: 3 })
    const first = fixture('aws-cost-explorer-french-total-first.csv').replace('"44"', '"48"')
    expect(await refusalOf(first)).toMatchObject({ kind: 'bad-cell', text: '48', line: 4, column: 1 })
  })

  it.each([
    'Month,Subtotal ($)',
    'Service,2026-08-01($),Bedrock($),Total costs($)',
    'A,B,Total($)',
    'Day,Totality($)',
  ])('%s is none', (header) => {
    expect(dialectOf(header.split(','))?.name).not.toBe('aws-cost-explorer')
  })
})
