import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { ImportOutcome } from '../../src/core/statement.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { aLedger, noon } from '../make.ts'

const samples = join(import.meta.dirname, '../../../shared/samples/billing')

function bytesOf(file: string): Buffer {
  const bytes = readFileSync(join(samples, file))
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

async function imported(file: string): Promise<ImportOutcome | undefined> {
  const ledger = aLedger()
  const [outcome] = await importStatements(ledger, [{ name: basename(file), bytes: bytesOf(file) }], noon)
  expect((await check(ledger)).ok).toBe(true)
  return outcome
}

const scale = 40

/** Decimal texts, plain or in E notation, as whole 1e-40. */
const sumOf = (texts: readonly string[]): bigint =>
  texts.reduce((sum, text) => {
    const [mantissa = '', exponent = '0'] = text.split(/e/i)
    const [whole = '', fraction = ''] = mantissa.split('.')
    return sum + BigInt(whole + fraction) * 10n ** BigInt(scale - fraction.length + Number(exponent))
  }, 0n)

/** The sum of a file's cost column, by another CSV reader and other arithmetic than Breakwatt's. */
function columnSum(file: string, column: string): bigint {
  const rows = parse<Record<string, string>>(bytesOf(file), { bom: true, columns: true })
  return sumOf(rows.map((row) => row[column] ?? 'absent'))
}

describe.skipIf(!existsSync(samples))('real cloud bills, where ../shared/samples is there', () => {
  it.each([
    ['aws/cur-legacy-daily-2023-11-anon.csv.gz', 'aws-cur', 1281, 'USD', '1.6823086974', '1.6823086974'],
    ['aws/koku-2023-06-01-final.csv', 'aws-cur', 3, 'NOK', '30', '0.3'],
    ['aws/koku-2023-06-01-not-final-NOK.csv', 'aws-cur', 3, 'NOK', '30', '0.3'],
    [
      'azure/EA_ActualCost_Small_BOM.csv',
      'azure-cost-details',
      11,
      'USD',
      '8.5450077867419368',
      '8.5450077867419368',
    ],
    [
      'oci/reports_cost-csv_0000000030000269.csv',
      'oracle-cost',
      506,
      'USD',
      '2.523589325400648027',
      '2.523589325400648027',
    ],
  ])(
    '%s gives the known answer to the last decimal',
    async (file, dialect, rowCount, currency, billed, effective) => {
      expect(await imported(file)).toMatchObject({
        state: 'imported',
        statement: { dialect, rowCount, totals: [{ currency, billed, effective }] },
      })
    },
  )

  it('the tax of the November 2023 report is 0.08, on the first day of its month', async () => {
    const ledger = aLedger()
    const file = 'aws/cur-legacy-daily-2023-11-anon.csv.gz'
    await importStatements(ledger, [{ name: 'cur.csv', bytes: bytesOf(file) }], noon)
    const byCategory = ledger.db
      .prepare(
        `SELECT charge_category, min(charge_day), max(charge_day), sum(billed_cost_nanos), count(*) > 0
         FROM charges WHERE charge_category = 2 GROUP BY charge_category`,
      )
      .raw()
      .get()
    const november = Date.UTC(2023, 10, 1) / 86_400_000
    expect(byCategory).toEqual([2, november, november, 80_000_000, 1])
  })

  it.each([
    ['aws/koku-local-1.csv.gz', 'lineItem/UnblendedCost'],
    ['aws/koku-2022-07-01-alt-columns-snake-case.csv', 'line_item_unblended_cost'],
    ['azure/EA_AmortizedCost_Small_BOM.csv', 'Cost'],
    ['azure/koku-azure_camelCased.csv', 'preTaxCost'],
    ['azure/koku-camel_azure_version_2.csv', 'costInBillingCurrency'],
    ['azure/koku-costreport_a243c6f2-199f-4074-9a2c-40e671cf1584.csv', 'PreTaxCost'],
    ['azure/opencost-headersets/Enterprise.csv', 'CostInBillingCurrency'],
    ['azure/opencost-headersets/EnterpriseCamel.csv', 'costInBillingCurrency'],
    ['azure/opencost-headersets/German.csv', 'PreTaxCost (PreTaxCost)'],
    ['azure/opencost-headersets/PayAsYouGo.csv', 'PreTaxCost'],
    ['azure/opencost-headersets/YA.csv', 'costInBillingCurrency'],
  ])('%s adds up to its column %s', async (file, column) => {
    const outcome = await imported(file)
    if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
    expect(outcome.statement.totals).toHaveLength(1)
    expect(sumOf(outcome.statement.totals.map((total) => total.billed))).toBe(columnSum(file, column))
  })

  it('the enterprise export without rows is imported and says nothing', async () => {
    expect(await imported('azure/EA_NoRows_BOM.csv')).toMatchObject({
      state: 'imported',
      statement: { dialect: 'azure-cost-details', rowCount: 0, totals: [] },
    })
  })

  it.each([
    [
      'aws/anonymize-sample-legacy.csv',
      'has no line item type',
      { kind: 'missing-column', column: 'lineItem/LineItemType' },
    ],
    [
      'aws/anonymize-sample-cur20.csv',
      'has no line item type',
      { kind: 'missing-column', column: 'line_item_line_item_type' },
    ],
    [
      'aws/koku-test_cur.csv.gz',
      'has a row with a cell less than its header',
      { kind: 'crooked-row', cells: 130, expected: 131, line: 2 },
    ],
    [
      'azure/koku-azure_version_2.csv',
      'writes MC for a currency',
      { kind: 'bad-cell', header: 'BillingCurrencyCode', text: 'MC', expected: 'currency', line: 2 },
    ],
    [
      'azure/opencost-headersets/BOM.csv',
      'leaves the cost empty',
      { kind: 'bad-cell', header: 'PreTaxCost', expected: 'amount', line: 2 },
    ],
    [
      'azure/opencost-headersets/values-MissingBrackets.csv',
      'has no currency',
      { kind: 'missing-column', column: 'BillingCurrency' },
    ],
    [
      'azure/opencost-headersets/values-Template.csv',
      'has no currency',
      { kind: 'missing-column', column: 'BillingCurrency' },
    ],
    [
      'azure/opencost-headersets/values-VirtualMachine.csv',
      'has no currency',
      { kind: 'missing-column', column: 'BillingCurrency' },
    ],
  ])('%s is refused: it %s', async (file, _, problem) => {
    expect(await imported(file)).toMatchObject({ state: 'refused', problem })
  })
})
