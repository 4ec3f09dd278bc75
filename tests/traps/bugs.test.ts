import { describe, expect, it } from 'vitest'
import type { Flag } from '../../src/core/sanity.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { priceTable } from '../../src/flows/price-table.ts'
import { ledgerFlags } from '../../src/flows/sanity-gate.ts'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'
import { aLedgerOf, billed, fixture, focusFile, imported, julyReport, tokens } from './bills.ts'

const rows = [
  ['2026-07-01', '1.25'],
  ['2026-07-01', '1.25'],
  ['2026-07-02', '4.00'],
] as const

it('bug 1: identical rows in one file are all kept', async () => {
  expect(billed(await aLedgerOf(anthropicBill(rows)))).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 2: the same bill twice adds nothing, reordered or encoded otherwise as well', async () => {
  const text = anthropicBill(rows)
  const ledger = await aLedgerOf(text)
  expect(await importText(ledger, text, 'copy.csv')).toMatchObject({ state: 'already-imported' })
  await imported(ledger, anthropicBill([...rows].reverse()), 'reordered.csv')
  await imported(ledger, Buffer.from(`\ufeff${text}`, 'utf16le'), 'encoded.csv')
  await imported(ledger, `\ufeff${text.replaceAll('\n', '\r\n')}`, 'windows.csv')
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 3: a file that holds the earlier one and more adds only what is more', async () => {
  const ledger = await aLedgerOf(anthropicBill(rows), anthropicBill([...rows, ['2026-07-03', '8.00']]))
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 14.5'])
})

it('bug 4: what the plan shows is what is committed, and a ledger that has changed is not written to', async () => {
  const ledger = await aLedgerOf(anthropicBill([['2026-07-02', '3.00']]))
  const later = await imported(ledger, anthropicBill([['2026-07-02', '3.50']]), 'later.csv')
  const file = { name: 'july.csv', bytes: Buffer.from(anthropicBill(rows)) }
  const planning = await planImport(ledger, [file], noon)
  const shown = (before: bigint): object => ({
    state: 'ready',
    sources: [{ newDays: 1, replacedDays: 1, billed: [{ currency: 'USD', billed: 6_500_000_000n }] }],
    replaced: [{ days: 1, restated: [{ before, after: 4_000_000_000n }] }],
  })
  expect(planning.plan().bills).toMatchObject([shown(3_500_000_000n)])
  undoStatement(ledger, later.id, noon)
  expect(planning.commit()).toMatchObject({
    value: { state: 'changed', plan: { bills: [shown(3_000_000_000n)] } },
  })
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 3'])
  expect(planning.commit()).toMatchObject({ value: { state: 'committed' } })
  await planning.end()
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 5: a restated month replaces what was there, and undoing it brings that back', async () => {
  const ledger = await aLedgerOf(julyReport('', [[1, '4120.10']]))
  const restated = await imported(ledger, julyReport('', [[1, '4133.42']]), 'restated.csv')
  expect(billed(ledger)).toEqual(['2026-07 AWS USD 4133.42'])
  undoStatement(ledger, restated.id, noon)
  expect(billed(ledger)).toEqual(['2026-07 AWS USD 4120.1'])
})

it('bug 6: two accounts never take each other’s days', async () => {
  const one = julyReport('', [[1, '10']])
  const other = julyReport('', [[1, '20']]).replaceAll('111122223333', '999988887777')
  expect(billed(await aLedgerOf(one, other))).toEqual(['2026-07 AWS USD 30'])
  const sameMoney = one.replaceAll('111122223333', '999988887777')
  expect(billed(await aLedgerOf(one, sameMoney))).toEqual(['2026-07 AWS USD 20'])
})

it('bug 7: a bill read by an older Breakwatt is known by its bytes, whatever version read it', async () => {
  const text = anthropicBill(rows)
  const ledger = aLedger()
  const { id, dialectVersion } = await imported(ledger, text)
  ledger.db.prepare('UPDATE statements SET dialect_version = ? WHERE id = ?').run(dialectVersion - 1, id)
  expect(await importText(ledger, text, 'again.csv')).toMatchObject({
    state: 'already-imported',
    statement: { dialectVersion: dialectVersion - 1 },
  })
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 7: a bill that an older Breakwatt read into other cells, saved anew, takes their place', async () => {
  const text = anthropicBill(rows)
  const ledger = aLedger()
  const older = await imported(ledger, text)
  // As if the older one had not told the kinds of tokens apart.
  ledger.db.exec('UPDATE charges SET sku_id = NULL; UPDATE statements SET dialect_version = 0')
  const again = await imported(ledger, `\ufeff${text.replaceAll('\n', '\r\n')}`, 'saved-anew.csv')
  expect(again.sha256).not.toBe(older.sha256)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 6.5'])
  const speaking = ledger.db.prepare('SELECT DISTINCT statement_id FROM covered_days').pluck().all()
  expect(speaking).toEqual([again.id])
  undoStatement(ledger, again.id, noon)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 9: cents taken for dollars and a currency nobody knows are told', async () => {
  const inCents = fixture('openai-cost-grouped.csv')
    .replace('60.764298', '6076.4298')
    .replace('1615.433064000000000000000000000000', '161543.3064')
  const ledger = await aLedgerOf(
    inCents,
    focusFile([['2026-07-02T00:00:00Z', '2026-07-03T00:00:00Z', '1', '1', 'Usage', 'XQX']]),
  )
  const flags = ledgerFlags(ledger, Math.floor(noon / 86_400_000), await priceTable())
  expect(flags).toContainEqual(expect.objectContaining({ kind: 'price', guess: 'cents-as-dollars' }))
  expect(flags).toContainEqual(expect.objectContaining({ kind: 'unknown-currency', currency: 'XQX' }))
})

it('bug 10: cached tokens are part of OpenAI’s input and beside Anthropic’s', async () => {
  expect(tokens(await aLedgerOf(fixture('openai-usage-by-minute.csv')))).toEqual([
    'gpt-5-nano-2025-08-07 in 6720 cached 1280 out 400',
  ])
  expect(tokens(await aLedgerOf(fixture('anthropic-usage-v2-by-hour.csv')))).toEqual([
    'claude-haiku-4-5-20251001 in 30 cached 100 out 12',
  ])
})

describe('bug 11: tiered prices are never applied to daily sums', () => {
  const millionEach = [
    'usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count',
    '2026-07-01,claude-sonnet-4-5-20250929,key-1,Default,message,1000000,0,0,0,1000000,0',
  ].join('\n')
  const bill = (input: string, output: string): string =>
    [
      'usage_date_utc,model,workspace,token_type,cost_usd',
      `2026-07-01,Claude Sonnet 4.5,Default,input_no_cache,${input}`,
      `2026-07-01,Claude Sonnet 4.5,Default,output,${output}`,
    ].join('\n')
  const flagsOf = async (ledger: Ledger): Promise<readonly Flag[]> =>
    ledgerFlags(ledger, Math.floor(noon / 86_400_000), await priceTable())

  it('bug 11: a million tokens a day cost what the bill says, and nothing where there is no bill', async () => {
    const ledger = await aLedgerOf(millionEach)
    expect(billed(ledger)).toEqual([])
    await imported(ledger, bill('3.00', '15.00'), 'cost.csv')
    expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 18'])
    expect(await flagsOf(ledger)).toEqual([])
  })

  it('bug 11: a bill is held against the price of a short prompt, however many tokens its day adds up', async () => {
    // A million read at 3 (written to an hour's cache: 6) and a million written at 15, of two million: 9 to 10.50.
    // Where one prompt has more than 200,000 tokens they are 6 and 22.50.
    const flags = await flagsOf(await aLedgerOf(millionEach, bill('300.00', '1500.00')))
    expect(flags).toMatchObject([{ kind: 'price', listed: { low: 9, high: 10.5 } }])
  })
})

it('bug 14: semicolons, decimal commas, a byte order mark and day before month, all at once', async () => {
  const text = [
    '\ufeffSubscriptionId;ConsumedService;MeterCategory;CostInBillingCurrency;BillingCurrency;Date;BillingPeriodStartDate;BillingPeriodEndDate',
    's;c;Storage;1.234,56;EUR;13/07/2026;01/07/2026;31/07/2026',
    's;c;Storage;0,44;EUR;04/07/2026;01/07/2026;31/07/2026',
  ].join('\r\n')
  expect(billed(await aLedgerOf(text))).toEqual(['2026-07 Microsoft EUR 1235'])
})

it('bug 15: 140,000 rows and more than 10 MB', async () => {
  const many = Array.from({ length: 140_000 }, (_, place) => {
    const day = String(1 + (place % 28)).padStart(2, '0')
    return [`2026-07-${day}`, '0.01', `Claude with a name of some length, no ${place % 50}`] as const
  })
  const text = anthropicBill(many.map(([day, cost, model]) => [day, cost, `"${model}"`] as const))
  expect(text.length).toBeGreaterThan(10_000_000)
  expect(billed(await aLedgerOf(text))).toEqual(['2026-07 Anthropic USD 1400'])
})
