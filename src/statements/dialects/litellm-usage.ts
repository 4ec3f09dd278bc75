import { requestUnit } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok, refused } from '../../core/result.ts'
import { badCell, need, remembered, type Dialect } from '../dialect.ts'
import { quantityIn, textIn } from './cells.ts'

const title = 'a LiteLLM usage export by day'

/**
 * LiteLLM Admin UI, usage export by day of a team, tag or other entity, whose kind names two columns
 * (`Team`, `Team ID`). A gateway's estimate of money that stands on the providers' bills, rounded to four
 * decimals by row. The form by model gives every model of a day the spend, the requests and the tokens of
 * the whole entity (source: EntityUsageExport/utils.ts, generateDailyWithModelsData), so nothing in it can
 * be added and it is refused.
 */
export const litellmUsage: Dialect = {
  name: 'litellm-usage',
  version: 1,
  title,
  dataset: 'estimate',
  seller: 'LiteLLM',
  recognises: (header) =>
    header.has('Spend ($)') && header.has('Total Tokens') && header.has('Prompt Tokens'),
  open: (columns) => {
    const needed = need(columns, title, ['Date', 'Spend ($)', 'Requests', 'Prompt Tokens'])
    if (!needed.ok) return needed
    const [date, spend, requests] = needed.value
    const entity = columns.names.find((name) => columns.find(`${name} ID`) !== null)
    const entityName = entity === undefined ? null : columns.find(entity)
    if (entity === undefined || entityName === null)
      return refused({ kind: 'missing-column', file: columns.file, column: 'Team ID', title })
    const entityId = columns.find(`${entity} ID`)
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const day = readDay(row.name(date))
      if (day === null) return badCell(row, columns, date, 'date')
      const billed = row.amount(spend)
      if (billed === null) return badCell(row, columns, spend, 'amount')
      const consumedQuantity = quantityIn(row, requests)
      if (consumedQuantity === null || consumedQuantity === undefined)
        return badCell(row, columns, requests, 'count')
      sink.charge({
        serviceProviderName: 'LiteLLM',
        billingAccountId: '',
        day,
        chargeCategory: 'Usage',
        serviceName: 'Not itemised',
        project: textIn(row, entityName) ?? textIn(row, entityId),
        sku: null,
        cost: { billed, effective: billed, billingCurrency: 'USD' },
        consumedQuantity,
        consumedUnit: requestUnit,
      })
      return null
    })
  },
}
