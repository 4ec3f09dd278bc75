import { numberOf, parseDecimal } from '../core/decimal.ts'
import { dayOfInstant, monthOfDay, monthText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { servedFields } from '../core/rig-fields.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { dropServed, storeServed } from '../ledger/served-tokens.ts'
import { typedMonth } from './typed.ts'

/**
 * Enters what a rig read and wrote in a month (`YYYY-MM`), as whole numbers of tokens; two empty texts take an entry
 * back. Answers that were thrown away are not to be counted. Refused: a month that has not begun (`now` in ms since
 * 1970, UTC) or that ended before the rig was in service.
 */
export function enterServedTokens(
  ledger: Ledger,
  rigId: number,
  month: string,
  tokensIn: string,
  tokensOut: string,
  now: number,
): Result<null, Problem> {
  const rig = listRigs(ledger).find(({ id }) => id === rigId)
  if (!rig) return refused({ kind: 'no-such-rig', name: `number ${rigId}` })
  const typed = typedMonth(month)
  if (!typed.ok) return typed
  const [first, last] = [monthOfDay(rig.inServiceOn), monthOfDay(dayOfInstant(now))]
  if (typed.value < first || typed.value > last)
    return refused({
      kind: 'bad-input',
      field: servedFields.month,
      text: month,
      expected: `a month of ${monthText(first)} to ${monthText(last)}`,
    })
  if (tokensIn.trim() === '' && tokensOut.trim() === '') {
    dropServed(ledger, rigId, typed.value)
    return ok(null)
  }
  const read = typedTokens(servedFields.tokensIn, tokensIn)
  if (!read.ok) return read
  const written = typedTokens(servedFields.tokensOut, tokensOut)
  if (!written.ok) return written
  storeServed(ledger, rigId, typed.value, { tokensIn: read.value, tokensOut: written.value })
  return ok(null)
}

/** Tokens of one month: more than this is a slip of the pen. */
const mostTokens = 1e15

function typedTokens(field: string, text: string): Result<number, Problem> {
  const amount = parseDecimal(text)
  const count = amount === null ? NaN : numberOf(amount)
  return Number.isInteger(count) && count >= 0 && count <= mostTokens
    ? ok(count)
    : refused({ kind: 'bad-input', field, text, expected: 'a whole number of tokens' })
}
