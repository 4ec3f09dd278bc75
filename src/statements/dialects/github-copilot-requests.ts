import { requestUnit } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, type Dialect } from '../dialect.ts'
import { quantityIn, textIn } from './cells.ts'

const title = 'a GitHub Copilot premium request report'

/**
 * GitHub Copilot, premium request report as it was in mid-2025: requests by moment, user and model, no money.
 * A request of a dear model counts as several, one of a cheap model as a part.
 */
export const githubCopilotRequests: Dialect = {
  name: 'github-copilot-requests',
  version: 1,
  title,
  dataset: 'usage',
  seller: 'GitHub Copilot',
  recognises: (header) => header.has('Requests Used') && header.has('Timestamp'),
  open: (columns) => {
    const needed = need(columns, title, ['Timestamp', 'Model', 'Requests Used'])
    if (!needed.ok) return needed
    const [time, model, requests] = needed.value

    return ok((row, sink) => {
      const day = parseDay(row.text(time))
      if (day === null) return badCell(row, columns, time, 'date')
      const consumedQuantity = quantityIn(row, requests)
      if (consumedQuantity === null || consumedQuantity === undefined)
        return badCell(row, columns, requests, 'amount')
      sink.charge({
        serviceProviderName: 'GitHub Copilot',
        billingAccountId: '',
        day,
        chargeCategory: 'Usage',
        serviceName: textIn(row, model) ?? 'Not itemised',
        project: null,
        sku: 'requests',
        cost: null,
        consumedQuantity,
        consumedUnit: requestUnit,
      })
      return null
    })
  },
}
