import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/core/period.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { aLedger, importText } from '../make.ts'

/** A Claude Console cost export after a spreadsheet in German saved it again. */
const saved = [
  'usage_date_utc;model;workspace;token_type;cost_usd',
  '01.07.2026;Claude Sonnet 4.5;Default;output;1.234,50',
  '12.07.2026;Claude Sonnet 4.5;Default;output;0,75',
  '31.07.2026;Claude Haiku 4.5;Default;output;-4,25',
  '',
].join('\r\n')

describe('a known export that a spreadsheet saved again', () => {
  it.each([
    ['as UTF-8 with its mark', Buffer.from(`\ufeff${saved}`, 'utf8')],
    ['as UTF-16', Buffer.from(`\ufeff${saved.replaceAll(';', '\t')}`, 'utf16le')],
  ])('%s reads the same: days, decimal commas, thousands', async (_, bytes) => {
    const ledger = aLedger()
    const [outcome] = await importStatements(ledger, [{ name: 'kosten.csv', bytes }], 0)
    if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
    const { firstDay, lastDay, totals } = outcome.statement
    // 1234.50 + 0.75 - 4.25
    expect(totals).toMatchObject([{ currency: 'USD', billed: '1231' }])
    expect([dayText(firstDay ?? 0), dayText(lastDay ?? 0)]).toEqual(['2026-07-01', '2026-07-31'])
  })

  it('with days that could be read two ways is refused', async () => {
    const outcome = await importText(aLedger(), saved.replaceAll('.07.2026', '/07/2026'), 'kosten.csv')
    expect(outcome).toMatchObject({
      state: 'refused',
      problem: { kind: 'bad-cell', text: '01/07/2026', expected: 'date', line: 2 },
    })
  })
})

describe('a month that a spreadsheet saved as Aug-26', () => {
  it.each([
    ['Google Cloud Reports', 'Month,Service description,Cost ($),Subtotal ($)\nAug-26,Vertex AI,2,1.5'],
    ['Azure Cost analysis', 'Month,Service name,Cost (USD),Currency\nAug-26,Storage,1.5,USD'],
    [
      'Azure Cost analysis, written out',
      'Month,Service name,Cost (USD),Currency\nAugust 2026,Storage,1.5,USD',
    ],
  ])('is that month in %s', async (_, text) => {
    const outcome = await importText(aLedger(), text)
    if (outcome.state !== 'imported') throw new Error(JSON.stringify(outcome))
    const { firstDay, lastDay, totals } = outcome.statement
    expect(totals).toMatchObject([{ currency: 'USD', billed: '1.5' }])
    expect([dayText(firstDay ?? 0), dayText(lastDay ?? 0)]).toEqual(['2026-08-01', '2026-08-31'])
  })

  it('is no month where it has no such name', async () => {
    const outcome = await importText(
      aLedger(),
      'Month,Service name,Cost (USD),Currency\nAgo-26x,Storage,1,USD',
    )
    expect(outcome).toMatchObject({ problem: { kind: 'bad-cell', expected: 'date', header: 'Month' } })
  })
})
