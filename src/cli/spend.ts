import { parseArgs } from 'node:util'
import type { Tokens } from '../core/charge.ts'
import { nanosText } from '../core/money.ts'
import { monthText } from '../core/period.ts'
import { spendDimensions, type SpendDimension, type SpendRow } from '../core/spend.ts'
import { readSpendRows } from '../flows/read-spend.ts'
import type { Ledger } from '../ledger/open.ts'
import { amountWords, said, table, unknown, type Output, type Usage } from './output.ts'

const names: ReadonlySet<string> = new Set(spendDimensions)
const isDimension = (name: string): name is SpendDimension => names.has(name)

/** `spend --by month[,provider][,service][,project][,category]` */
export function spendCommand(ledger: Ledger, args: readonly string[]): Output | Usage {
  const { values } = parseArgs({ args: [...args], options: { by: { type: 'string', default: 'month' } } })
  const asked = values.by.split(',').map((name) => name.trim())
  const by = asked.filter((name) => name !== 'month')
  const wrong = by.filter((name) => !isDimension(name))
  if (wrong.length > 0 || !asked.includes('month'))
    return { usage: `spend --by takes month and any of ${spendDimensions.join(', ')}; got ${values.by}` }
  const dimensions = by.filter(isDimension)
  const rows = readSpendRows(ledger, dimensions)
  const words = table(
    ['month', ...dimensions, 'billed', 'effective', 'tokens'],
    rows.map((row) => [
      monthText(row.month),
      ...dimensions.map((dimension) => row[dimension] ?? unknown),
      money(row.billed, row.currency),
      money(row.effective, row.currency),
      row.tokens === null
        ? unknown
        : new Intl.NumberFormat('en', { notation: 'compact' }).format(sum(row.tokens)),
    ]),
    [1, 2, 3].map((place) => place + dimensions.length),
  )
  return said({ rows: rows.map(rowJson) }, rows.length === 0 ? 'Nothing has been imported yet.' : words)
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
  currency: row.currency,
  billed: row.billed === null ? null : nanosText(row.billed),
  effective: row.effective === null ? null : nanosText(row.effective),
  tokens: row.tokens,
})
