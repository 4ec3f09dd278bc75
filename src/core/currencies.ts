import type { Currency } from './money.ts'

/** ISO 4217, the codes of money people pay with, and those retired since 2015: old bills are still imported. */
const codes =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BYR BZD CAD CDF ' +
  'CHF CLF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD ' +
  'HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL ' +
  'LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR ' +
  'PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND ' +
  'TOP TRY TTD TWD TZS UAH UGX USD UYU UYW UZS VED VEF VES VND VUV WST XAF XCD XCG XDR XOF XPF XSU XUA YER ZAR ZMW ' +
  'ZWG ZWL'
const known: ReadonlySet<Currency> = new Set(codes.split(' '))

/** Whether ISO 4217 has the currency. */
export const isCurrencyKnown = (currency: Currency): boolean => known.has(currency)

/** Decimals of the smallest unit that is invoiced, where they are not two. */
const withoutCents = 'BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ')
const withThousandths = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')
const minorDigits: ReadonlyMap<Currency, number> = new Map([
  ...withoutCents.map((code) => [code, 0] as const),
  ...withThousandths.map((code) => [code, 3] as const),
  ['CLF', 4],
  ['UYW', 4],
])

/** Decimals of a currency's minor unit (ISO 4217): 2 for USD, 0 for JPY, 3 for BHD. */
export const minorDigitsOf = (currency: Currency): number => minorDigits.get(currency) ?? 2
