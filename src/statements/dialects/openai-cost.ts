import { parseCurrency } from '../../core/money.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, textOrNull, type Dialect } from '../dialect.ts'
import { quantityIn } from './cells.ts'
import { bucketDays } from './openai-time.ts'

const title = 'an OpenAI cost export'

/** What an export that was not grouped by line item sells. */
const notItemised = 'Not itemised'

/**
 * OpenAI dashboard, cost export: dollars per day and whatever the user grouped by.
 * A day without cost is a row with an empty amount. A line item reads `gpt-5-nano, input_tokens`.
 */
export const openaiCost: Dialect = {
  name: 'openai-cost',
  version: 2,
  title,
  dataset: 'cost',
  seller: 'OpenAI',
  recognises: (header) => header.has('amount_value') && header.has('amount_currency'),
  open: (columns) => {
    const needed = need(columns, title, ['amount_value', 'amount_currency'])
    if (!needed.ok) return needed
    const buckets = bucketDays(columns, title)
    if (!buckets.ok) return buckets
    const [amount, currency] = needed.value
    const { column: time, dayOf } = buckets.value
    const lineItem = columns.find('line_item')
    const projectName = columns.find('project_name')
    const projectId = columns.find('project_id')
    const organisation = columns.find('organization_id')
    const quantity = columns.find('quantity')
    const quantityUnit = columns.find('quantity_unit')

    return ok((row, sink) => {
      const optional = (column: number | null): string | null =>
        column === null ? null : textOrNull(row.name(column))
      const day = dayOf(row)
      if (day === null) return badCell(row, columns, time, 'date')
      const item = optional(lineItem)
      const amountText = row.text(amount).trim()
      if (amountText === '' && item === null) {
        sink.covers({ firstDay: day, lastDay: day }, null)
        return null
      }
      const billed = row.amount(amount)
      if (billed === null) return badCell(row, columns, amount, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
      const consumedQuantity = quantityIn(row, quantity)
      if (consumedQuantity === undefined) return badCell(row, columns, quantity ?? 0, 'amount')
      const { serviceName, sku } = splitLineItem(item)
      sink.charge({
        serviceProviderName: 'OpenAI',
        billingAccountId: optional(organisation) ?? '',
        day,
        chargeCategory: 'Usage',
        serviceName,
        project: optional(projectName) ?? optional(projectId),
        sku,
        cost: { billed, effective: billed, billingCurrency },
        consumedQuantity,
        consumedUnit: consumedQuantity === null ? null : optional(quantityUnit),
      })
      return null
    })
  },
}

/** `gpt-5-nano, input_tokens` is the model and the kind of token; anything else is all name. */
function splitLineItem(item: string | null): { readonly serviceName: string; readonly sku: string | null } {
  if (item === null) return { serviceName: notItemised, sku: null }
  const at = item.lastIndexOf(', ')
  return at <= 0
    ? { serviceName: item, sku: null }
    : { serviceName: item.slice(0, at), sku: item.slice(at + 2) }
}
