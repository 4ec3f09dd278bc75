import type { ChargeCategory } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok, refused } from '../../core/result.ts'
import { badCell, need, remembered, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import { badCurrency, moneyNames, moneyOf, readFooter, stated, type Above } from './google-console.ts'
import { googleCloud } from './sellers.ts'
import { consumption, geminiMeter, rememberedMeter } from './token-meters.ts'

const title = 'a Google Cloud Cost table download'

/** A type that is none of these is money all the same, and no use of anything. */
const categories: Readonly<Record<string, ChargeCategory>> = {
  '': 'Usage',
  usage: 'Usage',
  regular: 'Usage',
  tax: 'Tax',
  credit: 'Credit',
}

/**
 * Google Cloud console, Billing, Cost table, Download CSV: one month, one row for each SKU and project, with
 * the invoice above the header and its total below. Credits are rows of their own, negative. A row speaks for
 * its usage dates, both ends included.
 */
export const googleCostTable: Dialect = {
  name: 'google-cost-table',
  version: 3,
  title,
  dataset: 'cost',
  seller: googleCloud,
  recognises: (header) =>
    header.has('Cost type') && header.has('Usage start date') && moneyNames(header).has('cost'),
  open: (columns, asOf) => {
    const needed = need(columns, title, ['Cost type', 'Usage start date', 'Usage end date'])
    if (!needed.ok) return needed
    const [costType, start, end] = needed.value
    const money = moneyOf(columns, 'unrounded cost', 'cost')
    if (money === null) return refused({ kind: 'missing-column', file: columns.file, column: 'Cost', title })
    const { exact, currency } = money
    const account = columns.find('Billing account ID')
    const service = columns.find('Service description')
    const project = columns.find('Project name') ?? columns.find('Project ID')
    const skuName = columns.find('SKU description')
    const creditType = columns.find('Credit type')
    const quantity = columns.find('Usage amount')
    const unit = columns.find('Usage unit')
    const accountAbove = stated(columns, 'billing account id') ?? ''
    const due = columns.amount((stated(columns, 'total amount due') ?? '').replace(/^[^\d(+\u2212-]*/, ''))
    const readDay = remembered(parseDay)
    const meterOf = rememberedMeter(geminiMeter)
    let above: Above | null = null
    let begun = false

    return ok((row, sink) => {
      if (!begun && due !== null && currency !== null) sink.controlTotal({ currency, billed: due })
      begun = true
      if (row.name(start).trim() === '') return readFooter(row, columns, money, above, start, sink)
      const firstDay = readDay(row.name(start))
      if (firstDay === null) return badCell(row, columns, start, 'date')
      const lastDay = readDay(row.name(end))
      if (lastDay === null || lastDay < firstDay) return badCell(row, columns, end, 'date')
      const billed = row.amount(exact)
      if (billed === null) return badCell(row, columns, exact, 'amount')
      if (currency === null) return badCurrency(row, columns, exact)
      const credit = textIn(row, creditType)
      const sku = textIn(row, skuName) ?? credit
      const serviceText = textIn(row, service)
      const unitText = textIn(row, unit)
      const meter = meterOf(serviceText, sku, unitText)
      const consumed = consumption(row, quantity, credit === null ? meter : null, { sku, unit: unitText })
      if (consumed === undefined) return badCell(row, columns, quantity ?? 0, 'amount')
      const billingAccountId = textIn(row, account) ?? accountAbove
      if (above === null || above.day <= firstDay) above = { day: firstDay, billingAccountId }
      sink.charge({
        serviceProviderName: googleCloud,
        billingAccountId,
        day: firstDay,
        chargeCategory:
          credit === null ? (categories[row.name(costType).trim().toLowerCase()] ?? 'Adjustment') : 'Credit',
        serviceName: meter?.model ?? serviceText ?? 'Not itemised',
        project: textIn(row, project),
        cost: { billed, effective: billed, billingCurrency: currency },
        ...consumed,
      })
      sink.covers(
        { firstDay, lastDay: Math.max(firstDay, Math.min(lastDay, asOf)) },
        { serviceProviderName: googleCloud, billingAccountId },
      )
      return null
    })
  },
}
