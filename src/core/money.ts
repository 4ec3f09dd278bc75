import { decimalText, toScale, type Decimal } from './decimal.ts'
import { ok, refused, type Result } from './result.ts'
import type { Problem } from './problem.ts'

/** Whole billionths (1e-9) of one currency unit. Exact; never a float. */
export type Nanos = bigint

/** ISO 4217 code, upper case: `USD`. */
export type Currency = string

/** The currency is part of the type, so `Money<'USD'>` and `Money<'EUR'>` do not add. */
export type Money<C extends Currency = Currency> = { readonly currency: C; readonly nanos: Nanos }

const nanosScale = 9

/** The largest cell the ledger can hold (a 64-bit integer of nanos): about 9.2 billion currency units. */
const largestNanos = 2n ** 63n - 1n

/** Rounds half to even, once, to whole nanos. */
export const toNanos = (amount: Decimal): Nanos => toScale(amount, nanosScale)

export const fitsLedger = (nanos: Nanos): boolean => nanos <= largestNanos && nanos >= -largestNanos

/** Exact decimal text of a nanos amount: `12.5`, `-0.00000001`. */
export const nanosText = (nanos: Nanos): string => decimalText({ digits: nanos, scale: nanosScale })

/** Adds amounts of one currency. */
export const addMoney = <C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Result<Money<C>, Problem> =>
  a.currency === b.currency
    ? ok({ currency: a.currency, nanos: a.nanos + b.nanos })
    : refused({ kind: 'currencies-differ', currencies: [a.currency, b.currency] })

/** The one conversion from exact money to the floating point of forecast and payback, in currency units. */
export const toUnits = (nanos: Nanos): number => Number(nanos) / 1e9

/** `usd` and ` EUR ` as `USD` and `EUR`; null when it cannot be a currency code. */
export function parseCurrency(text: string): Currency | null {
  const code = text.trim().toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? code : null
}
