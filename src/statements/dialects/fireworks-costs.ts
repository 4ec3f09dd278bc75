import { parseCurrency } from '../../core/money.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, remembered, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'

const title = 'a Fireworks usage costs file'

/** What a file can be grouped by, and whether that is what was sold or who used it. */
const dimensions: ReadonlyMap<string, 'service' | 'project'> = new Map([
  ['model', 'service'],
  ['model_tier', 'service'],
  ['user', 'project'],
  ['api_key', 'project'],
])

/**
 * Fireworks, `usage_costs.csv` of `firectl billing export-usage-costs`: dollars by UTC day and one dimension. Serverless
 * use only, rated before credits and taxes. Two dimensions are the same money twice, so a file has one and the later
 * file speaks for its days. A day without cost has no row.
 */
export const fireworksCosts: Dialect = {
  name: 'fireworks-costs',
  version: 1,
  title,
  dataset: 'cost',
  seller: 'Fireworks',
  recognises: (header) =>
    header.has('subtotal_usd') && header.has('group_by_dimension') && header.has('group_by_value'),
  open: (columns) => {
    const needed = need(columns, title, [
      'account_id',
      'date',
      'group_by_dimension',
      'group_by_value',
      'subtotal_usd',
      'currency',
    ])
    if (!needed.ok) return needed
    const [account, date, dimension, value, subtotal, currency] = needed.value
    const readDay = remembered(parseDay)
    let grouping: string | null = null

    return ok((row, sink) => {
      const day = readDay(row.name(date))
      if (day === null) return badCell(row, columns, date, 'date')
      const groupedBy = row.name(dimension).trim()
      const place = dimensions.get(groupedBy)
      if (place === undefined) return badCell(row, columns, dimension, 'category')
      grouping ??= groupedBy
      if (groupedBy !== grouping)
        return { kind: 'two-groupings', first: grouping, second: groupedBy, ...row.place(dimension) }
      const billed = row.amount(subtotal)
      if (billed === null) return badCell(row, columns, subtotal, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      if (billingCurrency !== 'USD') return badCell(row, columns, currency, 'currency')
      const group = textIn(row, value)
      sink.charge({
        serviceProviderName: 'Fireworks',
        billingAccountId: textIn(row, account) ?? '',
        day,
        chargeCategory: 'Usage',
        serviceName: place === 'service' ? (group ?? 'Not itemised') : 'Not itemised',
        project: place === 'project' ? group : null,
        sku: null,
        cost: { billed, effective: billed, billingCurrency },
        consumedQuantity: null,
        consumedUnit: null,
      })
      return null
    })
  },
}
