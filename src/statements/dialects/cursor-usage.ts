import { requestUnit } from '../../core/charge.ts'
import type { Decimal } from '../../core/decimal.ts'
import { parseDay } from '../../core/period.ts'
import { ok, refused } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, need, textOrNull, type Dialect } from '../dialect.ts'
import { textIn } from './cells.ts'

const title = 'a Cursor usage export'

/** What a row costs, the name that leaves nothing open first. */
const costNames = ['Cost to you', 'Cost', 'Cost ($)'] as const

/** Kinds whose cost Cursor bills on top of the subscription. */
const billedKind = /^(?:on-demand|usage-based)$/i
/** Kinds whose cost nobody pays Cursor: in the plan, failed, or paid to a provider on the user's own key. */
const unbilledKind = /^(?:included\b.*|free|.*\bno charge|.*\bnot charged|user api key)$/i
const unbilledCost = /^(?:included|free|-)$/i

/**
 * Cursor dashboard, usage export, with or without the columns for teams and agents: dollars beside the
 * subscription, which is not in the file. The oldest form has `Cost to you`; in the others the kind of a row
 * says whether its cost is cash, and a cost of a kind with another name is refused. Rows that look alike are
 * all real. Tokens are left out: whether the first input column includes the second is not known.
 */
export const cursorUsage: Dialect = {
  name: 'cursor-usage',
  version: 4,
  title,
  dataset: 'cost',
  seller: 'Cursor',
  recognises: (header) => header.has('Input (w/o Cache Write)') && costNames.some((name) => header.has(name)),
  open: (columns) => {
    const costName = costNames.find((name) => columns.find(name) !== null) ?? 'Cost'
    const needed = need(columns, title, ['Date', 'Model', costName])
    if (!needed.ok) return needed
    const [date, model, cost] = needed.value
    const listCost = costName === 'Cost to you' ? columns.find('Cost') : null
    const kind = columns.find('Kind')
    if (kind === null && costName !== 'Cost to you')
      return refused({ kind: 'missing-column', file: columns.file, column: 'Kind', title })

    return ok((row, sink) => {
      const day = parseDay(row.text(date))
      if (day === null) return badCell(row, columns, date, 'date')
      const kindText = kind === null ? null : row.name(kind).trim()
      const nothingToPay = kind === null && textIn(row, cost) === null && saysNoMoney(row, listCost)
      const billed = nothingToPay ? nothing : cashOf(kindText, row.text(cost).trim(), row.amount(cost))
      if (billed === 'cost not told') return badCell(row, columns, cost, 'amount')
      if (billed === 'kind not known') return badCell(row, columns, kind ?? cost, 'category')
      sink.charge({
        serviceProviderName: 'Cursor',
        billingAccountId: '',
        day,
        chargeCategory: 'Usage',
        serviceName: textIn(row, model) ?? 'Not itemised',
        project: null,
        sku: kindText === null ? null : textOrNull(kindText),
        cost: { billed, effective: billed, billingCurrency: 'USD' },
        consumedQuantity: kindText === null ? null : 1,
        consumedUnit: kindText === null ? null : requestUnit,
      })
      return null
    })
  },
}

const nothing: Decimal = { digits: 0n, scale: 0 }

/** Whether the cost before the plan took its share of it is nothing: then a blank share of the user's is nothing too. */
function saysNoMoney(row: Row, listCost: number | null): boolean {
  if (listCost === null) return false
  const amount = row.amount(listCost)
  return amount === null
    ? textIn(row, listCost) === null || unbilledCost.test(row.text(listCost).trim())
    : amount.digits === 0n
}

/**
 * What is paid to Cursor for a row: nothing where neither its kind nor its cost says anything. `kind` is null in the
 * form that has a column for just that.
 */
function cashOf(
  kind: string | null,
  cost: string,
  amount: Decimal | null,
): Decimal | 'cost not told' | 'kind not known' {
  if (unbilledCost.test(cost) || (kind === '' && cost === '')) return nothing
  if (kind !== null && unbilledKind.test(kind))
    return amount === null && cost !== '' ? 'cost not told' : nothing
  if (amount === null) return 'cost not told'
  return kind === null || amount.digits === 0n || billedKind.test(kind) ? amount : 'kind not known'
}
