import type { NodeFigure } from './rig.ts'

/** What each field of a rig is called when it is refused. */
export const rigFields = {
  name: 'name',
  currency: 'currency',
  inServiceOn: 'in service',
  pricePerKwh: 'price per kWh',
  meter: 'meter',
  lifeMonths: 'life',
  warrantyMonths: 'warranty',
  resaleAtEnd: 'resale at the end of its life',
  setupCost: 'set-up cost',
  replacementCost: 'replacement cost',
  failurePercent: 'failures a year',
} as const

export const figureFields: Readonly<Record<NodeFigure, string>> = {
  memoryGb: 'memory',
  loadWatts: 'power under load',
  idleWatts: 'power when idle',
  decodeTokensPerSecond: 'writing speed',
  prefillTokensPerSecond: 'reading speed',
}

/** What each field of a month's served tokens is called when it is refused. */
export const servedFields = { month: 'month', tokensIn: 'tokens in', tokensOut: 'tokens out' } as const

const purchaseParts = { on: 'bought on', price: 'price', nodes: 'nodes' } as const

/** A field of a purchase, the first of them 0: `price`, `price of purchase 2`. */
export const purchaseField = (index: number, field: keyof typeof purchaseParts): string =>
  index === 0 ? purchaseParts[field] : `${purchaseParts[field]} of purchase ${index + 1}`

/** A field of a part, the first of them 0: `price of part 1`. */
export const partField = (index: number, field: 'name' | 'price'): string => `${field} of part ${index + 1}`
