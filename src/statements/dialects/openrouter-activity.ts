import { requestUnit } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, remembered, type Dialect } from '../dialect.ts'
import { quantityIn, textIn } from './cells.ts'

const title = 'an OpenRouter activity export'

/** The same money at two grains: a row for each day and model, or for each generation. */
const daily = { day: 'Date', model: 'Slug', spent: 'Usage' }
const byGeneration = { day: 'created_at', model: 'model_permaslug', spent: 'cost_total' }

/**
 * OpenRouter, activity export, both grains. Dollars of prepaid credit, at the moment they are used: buying
 * credit is not in the file. `BYOK Usage` and `byok_usage_inference` are paid to another provider on the
 * user's own key and stand on that provider's bill; `cost_web_search`, `cost_cache` and
 * `cost_file_processing` are parts of `cost_total`. None of them is added. Times without a zone are read as
 * UTC. Tokens are left out: a charge with money carries one quantity, and that is its requests.
 */
export const openrouterActivity: Dialect = {
  name: 'openrouter-activity',
  version: 1,
  title,
  dataset: 'cost',
  seller: 'OpenRouter',
  recognises: (header) =>
    (header.has('Slug') && header.has('BYOK Usage')) ||
    (header.has('generation_id') && header.has('cost_total')),
  open: (columns) => {
    const grain = columns.find('generation_id') === null ? daily : byGeneration
    const needed = need(columns, title, [grain.day, grain.model, grain.spent])
    if (!needed.ok) return needed
    const [time, model, spent] = needed.value
    const requests = columns.find('Requests')
    const readDay = remembered(parseDay)

    return ok((row, sink) => {
      const day = readDay(row.text(time))
      if (day === null) return badCell(row, columns, time, 'date')
      const billed = row.amount(spent)
      if (billed === null) return badCell(row, columns, spent, 'amount')
      const consumedQuantity = grain === byGeneration ? 1 : quantityIn(row, requests)
      if (consumedQuantity === undefined) return badCell(row, columns, requests ?? spent, 'count')
      sink.charge({
        serviceProviderName: 'OpenRouter',
        billingAccountId: '',
        day,
        chargeCategory: 'Usage',
        serviceName: textIn(row, model) ?? 'Not itemised',
        project: null,
        sku: null,
        cost: { billed, effective: billed, billingCurrency: 'USD' },
        consumedQuantity,
        consumedUnit: consumedQuantity === null ? null : requestUnit,
      })
      return null
    })
  },
}
