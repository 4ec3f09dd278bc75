import { parseCurrency } from '../../core/money.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'
import { usageDays } from './deepseek-days.ts'

const title = 'a DeepSeek cost export'

/**
 * DeepSeek platform, `cost-….csv` of the usage export. Prepaid: money counts when it is used, not when the
 * balance is topped up. What the granted balance paid for is a charge and a credit of the same amount, so
 * that it is seen and adds nothing to the cash.
 */
export const deepseekCost: Dialect = {
  name: 'deepseek-cost',
  version: 2,
  title,
  dataset: 'cost',
  seller: 'DeepSeek',
  recognises: (header) => header.has('wallet_type') && header.has('cost'),
  open: (columns) => {
    const needed = need(columns, title, ['model', 'wallet_type', 'cost', 'currency'])
    if (!needed.ok) return needed
    const user = columns.find('user_id')
    const days = usageDays(columns, title)
    if (!days.ok) return days
    const [model, wallet, cost, currency] = needed.value
    const { column: time, dayOf } = days.value

    return ok((row, sink) => {
      const day = dayOf(row)
      if (day === null) return badCell(row, columns, time, 'date')
      const billed = row.amount(cost)
      if (billed === null) return badCell(row, columns, cost, 'amount')
      const billingCurrency = parseCurrency(row.name(currency))
      if (billingCurrency === null) return badCell(row, columns, currency, 'currency')
      const paidFrom = row.name(wallet).trim().toLowerCase()
      if (paidFrom !== 'paid' && paidFrom !== 'granted') return badCell(row, columns, wallet, 'category')
      const charge = {
        serviceProviderName: 'DeepSeek',
        billingAccountId: textIn(row, user) ?? '',
        day,
        serviceName: textIn(row, model) ?? 'Not itemised',
        project: null,
        sku: null,
        consumedQuantity: null,
        consumedUnit: null,
      }
      sink.charge({
        ...charge,
        chargeCategory: 'Usage',
        cost: { billed, effective: billed, billingCurrency },
      })
      if (paidFrom === 'paid') return null
      const granted = { digits: -billed.digits, scale: billed.scale }
      sink.charge({
        ...charge,
        chargeCategory: 'Credit',
        cost: { billed: granted, effective: granted, billingCurrency },
      })
      return null
    })
  },
}
