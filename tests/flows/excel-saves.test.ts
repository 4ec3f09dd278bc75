import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/core/period.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { aLedger, importText } from '../make.ts'
import { tokens } from '../traps/bills.ts'

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

  it('leaves rows of empty cells out, below the last one and in between', async () => {
    const [header = '', first = '', ...rest] = saved.split('\r\n')
    const text = [header, first, ';;;;', ...rest.slice(0, -1), ' ; ;"";;', ';;;;', ''].join('\r\n')
    expect(await importText(aLedger(), text, 'kosten.csv')).toMatchObject({
      statement: { rowCount: 3, totals: [{ billed: '1231' }] },
    })
    const commas =
      'usage_date_utc,model,token_type,cost_usd\n2026-07-01,a,output,1\n,,,\n2026-07-02,a,output,2\n,,,\n'
    expect(await importText(aLedger(), commas)).toMatchObject({
      statement: { rowCount: 2, totals: [{ billed: '3' }] },
    })
    expect(await importText(aLedger(), commas.replace('\n,,,\n', '\n,a,,\n'))).toMatchObject({
      problem: { kind: 'bad-cell', expected: 'date', line: 3 },
    })
  })

  it('counts written with a decimal comma are whole numbers', async () => {
    const usage =
      'start_time;end_time;project_id;num_model_requests;model;input_tokens;output_tokens\n1790553600;1790640000;p;3,0;gpt-5;1000;20,0\n'
    const ledger = aLedger()
    await importText(ledger, usage)
    expect(tokens(ledger)).toEqual(['gpt-5 in 1000 cached 0 out 20'])
    expect(await importText(aLedger(), usage.replace('3,0', '3,000'))).toMatchObject({
      problem: { kind: 'bad-cell', text: '3,000' },
    })
  })

  it('a range without use that ends in a separator is known as well', async () => {
    const text = 'start_time;end_time;start_time_iso;end_time_iso;\n1764547200;1764633600;;;\n'
    expect(await importText(aLedger(), text)).toMatchObject({
      statement: { coverage: [{ exportName: 'openai-usage-none' }] },
    })
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
