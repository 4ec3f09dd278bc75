import { expect, it } from 'vitest'
import { parse } from 'csv-parse/sync'
import { gzipSync } from 'node:zlib'
import { problemWords } from '../../src/core/words.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { aTree } from '../drop.ts'
import { aZip } from '../make-zip.ts'
import { aLedger, anthropicBill, noon } from '../make.ts'
import { aLedgerOf, billed, fixture, focusFile, imported, julyReport, outcomeOf, refusalOf } from './bills.ts'

it('trap 12: sums among the rows are no charges, wherever their label stands', async () => {
  // Added up row by row the report is 3.72: its 1.24, the subtotal and the total of it.
  const report = await imported(aLedger(), fixture('google-reports-en-gb-daily.csv'))
  expect(report.totals).toMatchObject([{ billed: '1.24' }])
  expect(report.controlTotals).toMatchObject([{ billed: '1.24', saidBy: 'file' }])
  const explorer = 'Service,Bedrock($),Total costs($)\nService total,3,3\n2026-07-01,1,1\n2026-07-02,2,2\n'
  expect(billed(await aLedgerOf(explorer))).toEqual(['2026-07 AWS USD 3'])
})

it('trap 13: what stands above the header is no row of it', async () => {
  const table = fixture('google-cost-table.csv')
  expect(table.startsWith('Invoice number')).toBe(true)
  expect(await imported(aLedger(), table)).toMatchObject({
    dialect: 'google-cost-table',
    totals: [{ billed: '95' }],
    controlTotals: [{ billed: '95' }],
  })
  // 1012.25 + 0.5, below four lines of which one is blank; 1.6338 + 1000.0042 and 5 percent of tax below five.
  expect(billed(await aLedgerOf(fixture('google-reports-undated-euro-bom.csv')))).toEqual([
    '2026-07 Google Cloud EUR 1012.75',
  ])
  const monthly = await imported(aLedger(), fixture('google-reports-en-us-monthly.csv'))
  expect(monthly.totals).toMatchObject([{ currency: 'TWD', billed: '1051.7199' }])
})

it('trap 14: services as columns become services, each with its own money; counts and totals do not', async () => {
  const ledger = await aLedgerOf(fixture('aws-cost-explorer-usd-forecast.csv'))
  const services = readSpendRows(ledger, ['service']).map(({ service, billed: sum }) => [service, sum])
  expect(new Map(services as [string, bigint][])).toEqual(
    new Map([
      ['Claude Haiku 4.5 (Amazon Bedrock Edition)', 500_000_000n],
      ['Amazon Simple Storage Service', 20_000_000n],
    ]),
  )
})

it('trap 15: rows that lie after the day of the import are a forecast and no money', async () => {
  const statement = await imported(aLedger(), fixture('aws-cost-explorer-usd-forecast.csv'))
  expect(statement).toMatchObject({ rowCount: 4, totals: [{ billed: '0.52' }] })
  expect(statement.lastDay).toBe(Date.UTC(2026, 10, 20) / 86_400_000)
})

it('trap 17: columns may be renamed, added and moved about', async () => {
  const generations = ['a-empty', 'b', 'c', 'd-bom', 'e', 'f', 'g-no-final-newline']
  for (const name of generations)
    expect(await outcomeOf(fixture(`anthropic-cost-${name}.csv`))).toMatchObject({
      statement: { dialect: 'anthropic-cost' },
    })
  const turned = (text: string): string =>
    text
      .split('\n')
      .map((line) => `${line.split(',').reverse().join(',')},more`)
      .join('\n')
  const plain = anthropicBill([['2026-07-01', '1.25']]).trim()
  expect(billed(await aLedgerOf(turned(plain)))).toEqual(billed(await aLedgerOf(plain)))
})

it.each([
  ['focus', ['focus-1.0', 'focus-1.0-preview-azure', 'focus-1.2-saas', 'focus-1.3', 'focus-1.4']],
  [
    'github-usage',
    ['github-usage-2025-10', 'github-usage-with-aic', 'github-usage-2026-05', 'github-usage-2026-09'],
  ],
  ['github-copilot-requests', ['github-copilot-requests-2025-06']],
  ['cursor-usage', ['cursor-usage-v1', 'cursor-usage-v2', 'cursor-usage-v3', 'cursor-usage-v4-team']],
  ['deepseek-cost', ['deepseek-cost-v1', 'deepseek-cost-v2', 'deepseek-cost-v3-bom-crlf']],
  ['deepseek-usage', ['deepseek-usage-v1', 'deepseek-usage-v2', 'deepseek-usage-v3-by-hour']],
  [
    'azure-cost-details',
    [
      'azure-payg-bom',
      'azure-ea-usage',
      'azure-ea-actual-bom',
      'azure-mca-camel',
      'azure-csp-camel',
      'azure-german',
    ],
  ],
  ['azure-cost-analysis', ['azure-cost-analysis-monthly', 'azure-cost-analysis-daily']],
])(
  'trap 17: every generation of %s is read, with its columns turned about as well',
  async (dialect, names) => {
    for (const name of names) {
      const bill = fixture(`${name}.csv`)
      const { totals, coverage, ...read } = await imported(aLedger(), bill)
      expect(read, name).toMatchObject({ dialect })
      expect(coverage.length, name).toBeGreaterThan(0)
      const rows: readonly (readonly string[])[] = parse(bill, { bom: true })
      const reversed = stringify(rows.map((row, place) => [place === 0 ? 'more' : '', ...row.toReversed()]))
      expect((await imported(aLedger(), reversed)).totals, name).toEqual(totals)
    }
  },
)

const stringify = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')

it('trap 18: headers in other languages are known', async () => {
  const known = [
    ['azure-german.csv', 'azure-cost-details', '0.075'],
    ['azure-german-mixed.csv', 'azure-cost-details', '0.075'],
    // 0.5 + 0.25 + 0.0181, without the total of the first row and of the last column.
    ['aws-cost-explorer-spanish-hourly.csv', 'aws-cost-explorer', '0.7681'],
    ['google-reports-en-gb-daily.csv', 'google-reports', '1.24'],
  ] as const
  for (const [name, dialect, sum] of known)
    expect(await imported(aLedger(), fixture(name))).toMatchObject({ dialect, totals: [{ billed: sum }] })
})

it('trap 34: a billing period of a day is read; FOCUS without cost, or not of costs, is refused by name', async () => {
  expect(await imported(aLedger(), fixture('focus-litellm.csv'))).toMatchObject({ dataset: 'estimate' })
  const forms = [
    ['focus-blank-cost', 'focus-without-cost', /no cost/],
    ['focus-no-cost-columns', 'focus-without-cost', /not zero/],
    ['focus-contract-commitment', 'focus-contract-commitments', /agreed/],
    ['focus-invoice-detail', 'focus-invoice-details', /twice/],
    ['focus-billing-period', 'focus-billing-periods', /no charges/],
  ] as const
  for (const [name, form, words] of forms) {
    const outcome = await outcomeOf(fixture(`${name}-refused.csv`))
    expect(outcome).toMatchObject({ state: 'refused', problem: { kind: 'refused-form', form } })
    if (outcome.state === 'refused') expect(problemWords(outcome.problem)).toMatch(words)
  }
})

it('trap 35: byte order mark, CRLF, no last newline, and characters beyond ASCII', async () => {
  const rows = [
    'usage_date_utc,model,workspace,context_window,token_type,cost_usd',
    '2026-07-01,Claude®,Stéphane,≤ 200k,output,1.25',
  ]
  const ledger = await aLedgerOf(`\ufeff${rows.join('\r\n')}`)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 1.25'])
  const names = ledger.db.prepare('SELECT text FROM names ORDER BY 1').pluck().all()
  expect(names).toEqual(expect.arrayContaining(['Claude®', 'Stéphane']))
  expect(
    await outcomeOf(anthropicBill([['2026-07-01', '1']]), 'Acme_Cost table, 2026-01-01 — 2026-01-31.csv'),
  ).toMatchObject({ state: 'imported', file: 'Acme_Cost table, 2026-01-01 — 2026-01-31.csv' })
})

it('trap 36: the parts of a ZIP are one bill, all of them are needed, and a workbook is refused', async () => {
  const part = (day: number, cost: string): string =>
    focusFile([[`2026-07-0${day}T00:00:00Z`, `2026-07-0${day + 1}T00:00:00Z`, cost]])
  const manifest = { name: 'manifest.json', bytes: '{"format":"zip"}' }
  const parts = [1, 2, 3].map((day) => ({ name: `part-${day}-of-3.csv`, bytes: part(day, String(day)) }))
  const ledger = aLedger()
  const outcomes = await importStatements(
    ledger,
    [{ name: 'pinecone.zip', bytes: aZip([...parts, manifest]) }],
    noon,
  )
  expect(outcomes.filter(({ state }) => state === 'imported')).toHaveLength(1)
  expect(billed(ledger)).toEqual(['2026-07 Acme USD 6'])
  expect(
    await importStatements(aLedger(), [{ name: 'pinecone.zip', bytes: aZip(parts.slice(1)) }], noon),
  ).toMatchObject([{ state: 'refused', problem: { kind: 'parts-missing', missing: [1] } }])
  const workbook = aZip([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    { name: 'xl/workbook.xml', bytes: '<workbook/>' },
  ])
  expect(await importStatements(aLedger(), [{ name: 'kimi.xlsx', bytes: workbook }], noon)).toMatchObject([
    { state: 'refused', problem: { kind: 'refused-form', form: 'workbook' } },
  ])
})

it('trap 36: DeepSeek’s ZIP holds a cost file and a usage file', async () => {
  const zip = aZip([
    { name: 'usage_data_2026_6/amount-2026-6.csv', bytes: fixture('deepseek-usage-v1.csv') },
    { name: 'usage_data_2026_6/cost-2026-6.csv', bytes: fixture('deepseek-cost-v1.csv') },
  ])
  const ledger = aLedger()
  const outcomes = await importStatements(ledger, [{ name: 'usage_data_2026_6.zip', bytes: zip }], noon)
  expect(outcomes.map(({ state }) => state)).toEqual(['imported', 'imported'])
  expect(billed(ledger)).toEqual(['2026-06 DeepSeek CNY 1.7882175'])
})

it('trap 36: AWS’s parts in gzip are one bill by their manifest, and none without all of them', async () => {
  const parts = [
    julyReport('', [
      [1, '1'],
      [2, '2'],
    ]),
    julyReport('', [[2, '4']]),
  ].map((text) => gzipSync(text))
  const reportKeys = parts.map((_, place) => `p/team/20260701-20260801/a1/team-${place + 1}.csv.gz`)
  const manifest = JSON.stringify({ assemblyId: 'a1', compression: 'GZIP', reportName: 'team', reportKeys })
  const [first, second] = parts
  if (!first || !second) throw new Error('Two parts')
  const ledger = aLedger()
  const whole = aTree({ 'team-Manifest.json': manifest, 'team-1.csv.gz': first, 'team-2.csv.gz': second })
  expect(await importStatements(ledger, [{ path: whole }], noon)).toMatchObject([{ state: 'imported' }])
  expect(billed(ledger)).toEqual(['2026-07 AWS USD 7'])
  const lacking = aTree({ 'team-Manifest.json': manifest, 'team-1.csv.gz': first })
  expect(await importStatements(aLedger(), [{ path: lacking }], noon)).toMatchObject([
    { state: 'refused', problem: { kind: 'files-missing', missing: ['team-2.csv.gz'] } },
  ])
})

it('trap 42: a part of 100,000 rows and 195 columns, more than 87 MB of text, packed, adds up', async () => {
  const names =
    'lineItem/LineItemType,lineItem/UnblendedCost,lineItem/CurrencyCode,bill/PayerAccountId,lineItem/UsageStartDate,lineItem/UsageEndDate,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,product/ProductName'
  const more = Array.from({ length: 186 }, (_, place) => `product/attribute${place}`)
  const head = `${names},${more.join(',')}`
  expect(head.split(',')).toHaveLength(195)
  const attributes = more.map((_, place) => (place % 4 === 0 ? 'some attribute' : '')).join(',')
  const row = `Usage,0.0001,USD,1,2026-07-04T10:00:00Z,2026-07-04T11:00:00Z,2026-07-01T00:00:00Z,2026-08-01T00:00:00Z,Amazon S3,${attributes}\n`
  const text = `${head}\n${row.repeat(100_000)}`
  expect(text.length).toBeGreaterThan(87_000_000)
  expect(await imported(aLedger(), gzipSync(text, { level: 1 }), 'report-1.csv.gz')).toMatchObject({
    rowCount: 100_000,
    totals: [{ billed: '10', currency: 'USD' }],
  })
})

it('trap 46: a bill saved again by a spreadsheet, in UTF-16 or with semicolons, is the same bill', async () => {
  const text = anthropicBill([
    ['2026-07-01', '1.25'],
    ['2026-07-02', '1234.5'],
  ])
  const semicolons = text.replaceAll(',', ';').replace('1.25', '1,25').replace('1234.5', '1.234,5')
  for (const saved of [
    semicolons,
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le'),
  ]) {
    const ledger = aLedger()
    await imported(ledger, saved)
    expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 1235.75'])
  }
  expect(await refusalOf(semicolons.replace('1,25', '1.250').replace('1.234,5', '1.234'))).toMatchObject({
    kind: 'ambiguous-amount',
    text: '1.250',
    line: 2,
  })
})
