import type { Nanos } from './money.ts'
import type { Rig } from './rig.ts'

/** What the parts of a rig add up to, beside what was paid for it; amounts of one currency. */
export type PartsSum = {
  readonly sum: Nanos
  /** Parts whose price is not known; the sum leaves them out. */
  readonly unpriced: number
  readonly paid: Nanos
}

/** Null without parts. A part's price is null where it is not known. */
export function partsSum(prices: readonly (Nanos | null)[], paid: readonly Nanos[]): PartsSum | null {
  if (prices.length === 0) return null
  const known = prices.filter((price) => price !== null)
  return { sum: added(known), unpriced: prices.length - known.length, paid: added(paid) }
}

export const partsOfRig = (rig: Rig): PartsSum | null =>
  partsSum(
    rig.parts.map(({ price }) => price?.nanos ?? null),
    rig.purchases.map(({ price }) => price.nanos),
  )

/** All that was paid for a rig's hardware, in the currency of its price. */
export const paidFor = (rig: Rig): Nanos => added(rig.purchases.map(({ price }) => price.nanos))

const added = (amounts: readonly Nanos[]): Nanos => amounts.reduce((sum, amount) => sum + amount, 0n)

/** How the parts stand to the price: a difference is said, and nothing is corrected. `written` writes an amount. */
export function partsWords({ sum, unpriced, paid }: PartsSum, written: (nanos: Nanos) => string): string {
  const open =
    unpriced === 0
      ? ''
      : unpriced === 1
        ? ' The price of 1 part is not known.'
        : ` The prices of ${unpriced} parts are not known.`
  if (sum === paid) return `The parts add up to ${written(sum)}, which is the price.${open}`
  const [difference, than] = sum < paid ? [paid - sum, 'less'] : [sum - paid, 'more']
  return `The parts add up to ${written(sum)}: ${written(difference)} ${than} than the price of ${written(paid)}.${open}`
}
