import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { nanosText } from '../../src/core/money.ts'
import { dayText, monthText } from '../../src/core/period.ts'
import type { ImportOutcome, Statement } from '../../src/core/statement.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, importText, noon } from '../make.ts'

/** A bill of tests/fixtures/bills. */
export const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures/bills', name), 'utf8')

/** A ledger with these texts imported one after another; each must be. */
export async function aLedgerOf(...texts: readonly string[]): Promise<Ledger> {
  const ledger = aLedger()
  for (const [place, text] of texts.entries()) await imported(ledger, text, `bill-${place}.csv`)
  return ledger
}

/** The statement that a text became. */
export async function imported(ledger: Ledger, text: string | Buffer, name = 'bill.csv'): Promise<Statement> {
  const [outcome] = await importStatements(ledger, [{ name, bytes: Buffer.from(text) }], noon)
  if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
  return outcome.statement
}

/** What becomes of a text in a ledger of its own. */
export const outcomeOf = (text: string, name = 'bill.csv'): Promise<ImportOutcome> =>
  importText(aLedger(), text, name)

/** The problem a text is refused for, in a ledger that stays empty. */
export async function refusalOf(text: string, name = 'bill.csv'): Promise<unknown> {
  const ledger = aLedger()
  const outcome = await importText(ledger, text, name)
  expect(ledger.db.prepare('SELECT count(*) FROM statements').pluck().get()).toBe(0)
  return outcome.state === 'refused' ? outcome.problem : outcome
}

/** Billed money that counts, by month, provider and currency: `2026-07 Anthropic USD 1.25`. */
export function billed(ledger: Ledger): readonly string[] {
  return readSpendRows(ledger, ['provider']).flatMap((row) =>
    row.currency === null
      ? []
      : [`${monthText(row.month)} ${row.provider} ${row.currency} ${nanosText(row.billed ?? 0n)}`],
  )
}

/** Tokens by service: `gpt-5 in 20 cached 5 out 3`. */
export function tokens(ledger: Ledger): readonly string[] {
  return readSpendRows(ledger, ['service']).flatMap(({ service, tokens: counted }) =>
    counted ? [`${service} in ${counted.input} cached ${counted.cachedInput} out ${counted.output}`] : [],
  )
}

/** The stored cells, one to a line: `2026-07-01 Usage output 1.25`. */
export function cells(ledger: Ledger): readonly string[] {
  const found = ledger.db
    .prepare(
      `SELECT charge_day, charge_category, sku.text, billed_cost_nanos, effective_cost_nanos FROM charges
       LEFT JOIN names AS sku ON sku.id = sku_id ORDER BY charge_day, first_line, charge_category, sku.text`,
    )
    .raw()
    .safeIntegers()
    .all() as [bigint, bigint, string | null, bigint | null, bigint | null][]
  return found.map(
    ([day, category, sku, cost, effective]) =>
      `${dayText(Number(day))} ${category} ${sku ?? '–'} ${cost === null ? '–' : nanosText(cost)} ${effective === null ? '–' : nanosText(effective)}`,
  )
}

const curHead =
  'identity/LineItemId,bill/InvoiceId,bill/PayerAccountId,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UnblendedCost,lineItem/CurrencyCode,product/ProductName'

/** A Cost and Usage Report of July 2026: rows are `[day of the month, dollars, line item type]`. */
export const julyReport = (
  invoice: string,
  rows: readonly (readonly [day: number, dollars: string, type?: string])[],
): string =>
  [
    curHead,
    ...rows.map(([day, dollars, type = 'Usage'], place) => {
      const date = `2026-07-${String(day).padStart(2, '0')}`
      return `line-${place},${invoice},111122223333,2026-07-01T00:00:00Z,2026-08-01T00:00:00Z,${type},${date}T00:00:00Z,${date}T01:00:00Z,${dollars},USD,Amazon S3`
    }),
  ].join('\n')

const focusHead =
  'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd'

/** A FOCUS file, billed in July 2026: rows are `[start, end, billed, effective, category, currency]`. */
export const focusFile = (
  rows: readonly (readonly [
    start: string,
    end: string,
    billed: string,
    effective?: string,
    category?: string,
    currency?: string,
  ])[],
  billedFrom = '2026-07-01T00:00:00Z',
  billedTo = '2026-08-01T00:00:00Z',
): string =>
  [
    focusHead,
    ...rows.map(([start, end, cost, effective = cost, category = 'Usage', currency = 'USD']) =>
      [
        `"${cost}"`,
        `"${effective}"`,
        currency,
        category,
        'acc-1',
        'Things',
        'Acme',
        start,
        end,
        billedFrom,
        billedTo,
      ].join(','),
    ),
  ].join('\n')

/** Rows of BigQuery's export: `[start of the hour, invoice month, cost, type of cost]`. */
export const bigQuery = (
  rows: readonly (readonly [start: string, invoiceMonth: string, cost: string, costType?: string])[],
): string =>
  [
    'billing_account_id,service.description,usage_start_time,usage_end_time,cost,currency,credits,invoice.month,cost_type',
    ...rows.map(
      ([start, month, cost, type = 'regular']) =>
        `0102,Vertex AI,${start},${start},${cost},USD,[],${month},${type}`,
    ),
  ].join('\n')

/** The same texts in every order. */
export const everyOrder = (texts: readonly string[]): readonly (readonly string[])[] =>
  texts.length < 2
    ? [texts]
    : texts.flatMap((text, place) => everyOrder(texts.toSpliced(place, 1)).map((rest) => [text, ...rest]))
