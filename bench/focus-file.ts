import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const header = [
  'AvailabilityZone',
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingAccountType',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'CommitmentDiscountCategory',
  'CommitmentDiscountId',
  'CommitmentDiscountName',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'ContractedUnitPrice',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'ListUnitPrice',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'RegionId',
  'RegionName',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'ServiceCategory',
  'ServiceName',
  'SkuId',
  'SkuPriceId',
  'SubAccountId',
  'SubAccountName',
  'SubAccountType',
  'Tags',
]

const services = 20
const projects = 60
const days = 60

/**
 * Writes a made-up FOCUS 1.0 file of `rows` rows and 45 columns to `path`: 60 days, one seller, 20 services
 * by 60 sub-accounts: 72,000 groups once there are as many rows. The same `rows` make the same file. Answers with the exact sum of BilledCost in 1e-10.
 */
export async function writeFocusFile(path: string, rows: number): Promise<bigint> {
  const out = createWriteStream(path)
  out.write(`${header.join(',')}\n`)
  let sum = 0n
  let portion: string[] = []
  for (let row = 0; row < rows; row += 1) {
    const tenths = BigInt((row * 7919) % 1_000_003) * 1_000n + BigInt(row % 97)
    sum += tenths
    portion.push(line(row, tenths))
    if (portion.length < 2000 && row < rows - 1) continue
    if (!out.write(`${portion.join('\n')}\n`)) await once(out, 'drain')
    portion = []
  }
  out.end()
  await once(out, 'finish')
  return sum
}

function line(row: number, tenths: bigint): string {
  const day = row % days
  const from = new Date(Date.UTC(2026, 6, 1 + day)).toISOString().slice(0, 10)
  const to = new Date(Date.UTC(2026, 6, 2 + day)).toISOString().slice(0, 10)
  const month = day < 31 ? ['2026-07-01', '2026-08-01'] : ['2026-08-01', '2026-09-01']
  const service = Math.floor(row / days) % services
  const project = Math.floor(row / (days * services)) % projects
  const cost = `0.${tenths.toString().padStart(10, '0')}`
  return [
    `eu-central-1${'abc'[row % 3] ?? ''}`,
    cost,
    '1234567890123',
    'Breakwatt bench',
    'Organisation',
    'USD',
    `${month[1] ?? ''}T00:00:00Z`,
    `${month[0] ?? ''}T00:00:00Z`,
    'Usage',
    '',
    `"Model tokens, tier ${service % 4}, region ""eu"""`,
    'Usage-Based',
    `${to}T00:00:00Z`,
    `${from}T00:00:00Z`,
    '',
    '',
    '',
    '',
    '',
    (row % 5000).toString(),
    'Tokens',
    cost,
    '0.0000004',
    cost,
    '"Amazon Web Services, Inc."',
    cost,
    '0.0000005',
    'Standard',
    (row % 5000).toString(),
    'Tokens',
    'AWS',
    '"Amazon Web Services, Inc."',
    'eu-central-1',
    'Europe (Frankfurt)',
    `arn:aws:bedrock:eu-central-1:${project}:model/${row % 100_000}`,
    `model-${row % 1000}`,
    'Model',
    'AI and Machine Learning',
    `Service ${service}`,
    `SKU-${service}`,
    `SKU-${service}.P1`,
    `${100_000 + project}`,
    `Project ${project}`,
    'Account',
    `"{""team"": ""t${project}"", ""env"": ""production"", ""cost_centre"": ""cc-${project % 7}""}"`,
  ].join(',')
}
