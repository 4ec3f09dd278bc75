import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { nanosText } from '../../src/core/money.ts'
import { dayText } from '../../src/core/period.ts'
import type { ImportOutcome } from '../../src/core/statement.ts'
import { problemWords } from '../../src/core/words.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aFolder, aLedger, importText, noon } from '../make.ts'

const seconds = (day: number): number => Date.UTC(2026, 6, day) / 1000
const page = (...buckets: readonly string[]): string =>
  `{"object":"page","data":[${buckets.join(',')}],"has_more":false,"next_page":null}`

/** A bucket as the OpenAI API writes it; `value` is written as it stands. */
const openaiBucket = (day: number, ...values: readonly string[]): string =>
  `{"object":"bucket","start_time":${seconds(day)},"end_time":${seconds(day + 1)},"results":[${values
    .map(
      (value) =>
        `{"object":"organization.costs.result","amount":{"value":${value},"currency":"usd"},"line_item":"gpt-5, input_tokens","project_id":"proj_1","organization_id":"org-1"}`,
    )
    .join(',')}]}`

const usagePage = (result: string): string =>
  page(`{"start_time":${seconds(1)},"end_time":${seconds(2)},"results":[{${result}}]}`)

const spend = (ledger: Ledger): readonly unknown[] =>
  readSpendRows(ledger, ['service', 'project']).map((row) => [
    row.service,
    row.project,
    row.billed === null ? null : nanosText(row.billed),
    row.tokens,
  ])

async function expectToHold(ledger: Ledger): Promise<void> {
  const before = spend(ledger)
  expect(await check(ledger)).toMatchObject({ ok: true })
  expect(await rebuild(ledger)).toMatchObject({ ok: true, value: { statements: 1 } })
  expect(spend(ledger)).toEqual(before)
}

describe('the OpenAI Costs API', () => {
  it('numbers and texts are amounts to the last digit; an empty day is known', async () => {
    const ledger = aLedger()
    const text = page(
      openaiBucket(1, '0.1234567890123456789012345', '"0.2"'),
      openaiBucket(2, '1.5e-7', '-0.1'),
      openaiBucket(3),
    )
    const outcome = await importText(ledger, text, 'costs.json')
    expect(outcome).toMatchObject({
      state: 'imported',
      statement: {
        dialect: 'openai-costs-json',
        rowCount: 5,
        totals: [{ currency: 'USD', billed: '0.2234569390123456789012345' }],
        coverage: [{ serviceProviderName: 'OpenAI', billingAccountId: 'org-1' }],
      },
    })
    if (outcome.state === 'imported') {
      expect(dayText(outcome.statement.firstDay ?? 0)).toBe('2026-07-01')
      expect(dayText(outcome.statement.lastDay ?? 0)).toBe('2026-07-03')
    }
    expect(spend(ledger)).toMatchObject([['gpt-5', 'proj_1', '0.223456939', null]])
    await expectToHold(ledger)
  })

  it('pages on a line each, pages written out over many, and a list of them are the same', async () => {
    const pages = [page(openaiBucket(3)), page(openaiBucket(1, '1')), page(openaiBucket(2, '2'))]
    const pretty = pages.map((one) => JSON.stringify(JSON.parse(one), null, 2))
    for (const text of [
      pages.join('\n'),
      `\ufeff${pretty.join('\n')}\n`,
      `[${pages.join(',\n')}]`,
      pages.join(''),
      pages.map((one) => `\ufeff${one}\r\n`).join(''),
      pages
        .flatMap((one) =>
          (JSON.parse(one) as { data: object[] }).data.map((bucket) => JSON.stringify(bucket)),
        )
        .join('\n'),
    ]) {
      const ledger = aLedger()
      expect(await importText(ledger, text, 'pages.json')).toMatchObject({
        state: 'imported',
        statement: { rowCount: 3, totals: [{ billed: '3' }] },
      })
      await expectToHold(ledger)
    }
  })

  it('is read in portions and out of a gzip file, by lines', async () => {
    const ledger = aLedger()
    const path = join(aFolder(), 'costs.jsonl.gz')
    const lines = Array.from({ length: 20_000 }, (_, n) => page(openaiBucket((n % 28) + 1, '0.01')))
    writeFileSync(path, gzipSync(lines.join('\n')))
    expect(readFileSync(path).length).toBeLessThan(1_000_000)
    const [outcome] = await importStatements(ledger, [{ path }], noon)
    expect(outcome).toMatchObject({ statement: { rowCount: 20_000, totals: [{ billed: '200' }] } })
    await expectToHold(ledger)
  })
})

describe('the OpenAI Usage API', () => {
  it('counts what a kind of use that nobody has heard of has in columns that are known', async () => {
    const ledger = aLedger()
    const text = usagePage(
      '"object":"organization.usage.video_calls.result","seconds":90,"num_model_requests":2,"model":"sora"',
    )
    expect(await importText(ledger, text, 'calls.json')).toMatchObject({
      state: 'imported',
      statement: { coverage: [{ exportName: 'openai-usage-video-calls' }] },
    })
    const counted = ledger.db
      .prepare(
        `SELECT text AS unit, consumed_quantity AS quantity FROM charges JOIN names ON names.id = consumed_unit_id
         ORDER BY unit`,
      )
      .all()
    expect(counted).toEqual([
      { unit: 'Requests', quantity: 2 },
      { unit: 'Seconds', quantity: 90 },
    ])
  })

  it('tokens are disjoint, and are there without grouping by model too', async () => {
    const ledger = aLedger()
    const result = (model: string): string =>
      `{"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":50,"input_cached_tokens":800,"num_model_requests":5,"project_id":null,"model":${model}}`
    const text = page(
      `{"object":"bucket","start_time":${seconds(1)},"end_time":${seconds(2)},"results":[${result('null')},${result('"gpt-5"')}]}`,
    )
    expect(await importText(ledger, text)).toMatchObject({
      state: 'imported',
      statement: { dialect: 'openai-usage-json', dataset: 'usage', totals: [] },
    })
    const tokens = { input: 200, cachedInput: 800, output: 50 }
    expect(spend(ledger).toSorted()).toEqual([
      ['Not itemised', null, null, tokens],
      ['gpt-5', null, null, tokens],
    ])
  })
})

describe('the Anthropic Admin API', () => {
  const bucket = (day: string, ...results: readonly string[]): string =>
    `{"starting_at":"2026-07-${day}T00:00:00Z","ending_at":"2026-07-${day}T23:59:59Z","results":[${results.join(',')}]}`

  it('amounts of the cost report are cents', async () => {
    const ledger = aLedger()
    const result = (amount: string): string =>
      `{"currency":"USD","amount":${amount},"workspace_id":"wrkspc_1","description":"Claude Sonnet 4.5 Usage - Input Tokens","cost_type":"tokens","context_window":"0-200k","model":"claude-sonnet-4-5-20250929","service_tier":"standard","token_type":"uncached_input_tokens"}`
    const total = `{"currency":"USD","amount":"50","workspace_id":null,"description":null,"cost_type":null,"model":null,"token_type":null}`
    const text = page(
      bucket('01', result('"12345.00"'), result('"0.123456789"')),
      bucket('02'),
      bucket('03', total),
    )
    expect(await importText(ledger, text)).toMatchObject({
      state: 'imported',
      statement: {
        dialect: 'anthropic-cost-report',
        totals: [{ currency: 'USD', billed: '123.95123456789' }],
      },
    })
    expect(spend(ledger).toSorted()).toMatchObject([
      ['Not itemised', null, '0.5', null],
      ['claude-sonnet-4-5-20250929', 'wrkspc_1', '123.451234568', null],
    ])
    await expectToHold(ledger)
  })

  it('tokens of the usage report leave the cache out of the input', async () => {
    const ledger = aLedger()
    const result = `{"uncached_input_tokens":1500,"cache_creation":{"ephemeral_1h_input_tokens":1000,"ephemeral_5m_input_tokens":500},"cache_read_input_tokens":200,"output_tokens":500,"server_tool_use":{"web_search_requests":10},"api_key_id":null,"workspace_id":null,"model":"claude-opus-4","service_tier":"standard"}`
    expect(await importText(ledger, page(bucket('01', result)))).toMatchObject({
      statement: { dialect: 'anthropic-usage-report', dataset: 'usage' },
    })
    expect(spend(ledger)).toEqual([
      ['claude-opus-4', null, null, { input: 3000, cachedInput: 200, output: 500 }],
    ])
    await expectToHold(ledger)
  })
})

describe('answers of quiet days', () => {
  const quiet = (days: number): string =>
    page(...Array.from({ length: days }, (_, day) => openaiBucket(day + 1)))

  it('make the month known, without money', async () => {
    const ledger = aLedger()
    const outcome = await importText(ledger, `${quiet(20)}\n${page(openaiBucket(31))}`, 'quiet.json')
    expect(outcome).toMatchObject({
      state: 'imported',
      statement: { dataset: 'cost', totals: [], rowCount: 21, coverage: [{ exportName: 'openai-cost' }] },
    })
    const days = ledger.db.prepare('SELECT count(*) FROM covered_days').pluck().get()
    expect(days).toBe(31)
    await expectToHold(ledger)
  })

  it('do not take the place of what was spent on some of them, whichever came first', async () => {
    const spent = page(openaiBucket(1, '12'), openaiBucket(2, '8'))
    for (const texts of [
      [spent, quiet(31)],
      [quiet(31), spent],
    ]) {
      const ledger = aLedger()
      for (const text of texts) await importText(ledger, text)
      expect(spend(ledger)).toMatchObject([['gpt-5', 'proj_1', '20', null]])
    }
  })

  it('are asked about where they would take money away', async () => {
    const ledger = aLedger()
    await importText(ledger, page(openaiBucket(1, '12')).replace('"org-1"', 'null'))
    expect(await importText(ledger, quiet(1), 'quiet.json')).toMatchObject({
      replaced: [{ doubts: [{ kind: 'shrinks' }] }],
    })
  })

  it('in buckets shorter than a day are of use, and say nothing of money', async () => {
    const hourly = page(
      `{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-01T01:00:00Z","results":[]}`,
      `{"starting_at":"2026-07-01T01:00:00Z","ending_at":"2026-07-01T02:00:00Z","results":[]}`,
    )
    expect(await importText(aLedger(), hourly)).toMatchObject({
      statement: { dataset: 'usage', coverage: [{ serviceProviderName: 'Anthropic' }] },
    })
  })
})

describe('JSON that is no bill is refused with its place', () => {
  const crooked: readonly (readonly [string, string, object])[] = [
    ['cut short', page(openaiBucket(1, '1')).slice(0, 90), { kind: 'bad-json', line: 1, column: 91 }],
    ['a comma too many', '{\n  "data": [],\n}', { kind: 'bad-json', line: 3, column: 1 }],
    ['words behind a page', `${page(openaiBucket(1, '1'))}\nDone.\n`, { kind: 'bad-json', line: 2 }],
    ['a bracket that fits no other', '{"data":]', { kind: 'bad-json', line: 1, column: 9 }],
    ['brackets without end', '['.repeat(5000), { kind: 'bad-json' }],
    ['a text that never ends', `{"data":"${'x'.repeat(100_000)}`, { kind: 'bad-json', line: 1, column: 9 }],
    ['a number that is none', '{"data":[01]}', { kind: 'bad-json', line: 1, column: 11 }],
    [
      'an amount that is none',
      `${page(openaiBucket(1, '1'))}\n${page(openaiBucket(2, '"n/a"'))}`,
      { kind: 'bad-cell', header: 'amount.value', text: 'n/a', line: 2 },
    ],
    [
      'an answer that says what went wrong',
      '{"error":{"message":"no"}}',
      { kind: 'refused-form', form: 'api-error' },
    ],
    ['answers without any bucket', `${page()}\n${page()}`, { kind: 'answer-empty' }],
    ['a list of nothing', '[]', { kind: 'answer-empty' }],
    [
      'buckets that do not say until when',
      page('{"start_time":1782864000,"results":[]}'),
      { kind: 'unknown-json' },
    ],
    [
      'costs behind use',
      `${usagePage('"input_tokens":1,"num_model_requests":1')}\n${page(openaiBucket(1, '1'))}`,
      { kind: 'mixed-answers', first: 'an answer of the OpenAI Usage API', line: 2 },
    ],
    [
      'use behind costs, in one list',
      `[${page(openaiBucket(1, '1'))},\n${usagePage('"images":1,"num_model_requests":1')}]`,
      { kind: 'mixed-answers', second: 'an answer of the OpenAI Usage API', line: 2 },
    ],
    ['a list of something else', '[{"name":"x"}]', { kind: 'unknown-json' }],
  ]
  it.each(crooked)('%s', async (_, text, problem) => {
    const ledger = aLedger()
    const outcome: ImportOutcome = await importText(ledger, text, 'costs.json')
    expect(outcome).toMatchObject({ state: 'refused', problem: { file: 'costs.json', ...problem } })
    if (outcome.state === 'refused') expect(problemWords(outcome.problem)).toContain('costs.json')
  })
})
