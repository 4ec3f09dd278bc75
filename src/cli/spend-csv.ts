import { csvRow, type CsvCell } from '../core/csv-escape.ts'
import { nanosText, type Currency } from '../core/money.ts'
import { monthText } from '../core/period.ts'
import type { Converted } from '../core/reported-spend.ts'
import type { SpendRow } from '../core/spend.ts'
import type { AnyDimension } from '../flows/spend-rows.ts'

/** Spend as CSV for a spreadsheet: exact amounts; what is not known is an empty cell. */
export function spendCsv(
  rows: readonly SpendRow[],
  dimensions: readonly AnyDimension[],
  reported: { readonly currency: Currency; readonly converted: readonly (Converted | null)[] } | null,
): string {
  const money = ['currency', 'billed', 'effective']
  const tokens = ['inputTokens', 'cachedInputTokens', 'outputTokens']
  const inOne = reported === null ? [] : ['reportedCurrency', 'reportedBilled', 'reportedEffective']
  const names = dimensions.map((dimension) => (dimension === 'provider' ? 'serviceProvider' : dimension))
  const lines = rows.map((row, place) =>
    csvRow([
      monthText(row.month),
      ...dimensions.map((dimension) => row[dimension] ?? null),
      row.currency,
      amount(row.billed),
      amount(row.effective),
      ...[row.tokens?.input, row.tokens?.cachedInput, row.tokens?.output].map(count),
      ...(reported === null ? [] : reportedCells(reported.currency, reported.converted[place] ?? null)),
    ]),
  )
  return [csvRow(['month', ...names, ...money, ...tokens, ...inOne]), ...lines].join('\n')
}

const reportedCells = (currency: Currency, cell: Converted | null): readonly CsvCell[] =>
  cell?.state === 'converted' ? [currency, amount(cell.billed), amount(cell.effective)] : [null, null, null]

const amount = (nanos: bigint | null): CsvCell => (nanos === null ? null : { amount: nanosText(nanos) })
const count = (tokens: number | undefined): CsvCell =>
  tokens === undefined ? null : { amount: String(tokens) }
