import { tokenUnit } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, remembered, type Dialect } from '../dialect.ts'
import { quantityIn, textIn } from './cells.ts'

const title = 'a Fireworks billing metrics file'
const secondUnit = 'Seconds'

/**
 * Fireworks, `billing_metrics.csv` of `firectl billing export-metrics`: tokens and accelerator seconds, no
 * money. The dollars come from another file by one dimension of the user's choice. Rows belong to the day
 * they start. Cached input is not told apart: it is within `input`.
 */
export const fireworksUsage: Dialect = {
  name: 'fireworks-usage',
  version: 1,
  title,
  dataset: 'usage',
  seller: 'Fireworks',
  recognises: (header) => header.has('accelerator_seconds') && header.has('prompt_tokens'),
  open: (columns) => {
    const needed = need(columns, title, [
      'start_time',
      'usage_type',
      'accelerator_type',
      'accelerator_seconds',
      'base_model_name',
      'prompt_tokens',
      'completion_tokens',
    ])
    if (!needed.ok) return needed
    const [time, usageType, accelerator, seconds, model, prompt, completion] = needed.value
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const day = readDay(row.name(time))
      if (day === null) return badCell(row, columns, time, 'date')
      const counted = [
        { column: prompt, sku: 'input', unit: tokenUnit },
        { column: completion, sku: 'output', unit: tokenUnit },
        { column: seconds, sku: textIn(row, accelerator), unit: secondUnit },
      ]
      for (const { column, sku, unit } of counted) {
        const consumedQuantity = quantityIn(row, column)
        if (consumedQuantity === undefined) return badCell(row, columns, column, 'amount')
        if (consumedQuantity === null || consumedQuantity === 0) continue
        sink.charge({
          serviceProviderName: 'Fireworks',
          billingAccountId: '',
          day,
          chargeCategory: 'Usage',
          serviceName: textIn(row, model) ?? textIn(row, usageType) ?? 'Not itemised',
          project: null,
          sku,
          cost: null,
          consumedQuantity,
          consumedUnit: unit,
        })
      }
      sink.covers({ firstDay: day, lastDay: day }, { serviceProviderName: 'Fireworks', billingAccountId: '' })
      return null
    })
  },
}
