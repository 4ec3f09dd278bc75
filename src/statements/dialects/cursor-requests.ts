import { requestUnit } from '../../core/charge.ts'
import { parseDay } from '../../core/period.ts'
import { ok } from '../../core/result.ts'
import { badCell, need, type Dialect } from '../dialect.ts'
import { quantityIn, textIn } from './cells.ts'

const title = 'a Cursor usage export by request'

/**
 * Cursor dashboard, usage export of a plan that counts requests: `Requests` stands where other plans have `Cost`, and
 * there is no money. A dear request counts as several, one that failed as `-` or not at all.
 */
export const cursorRequests: Dialect = {
  name: 'cursor-requests',
  version: 1,
  title,
  dataset: 'usage',
  seller: 'Cursor',
  recognises: (header) =>
    header.has('Input (w/o Cache Write)') &&
    header.has('Requests') &&
    !header.has('Cost') &&
    !header.has('Cost ($)'),
  open: (columns) => {
    const needed = need(columns, title, ['Date', 'Model', 'Requests'])
    if (!needed.ok) return needed
    const [date, model, requests] = needed.value

    return ok((row, sink) => {
      const day = parseDay(row.text(date))
      if (day === null) return badCell(row, columns, date, 'date')
      const uncounted = row.text(requests).trim() === '-'
      const consumedQuantity = uncounted ? null : quantityIn(row, requests)
      if (consumedQuantity === undefined) return badCell(row, columns, requests, 'amount')
      sink.covers({ firstDay: day, lastDay: day }, { serviceProviderName: 'Cursor', billingAccountId: '' })
      if (consumedQuantity === null || consumedQuantity === 0) return null
      sink.charge({
        serviceProviderName: 'Cursor',
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
