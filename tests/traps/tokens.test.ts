import { expect, it } from 'vitest'
import { priceTable } from '../../src/flows/price-table.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { aLedger, anthropicBill, importText } from '../make.ts'
import { aLedgerOf, fixture, julyReport, tokens } from './bills.ts'

type Consumed = {
  readonly service: string
  readonly sku: string
  readonly quantity: number
  readonly unit: string
}

const consumed = async (text: string): Promise<readonly string[]> =>
  (await aLedgerOf(text)).db
    .prepare<[], Consumed>(
      `SELECT service.text AS service, sku.text AS sku, consumed_quantity AS quantity, unit.text AS unit FROM charges
       JOIN names AS service ON service.id = service_id JOIN names AS sku ON sku.id = sku_id
       JOIN names AS unit ON unit.id = consumed_unit_id ORDER BY first_line`,
    )
    .all()
    .map(({ service, sku, quantity, unit }) => `${service}: ${sku} ${quantity} ${unit}`)

it('trap 37: OpenAI’s input holds the cached tokens, Anthropic’s does not; Cursor’s is not told', async () => {
  // 7162 + 838 in, 1280 of them from the cache.
  expect(tokens(await aLedgerOf(fixture('openai-usage-by-minute.csv')))).toEqual([
    'gpt-5-nano-2025-08-07 in 6720 cached 1280 out 400',
  ])
  expect(tokens(await aLedgerOf(fixture('anthropic-usage-v2-by-hour.csv')))).toEqual([
    'claude-haiku-4-5-20251001 in 30 cached 100 out 12',
  ])
  expect(tokens(await aLedgerOf(fixture('cursor-usage-v3.csv')))).toEqual([])
  const moreCachedThanRead = fixture('openai-usage-by-minute.csv').replace(
    ',7162,310,1280,',
    ',1000,310,1280,',
  )
  expect(await importText(aLedger(), moreCachedThanRead)).toMatchObject({
    problem: { kind: 'bad-cell', header: 'input_tokens', expected: 'count' },
  })
})

it('OpenAI’s files of one range are exports of their own: none takes the tokens of another away', async () => {
  const completions = fixture('openai-usage-by-minute.csv')
  const others = ['openai-usage-embeddings.csv', 'openai-usage-images.csv'].map(fixture)
  const quiet = 'start_time,end_time,start_time_iso,end_time_iso\n1761523200,1761609600,,\n'
  for (const order of [
    [completions, ...others, quiet],
    [quiet, ...others, completions],
  ])
    expect(tokens(await aLedgerOf(...order))).toEqual([
      'gpt-5-nano-2025-08-07 in 6720 cached 1280 out 400',
      'text-embedding-3-small in 12345 cached 0 out 0',
    ])
})

it('trap 38: a model keeps the name each file gives it: no price of another model is guessed onto it', async () => {
  const ledger = await aLedgerOf(
    anthropicBill([['2026-03-31', '1.25', 'Claude Haiku 4.5']]),
    fixture('anthropic-usage-v2-by-hour.csv'),
    fixture('openai-usage-by-minute.csv').replaceAll('gpt-5-nano-2025-08-07', 'gpt-5.2-pro-2025-12-11'),
  )
  const rows = readSpendRows(ledger, ['service'])
  expect(rows.map(({ service, billed, tokens: counted }) => [service, billed, counted !== null])).toEqual([
    ['gpt-5.2-pro-2025-12-11', null, true],
    ['Claude Haiku 4.5', 1_250_000_000n, false],
    ['claude-haiku-4-5-20251001', null, true],
  ])
})

it('trap 38: an alias and its dated snapshot are one model for a price, a longer name is another', async () => {
  const { modelOf, pricesOf } = await priceTable()
  const days = { firstDay: 20_500, lastDay: 20_500 }
  const priceOf = (name: string) => {
    const model = modelOf('OpenAI', name)
    const prices = model === null ? null : pricesOf('OpenAI', model, days)
    return prices && [prices.input?.high, prices.output?.high]
  }
  // 60.764298 dollars for 2,893,538 tokens read and 1,615.433064 for 9,615,673 written: 21.00 and 168.00 a million.
  expect(priceOf('gpt-5.2-pro-2025-12-11')).toEqual([21, 168])
  expect(priceOf('gpt-5.2-pro')).toEqual([21, 168])
  expect(priceOf('gpt-5.2')).not.toEqual([21, 168])
  expect(priceOf('gpt-5.2-pro-of-our-own')).toBeNull()
})

it('trap 39: a quantity in thousands or millions of tokens is that many tokens, where it is certain', async () => {
  expect(await consumed(fixture('azure-openai-tokens.csv'))).toEqual([
    'gpt 4.1 (Azure OpenAI): input 1500000 Tokens',
    'gpt 4.1 (Azure OpenAI): cachedInput 500000 Tokens',
    'gpt-4o-mini-0718 (Azure OpenAI): output 10000 Tokens',
    '5.4 nano (Foundry Models): input 250000 Tokens',
    'Foundry Models: 5.4 nano Opt Gl 1M Tokens 3 1K',
    'Azure OpenAI: gpt-4o Provisioned Managed Unit 5 1 Hour',
  ])
  const bedrock = await consumed(fixture('aws-cur-legacy-bedrock.csv'))
  // 0.098765 million read and 250 thousand written to the cache.
  expect(bedrock[0]).toBe('Claude Haiku 4.5 (Amazon Bedrock Edition): input 348765 Tokens')
  expect(bedrock).toContain(
    'Claude Haiku 4.5 (Amazon Bedrock Edition): USW2-MP:USW2_InputTokenCount-Units 7 Units',
  )
})

it('trap 40: models of the Marketplace are Bedrock’s by their name, whatever their product code', async () => {
  const services = new Set(
    (await consumed(fixture('aws-cur-legacy-bedrock.csv'))).map((line) => line.split(':')[0]),
  )
  expect(services).toEqual(new Set(['Claude Haiku 4.5 (Amazon Bedrock Edition)', 'NovaPro (Amazon Bedrock)']))
  expect(await consumed(julyReport('', [[1, '1']]))).toEqual([])
})

/** Names, mails and keys of people as the fixtures have them: what no bill needs. */
const people = /@|user-\d|\bu-\d|\b(?:search-|chat-)?key[-_]?\d*\b|apikey_|\bhash-\d|sk-|Stéphane/

const withPeople = [
  'anthropic-cost-g-no-final-newline.csv',
  'anthropic-usage-v2-by-hour.csv',
  'cursor-usage-v4-team.csv',
  'deepseek-cost-v1.csv',
  'deepseek-usage-v3-by-hour.csv',
  'fireworks-usage.csv',
  'focus-litellm.csv',
  'github-copilot-requests-2025-06.csv',
  'github-usage-with-aic.csv',
  'litellm-spend-logs.csv',
  'openai-usage-by-minute.csv',
  'openrouter-activity-by-generation.csv',
]

it('trap 45: e-mails, user names and key names stay out of the ledger and out of what is said', async () => {
  const bills = withPeople.map(fixture)
  for (const [place, bill] of bills.entries()) expect(bill, withPeople[place]).toMatch(people)
  const openai = fixture('openai-cost-grouped.csv').replace(',Acme,,\n', ',Acme,ada@example.com,\n')
  const ledger = await aLedgerOf(...bills, openai)
  const written = (query: string): readonly string[] => ledger.db.prepare(query).pluck().all() as string[]
  expect(written('SELECT text FROM names').filter((text) => people.test(text))).toEqual([])
  // DeepSeek's bills are told apart by nothing but the user: it stands for the account.
  const accounts = written(
    `SELECT export_name || ' of ' || billing_account_id FROM sources ORDER BY 1`,
  ).filter((text) => people.test(text))
  expect(accounts).toEqual(['deepseek-cost of u-1', 'deepseek-usage of u-1'])
})

it('trap 45: a row that is refused is told by its faulty cell alone', async () => {
  const openai = fixture('openai-cost-grouped.csv').replace(',Acme,,\n', ',Acme,ada@example.com,\n')
  expect(openai).toContain('ada@example.com')
  const outcome = await importText(aLedger(), openai.replace('0.003835980000000000000000000000', 'n/a'))
  expect(JSON.stringify(outcome)).toContain('n/a')
  expect(JSON.stringify(outcome)).not.toContain('ada@')
  const cursor = fixture('cursor-usage-v4-team.csv').replace('"0.05"', '"much"')
  const refused = await importText(aLedger(), cursor)
  expect(refused).toMatchObject({ state: 'refused', problem: { text: 'much', line: 2 } })
  expect(JSON.stringify(refused)).not.toMatch(people)
})
