import { chargeCategories, type ChargeCategory } from '../../core/charge.ts'
import { parseCurrency } from '../../core/money.ts'
import { ok } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, need, textOrNull, type Dialect } from '../dialect.ts'
import { focusPeriods } from './focus-periods.ts'

const title = 'a FOCUS cost file'
const categories: ReadonlySet<string> = new Set(chargeCategories)

/**
 * FOCUS 1.0 to 1.2 (focus.finops.org). `BilledCost` is cash and adds up to the invoice; `EffectiveCost` is
 * spread over the time it serves. The seller is `ProviderName`, from 1.3 on `ServiceProviderName`.
 */
export const focus: Dialect = {
  name: 'focus',
  version: 1,
  title,
  dataset: 'cost',
  seller: null,
  recognises: (header) =>
    header.has('BilledCost') && header.has('ChargePeriodStart') && header.has('ChargeCategory'),
  open: (columns) => {
    const needed = need(columns, title, [
      'BilledCost',
      'EffectiveCost',
      'BillingCurrency',
      'ChargeCategory',
      'BillingAccountId',
      'ServiceName',
      columns.find('ServiceProviderName') === null ? 'ProviderName' : 'ServiceProviderName',
    ])
    if (!needed.ok) return needed
    const periods = focusPeriods(columns, title)
    if (!periods.ok) return periods
    const [billedCost, effectiveCost, currency, category, account, service, provider] = needed.value
    const subAccountName = columns.find('SubAccountName')
    const subAccountId = columns.find('SubAccountId')
    const skuId = columns.find('SkuId')
    const quantity = columns.find('ConsumedQuantity')
    const unit = columns.find('ConsumedUnit')

    return ok((row, sink) => {
      const optional = (column: number | null): string | null =>
        column === null ? null : textOrNull(row.name(column))
      const chargeCategory = row.name(category)
      if (!isCategory(chargeCategory)) return badCell(row, columns, category, 'category')
      const billed = row.amount(billedCost)
      if (billed === null) return badCell(row, columns, billedCost, 'amount')
      const effective = row.amount(effectiveCost)
      if (effective === null) return badCell(row, columns, effectiveCost, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
      const serviceProviderName = optional(provider)
      if (serviceProviderName === null) return badCell(row, columns, provider, 'text')
      const days = periods.value(row, chargeCategory)
      if (!days.ok) return days.problem
      const consumed = readQuantity(row, quantity)
      if (consumed === undefined) return badCell(row, columns, quantity ?? 0, 'amount')

      const billingAccountId = optional(account) ?? ''
      sink.charge({
        serviceProviderName,
        billingAccountId,
        day: days.value.firstDay,
        moved: days.value.moved,
        chargeCategory,
        serviceName: optional(service) ?? 'Not itemised',
        project: optional(subAccountName) ?? optional(subAccountId),
        sku: optional(skuId),
        cost: { billed, effective, billingCurrency },
        consumedQuantity: consumed,
        consumedUnit: consumed === null ? null : optional(unit),
      })
      if (days.value.lastDay > days.value.firstDay)
        sink.covers(days.value, { serviceProviderName, billingAccountId })
      return null
    })
  },
}

const isCategory = (text: string): text is ChargeCategory => categories.has(text)

/** Null where the file leaves the quantity out, undefined where it is no number. */
function readQuantity(row: Row, column: number | null): number | null | undefined {
  if (column === null) return null
  const value = row.amount(column)
  if (value !== null) return Number(value.digits) / 10 ** value.scale
  return textOrNull(row.text(column)) === null ? null : undefined
}
