import { expect, it } from 'vitest'
import { aLedger, anthropicBill } from '../make.ts'
import { aLedgerOf, billed, cells, fixture, focusFile, imported, julyReport, refusalOf } from './bills.ts'

const july = ['2026-07-02T00:00:00Z', '2026-07-03T00:00:00Z'] as const

it('trap 20: negative rows count, and a total may be slightly below nothing', async () => {
  const text = julyReport('', [
    [1, '47.6816938322'],
    [1, '-47.6816938998', 'Credit'],
    [1, '0', 'Tax'],
  ])
  expect((await imported(aLedger(), text)).totals).toEqual([
    { currency: 'USD', billed: '-0.0000000676', effective: '-0.0000000676' },
  ])
})

it('trap 21: tax that spans the month is tax of its first day, and makes no other day known', async () => {
  const tax =
    'line-9,,111122223333,2026-07-01T00:00:00Z,2026-08-01T00:00:00Z,Tax,2026-07-01T00:00:00Z,2026-08-01T00:00:00Z,0.08,USD,Amazon S3'
  const ledger = aLedger()
  const statement = await imported(ledger, `${julyReport('', [[3, '1.6']])}\n${tax}`)
  expect(cells(ledger)).toEqual(['2026-07-01 2 – 0.08 0.08', '2026-07-03 0 – 1.6 1.6'])
  expect((statement.lastDay ?? 0) - (statement.firstDay ?? 0)).toBe(2)
})

it('trap 22: credits inside a cell are taken off, as JSON and as Python writes them', async () => {
  const head =
    'billing_account_id,service.description,sku.description,usage_start_time,usage_end_time,cost,currency,credits,invoice.month,cost_type'
  const row = (credits: string): string =>
    `0102,Vertex AI,SKU,2026-08-02 03:00:00+00:00,2026-08-02 04:00:00+00:00,10,USD,"${credits}",202608,regular`
  const text = [
    head,
    row(`[{'name': 'Free', 'full_name': None, 'amount': -1.5}, {'amount': -0.5}]`),
    row(`[{""name"":""Free"",""amount"":-2.25}]`),
    row(''),
  ].join('\n')
  expect(billed(await aLedgerOf(text))).toEqual(['2026-08 Google Cloud USD 25.75'])
})

it('trap 23: E notation, 30 decimals, float noise, `$1,234.50 ` and thousands commas are read exactly', async () => {
  const amounts = [
    '1.81E-8',
    '0.003835980000000000000000000000',
    '3.6300000000000003',
    '$1,234.50 ',
    '1,234,567.8',
    '(0.25)',
  ]
  const statement = await imported(aLedger(), focusFile(amounts.map((amount) => [...july, amount])))
  // 0.0000000181 + 0.00383598 + 3.6300000000000003 + 1234.5 + 1234567.8 - 0.25
  expect(statement.totals).toEqual([
    { currency: 'USD', billed: '1235805.6838359981000003', effective: '1235805.6838359981000003' },
  ])
})

it('trap 23: thousands commas in quantities and in LiteLLM’s spend are no new columns and no decimals', async () => {
  // 1,234.5678 + 0.0000 + 12.0001
  expect((await imported(aLedger(), fixture('litellm-usage-by-team.csv'))).totals).toMatchObject([
    { billed: '1246.5679' },
  ])
  const ledger = await aLedgerOf(fixture('google-reports-en-gb-daily.csv'))
  const quantities = ledger.db
    .prepare('SELECT consumed_quantity FROM charges ORDER BY first_line')
    .pluck()
    .all()
  expect(quantities).toEqual([100_000, 1_250_000, 12.5])
})

it('trap 24: a thousand tiny amounts are not a thousand zeros', async () => {
  const rows = Array.from({ length: 1000 }, () => [1, '7E-10'] as const)
  const ledger = aLedger()
  const statement = await imported(ledger, julyReport('', rows))
  expect(statement.totals).toMatchObject([{ billed: '0.0000007' }])
  expect(billed(ledger)).toEqual(['2026-07 AWS USD 0.0000007'])
})

it('trap 25: cents of the API are dollars of the export, and nanos stay nanos', async () => {
  const api =
    '{"data":[{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-02T00:00:00Z","results":[{"amount":"12345.00","currency":"USD","model":"claude"}]}],"has_more":false}'
  const csv = anthropicBill([['2026-07-01', '123.45']])
  expect(billed(await aLedgerOf(api))).toEqual(billed(await aLedgerOf(csv)))
  expect(billed(await aLedgerOf(fixture('fireworks-costs-by-model.csv')))).toEqual([
    '2026-05 Fireworks USD 9.900000001',
  ])
})

it('trap 26: several currencies in one file stay apart; one that stands only in the header is read', async () => {
  const mixed = focusFile([
    [...july, '1', '1', 'Usage', 'GBP'],
    [...july, '2', '2', 'Usage', 'EUR'],
    [...july, '4', '4', 'Usage', 'aud'],
  ])
  expect([...billed(await aLedgerOf(mixed))].sort()).toEqual([
    '2026-07 Acme AUD 4',
    '2026-07 Acme EUR 2',
    '2026-07 Acme GBP 1',
  ])
  const report = (sign: string): string =>
    `Month,Service description,Subtotal (${sign})\n2026-06,Vertex AI,1.6338\n`
  expect(billed(await aLedgerOf(report('NT$')))).toEqual(['2026-06 Google Cloud TWD 1.6338'])
  expect(await refusalOf(report('¥'))).toMatchObject({ kind: 'bad-cell', expected: 'currency' })
})

it('trap 27: credits and tokens of a seller’s own are no money', async () => {
  expect((await imported(aLedger(), fixture('focus-virtual-currency.csv'))).totals).toEqual([
    { currency: 'USD', billed: '53000', effective: '490' },
  ])
  expect(await refusalOf(focusFile([[...july, '10', '10', 'Usage', 'TOKENS']]))).toMatchObject({
    kind: 'bad-cell',
    header: 'BillingCurrency',
    expected: 'currency',
  })
})

it('trap 28: placeholders are nothing where nothing may stand, and never an amount', async () => {
  const head =
    'usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,cost_type,inference_geo,speed'
  const search = `${head}\n2026-02-12,--,Default,key,--,--,--,0.07,web_search,--,--`
  const ledger = await aLedgerOf(search)
  expect(ledger.db.prepare(`SELECT count(*) FROM names WHERE text = '--'`).pluck().get()).toBe(0)
  expect(billed(ledger)).toEqual(['2026-02 Anthropic USD 0.07'])
  for (const placeholder of ['--', 'NULL', 'n/a', '-', 'not_available', ''])
    expect(await refusalOf(search.replace('0.07', placeholder))).toMatchObject({
      kind: 'bad-cell',
      header: 'cost_usd',
    })
  // 0.19 + 0.19 + 0.10; `Included` and an empty cost are no amounts, and what is included is no cash.
  expect((await imported(aLedger(), fixture('cursor-usage-v2.csv'))).totals).toMatchObject([
    { billed: '0.48' },
  ])
})
