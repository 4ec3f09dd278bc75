const lines = (...rows: readonly string[]): Buffer => Buffer.from(`${rows.join('\n')}\n`)

const focusHead =
  'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd'
const focusRow = (cost: string, ...dates: readonly string[]): string =>
  `${cost},${cost},USD,Usage,1,Bedrock,AWS,${dates.join(',')}`

const focusLine = (cost: number | string, name: (of: string) => string): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries({
        BilledCost: cost,
        EffectiveCost: cost,
        BillingCurrency: 'USD',
        ChargeCategory: 'Usage',
        BillingAccountId: 'acc-1',
        ServiceName: 'Things',
        ProviderName: 'Acme',
        ChargePeriodStart: '2026-07-01T00:00:00Z',
        ChargePeriodEnd: '2026-07-02T00:00:00Z',
        BillingPeriodStart: '2026-07-01T00:00:00Z',
        BillingPeriodEnd: '2026-08-01T00:00:00Z',
      }).map(([key, value]) => [name(key), value]),
    ),
  )
const snake = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()

const googleRow = {
  billing_account_id: '01AB',
  service_description: 'Vertex AI',
  usage_start_time: '2026-07-01 00:00:00 UTC',
  usage_end_time: '2026-07-01 01:00:00 UTC',
  cost: 1.5,
  currency: 'USD',
  invoice_month: '202607',
  cost_type: 'regular',
}

const costReport = `{"data":[{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-02T00:00:00Z","results":[{"currency":"USD","amount":"12345.5","workspace_id":null,"model":"claude-é","token_type":"output_tokens"}]}],"has_more":false}`

/** Known exports in forms of which there is no file in tests/fixtures/bills: saved anew, or by other names. */
export const variants: readonly {
  readonly dialect: string
  readonly name: string
  readonly bytes: Buffer
}[] = [
  {
    dialect: 'cursor-usage',
    name: 'cursor-usage-v1-blank.csv',
    bytes: lines(
      'Date,Model,Input (w/o Cache Write),Cost,Cost to you',
      '2025-06-14,gpt-5,200,Included,',
      '2025-06-14,gpt-5,200,Free,""',
      '2025-06-14,gpt-5,200,$0.00,',
      '2025-06-15,gpt-5,200,,',
      '2025-06-15,gpt-5,200,$0.30,$0.25',
    ),
  },
  {
    dialect: 'focus',
    name: 'focus-saved-month-first.csv',
    bytes: lines(
      focusHead,
      focusRow('1.5', '2/28/2026', '3/1/2026', '2/1/2026', '3/1/2026'),
      focusRow('-0.25', '2/3/2026 1:00:00 PM', '2/3/2026 2:00:00 PM', '2/1/2026', '3/1/2026'),
    ),
  },
  {
    dialect: 'focus',
    name: 'focus-saved-day-first.csv',
    bytes: lines(
      focusHead.replaceAll(',', ';'),
      focusRow('1,5', '03/02/2026 00:00', '04/02/2026 00:00', '01/02/2026 00:00', '01/03/2026 00:00')
        .replace('1,5,1,5', '1|5,1|5')
        .replaceAll(',', ';')
        .replaceAll('|', ','),
    ),
  },
  {
    dialect: 'focus',
    name: 'focus-snake.jsonl',
    bytes: lines(focusLine(2.5, snake), focusLine('0.000000000000001', snake)),
  },
  {
    dialect: 'google-bigquery',
    name: 'google-bigquery-underscores.jsonl',
    bytes: lines(JSON.stringify(googleRow), JSON.stringify({ ...googleRow, project_name: 'shop', cost: 2 })),
  },
  {
    dialect: 'anthropic-cost-report',
    name: 'anthropic-cost-report-utf16.json',
    bytes: Buffer.from(`\ufeff${costReport}\r\n`, 'utf16le'),
  },
  {
    dialect: 'openai-usage',
    name: 'openai-usage-empty-saved.csv',
    bytes: lines(
      'start_time;end_time;start_time_iso;end_time_iso;',
      '1764547200;1764633600;;;',
      ';;;;',
      '1764633600;1764720000;;;',
    ),
  },
  {
    dialect: 'google-reports',
    name: 'google-reports-saved-month.csv',
    bytes: lines('Month,Service description,Cost ($),Subtotal ($)', 'Aug-26,Vertex AI,2,1.5'),
  },
  {
    dialect: 'azure-cost-analysis',
    name: 'azure-cost-analysis-saved-month.csv',
    bytes: lines('Month,Service name,Cost (USD),Currency', 'August 2026,Storage,1.5,USD', 'Aug-26,VM,2,USD'),
  },
]
