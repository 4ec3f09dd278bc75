import type { ServedMonth } from '../contract/bridge.ts'
import type { Month } from '../core/period.ts'

/** What a rig served in a month, as it is typed. */
export type TypedServed = { readonly tokensIn: string; readonly tokensOut: string }

/** The month to enter next: the newest without an entry, else the newest. `months` is newest first. */
export const monthToEnter = (months: readonly Month[], served: readonly ServedMonth[]): Month | undefined =>
  months.find((month) => served.every((entry) => entry.month !== month)) ?? months[0]

/** An entry as it stands in the form, to be read again: `1,250,000`. */
export const typedServed = (entry: ServedMonth | undefined): TypedServed => ({
  tokensIn: entry?.tokensIn.toLocaleString('en-US') ?? '',
  tokensOut: entry?.tokensOut.toLocaleString('en-US') ?? '',
})

export const isBlank = ({ tokensIn, tokensOut }: TypedServed): boolean =>
  `${tokensIn}${tokensOut}`.trim() === ''
