import { isCurrencyKnown, minorDigitsOf } from './currencies.ts'
import { decimalText, parseDecimal, tenTo, toScale, type Decimal } from './decimal.ts'
import { parseCurrency, type Currency } from './money.ts'
import type { NoInvoice, Problem } from './problem.ts'
import { ok, refused, type Result } from './result.ts'
import type { ControlTotal, Statement } from './statement.ts'

/** Why there is no invoice that a statement could be held against; null where there may be one. */
export function noInvoice({ dataset, totals }: Statement): NoInvoice | null {
  if (dataset !== 'cost') return dataset
  return totals.length === 0 ? 'no-charges' : null
}

/**
 * What a person typed as an invoice's total. Refused: what is no amount of the currency (`1.234,56`, `300.005` dollars,
 * `€300` in dollars), and a currency that neither ISO 4217 nor the statement has.
 */
export function typedTotal(
  typed: { readonly currency: string; readonly billed: string },
  own: readonly Currency[],
): Result<ControlTotal, Problem> {
  const currency = parseCurrency(typed.currency)
  if (currency === null || !(isCurrencyKnown(currency) || own.includes(currency)))
    return refused({
      kind: 'bad-input',
      field: 'Invoice currency',
      text: typed.currency,
      expected: 'a currency code such as USD',
    })
  const no = (expected: string): Result<never, Problem> =>
    refused({ kind: 'bad-input', field: 'Invoice total', text: typed.billed, expected })
  const digits = minorDigitsOf(currency)
  const amount = amountIn(typed.billed, currency)
  if (
    amount === null ||
    decimalText(amount) !== decimalText({ digits: toScale(amount, digits), scale: digits })
  )
    return no(`an amount in ${currency} as invoices have it: ${shape(digits)}`)
  const units = toScale(amount, digits)
  if (units >= tooLarge * tenTo(digits) || -units >= tooLarge * tenTo(digits))
    return no(`an amount below ${tooLarge.toLocaleString('en')}`)
  return ok({ currency, billed: decimalText(amount), saidBy: 'user' })
}

/** No invoice is that large, in any currency. */
const tooLarge = tenTo(15)

/** Signs and the currencies they may stand for; the dollar's is that of many. */
const signs: Readonly<Record<string, (currency: Currency) => boolean>> = {
  '€': (currency) => currency === 'EUR',
  '£': (currency) => currency === 'GBP',
  '¥': (currency) => currency === 'JPY' || currency === 'CNY',
  $: (currency) => !['EUR', 'GBP', 'JPY', 'CNY'].includes(currency),
}

/** The code may stand before or behind the amount: `USD 300`, `300 usd`. */
function amountIn(text: string, currency: Currency): Decimal | null {
  const bare = text.trim().replace(new RegExp(`^${currency}\\s*|\\s*${currency}$`, 'i'), '')
  const fits = Object.entries(signs).every(([sign, mayBe]) => !bare.includes(sign) || mayBe(currency))
  return fits ? parseDecimal(bare) : null
}

const shape = (digits: number): string =>
  digits === 0
    ? 'without decimals, such as 4,133'
    : `at most ${digits} decimals, behind a point, such as 4,133.${'420'.slice(0, Math.min(digits, 3))}`
