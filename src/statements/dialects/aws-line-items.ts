import type { ChargeCategory } from '../../core/charge.ts'
import { parseCurrency } from '../../core/money.ts'
import { parseDay } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, need, rememberedCell, textOrNull, type Columns, type RowReader } from '../dialect.ts'
import { effectiveCosts } from './aws-effective.ts'
import { chargeDays } from './charge-days.ts'
import { aws } from './sellers.ts'
import { bedrockMeter, consumption, rememberedMeter } from './token-meters.ts'

/** `lineItem/LineItemType` in the words of FOCUS. Discounts and refunds come after the charge they change. */
const categories: ReadonlyMap<string, ChargeCategory> = new Map([
  ['Usage', 'Usage'],
  ['DiscountedUsage', 'Usage'],
  ['SavingsPlanCoveredUsage', 'Usage'],
  ['SavingsPlanNegation', 'Usage'],
  ['Fee', 'Purchase'],
  ['FlatRateSubscription', 'Purchase'],
  ['RIFee', 'Purchase'],
  ['SavingsPlanRecurringFee', 'Purchase'],
  ['SavingsPlanUpfrontFee', 'Purchase'],
  ['Tax', 'Tax'],
  ['Credit', 'Credit'],
  ['Refund', 'Adjustment'],
])

/** `EdpDiscount`, `PrivateRateDiscount`, `SppDiscount`: AWS adds one for each programme. */
const categoryOf = (lineItemType: string): ChargeCategory | undefined =>
  categories.get(lineItemType) ?? (lineItemType.endsWith('Discount') ? 'Adjustment' : undefined)

/** A negation repeats the amount of the usage it takes back. */
const consuming: ReadonlySet<string> = new Set(['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'])

/**
 * Reads the line items of a Cost and Usage Report. `named` turns a legacy column name into this file's own.
 * A line without an invoice is estimated. What is owed is the sum of `UnblendedCost` over all line item types; line ids repeat and tell nothing.
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
  const invoice = columns.find(named('bill/InvoiceId'))
  const readDay = rememberedCell(parseDay)
  const readCurrency = rememberedCell(parseCurrency)
  const readText = rememberedCell(textOrNull)
  const readCategory = rememberedCell(categoryOf)
  const meterOf = rememberedMeter(bedrockMeter)

  return ok((row, sink) => {
    const textIn = (column: number | null): string | null => (column === null ? null : readText(row, column))
    const lineItemType = row.name(type)
    const chargeCategory = readCategory(row, type)
    if (chargeCategory === undefined) return badCell(row, columns, type, 'category')
    const billed = row.amount(cost)
    if (billed === null) return badCell(row, columns, cost, 'amount')
    const effective = effectiveCost(row, lineItemType, billed)
    if (!effective.ok) return effective.problem
    const billingCurrency = readCurrency(row, currency)
    if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
    const billingAccountId = textIn(payer)
    if (billingAccountId === null) return badCell(row, columns, payer, 'text')
    const from = readDay(row, usageStart)
    if (from === null) return badCell(row, columns, usageStart, 'date')
    const to = readDay(row, usageEnd)
    if (to === null) return badCell(row, columns, usageEnd, 'date')
    const billedFrom = readDay(row, billingStart)
    if (billedFrom === null) return badCell(row, columns, billingStart, 'date')
    const billedTo = readDay(row, billingEnd)
    if (billedTo === null) return badCell(row, columns, billingEnd, 'date')
    const service = productName(row) ?? textIn(serviceCode) ?? textIn(productCode) ?? 'Not itemised'
    const unitText = textIn(unit)
    const sku = textIn(usageType)
    const consumes = consuming.has(lineItemType)
    const meter = consumes ? meterOf(service, sku, unitText) : null
    const consumed = consumption(row, consumes ? usageAmount : null, meter, { sku, unit: unitText })
    if (consumed === undefined) return badCell(row, columns, usageAmount ?? 0, 'amount')

    const days = chargeDays({ from, to }, { from: billedFrom, to: billedTo }, chargeCategory)
    sink.charge({
      serviceProviderName: aws,
      billingAccountId,
      day: days.firstDay,
      moved: days.moved,
      chargeCategory,
      serviceName: meter?.model ?? service,
      project: textIn(usageAccountName) ?? textIn(usageAccountId),
      cost: { billed, effective: effective.value, billingCurrency },
      sku: consumed.sku,
      consumedQuantity: consumed.consumedQuantity,
      consumedUnit: consumed.consumedUnit,
      invoiceId: invoice === null ? undefined : textIn(invoice),
    })
    if (days.lastDay > days.firstDay) sink.covers(days, { serviceProviderName: aws, billingAccountId })
    return null
  })
}
