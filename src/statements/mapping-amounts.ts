import { parseDecimal, type Decimal } from '../core/decimal.ts'
import type { Mapping } from '../core/mapping.ts'
import type { Currency } from '../core/money.ts'
import { amountWith, markIn, type DecimalMark } from './decimal-mark.ts'
import { billingCurrencyOf } from './dialects/currency-signs.ts'

/** An amount as it is written: its number, and the sign or code of a currency beside it (empty for none). */
export type WrittenAmount = { readonly amount: Decimal; readonly currencySign: string }

/** Currency before, number, currency behind; minus, plus and brackets wherever people put them. */
const shape =
  /^(\()?([-+\u2212]?)\s*([A-Z]{0,3}[$€£¥₩₪₫₹]|[A-Z]{3})?\s*([-+\u2212]?)\s*([.,]?\d[\d.,'’\s]*(?:[eE][-+]?\d{1,2})?)\s*([A-Z]{0,3}[$€£¥₩₪₫₹]|[A-Z]{3})?\s*(-)?(\))?$/

/** Characters of an amount at most; some exports write 30 decimals. */
const longest = 100

/** Most amounts, by their decimal mark. */
const plain = { '.': /^-?\d{1,15}(?:\.\d{1,60})?$/, ',': /^-?\d{1,15}(?:,\d{1,60})?$/ } as const

/** Spaces and apostrophes part thousands: three digits stand between them and what follows. */
const parted = /^\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?(?:[eE][-+]?\d{1,2})?$/

/**
 * Reads `1 234,56 €`, `-$12.50`, `(12.00)`, `12,00-`, `1'234.50 CHF` exactly, by that decimal mark; with none known,
 * only what no mark would read otherwise. Null where the text is no amount.
 */
export function writtenAmount(text: string, mark: DecimalMark | null): WrittenAmount | null {
  if (mark !== null && plain[mark].test(text)) {
    const amount = parseDecimal(mark === '.' ? text : text.replace(',', '.'))
    return amount && { amount, currencySign: '' }
  }
  const parts = partsOf(text)
  if (parts === null) return null
  const told = markIn(parts.number)
  if (mark !== null && told !== null && told !== 'either' && told !== mark) return null
  const found = amountWith(parts.number, mark)
  if (found === null) return null
  const amount = parts.negative ? { digits: -found.digits, scale: found.scale } : found
  return { amount, currencySign: parts.currencySign }
}

/** What is written in front of the number, behind it, and the number itself without what parts its thousands. */
export function partsOf(
  text: string,
): { readonly number: string; readonly negative: boolean; readonly currencySign: string } | null {
  const match = text.length <= longest ? shape.exec(text.trim()) : null
  if (!match) return null
  const [, opening, before = '', signBefore, behind = '', digits = '', signBehind, minus, closing] = match
  const marks = [before, behind, minus ?? ''].filter((found) => found !== '')
  const isBracketed = opening !== undefined
  if (isBracketed !== (closing !== undefined) || marks.length + (isBracketed ? 1 : 0) > 1) return null
  if (signBefore !== undefined && signBehind !== undefined) return null
  const written = digits.trim()
  const isParted = /[\s'’]/.test(written)
  if (isParted && !parted.test(written)) return null
  return {
    number: isParted ? written.replace(/[\s'’]/g, '') : written,
    negative: isBracketed || (marks[0] !== undefined && marks[0] !== '+'),
    currencySign: signBefore ?? signBehind ?? '',
  }
}

/** Whether a currency written beside an amount may be that of the row; `$` may be any country's dollar. */
export const agrees = (currencySign: string, currency: Currency): boolean =>
  currencySign === '' || billingCurrencyOf(currencySign, currency) === currency

/** The amount as a charge in whole units of the currency, above zero for what has to be paid. */
export function charged(
  amount: Decimal,
  { sign, amountUnit }: Pick<Mapping, 'sign' | 'amountUnit'>,
): Decimal {
  const digits = sign === 'charges-negative' ? -amount.digits : amount.digits
  return { digits, scale: amount.scale + (amountUnit === 'cents' ? 2 : 0) }
}
