import { parseRate, type DayRate, type RatesView } from '../core/exchange.ts'
import { parseCurrency, type Currency } from '../core/money.ts'
import { dayText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Ledger } from '../ledger/open.ts'
import { bankRates, ownRates, removeOwnRate, storeOwnRate } from '../ledger/rates.ts'
import { typedDay } from './typed.ts'

/** A pair of currencies on a day (`YYYY-MM-DD`), as a person types it. */
export type TypedPair = { readonly day: string; readonly from: string; readonly to: string }

/** What one unit of `from` costs in `to`, as a person types it. */
export type TypedRate = TypedPair & { readonly rate: string }

/** Enters a rate of the user's own. It outranks the ECB's for the whole month of its day. */
export function setRate(ledger: Ledger, typed: TypedRate): Result<DayRate, Problem> {
  const pair = typedPair(typed)
  if (!pair.ok) return pair
  const rate = typed.rate.trim()
  if (parseRate(rate) === null)
    return refused({
      kind: 'bad-input',
      field: 'rate',
      text: typed.rate,
      expected: 'a rate above 0, such as 0.9123',
    })
  storeOwnRate(ledger, { ...pair.value, rate })
  return ok({ ...pair.value, rate, origin: 'user' })
}

/** Removes a rate of the user's own, said either way round. */
export function removeRate(ledger: Ledger, typed: TypedPair): Result<null, Problem> {
  const pair = typedPair(typed)
  if (!pair.ok) return pair
  const { day, base, currency } = pair.value
  return removeOwnRate(ledger, pair.value)
    ? ok(null)
    : refused({ kind: 'no-such-rate', day: dayText(day), from: base, to: currency })
}

export const readRates = (ledger: Ledger): RatesView => ({
  own: ownRates(ledger),
  bank: bankRates(ledger),
})

/** A currency code such as EUR. */
export function typedCurrency(field: string, text: string): Result<Currency, Problem> {
  const currency = parseCurrency(text)
  return currency !== null
    ? ok(currency)
    : refused({ kind: 'bad-input', field, text, expected: 'a currency code such as EUR' })
}

function typedPair({
  day,
  from,
  to,
}: TypedPair): Result<Pick<DayRate, 'day' | 'base' | 'currency'>, Problem> {
  const typed = typedDay('day', day)
  if (!typed.ok) return typed
  const base = typedCurrency('from', from)
  if (!base.ok) return base
  const currency = typedCurrency('to', to)
  if (!currency.ok) return currency
  if (base.value === currency.value)
    return refused({ kind: 'bad-input', field: 'to', text: to, expected: 'another currency than the first' })
  return ok({ day: typed.value, base: base.value, currency: currency.value })
}
