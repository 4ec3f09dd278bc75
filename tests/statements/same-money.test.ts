import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nanosText } from '../../src/core/money.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, importText } from '../make.ts'

const bill = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures/bills', name), 'utf8')

async function importBills(ledger: Ledger, ...texts: readonly string[]): Promise<void> {
  for (const [place, text] of texts.entries()) {
    const outcome = await importText(ledger, text, `bill-${place}.csv`)
    expect(outcome.state).toBe('imported')
  }
}

/** Billed money in the ledger: `GitHub USD 10.1`, by provider and currency. */
function billed(ledger: Ledger): readonly string[] {
  const sums = new Map<string, bigint>()
  for (const { provider = '', currency, billed } of readSpendRows(ledger, ['provider'])) {
    if (currency === null) continue
    const key = `${provider} ${currency}`
    sums.set(key, (sums.get(key) ?? 0n) + (billed ?? 0n))
  }
  return Array.from(sums, ([key, sum]) => `${key} ${nanosText(sum)}`).sort()
}

describe('the same money in two files counts once', () => {
  it("GitHub's report of all products and its Copilot report, in either order", async () => {
    const both = [bill('github-usage-all-products.csv'), bill('github-usage-2026-09.csv')]
    for (const texts of [both, both.toReversed()]) {
      const ledger = aLedger()
      await importBills(ledger, ...texts)
      expect(billed(ledger)).toEqual(['GitHub Copilot USD 1.45', 'GitHub USD 10.1'])
    }
  })

  it("two organizations' GitHub reports stand beside each other", async () => {
    const ledger = aLedger()
    const report = bill('github-usage-2026-09.csv')
    await importBills(ledger, report, report.replaceAll('org-1', 'org-2'))
    expect(billed(ledger)).toEqual(['GitHub Copilot USD 2.9'])
  })

  it("OpenRouter's two grains, and never what was paid to another provider", async () => {
    const ledger = aLedger()
    const daily = [
      'Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens',
      '2026-06-28 00:00:00,openai/gpt-5-mini,0.02,0,2,2000,460,0',
      '2026-06-29 00:00:00,anthropic/claude-sonnet-4.5,0.0005,0.25,1,5000,60,0',
      '',
    ].join('\n')
    await importBills(ledger, daily, bill('openrouter-activity-by-generation.csv'))
    expect(billed(ledger)).toEqual(['OpenRouter USD 0.0205'])
  })

  it('an estimate of LiteLLM is kept and never added', async () => {
    const ledger = aLedger()
    await importBills(ledger, bill('litellm-usage-by-team.csv'), bill('litellm-spend-logs.csv'))
    expect(billed(ledger)).toEqual([])
    expect(ledger.db.prepare('SELECT count(*) FROM charges').pluck().get()).toBe(5)
  })

  it("DeepSeek's cost and usage, and what the granted balance paid for", async () => {
    const ledger = aLedger()
    await importBills(ledger, bill('deepseek-cost-v1.csv'), bill('deepseek-usage-v1.csv'))
    expect(billed(ledger)).toEqual(['DeepSeek CNY 1.7882175'])
  })
})

it('two consecutive DeepSeek months by hour, cut at midnight in +08:00, lose nothing', async () => {
  const month = (rows: readonly string[]): string =>
    ['user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency', ...rows, ''].join('\n')
  const ledger = aLedger()
  await importBills(
    ledger,
    month([
      'u-1,2026-08-31T00:00:00+08:00,2026-08-31T01:00:00+08:00,deepseek-v4-pro,Paid,1,CNY',
      'u-1,2026-08-31T12:00:00+08:00,2026-08-31T13:00:00+08:00,deepseek-v4-pro,Paid,2,CNY',
    ]),
    month(['u-1,2026-09-01T00:00:00+08:00,2026-09-01T01:00:00+08:00,deepseek-v4-pro,Paid,4,CNY']),
  )
  expect(billed(ledger)).toEqual(['DeepSeek CNY 7'])
})

describe('a cell that does not say what it should', () => {
  it.each([
    ['google-bigquery-underscores.csv', '[]', 'none', 'credits', 3, 'amount'],
    ['google-bigquery-underscores.csv', 'roundoff', 'mystery', 'cost_type', 4, 'category'],
    ['google-bigquery-underscores.csv', ',202609,', ',202613,', 'invoice_month', 2, 'date'],
    ['deepseek-cost-v1.csv', 'granted', 'voucher', 'wallet_type', 3, 'category'],
    ['deepseek-cost-v2.csv', '20260702', '20260732', 'utc_date', 3, 'date'],
    ['deepseek-usage-v1.csv', 'request_count', 'reasoning_tokens', 'type', 5, 'category'],
    ['cursor-usage-v3.csv', '"1.25"', '""', 'Cost', 6, 'amount'],
    ['cursor-usage-v1.csv', '$0.30\n', 'n/a\n', 'Cost to you', 3, 'amount'],
    ['openrouter-activity-by-generation.csv', ',0.0077,', ',,', 'cost_total', 3, 'amount'],
    ['litellm-spend-logs.csv', ',0.25,', ',NULL,', 'spend', 3, 'amount'],
    ['github-usage-2025-10.csv', ',0.06,', ',,', 'net_amount', 3, 'amount'],
    ['fireworks-usage.csv', ',7200.5,', ',long,', 'accelerator_seconds', 3, 'amount'],
  ])('refuses %s with %s as %s', async (name, good, bad, header, line, expected) => {
    const ledger = aLedger()
    const outcome = await importText(ledger, bill(name).replace(good, bad))
    expect(outcome).toMatchObject({
      state: 'refused',
      problem: { kind: 'bad-cell', header, line, expected },
    })
  })
})
