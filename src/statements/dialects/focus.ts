import { chargeCategories, type ChargeCategory } from '../../core/charge.ts'
import { parseCurrency } from '../../core/money.ts'
import { ok } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, findFirst, need, rememberedCell, textOrNull, type Dialect } from '../dialect.ts'
import { quantityIn } from './cells.ts'
import { focusColumns, focusName } from './focus-columns.ts'
import { focusPeriods } from './focus-periods.ts'
import { microsoft, sellerNamed } from './sellers.ts'

const title = 'a FOCUS cost file'
/** The columns of the seller, the newest name first. */
const sellers = ['ServiceProviderName', 'ProviderName', 'Provider']

/** What LiteLLM's FOCUS export has for accounts, and no bill (source: litellm/integrations/focus/transformer.py). */
const litellmAccount = 'API Key'

/**
 * FOCUS 1.0-preview to 1.4 (focus.finops.org), Cost and Usage. `BilledCost` is cash and adds up to the invoice;
 * `EffectiveCost` is spread over the time it serves; the columns of `PricingCurrency` are the same in tokens or credits
 * of the seller's own and no money. The seller is `ProviderName`, from 1.3 on `ServiceProviderName`; Oracle still writes
 * `Provider`, as 0.5 had it. Athena and warehouses write the names in lower case, some with underscores. A correction
 * (`ChargeClass`) is a charge of the billing period that it stands in. LiteLLM writes its estimates in this form too.
 */
export const focus: Dialect = {
  name: 'focus',
  version: 5,
  title,
  dataset: 'cost',
  seller: null,
  recognises: (header) => {
    const names = new Set(Array.from(header, focusName))
    return names.has('billedcost') && names.has('chargeperiodstart') && names.has('chargecategory')
  },
  open: (asWritten) => {
    const columns = focusColumns(asWritten)
    const seller = sellers.find(columns.has) ?? 'ServiceProviderName'
    const providers = sellers.flatMap((name) => columns.find(name) ?? [])
    const needed = need(columns, title, [
      'BilledCost',
      'EffectiveCost',
      'BillingCurrency',
      'ChargeCategory',
      'BillingAccountId',
      'ServiceName',
      seller,
    ])
    if (!needed.ok) return needed
    const periods = focusPeriods(columns, title)
    if (!periods.ok) return periods
    const [billedCost, effectiveCost, currency, category, account, service, provider] = needed.value
    const subcategory = columns.find('ChargeSubcategory')
    const accountType = columns.find('BillingAccountType')
    const description = columns.find('ChargeDescription')
    const subAccountName = columns.find('SubAccountName')
    const subAccountId = columns.find('SubAccountId')
    const skuId = columns.find('SkuId')
    const quantities = [
      { quantity: columns.find('ConsumedQuantity'), unit: columns.find('ConsumedUnit') },
      { quantity: columns.find('UsageQuantity'), unit: columns.find('UsageUnit') },
    ].filter(({ quantity }) => quantity !== null)
    const invoice = findFirst(columns, ['InvoiceId', 'x_InvoiceId'])
    let writtenBy: 'seller' | 'LiteLLM' | null = null

    const readText = rememberedCell(textOrNull)
    const optional = (row: Row, column: number | null): string | null =>
      column === null ? null : readText(row, column)
    const readSeller = rememberedCell((text) => {
      const said = textOrNull(text)
      return said === null ? null : sellerNamed(said)
    })
    const sellerOf = (row: Row): string | null => {
      for (const column of providers) {
        const said = readSeller(row, column)
        if (said !== null) return said
      }
      return null
    }
    /** Where two forms of FOCUS stand in one file, the one that the row fills. */
    const quantityColumns = (row: Row): (typeof quantities)[number] | undefined =>
      (quantities.length < 2
        ? undefined
        : quantities.find(({ quantity }) => quantity !== null && textOrNull(row.text(quantity)) !== null)) ??
      quantities[0]
    const readCategory = rememberedCell(categoryOf)
    const readCurrency = rememberedCell(parseCurrency)

    return ok((row, sink) => {
      const chargeCategory = readCategory(row, category)
      if (chargeCategory === null) return badCell(row, columns, category, 'category')
      const billed = row.amount(billedCost)
      if (billed === null)
        return writtenBy === null && textOrNull(row.text(billedCost)) === null
          ? { kind: 'refused-form', file: columns.file, form: 'focus-without-cost' }
          : badCell(row, columns, billedCost, 'amount')
      const effective = row.amount(effectiveCost)
      if (effective === null) return badCell(row, columns, effectiveCost, 'amount')
      const billingCurrency = readCurrency(row, currency)
      if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
      const estimated = accountType !== null && row.name(accountType) === litellmAccount
      if (writtenBy === null) {
        writtenBy = estimated ? 'LiteLLM' : 'seller'
        if (estimated) sink.turnsOutToBe('litellm-focus', 'estimate')
      }
      if (estimated !== (writtenBy === 'LiteLLM')) return badCell(row, columns, accountType ?? 0, 'category')
      const serviceProviderName = estimated ? 'LiteLLM' : sellerOf(row)
      if (serviceProviderName === null) return badCell(row, columns, provider, 'text')
      const days = periods.value(row, chargeCategory)
      if (!days.ok) return days.problem
      const used = quantityColumns(row)
      const consumed = quantityIn(row, used?.quantity ?? null)
      if (consumed === undefined) return badCell(row, columns, used?.quantity ?? 0, 'amount')

      // LiteLLM's accounts are its keys.
      const billingAccountId = estimated ? '' : (optional(row, account) ?? '')
      const invoiceId = optional(row, invoice)
      const told = invoice !== null && !estimated && (invoiceId !== null || serviceProviderName !== microsoft)
      sink.charge({
        serviceProviderName,
        billingAccountId,
        day: days.value.firstDay,
        moved: days.value.moved,
        chargeCategory: isCredit(chargeCategory, optional(row, subcategory))
          ? ('Credit' as const)
          : chargeCategory,
        serviceName:
          optional(row, service) ?? (estimated ? optional(row, description) : null) ?? 'Not itemised',
        project: optional(row, subAccountName) ?? optional(row, subAccountId),
        sku: optional(row, skuId),
        cost: { billed, effective, billingCurrency },
        consumedQuantity: consumed,
        consumedUnit: consumed === null ? null : optional(row, used?.unit ?? null),
        invoiceId: told ? invoiceId : undefined,
      })
      if (days.value.lastDay > days.value.firstDay)
        sink.covers(days.value, { serviceProviderName, billingAccountId })
      return null
    })
  },
}

const categoryOf = (text: string): ChargeCategory | null =>
  chargeCategories.find((category) => category === text) ?? null

/** 1.0-preview has no category for credits: they are adjustments of the kind `Credit`. */
const isCredit = (category: ChargeCategory, subcategory: string | null): boolean =>
  category === 'Adjustment' && subcategory === 'Credit'
