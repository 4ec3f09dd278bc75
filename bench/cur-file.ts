import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

/** What the rows say, by column; the columns beside them are there, as in a real report, and mostly empty. */
type Cells = Readonly<Record<string, string>>

const services = [
  'AmazonBedrock',
  'AmazonSageMaker',
  'AmazonEC2',
  'AmazonS3',
  'AmazonRDS',
  'AWSLambda',
  'AmazonCloudWatch',
]
const accounts = 60
const days = 31
const usageTypes = 40

/** Columns that are empty in nearly every row of a real report. */
const seldom = [
  ...Array.from({ length: 52 }, (_, column) => `product/attribute${column}`),
  ...Array.from({ length: 8 }, (_, column) => `resourceTags/user:tag${column}`),
  'reservation/AmortizedUpfrontFeeForBillingPeriod',
  'reservation/EndTime',
  'reservation/StartTime',
  'savingsPlan/Region',
  'discount/TotalDiscount',
]

function cellsOf(row: number, tenths: bigint): Cells {
  const day = row % days
  const from = new Date(Date.UTC(2026, 6, 1 + day)).toISOString().slice(0, 19) + 'Z'
  const to = new Date(Date.UTC(2026, 6, 2 + day)).toISOString().slice(0, 19) + 'Z'
  const service = services[Math.floor(row / days) % services.length] ?? ''
  const account = 100_000_000_000 + (Math.floor(row / (days * services.length)) % accounts)
  const usageType = `EUC1-Usage:tier-${row % usageTypes}`
  const cost = `0.${tenths.toString().padStart(10, '0')}`
  return {
    'identity/LineItemId': (row * 2_654_435_761).toString(36).padStart(52, 'x'),
    'identity/TimeInterval': `${from}/${to}`,
    'bill/InvoiceId': '1234567890',
    'bill/InvoicingEntity': 'Amazon Web Services EMEA SARL',
    'bill/BillingEntity': 'AWS',
    'bill/BillType': 'Anniversary',
    'bill/PayerAccountId': '123456789012',
    'bill/BillingPeriodStartDate': '2026-07-01T00:00:00Z',
    'bill/BillingPeriodEndDate': '2026-08-01T00:00:00Z',
    'lineItem/UsageAccountId': account.toString(),
    'lineItem/LineItemType': 'Usage',
    'lineItem/UsageStartDate': from,
    'lineItem/UsageEndDate': to,
    'lineItem/ProductCode': service,
    'lineItem/UsageType': usageType,
    'lineItem/Operation': 'InvokeModel',
    'lineItem/AvailabilityZone': 'eu-central-1a',
    'lineItem/ResourceId': `arn:aws:bedrock:eu-central-1:${account}:model/${row % 100_000}`,
    'lineItem/UsageAmount': (row % 5000).toString(),
    'lineItem/NormalizationFactor': '',
    'lineItem/NormalizedUsageAmount': '',
    'lineItem/CurrencyCode': 'USD',
    'lineItem/UnblendedRate': '0.0000004000',
    'lineItem/UnblendedCost': cost,
    'lineItem/BlendedRate': '0.0000004000',
    'lineItem/BlendedCost': cost,
    'lineItem/LineItemDescription': `"$0.0000004 per token, ${usageType}, ""eu"""`,
    'lineItem/TaxType': '',
    'product/ProductName': service,
    'product/region': 'eu-central-1',
    'product/servicecode': service,
    'pricing/RateId': (row % 7919).toString(),
    'pricing/publicOnDemandCost': cost,
    'pricing/term': 'OnDemand',
    'pricing/unit': 'Units',
  }
}

/**
 * Writes a made-up legacy Cost and Usage Report of `rows` rows and 100 columns to `path`: one month, 60 accounts, 7
 * services, 40 usage types. The same `rows` make the same file.
 */
export async function writeCurFile(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  const names = [...Object.keys(cellsOf(0, 0n)), ...seldom]
  out.write(`${names.join(',')}\n`)
  let portion: string[] = []
  for (let row = 0; row < rows; row += 1) {
    const cells = cellsOf(row, BigInt((row * 7919) % 1_000_003) * 1_000n + BigInt(row % 97))
    portion.push(names.map((name) => cells[name] ?? '').join(','))
    if (portion.length < 2000 && row < rows - 1) continue
    if (!out.write(`${portion.join('\n')}\n`)) await once(out, 'drain')
    portion = []
  }
  out.end()
  await once(out, 'finish')
}
