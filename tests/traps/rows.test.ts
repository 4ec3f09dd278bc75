import { expect, it } from 'vitest'
import { planImport } from '../../src/flows/plan-import.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'
import {
  aLedgerOf,
  billed,
  everyOrder,
  fixture,
  imported,
  julyReport,
  outcomeOf,
  refusalOf,
  tokens,
} from './bills.ts'

it('trap 9: the export of one subscription does not silently take the place of the whole account', async () => {
  const head =
    'SubscriptionId,SubscriptionName,ConsumedService,MeterCategory,CostInBillingCurrency,BillingCurrency,Date,BillingAccountId'
  const row = (subscription: string, cost: string): string =>
    `${subscription},${subscription},Microsoft.Storage,Storage,${cost},USD,2026-07-03,8611`
  const ledger = await aLedgerOf([head, row('sub-1', '7'), row('sub-2', '5')].join('\n'))
  const planning = await planImport(
    ledger,
    [{ name: 'subscription.csv', bytes: Buffer.from([head, row('sub-1', '7')].join('\n')) }],
    noon,
  )
  const [bill] = planning.plan().bills
  await planning.end()
  expect(bill).toMatchObject({ state: 'ready', answer: null })
  expect(bill?.state === 'ready' && bill.replaced.flatMap(({ doubts }) => doubts)).toContainEqual({
    kind: 'filtered',
    missing: ['sub-2'],
  })
  expect(billed(ledger)).toEqual(['2026-07 Microsoft USD 12'])
})

it.each([
  [
    'without the column of the account',
    'SubscriptionId,SubscriptionName,ConsumedService,MeterCategory,CostInBillingCurrency,BillingCurrency,Date',
    'sub-1,sub-1,Microsoft.Storage,Storage,7,USD,2026-07-03',
  ],
  [
    'in the form for pay-as-you-go',
    'SubscriptionGuid,ConsumedService,MeterCategory,PreTaxCost,Currency,UsageDateTime',
    '1b6a-22,Microsoft.Storage,Storage,7,USD,2026-07-03',
  ],
])('trap 9: the export of one subscription %s does not count beside its account', async (_, header, row) => {
  const whole = [
    'SubscriptionId,SubscriptionName,ConsumedService,MeterCategory,CostInBillingCurrency,BillingCurrency,Date,BillingAccountId',
    'sub-1,sub-1,Microsoft.Storage,Storage,7,USD,2026-07-03,8611',
    'sub-2,sub-2,Microsoft.Storage,Storage,5,USD,2026-07-03,8611',
  ].join('\n')
  const part = `${header}\n${row}`
  expect(billed(await aLedgerOf(whole, part))).toEqual(['2026-07 Microsoft USD 12'])
  expect(billed(await aLedgerOf(part, whole))).toEqual(['2026-07 Microsoft USD 12'])
})

it('trap 10: rows that look alike, or share all but the amount, are all real', async () => {
  const same = anthropicBill([
    ['2026-02-12', '0.75'],
    ['2026-02-12', '1.16'],
    ['2026-02-12', '0.75'],
    ['2026-02-12', '0.75'],
  ])
  expect(billed(await aLedgerOf(same))).toEqual(['2026-02 Anthropic USD 3.41'])
  const [header = '', row = ''] = fixture('cursor-usage-v4-team.csv').split('\n')
  expect(billed(await aLedgerOf([header, row, row].join('\n')))).toEqual(['2026-06 Cursor USD 0.1'])
  const copilot = fixture('github-usage-with-aic.csv')
  const [, , second = ''] = copilot.split('\n')
  // 3.63 twice; the same key once more with another quantity: 0.04.
  const otherQuantity = second.replace('"90.75"', '"1"').replaceAll('3.6300000000000003', '0.04')
  const rows = `${copilot.trimEnd()}\n${second}\n${otherQuantity}`
  expect((await imported(aLedger(), rows)).totals).toMatchObject([{ billed: '7.3000000000000006' }])
})

it('trap 11: a line id that repeats names nothing: all its lines count', async () => {
  const text = julyReport('', [
    [1, '1'],
    [2, '2'],
    [2, '4'],
  ]).replaceAll(/line-\d/g, 'line-0')
  expect(billed(await aLedgerOf(text))).toEqual(['2026-07 AWS USD 7'])
})

it('trap 16: a quiet month without rows, or with four columns, is read and takes nothing away', async () => {
  const ledger = await aLedgerOf(anthropicBill([['2026-07-01', '3.00']]), fixture('azure-ea-no-rows-bom.csv'))
  await imported(ledger, 'usage_date_utc,model,usage_type,token_type,cost_usd\n', 'empty.csv')
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 3'])
  const azure = [fixture('azure-ea-actual-bom.csv'), fixture('azure-ea-no-rows-bom.csv')]
  for (const texts of everyOrder(azure))
    expect(billed(await aLedgerOf(...texts))).toEqual(['2023-09 Microsoft USD 1.75004'])
  const quiet = await imported(aLedger(), fixture('openai-usage-empty.csv'))
  expect(quiet).toMatchObject({ dialect: 'openai-usage', rowCount: 2, coverage: [{ rows: 0 }] })
  expect((quiet.lastDay ?? 0) - (quiet.firstDay ?? 0)).toBe(1)
})

it('trap 19: a file is what its columns say, whatever its name says', async () => {
  const handMade = 'Date,Item,Dollars\n2026-07-01,API,12\n'
  expect(await refusalOf(handMade, 'claude_api_cost_2026_07.csv')).toMatchObject({
    kind: 'unknown-format',
    header: ['Date', 'Item', 'Dollars'],
  })
  expect(await outcomeOf(anthropicBill([['2026-07-01', '3.00']]), 'notes.txt')).toMatchObject({
    statement: { dialect: 'anthropic-cost' },
  })
})

it('trap 33: the grain follows the range picked: minutes and hours add up to the same days', async () => {
  const head = fixture('anthropic-usage-v2-by-hour.csv').split('\n')[0] ?? ''
  const row = (time: string, input: number): string =>
    `${time},claude-haiku-4-5-20251001,key-1,Default,message,,${input},0,0,0,5,0,us,standard`
  const byMinute = [head, row('2026-03-31 02:00', 10), row('2026-03-31 02:01', 20)].join('\n')
  const byDay = [head, row('2026-03-31', 30).replace(',5,0,us', ',10,0,us')].join('\n')
  const cellsOf = async (text: string): Promise<unknown> => {
    const ledger = aLedger()
    expect(await importText(ledger, text)).toMatchObject({ state: 'imported' })
    return ledger.db.prepare('SELECT charge_day, sku_id, consumed_quantity FROM charges ORDER BY 2').all()
  }
  expect(await cellsOf(byMinute)).toEqual(await cellsOf(byDay))
})

it('trap 33: OpenAI’s minutes of one day and its day of a month are the same tokens, counted once', async () => {
  const byMinute = fixture('openai-usage-by-minute.csv')
  const [head = ''] = byMinute.split('\n')
  const byDay = `${head}\n1761523200,1761609600,,,proj_1,28.0,user-1,key_1,gpt-5-nano-2025-08-07,False,default,8000,400,1280,6720,8000,400,1280,0,0,0,0,0,0`
  for (const texts of everyOrder([byMinute, byDay]))
    expect(tokens(await aLedgerOf(...texts))).toEqual(['gpt-5-nano-2025-08-07 in 6720 cached 1280 out 400'])
})
