import type { ChargeCategory } from '../../core/charge.ts'
import { parseCurrency } from '../../core/money.ts'
import { parseDay } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, need, remembered, type Columns, type RowReader } from '../dialect.ts'
import { effectiveCosts } from './aws-effective.ts'
import { quantityIn, textIn } from './cells.ts'
import { chargeDays } from './charge-days.ts'

/** As FOCUS files of AWS name it, so that both forms of one bill replace each other. */
export const aws = 'AWS'

/** `lineItem/LineItemType` in the words of FOCUS. Discounts and refunds come after the charge they change. */
const categories: ReadonlyMap<string, ChargeCategory> = new Map([
  ['Usage', 'Usage'],
  ['DiscountedUsage', 'Usage'],
  ['SavingsPlanCoveredUsage', 'Usage'],
  ['SavingsPlanNegation', 'Usage'],
  ['Fee', 'Purchase'],
  ['RIFee', 'Purchase'],
  ['SavingsPlanRecurringFee', 'Purchase'],
  ['SavingsPlanUpfrontFee', 'Purchase'],
  ['Tax', 'Tax'],
  ['Credit', 'Credit'],
  ['Refund', 'Adjustment'],
  ['Discount', 'Adjustment'],
  ['BundledDiscount', 'Adjustment'],
  ['EdpDiscount', 'Adjustment'],
  ['PrivateRateDiscount', 'Adjustment'],
  ['RiVolumeDiscount', 'Adjustment'],
])

/** A negation repeats the amount of the usage it takes back. */
const consuming: ReadonlySet<string> = new Set(['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'])

/**
 * Reads the line items of a Cost and Usage Report. `named` turns a legacy column name into this file's own.
 * What is owed is the sum of `UnblendedCost` over all line item types; line ids repeat and tell nothing.
 * Source: AWS Cost and Usage Report user guide.
 */
export function lineItems(
  columns: Columns,
  title: string,
  named: (legacyName: string) => string,
  productName: (row: Row) => string | null,
): Result<RowReader, Problem> {
  const needed = need(columns, title, [
    named('lineItem/LineItemType'),
    named('lineItem/UnblendedCost'),
    named('lineItem/CurrencyCode'),
    named('bill/PayerAccountId'),
    named('lineItem/UsageStartDate'),
    named('lineItem/UsageEndDate'),
    named('bill/BillingPeriodStartDate'),
    named('bill/BillingPeriodEndDate'),
  ])
  if (!needed.ok) return needed
  const [type, cost, currency, payer, usageStart, usageEnd, billingStart, billingEnd] = needed.value
  const effectiveCost = effectiveCosts(columns, named)
  const usageAccountName = columns.find(named('lineItem/UsageAccountName'))
  const usageAccountId = columns.find(named('lineItem/UsageAccountId'))
  const serviceCode = columns.find(named('product/servicecode'))
  const productCode = columns.find(named('lineItem/ProductCode'))
  const usageType = columns.find(named('lineItem/UsageType'))
  const usageAmount = columns.find(named('lineItem/UsageAmount'))
  const unit = columns.find(named('pricing/unit'))
  const readDay = remembered(parseDay)

  return ok((row, sink) => {
    const lineItemType = row.name(type)
    const chargeCategory = categories.get(lineItemType)
    if (chargeCategory === undefined) return badCell(row, columns, type, 'category')
    const billed = row.amount(cost)
    if (billed === null) return badCell(row, columns, cost, 'amount')
    const effective = effectiveCost(row, lineItemType, billed)
    if (!effective.ok) return effective.problem
    const billingCurrency = parseCurrency(row.name(currency))
    if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
    const billingAccountId = textIn(row, payer)
    if (billingAccountId === null) return badCell(row, columns, payer, 'text')
    const from = readDay(row.name(usageStart))
    if (from === null) return badCell(row, columns, usageStart, 'date')
    const to = readDay(row.name(usageEnd))
    if (to === null) return badCell(row, columns, usageEnd, 'date')
    const billedFrom = readDay(row.name(billingStart))
    if (billedFrom === null) return badCell(row, columns, billingStart, 'date')
    const billedTo = readDay(row.name(billingEnd))
    if (billedTo === null) return badCell(row, columns, billingEnd, 'date')
    const consumed = consuming.has(lineItemType) ? quantityIn(row, usageAmount) : null
    if (consumed === undefined) return badCell(row, columns, usageAmount ?? 0, 'amount')

    const days = chargeDays({ from, to }, { from: billedFrom, to: billedTo }, chargeCategory)
    sink.charge({
      serviceProviderName: aws,
      billingAccountId,
      day: days.firstDay,
      moved: days.moved,
      chargeCategory,
      serviceName: productName(row) ?? textIn(row, serviceCode) ?? textIn(row, productCode) ?? 'Not itemised',
      project: textIn(row, usageAccountName) ?? textIn(row, usageAccountId),
      sku: textIn(row, usageType),
      cost: { billed, effective: effective.value, billingCurrency },
      consumedQuantity: consumed,
      consumedUnit: consumed === null ? null : textIn(row, unit),
    })
    if (days.lastDay > days.firstDay) sink.covers(days, { serviceProviderName: aws, billingAccountId })
    return null
  })
}
