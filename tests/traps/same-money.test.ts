import { expect, it } from 'vitest'
import { setControlTotal } from '../../src/flows/set-control-total.ts'
import { tieOutStatement } from '../../src/flows/tie-out-statement.ts'
import { tieOutWords } from '../../src/core/tie-out-words.ts'
import { problemWords } from '../../src/core/words.ts'
import { aLedger, anthropicBill, importText } from '../make.ts'
import { aLedgerOf, billed, everyOrder, fixture, imported, tokens } from './bills.ts'

it('trap 5: a usage file beside a cost file brings tokens and no money', async () => {
  const cost = anthropicBill([['2026-03-31', '1.25']])
  const usage = fixture('anthropic-usage-v2-by-hour.csv')
  for (const texts of everyOrder([cost, usage])) {
    const ledger = await aLedgerOf(...texts)
    expect(billed(ledger)).toEqual(['2026-03 Anthropic USD 1.25'])
    expect(tokens(ledger)).toEqual(['claude-haiku-4-5-20251001 in 30 cached 100 out 12'])
  }
  const deepseek = [fixture('deepseek-cost-v1.csv'), fixture('deepseek-usage-v1.csv')]
  for (const texts of everyOrder(deepseek))
    expect(billed(await aLedgerOf(...texts))).toEqual(['2026-06 DeepSeek CNY 1.7882175'])
})

it('trap 5: OpenAI’s and Fireworks’ usage of the days that a cost file has brings no money either', async () => {
  const usage = fixture('openai-usage-by-minute.csv')
  const cost =
    'start_time,amount_value,amount_currency,line_item,project_id,organization_id\n1761523200,2,usd,,,org-1'
  for (const texts of everyOrder([cost, usage])) {
    const ledger = await aLedgerOf(...texts)
    expect(billed(ledger)).toEqual(['2025-10 OpenAI USD 2'])
    expect(tokens(ledger)).toEqual(['gpt-5-nano-2025-08-07 in 6720 cached 1280 out 400'])
  }
  const subtotals =
    'account_id,date,group_by_dimension,group_by_value,subtotal_usd,currency\na,2025-10-20,model,llama,8.4,USD\n'
  for (const texts of everyOrder([subtotals, fixture('fireworks-usage.csv')])) {
    const ledger = await aLedgerOf(...texts)
    expect(billed(ledger)).toEqual(['2025-10 Fireworks USD 8.4'])
    expect(tokens(ledger)).toContain('llama-v3p1-8b-instruct in 1200 cached 0 out 340')
  }
})

it('trap 6, the other way round: rows of one file add up, whether they name an account or not', async () => {
  const github = [
    'date,product,sku,quantity,unit_type,applied_cost_per_quantity,gross_amount,discount_amount,net_amount,organization,repository,cost_center_name',
    '2026-09-01,actions,actions_linux,100,minutes,,,,0.8,acme,r,',
    '2026-09-01,copilot,copilot_for_business,2,user-months,,,,38,,,',
    '2026-09-02,copilot,copilot_premium_request,2,requests,,,,-0.08,acme,,',
  ].join('\n')
  expect(billed(await aLedgerOf(github))).toEqual([
    '2026-09 GitHub USD 38.8',
    '2026-09 GitHub Copilot USD -0.08',
  ])
  const openai = [
    'start_time,amount_value,amount_currency,line_item,project_id,organization_id',
    '1790553600,10,usd,"gpt-5, input",p,org-1',
    '1790553600,2,usd,"gpt-5, input",p,',
  ].join('\n')
  expect(billed(await aLedgerOf(openai))).toEqual(['2026-09 OpenAI USD 12'])
})

it('trap 6: two groupings of one bill count once', async () => {
  const head = 'start_time,amount_value,amount_currency,line_item,project_id,organization_id'
  const whole = `${head}\n1790553600,10,usd,,,org-1`
  const byModel = `${head}\n1790553600,6,usd,"gpt-5, input_tokens",,org-1\n1790553600,4,usd,"gpt-5, output_tokens",,org-1`
  for (const texts of everyOrder([whole, byModel]))
    expect(billed(await aLedgerOf(...texts))).toEqual(['2026-09 OpenAI USD 10'])
  const fireworks = (dimension: string, value: string): string =>
    `account_id,date,group_by_dimension,group_by_value,subtotal_usd,currency\na,2026-05-14,${dimension},${value},8.4,USD\n`
  for (const texts of everyOrder([fireworks('model', 'glm'), fireworks('api_key', 'key_1')]))
    expect(billed(await aLedgerOf(...texts))).toEqual(['2026-05 Fireworks USD 8.4'])
  expect(await importText(aLedger(), fixture('fireworks-costs-two-groupings-refused.csv'))).toMatchObject({
    problem: { kind: 'two-groupings', first: 'model', second: 'api_key', line: 3 },
  })
})

it('trap 7: a gateway’s estimate is kept and never added to the provider’s bill', async () => {
  const estimates = ['litellm-usage-by-team.csv', 'litellm-spend-logs.csv', 'focus-litellm.csv'].map(fixture)
  const bill = anthropicBill([['2026-07-02', '1.25']])
  for (const texts of [
    [...estimates, bill],
    [bill, ...estimates],
  ]) {
    const ledger = await aLedgerOf(...texts)
    expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 1.25'])
    expect(ledger.db.prepare(`SELECT count(*) FROM sources WHERE dataset = 'estimate'`).pluck().get()).toBe(3)
  }
})

it('trap 7: what OpenRouter passes on under the user’s own key stands on the other provider’s bill', async () => {
  const daily =
    'Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens\n2026-06-28 00:00:00,openai/gpt-5,0.5,12.25,2,2000,460,0\n'
  expect(billed(await aLedgerOf(daily))).toEqual(['2026-06 OpenRouter USD 0.5'])
})

it('trap 8: Actual and Amortized are two views of one bill: the actual one counts, in either order', async () => {
  const views = [fixture('azure-ea-actual-bom.csv'), fixture('azure-ea-amortized-bom.csv')]
  for (const texts of everyOrder(views)) {
    const ledger = await aLedgerOf(...texts)
    expect(billed(ledger)).toEqual(['2023-09 Microsoft USD 1.75004'])
    const names = ledger.db.prepare('SELECT export_name FROM sources ORDER BY 1').pluck().all()
    expect(names).toEqual(['azure-amortized', 'azure-cost-details'])
  }
})

it('trap 8: Billed and Effective are kept apart, and gross, discount and AI credits never add to net', async () => {
  expect(await imported(aLedger(), fixture('focus-virtual-currency.csv'))).toMatchObject({
    totals: [{ billed: '53000', effective: '490' }],
  })
  expect(billed(await aLedgerOf(fixture('github-usage-with-aic.csv')))).toEqual([
    '2026-03 GitHub Copilot USD 3.63',
  ])
})

it('trap 41: use that a plan includes, or that a credit pays, is not cash', async () => {
  const cursor = await imported(aLedger(), fixture('cursor-usage-v3.csv'))
  expect(cursor.totals).toEqual([{ currency: 'USD', billed: '1.25', effective: '1.25' }])
  const freeTier = [
    'lineItem/LineItemType,lineItem/UnblendedCost,lineItem/CurrencyCode,bill/PayerAccountId,lineItem/UsageStartDate,lineItem/UsageEndDate,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate',
    ...['Usage,47.6816938322', 'Credit,-47.6816938322'].map(
      (line) =>
        `${line},USD,1,2026-04-01T00:00:00Z,2026-04-01T01:00:00Z,2026-04-01T00:00:00Z,2026-05-01T00:00:00Z`,
    ),
  ].join('\n')
  expect(billed(await aLedgerOf(freeTier))).toEqual(['2026-04 AWS USD 0'])
})

it('trap 43: LiteLLM’s export by model, which repeats the team’s spend on every model, is refused by name', async () => {
  const outcome = await importText(aLedger(), fixture('litellm-usage-by-model-refused.csv'), 'team.csv')
  expect(outcome).toMatchObject({
    state: 'refused',
    problem: { kind: 'refused-form', form: 'litellm-by-model' },
  })
  if (outcome.state === 'refused')
    expect(problemWords(outcome.problem)).toMatch(/same spend once for every model.*Export it by day/)
})

it.each([
  [
    'Anthropic',
    anthropicBill([['2026-07-01', '80.00']]),
    'Possible: what this export never has. Priority Tier and seats of Claude plans are billed, and are not in it.',
  ],
  [
    'Anthropic',
    '{"data":[{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-02T00:00:00Z","results":[{"amount":"8000","currency":"USD","model":"claude"}]}],"has_more":false}',
    'Possible: what this export never has. Priority Tier and seats of Claude plans are billed, and are not in it.',
  ],
  [
    'OpenAI',
    'start_time,amount_value,amount_currency,line_item,project_id,organization_id\n1782864000,80,usd,,,org-1',
    'Possible: what this export never has. Scale Tier bundles and seats of ChatGPT plans are billed, and are not in it.',
  ],
])(
  'trap 44: what an export of %s leaves out shows against the invoice’s total, and is named',
  async (seller, text, sentence) => {
    const ledger = aLedger()
    const { id } = await imported(ledger, text)
    expect(setControlTotal(ledger, id, { currency: 'USD', billed: '100.00' })).toMatchObject({ ok: true })
    const held = tieOutStatement(ledger, id)
    expect(held).toMatchObject({ value: { state: 'differs', difference: '20' } })
    if (held.ok) expect(tieOutWords(held.value, (amount) => amount).candidates).toContain(sentence)
    expect(billed(ledger)).toEqual([`2026-07 ${seller} USD 80`])
  },
)

it('trap 44: an invoice that the export covers names nothing as left out', async () => {
  const ledger = aLedger()
  const { id } = await imported(ledger, anthropicBill([['2026-07-01', '80.00']]))
  setControlTotal(ledger, id, { currency: 'USD', billed: '80.00' })
  expect(tieOutStatement(ledger, id)).toMatchObject({ value: { state: 'ties-out' } })
})
