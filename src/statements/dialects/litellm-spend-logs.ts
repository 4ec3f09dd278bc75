import { requestUnit } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'

const title = 'a LiteLLM_SpendLogs table'

/**
 * LiteLLM's table `LiteLLM_SpendLogs`, dumped with its header: one row for each request, times in UTC. A
 * gateway's estimate in dollars of money that stands on the providers' bills. `model` is what was called;
 * `model_group`, its public alias, names rows without one.
 */
export const litellmSpendLogs: Dialect = {
  name: 'litellm-spend-logs',
  version: 1,
  title,
  dataset: 'estimate',
  seller: 'LiteLLM',
  recognises: (header) => header.has('request_id') && header.has('spend') && header.has('startTime'),
  open: (columns) => {
    const needed = need(columns, title, ['startTime', 'spend', 'model'])
    if (!needed.ok) return needed
    const [time, spend, model] = needed.value
    const modelGroup = columns.find('model_group')
    const team = columns.find('team_id')

    return ok((row, sink) => {
      const day = parseDay(row.text(time))
      if (day === null) return badCell(row, columns, time, 'date')
      const billed = row.amount(spend)
      if (billed === null) return badCell(row, columns, spend, 'amount')
      sink.charge({
        serviceProviderName: 'LiteLLM',
        billingAccountId: '',
        day,
        chargeCategory: 'Usage',
        serviceName: textIn(row, model) ?? textIn(row, modelGroup) ?? 'Not itemised',
        project: textIn(row, team),
        sku: null,
        cost: { billed, effective: billed, billingCurrency: 'USD' },
        consumedQuantity: 1,
        consumedUnit: requestUnit,
      })
      return null
    })
  },
}
