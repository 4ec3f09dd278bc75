import type { Problem } from '../../src/core/problem.ts'
import type { StatementTotal } from '../../src/core/statement.ts'

/** What a file of ../shared/samples/billing holds, or why it is refused; FILE in a sentence is the file's name. */
export type SampleResult =
  | {
      readonly dialect: string
      readonly rowCount: number
      /** The first and the last one; null for a file without rows. */
      readonly days: readonly [string, string] | null
      readonly totals: readonly StatementTotal[]
    }
  | { readonly refused: Problem['kind']; readonly sentence: string }

const read = (
  dialect: string,
  rowCount: number,
  days: readonly [string, string] | null,
  ...totals: readonly StatementTotal[]
): SampleResult => ({ dialect, rowCount, days, totals })

const sum = (currency: string, billed: string, effective = billed): StatementTotal => ({
  currency,
  billed,
  effective,
})

const lacks = (title: string, column: string): SampleResult => ({
  refused: 'missing-column',
  sentence: `FILE looks like ${title} but has no column ${column}. Nothing was imported. Export it again with all columns.`,
})

const lacksCurrency = lacks('a FOCUS cost file', 'BillingCurrency')
const azureLacksCurrency = lacks('an Azure cost details export', 'BillingCurrency')
const april = ['2025-04-01', '2025-04-01'] as const

const focusOf = (rowCount: number, days: readonly [string, string], total: StatementTotal): SampleResult =>
  read('focus', rowCount, days, total)

const bare = [
  'commitment_discount_purchase_scenario_1',
  'commitment_discount_purchase_scenario_2',
  'commitment_discount_purchase_scenario_3',
  'commitment_discount_usage_scenario_1',
  'commitment_discount_usage_scenario_2',
  'commitment_discount_usage_scenario_3',
  'commitment_discount_usage_scenario_4',
  'one_hundred_percent_utilization_with_commitment_discount_flexibility_with_1_resource',
  'one_hundred_percent_utilization_with_commitment_discount_flexibility_with_2_resources',
  'one_hundred_percent_utilization_without_commitment_discount_flexibility',
  'zero_percent_utilization_without_commitment_discount_flexibility',
].map((name) => [name, lacksCurrency] as const)
const quarter = ['2025-04-01', '2025-06-30'] as const
/** What is left of the agreement is on the bill of March. */
const agreement = ['2025-04-01', '2026-03-01'] as const
const october = ['2025-10-01', '2025-10-01'] as const
const costed = [
  ['saas_spend_agreements_a1', focusOf(4, agreement, sum('USD', '1200'))],
  ['saas_spend_agreements_a2', focusOf(13, agreement, sum('USD', '1200'))],
  ['saas_spend_agreements_b1', focusOf(5, agreement, sum('USD', '1200'))],
  ['saas_spend_agreements_b2', focusOf(14, agreement, sum('USD', '1200'))],
  ['simple_saas_agreements_a1', focusOf(1, april, sum('USD', '10000'))],
  ['simple_saas_agreements_a2', focusOf(1, april, sum('USD', '50000'))],
  ['simple_saas_agreements_a3', focusOf(1, ['2025-06-01', '2025-06-01'], sum('USD', '1000'))],
  ['simple_saas_agreements_b', focusOf(1, ['2026-03-01', '2026-03-01'], sum('USD', '50000'))],
  ['simple_saas_agreements_c', focusOf(3, quarter, sum('USD', '35800'))],
  ['virtual_currency_pricing_model_a1', focusOf(1, april, sum('USD', '200000', '0'))],
  ['virtual_currency_pricing_model_a2', focusOf(3, april, sum('USD', '0', '1230'))],
  ['virtual_currency_pricing_model_b1', focusOf(1, april, sum('USD', '100000', '0'))],
  ['virtual_currency_pricing_model_b2', focusOf(3, april, sum('USD', '0', '615'))],
  ['virtual_currency_pricing_model_b3', focusOf(3, april, sum('USD', '0', '495'))],
  ['virtual_currency_pricing_model_c', focusOf(2, october, sum('USD', '53000', '0'))],
] as const
const specExamples = Object.fromEntries(
  [...bare, ...costed].map(([name, result]) => [`focus/spec-examples/${name}.csv`, result]),
)

/**
 * Rows, days and sums were worked out from the files by Python's csv and decimal, not by Breakwatt: the cost column
 * added up, BigQuery's with its credits, the effective cost of covered AWS usage from savingsPlan/SavingsPlanEffectiveCost.
 */
export const sampleResults: Readonly<Record<string, SampleResult>> = {
  'anthropic/claude_api_cost_2026_02_08_to_2026_02_15.csv': read(
    'anthropic-cost',
    24,
    ['2026-02-12', '2026-02-15'],
    sum('USD', '19.97'),
  ),
  'aws/anonymize-sample-cur20.csv': lacks(
    'an AWS Cost and Usage Report with column names in snake_case',
    'line_item_line_item_type',
  ),
  'aws/anonymize-sample-legacy.csv': lacks('an AWS Cost and Usage Report', 'lineItem/LineItemType'),
  'aws/cur-legacy-daily-2023-11-anon.csv.gz': read(
    'aws-cur',
    1281,
    ['2023-11-01', '2023-11-14'],
    sum('USD', '1.6823086974'),
  ),
  'aws/koku-2022-07-01-alt-columns-snake-case.csv': read(
    'aws-cur-2',
    2,
    ['2022-07-01', '2022-07-01'],
    sum('USD', '0'),
  ),
  'aws/koku-2023-06-01-final.csv': read('aws-cur', 3, ['2023-06-01', '2023-06-01'], sum('NOK', '30', '0.3')),
  'aws/koku-2023-06-01-not-final-NOK.csv': read(
    'aws-cur',
    3,
    ['2023-06-01', '2023-06-01'],
    sum('NOK', '30', '0.3'),
  ),
  'aws/koku-local-1.csv.gz': read(
    'aws-cur',
    13380,
    ['2018-06-20', '2018-08-03'],
    sum('USD', '143227.76367818761501799105'),
  ),
  'aws/koku-local-Manifest.json': {
    refused: 'files-missing',
    sentence:
      'FILE names files that are not beside it: koku-local-1.csv.gz. Nothing of it was imported. Drop the whole folder of the export.',
  },
  'aws/koku-test_cur.csv.gz': {
    refused: 'crooked-row',
    sentence:
      'Line 2 of FILE has 130 cells, the header has 131. Nothing was imported. Export the file again, or open it and repair that line.',
  },
  'azure/EA_ActualCost_Small_BOM.csv': read(
    'azure-cost-details',
    11,
    ['2023-09-04', '2023-09-21'],
    sum('USD', '8.5450077867419368'),
  ),
  'azure/EA_AmortizedCost_Small_BOM.csv': read(
    'azure-cost-details',
    28,
    ['2023-09-03', '2023-09-22'],
    sum('USD', '16.296932136636644627485419'),
  ),
  'azure/EA_NoRows_BOM.csv': read('azure-cost-details', 0, null),
  'azure/koku-azure_camelCased.csv': read(
    'azure-cost-details',
    3,
    ['2019-07-28', '2019-07-29'],
    sum('USD', '0.00011016'),
  ),
  'azure/koku-azure_version_2.csv': {
    refused: 'bad-cell',
    sentence:
      'Line 2 of FILE, column 42 (BillingCurrencyCode) reads “MC”, which is not a currency code. Nothing was imported. Export the file again, or open it and repair that cell.',
  },
  'azure/koku-camel_azure_version_2.csv': read(
    'azure-cost-details',
    4,
    ['2023-08-01', '2023-08-01'],
    sum('USD', '0.0000262412'),
  ),
  'azure/koku-costreport_a243c6f2-199f-4074-9a2c-40e671cf1584.csv': read(
    'azure-cost-details',
    3,
    ['2019-07-28', '2019-07-29'],
    sum('USD', '0.00011016'),
  ),
  'azure/opencost-headersets/BOM.csv': {
    refused: 'bad-cell',
    sentence:
      'Line 2 of FILE, column 12 (PreTaxCost) reads “”, which is not an amount. Nothing was imported. Export the file again, or open it and repair that cell.',
  },
  'azure/opencost-headersets/Enterprise.csv': read(
    'azure-cost-details',
    1,
    ['2021-05-01', '2021-05-01'],
    sum('CAD', '0'),
  ),
  'azure/opencost-headersets/EnterpriseCamel.csv': read(
    'azure-cost-details',
    1,
    ['2021-02-02', '2021-02-02'],
    sum('USD', '0.012'),
  ),
  'azure/opencost-headersets/German.csv': read(
    'azure-cost-details',
    1,
    ['2021-02-02', '2021-02-02'],
    sum('USD', '0.075'),
  ),
  'azure/opencost-headersets/PayAsYouGo.csv': read(
    'azure-cost-details',
    1,
    ['2021-02-02', '2021-02-02'],
    sum('USD', '0.075'),
  ),
  'azure/opencost-headersets/YA.csv': read(
    'azure-cost-details',
    1,
    ['2021-02-02', '2021-02-02'],
    sum('USD', '0.075'),
  ),
  'azure/opencost-headersets/values-MissingBrackets.csv': azureLacksCurrency,
  'azure/opencost-headersets/values-Template.csv': azureLacksCurrency,
  'azure/opencost-headersets/values-VirtualMachine.csv': azureLacksCurrency,
  'focus/focus_sample_1000.csv': read(
    'focus',
    1000,
    // A row of Oracle of September is on October's bill.
    ['2024-09-01', '2024-10-01'],
    sum('USD', '20.52022672899', '14.97651418586'),
  ),
  ...specExamples,
  'gcp/google-finops-agent-synth-500.csv': read(
    'google-bigquery',
    500,
    ['2026-03-01', '2026-05-30'],
    sum('AUD', '347430.6703'),
    sum('EUR', '451968.5541'),
    sum('GBP', '573288.1351'),
    sum('USD', '1255613.0601'),
  ),
  'gcp/koku-bq-detailed-2022-08-01_5.csv': read(
    'google-bigquery',
    9,
    ['2022-08-01', '2022-08-01'],
    sum('USD', '0.000012'),
  ),
  'gcp/koku-bq-standard-202011.csv': read(
    'google-bigquery',
    25,
    ['2020-11-08', '2020-11-11'],
    sum('USD', '0'),
  ),
  'oci/reports_cost-csv_0000000030000269.csv': read(
    'oracle-cost',
    506,
    ['2023-11-13', '2023-11-13'],
    sum('USD', '2.523589325400648027'),
  ),
}
