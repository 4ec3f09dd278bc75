import { z } from 'zod'
import type { Calls } from '../contract/bridge.ts'
import { residualCurveIds } from '../core/payback/presets.ts'

const text = z.string().max(200)
const rowId = z.int().positive()
const mostParts = 200
const mostPurchases = 200

const details = {
  memoryGb: text,
  loadWatts: text,
  idleWatts: text,
  decodeTokensPerSecond: text,
  prefillTokensPerSecond: text,
  lifeMonths: text,
  warrantyMonths: text,
  resale: z.literal([...residualCurveIds, 'own', '']),
  resaleAtEnd: text,
  setupCost: text,
  replacementCost: text,
  failurePercent: text,
  parts: z.array(z.strictObject({ name: text, price: text, note: text })).max(mostParts),
}

const newRig = z.strictObject({
  name: text,
  presetId: text.nullable(),
  price: text,
  currency: text,
  inServiceOn: text,
  pricePerKwh: text,
  metered: z.boolean(),
  purchasedOn: text.exactOptional(),
  nodes: text.exactOptional(),
  // The window sends all of them or none.
  details: z.strictObject(details).exactOptional(),
})

const changedRig = z.strictObject({
  ...details,
  name: text,
  presetId: text.nullable(),
  currency: text,
  inServiceOn: text,
  purchases: z
    .array(z.strictObject({ on: text, price: text, nodes: text }))
    .min(1)
    .max(mostPurchases),
})

type RigCall =
  'readRigs' | 'addRig' | 'changeRig' | 'removeRig' | 'enterEnergy' | 'changeTariff' | 'setMetered'

/** What the arguments of the calls about rigs must be. */
export const rigsAsked: { readonly [K in RigCall]: z.ZodType<Calls[K]['ask']> } = {
  readRigs: z.tuple([]),
  addRig: z.tuple([newRig]),
  changeRig: z.tuple([rowId, changedRig]),
  removeRig: z.tuple([rowId]),
  enterEnergy: z.tuple([rowId, text, text]),
  changeTariff: z.tuple([rowId, text, text]),
  setMetered: z.tuple([rowId, z.boolean()]),
}
