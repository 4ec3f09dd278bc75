import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayOfInstant } from '../../src/core/period.ts'
import type { Flag } from '../../src/core/sanity.ts'
import type { BillFile } from '../../src/flows/original.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { priceTable } from '../../src/flows/price-table.ts'
import { ledgerFlags } from '../../src/flows/sanity-gate.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, anthropicMonths, importText, noon } from '../make.ts'

const asOf = dayOfInstant(noon)
const prices = await priceTable()

/** What is told of a file before it is imported. */
async function flagsOfFile(ledger: Ledger, file: BillFile): Promise<readonly Flag[]> {
  const planning = await planImport(ledger, [file], noon)
  const flags = planning.plan().bills.flatMap((bill) => (bill.state === 'ready' ? bill.flags : []))
  await planning.end()
  return flags
}

const flagsOf = (ledger: Ledger, text: string): Promise<readonly Flag[]> =>
  flagsOfFile(ledger, { name: 'bill.csv', bytes: Buffer.from(text) })

const openaiHeader =
  'start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,user_id,api_key_id,project_id,organization_id,project_name,organization_name,user_email,api_source'
const openaiCost = (rows: readonly (readonly [string, number, string])[]): string =>
  [
    openaiHeader,
    ...rows.map(
      ([amount, quantity, item]) =>
        `1790553600,1790640000,2026-09-28T00:00:00,2026-09-29T00:00:00,${amount},usd,${quantity},tokens,"${item}",,,proj_1,org-1,Search,Acme,,`,
    ),
    '',
  ].join('\n')

/** One day: 1 M tokens read anew, 2 M from the cache, 1 M written by Claude Sonnet 4.5. */
const anthropicUsage = (day: string): string =>
  [
    'usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count',
    `${day},claude-sonnet-4-5-20250929,key-1,Default,message,1000000,0,0,2000000,1000000,2`,
    '',
  ].join('\n')

/** At 3, 0.30 and 15 dollars for a million: 3 + 0.60 + 15 = 18.60, and two web searches. */
const anthropicCost = (day: string, [input, cached, output]: readonly [string, string, string]): string =>
  [
    'usage_date_utc,model,workspace,token_type,cost_usd,cost_type',
    `${day},Claude Sonnet 4.5,Default,input_no_cache,${input},token`,
    `${day},Claude Sonnet 4.5,Default,input_cache_read,${cached},token`,
    `${day},Claude Sonnet 4.5,Default,output,${output},token`,
    `${day},--,Default,--,500.00,web_search`,
    '',
  ].join('\n')

const right = ['3.00', '0.60', '15.00'] as const
const inCents = ['300.00', '60.00', '1500.00'] as const

describe('tokens beside the money: an OpenAI cost export', () => {
  it('at list price is not told: 2,893,538 tokens at 21 and 9,615,673 at 168 for a million', async () => {
    const bill = openaiCost([
      ['60.764298', 2_893_538, 'gpt-5.2-pro-2025-12-11, input_tokens'],
      ['1615.433064', 9_615_673, 'gpt-5.2-pro-2025-12-11, output_tokens'],
    ])
    expect(await flagsOf(aLedger(), bill)).toEqual([])
  })

  it('a hundred times dearer is told as cents', async () => {
    const bill = openaiCost([
      ['6076.4298', 2_893_538, 'gpt-5.2-pro-2025-12-11, input_tokens'],
      ['161543.3064', 9_615_673, 'gpt-5.2-pro-2025-12-11, output_tokens'],
    ])
    expect(await flagsOf(aLedger(), bill)).toMatchObject([
      {
        kind: 'price',
        guess: 'cents-as-dollars',
        service: 'gpt-5.2-pro-2025-12-11',
        times: expect.closeTo(100, 6) as number,
        tokensFrom: 'bill',
      },
    ])
  })

  it('of a model that the table does not have is not judged', async () => {
    const bill = openaiCost([['999999', 10, 'gpt-99-ultra, output_tokens']])
    expect(await flagsOf(aLedger(), bill)).toEqual([])
  })
})

describe('trap 25: tokens in one export, money in another', () => {
  it('at list price is not told', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicUsage('2026-03-02'))
    expect(await flagsOf(ledger, anthropicCost('2026-03-02', right))).toEqual([])
  })

  it('cents read as dollars are told when the cost comes after the usage', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicUsage('2026-03-02'))
    expect(await flagsOf(ledger, anthropicCost('2026-03-02', inCents))).toMatchObject([
      { kind: 'price', guess: 'cents-as-dollars', service: 'Claude Sonnet 4.5', cost: 1860, tokens: 4e6 },
    ])
  })

  it('and when the usage comes after the cost', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicCost('2026-03-02', inCents))
    expect(await flagsOf(ledger, anthropicUsage('2026-03-02'))).toMatchObject([
      { kind: 'price', guess: 'cents-as-dollars', tokensFrom: 'usage' },
    ])
  })

  it('and when both are dropped together: of the cost, once', async () => {
    const texts = [anthropicCost('2026-03-02', inCents), anthropicUsage('2026-03-02')]
    const files = texts.map((text, place) => ({ name: `${place}.csv`, bytes: Buffer.from(text) }))
    for (const dropped of [files, files.toReversed()]) {
      const planning = await planImport(aLedger(), dropped, noon)
      const bills = planning.plan().bills.flatMap((bill) => (bill.state === 'ready' ? [bill] : []))
      await planning.end()
      expect(bills.map(({ file, flags }) => [file, flags.map(({ kind }) => kind)]).sort()).toEqual([
        ['0.csv', ['price']],
        ['1.csv', []],
      ])
    }
  })

  it('and of what is in the ledger already', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicCost('2026-03-02', inCents), 'cost.csv')
    await importText(ledger, anthropicUsage('2026-03-02'), 'usage.csv')
    expect(ledgerFlags(ledger, asOf, prices)).toMatchObject([{ kind: 'price', guess: 'cents-as-dollars' }])
  })

  it('another day of the month says nothing of this one', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicUsage('2026-03-03'))
    expect(await flagsOf(ledger, anthropicCost('2026-03-02', inCents))).toEqual([])
  })
})

describe('months', () => {
  it('one at twice its neighbours in the ledger is told', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicMonths([
        ['2026-05', '10.00'],
        ['2026-06', '10.00'],
      ]),
    )
    // May has 31 days and June 30: 310 and 300, so the mean is 305; July at 20 a day is 620.
    expect(await flagsOf(ledger, anthropicMonths([['2026-07', '20.00']]))).toMatchObject([
      { kind: 'unusual-month', amount: 620_000_000_000n, mean: 305_000_000_000n, currency: 'USD' },
    ])
    expect(await flagsOf(ledger, anthropicMonths([['2026-07', '15.00']]))).toEqual([])
  })

  it('and one at twice those it is dropped together with, in any order', async () => {
    const months = ['2026-05', '2026-06', '2026-07'].map((month) => ({
      name: `${month}.csv`,
      bytes: Buffer.from(anthropicMonths([[month, month === '2026-07' ? '20.00' : '10.00']])),
    }))
    for (const files of [months, months.toReversed(), [...months, ...months]]) {
      const planning = await planImport(aLedger(), files, noon)
      const told = planning
        .plan()
        .bills.flatMap((bill) =>
          bill.state === 'ready' ? bill.flags.map((flag) => ({ file: bill.file, flag })) : [],
        )
      await planning.end()
      expect(told).toMatchObject([
        {
          file: '2026-07.csv',
          flag: { kind: 'unusual-month', amount: 620_000_000_000n, mean: 305_000_000_000n },
        },
      ])
    }
  })

  it('trap 4: a month that is not complete is never told', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicMonths([
        ['2026-05', '10.00'],
        ['2026-06', '10.00'],
      ]),
    )
    const firstWeek = Array.from({ length: 7 }, (_, day) => [`2026-07-0${day + 1}`, '1.00'] as const)
    expect(await flagsOf(ledger, anthropicBill(firstWeek))).toEqual([])
  })

  it('a bill stands for the days it covers, the ledger for the rest of its month', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicMonths([
        ['2026-05', '10.00'],
        ['2026-06', '10.00'],
        ['2026-07', '10.00'],
      ]),
    )
    // The last 11 days of July at 50.00: 20 × 10 + 11 × 50 = 750.
    const days = Array.from({ length: 11 }, (_, day) => [`2026-07-${day + 21}`, '50.00'] as const)
    expect(await flagsOf(ledger, anthropicBill(days))).toMatchObject([
      { kind: 'unusual-month', amount: 750_000_000_000n, mean: 305_000_000_000n },
    ])
  })

  it('are told of the ledger as well', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicMonths([
        ['2026-05', '10.00'],
        ['2026-06', '10.00'],
        ['2026-07', '40.00'],
      ]),
    )
    expect(ledgerFlags(ledger, asOf, prices)).toMatchObject([
      { kind: 'unusual-month', amount: 1_240_000_000_000n },
    ])
  })
})

describe('days and currencies', () => {
  it('a day in the future is told', async () => {
    const ledger = aLedger()
    const bill = anthropicBill([
      ['2026-11-20', '1.00'],
      ['2027-11-20', '2.00'],
    ])
    expect(await flagsOf(ledger, bill)).toMatchObject([
      { kind: 'future-days', amounts: [{ currency: 'USD', amount: 2_000_000_000n }] },
    ])
    await importText(ledger, bill)
    expect(ledgerFlags(ledger, asOf, prices)).toMatchObject([{ kind: 'future-days' }])
  })

  it('trap 27: a currency that is none is told', async () => {
    const ledger = aLedger()
    const bill = openaiCost([['5', 10, 'gpt-99-ultra, output_tokens']]).replace(',usd,', ',tok,')
    expect(await flagsOf(ledger, bill)).toMatchObject([{ kind: 'unknown-currency', currency: 'TOK' }])
    await importText(ledger, bill)
    expect(ledgerFlags(ledger, asOf, prices)).toMatchObject([{ kind: 'unknown-currency' }])
  })
})

const samples = join(import.meta.dirname, '../../../shared/samples/billing')

describe.skipIf(!existsSync(samples))('real bills, where ../shared/samples is there', () => {
  it('have right prices, days that have come and currencies that are some', async () => {
    const files = globSync('**/*.{csv,gz,json}', { cwd: samples })
    expect(files.length).toBeGreaterThan(50)
    for (const file of files) {
      const flags = await flagsOfFile(aLedger(), { path: join(samples, file) })
      expect({
        file,
        kinds: flags.map(({ kind }) => kind).filter((kind) => kind !== 'unusual-month'),
      }).toEqual({ file, kinds: [] })
    }
  })
})
