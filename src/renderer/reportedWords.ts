import type { RateUsed } from '../core/exchange.ts'
import type { Currency } from '../core/money.ts'
import { counted } from './words.ts'

/** `× 0.9193 EUR per USD`; nothing where the money was in the currency already. */
export const rateWords = (
  { currency, used }: { readonly currency: Currency; readonly used: RateUsed | null },
  to: Currency,
): string => (used === null ? '' : `× ${shortRate(used.rate)} ${to} per ${currency}`)

/** Where a rate comes from. */
export function usedWords(used: RateUsed | null): string {
  if (used === null) return 'Billed in this currency: nothing to convert.'
  switch (used.origin) {
    case 'ecb':
      return `Mean of ${counted(used.days, 'daily rate')} of the European Central Bank. Exactly ${used.rate}.`
    case 'user':
      return `${used.days === 1 ? 'A rate you entered' : `Mean of ${counted(used.days, 'rate')} you entered`}. Exactly ${used.rate}.`
    case 'both':
      return `Through the euro: one rate you entered, one of the European Central Bank. Exactly ${used.rate}.`
  }
}

/** Digits after the point of a rate that is read beside an amount. */
const digits = 4

const shortRate = (rate: string): string => {
  const [whole = '', fraction = ''] = rate.split('.')
  return fraction.length <= digits ? rate : Number(`${whole}.${fraction}`).toPrecision(digits + whole.length)
}
