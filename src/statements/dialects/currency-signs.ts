import { parseCurrency, type Currency } from '../../core/money.ts'

/**
 * Signs as consoles write them in a column's name. `¥` is the yen's and the yuan's, `kr` that of four
 * countries: these say nothing.
 */
const signs: Readonly<Record<string, Currency>> = {
  $: 'USD',
  US$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  HK$: 'HKD',
  MX$: 'MXN',
  NT$: 'TWD',
  NZ$: 'NZD',
  R$: 'BRL',
  S$: 'SGD',
  'CN¥': 'CNY',
  'JP¥': 'JPY',
  '₩': 'KRW',
  '₪': 'ILS',
  '₫': 'VND',
  '₹': 'INR',
}

/** `$` is the US dollar here: a console that bills in another one writes `CA$`, or says so elsewhere. */
export const currencyOfSign = (sign: string): Currency | null =>
  signs[sign.trim()] ?? (/^[A-Z]{3}$/.test(sign.trim()) ? parseCurrency(sign) : null)

/**
 * The currency of a column with that sign in a file that states its currency elsewhere, or does not (null).
 * Null where the two contradict each other or neither tells. `$` may be any country's dollar.
 */
export function billingCurrencyOf(sign: string, stated: string | null): Currency | null {
  const own = currencyOfSign(sign)
  const said = stated === null ? null : parseCurrency(stated)
  if (said === null || own === null || sign.trim() === '$') return said ?? own
  return said === own ? own : null
}
