import { describe, expect, it } from 'vitest'
import { aLedger, importText } from '../make.ts'
import { whatBecame } from './what-became.ts'

const undated = [
  'Start date,2026-09-01',
  'End date,2026-09-30',
  '',
  'Service description,Service ID,Cost ($),Savings programs ($),Unrounded subtotal ($),Subtotal ($)',
  'Gemini API,G,10,0,10.004,10.00',
  'Vertex AI,V,5,0,5.001,5.00',
]
const footers = ['Subtotal,,15,0,15.005,15.01', 'Tax,,,,1,1', 'Filtered total,,,,16.005,16.01']

const became = async (lines: readonly string[]): Promise<unknown> => {
  const ledger = aLedger()
  return whatBecame(ledger, await importText(ledger, lines.join('\n')))
}

describe('the footers of a Google report', () => {
  it('are no services of a report without a column of time', async () => {
    expect(await became([...undated, ...footers])).toMatchObject({
      totals: [{ currency: 'USD', billed: '16.005' }],
      charges: [
        expect.stringContaining('| Usage | Google Cloud |  | Gemini API |'),
        expect.stringContaining('| Usage | Google Cloud |  | Vertex AI |'),
        expect.stringContaining('| Tax | Google Cloud |  | Tax |'),
      ],
    })
    expect(await importText(aLedger(), [...undated, ...footers].join('\n'))).toMatchObject({
      statement: { controlTotals: [{ currency: 'USD', billed: '16.01' }] },
    })
  })

  it('may have their label where the months stand', async () => {
    const head = 'Month,Service description,Cost ($),Unrounded subtotal ($),Subtotal ($)'
    const rows = ['2026-09,Vertex AI,10,10,10', 'Subtotal,,,10,10', 'Tax,,,1,1', 'Filtered total,,,11,11']
    expect(await became([head, ...rows])).toMatchObject({ totals: [{ currency: 'USD', billed: '11' }] })
    expect(await became([head, '2026-09,Vertex AI,10,10,10', 'Sum,,,10,10'])).toMatchObject({
      state: 'refused',
      problem: { kind: 'bad-cell', expected: 'date', header: 'Month', text: 'Sum' },
    })
  })

  it('are told from a service that says more than its name', async () => {
    expect(await became([...undated, 'Tax,T-1,2,0,2,2'])).toMatchObject({
      totals: [{ currency: 'USD', billed: '17.005' }],
    })
  })

  it('may say how much the sum has grown', async () => {
    const [start = '', end = '', gap = '', head = '', ...rows] = undated
    const grown = [`${head},Percent change in subtotal`, ...rows.map((row) => `${row},New`)]
    const text = [start, end, gap, ...grown, 'Filtered total,,,,15.005,15.01,5%']
    expect(await became(text)).toMatchObject({ totals: [{ currency: 'USD', billed: '15.005' }] })
  })
})
