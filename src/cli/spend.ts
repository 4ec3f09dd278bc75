import { parseArgs } from 'node:util'
import type { Tokens } from '../core/charge.ts'
import { apartWords } from '../core/exchange.ts'
import { nanosText, type Currency } from '../core/money.ts'
import { monthText, startOfDay } from '../core/period.ts'
import type { Converted } from '../core/reported-spend.ts'
import { ruledDimensions, spendDimensions, type SpendRow } from '../core/spend.ts'
import { convertRows } from '../flows/convert-spend.ts'
import { typedCurrency } from '../flows/own-rates.ts'
import { readSpendRows } from '../flows/read-spend.ts'
import type { AnyDimension } from '../flows/spend-rows.ts'
import { typedDay } from '../flows/typed.ts'
import type { Ledger } from '../ledger/open.ts'
import { rulesAt } from '../ledger/rules.ts'
import { amountWords, asCsv, failed, said, table, unknown, type Output, type Usage } from './output.ts'
import { spendCsv } from './spend-csv.ts'

const dimensionNames: readonly AnyDimension[] = [...spendDimensions, ...ruledDimensions]
const names: ReadonlySet<string> = new Set(dimensionNames)
const isDimension = (name: string): name is AnyDimension => names.has(name)

const options = {
  by: { type: 'string', default: 'month' },
  in: { type: 'string' },
  'rules-as-of': { type: 'string' },
  csv: { type: 'boolean' },
} as const

/** `spend --by month[,provider][,service]… [--in EUR] [--rules-as-of DAY] [--csv]` */
export function spendCommand(ledger: Ledger, args: readonly string[]): Output | Usage {
  const { values } = parseArgs({ args: [...args], options })
  const asked = values.by.split(',').map((name) => name.trim())
  const by = asked.filter((name) => name !== 'month')
  const dimensions = by.filter(isDimension)
  if (dimensions.length < by.length || !asked.includes('month'))
    return { usage: `spend --by takes month and any of ${dimensionNames.join(', ')}; got ${values.by}` }
  const currency = values.in === undefined ? null : typedCurrency('in', values.in)
  if (currency?.ok === false) return failed(currency.problem)
  const asOf = values['rules-as-of'] === undefined ? null : typedDay('rules as of', values['rules-as-of'])
  if (asOf?.ok === false) return failed(asOf.problem)
  const rules = asOf ? rulesAt(ledger, startOfDay(asOf.value + 1) - 1) : undefined
  const rows = readSpendRows(ledger, dimensions, rules)
  if (values.csv === true) {
    const converted = currency && convertRows(ledger, rows, currency.value)
    return asCsv(spendCsv(rows, dimensions, converted && { currency: currency.value, converted }))
  }
  if (rows.length === 0)
    return said({ ...(currency && { currency: currency.value }), rows: [] }, 'Nothing has been imported yet.')
  if (currency === null) return said({ rows: rows.map(rowJson) }, spendTable(rows, dimensions, null))
  return inOneCurrency(ledger, rows, dimensions, currency.value)
}

function inOneCurrency(
  ledger: Ledger,
  rows: readonly SpendRow[],
  dimensions: readonly AnyDimension[],
  currency: Currency,
): Output {
  const converted = convertRows(ledger, rows, currency)
  const reasons = rows.flatMap((row, place) => {
    const money = converted[place]
    return money?.state === 'apart' ? [apartWords(row.month, money.reason)] : []
  })
  return said(
    {
      currency,
      rows: rows.map((row, place) => ({
        ...rowJson(row),
        reported: reportedJson(row, converted[place] ?? null),
      })),
    },
    [spendTable(rows, dimensions, { currency, converted }), ...new Set(reasons)].join('\n'),
  )
}

type InCurrency = { readonly currency: Currency; readonly converted: readonly (Converted | null)[] }

function spendTable(
  rows: readonly SpendRow[],
  dimensions: readonly AnyDimension[],
  reported: InCurrency | null,
): string {
  const inCurrency = (place: number): readonly string[] => {
    const cell = reported?.converted[place] ?? null
    if (reported === null) return []
    if (cell?.state !== 'converted') return [unknown, unknown]
    return [money(cell.billed, reported.currency), money(cell.effective, reported.currency)]
  }
  const header = reported ? [`billed in ${reported.currency}`, `effective in ${reported.currency}`] : []
  return table(
    ['month', ...dimensions, 'billed', 'effective', 'tokens', ...header],
    rows.map((row, place) => [
      monthText(row.month),
      ...dimensions.map((dimension) => row[dimension] ?? unknown),
      money(row.billed, row.currency),
      money(row.effective, row.currency),
      row.tokens === null
        ? unknown
        : new Intl.NumberFormat('en', { notation: 'compact' }).format(sum(row.tokens)),
      ...inCurrency(place),
    ]),
    [1, 2, 3, 4, 5].map((place) => place + dimensions.length),
  )
}

const money = (nanos: bigint | null, currency: string | null): string =>
  nanos === null || currency === null ? unknown : amountWords(nanosText(nanos), currency)

const sum = ({ input, cachedInput, output }: Tokens): number => input + cachedInput + output

const rowJson = (row: SpendRow) => ({
  month: monthText(row.month),
  ...('provider' in row && { serviceProvider: row.provider }),
  ...('service' in row && { service: row.service }),
  ...('project' in row && { project: row.project }),
  ...('category' in row && { category: row.category }),
  ...('costCentre' in row && { costCentre: row.costCentre }),
  ...('workload' in row && { workload: row.workload }),
  ...('ruledProject' in row && { ruledProject: row.ruledProject }),
  currency: row.currency,
  billed: row.billed === null ? null : nanosText(row.billed),
  effective: row.effective === null ? null : nanosText(row.effective),
  tokens: row.tokens,
})

/** `reason` says why the money stands apart; `rate` is null where it was in the currency already. */
function reportedJson(row: SpendRow, cell: Converted | null) {
  if (cell === null) return null
  if (cell.state === 'apart')
    return { billed: null, effective: null, rate: null, reason: apartWords(row.month, cell.reason) }
  const { billed, effective, used } = cell
  return { billed: nanosText(billed), effective: nanosText(effective), rate: used, reason: null }
}
