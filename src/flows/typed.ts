import { numberOf, parseDecimal } from '../core/decimal.ts'
import { fitsLedger, toNanos, type Nanos } from '../core/money.ts'
import { dayText, parseDay, parseMonth, type Day, type Month } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { listRigs } from '../ledger/rigs.ts'
import type { Ledger } from '../ledger/open.ts'

/** Reads what a person typed; a refusal names the field and what it expected. */

/** An amount of money of 0 or more that the ledger can hold. */
export function typedPrice(field: string, text: string): Result<Nanos, Problem> {
  const amount = parseDecimal(text)
  const nanos = amount === null ? null : toNanos(amount)
  return nanos !== null && nanos >= 0n && fitsLedger(nanos)
    ? ok(nanos)
    : refused({ kind: 'bad-input', field, text, expected: 'an amount of 0 or more, such as 0.30' })
}

/** kWh of one month: more than this is a slip of the pen. */
const mostKwh = 1e7

export function typedKwh(text: string): Result<number, Problem> {
  const amount = parseDecimal(text)
  const kwh = amount === null ? NaN : numberOf(amount)
  return kwh > 0 && kwh < mostKwh
    ? ok(kwh)
    : refused({
        kind: 'bad-input',
        field: 'kWh',
        text,
        expected: 'a number of kWh above 0 and below 10,000,000',
      })
}

/** From 0, or from above `above`, to `most`, both in; `whole` names what is counted where parts of one make no sense. */
export type NumberBounds = { readonly most: number; readonly above?: number; readonly whole?: string }

/** A number within its bounds. */
export function typedNumber(field: string, text: string, bounds: NumberBounds): Result<number, Problem> {
  const decimal = parseDecimal(text)
  const value = decimal === null ? NaN : numberOf(decimal)
  const isWithin = value <= bounds.most && (bounds.above === undefined ? value >= 0 : value > bounds.above)
  if (isWithin && (bounds.whole === undefined || Number.isInteger(value))) return ok(value)
  const most = bounds.most.toLocaleString('en-US')
  const expected =
    bounds.whole === undefined
      ? `a number ${bounds.above === undefined ? 'from 0' : `above ${bounds.above}`} to ${most}`
      : `a whole number of ${bounds.whole} from ${bounds.above === undefined ? 0 : bounds.above + 1} to ${most}`
  return refused({ kind: 'bad-input', field, text, expected })
}

/** `YYYY-MM-DD`, from 1970 on. */
export function typedDay(field: string, text: string): Result<Day, Problem> {
  const day = parseDay(text)
  return day !== null && day >= 0 && dayText(day) === text
    ? ok(day)
    : refused({ kind: 'bad-input', field, text, expected: 'a day such as 2026-03-01' })
}

/** `YYYY-MM`. */
export function typedMonth(text: string): Result<Month, Problem> {
  const month = parseMonth(text)
  return month !== null
    ? ok(month)
    : refused({ kind: 'bad-input', field: 'month', text, expected: 'a month such as 2026-03' })
}

/**
 * Whether the rig is to be metered, where it may: nvidia-smi reads all GPUs of this computer, and with two
 * metered rigs their energy would be counted twice.
 */
export function freeMeter(ledger: Ledger, wanted: boolean, rigId?: number): Result<boolean, Problem> {
  const other = wanted ? listRigs(ledger).find(({ id, metered }) => metered && id !== rigId) : undefined
  return other
    ? refused({
        kind: 'bad-input',
        field: 'meter',
        text: 'nvidia-smi',
        expected: `free: it reads the GPUs of this computer for the rig ${other.name}`,
      })
    : ok(wanted)
}
