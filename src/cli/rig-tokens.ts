import { monthText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Rig } from '../core/rig.ts'
import { enterServedTokens } from '../flows/enter-served-tokens.ts'
import type { Ledger } from '../ledger/open.ts'
import { servedTokens } from '../ledger/served-tokens.ts'
import { table } from './output.ts'

export const tokensUsage = 'breakwatt rig tokens NAME [YYYY-MM IN OUT | YYYY-MM --forget]'

/**
 * What a rig served: enters a month's tokens read and written, takes an entry back, or only tells what was entered.
 * Null: the words after the rig's name are none of these.
 */
export function rigTokens(
  ledger: Ledger,
  rig: Rig,
  [month, tokensIn, tokensOut, ...more]: readonly string[],
  now: number,
): Result<{ readonly json: unknown; readonly words: string }, Problem> | null {
  if (month !== undefined) {
    const forgets = tokensIn === '--forget' && tokensOut === undefined
    if (more.length > 0 || (!forgets && (tokensIn === undefined || tokensOut === undefined))) return null
    const entered = forgets
      ? enterServedTokens(ledger, rig.id, month, '', '', now)
      : enterServedTokens(ledger, rig.id, month, tokensIn, tokensOut ?? '', now)
    if (!entered.ok) return refused(entered.problem)
  }
  const months = [...servedTokens(ledger, rig.id)]
    .toSorted(([a], [b]) => b - a)
    .map(([of, served]) => ({ month: monthText(of), ...served }))
  const rows = months.map((of) => [of.month, of.tokensIn.toString(), of.tokensOut.toString()])
  return ok({
    json: { rig: rig.name, months },
    words:
      rows.length === 0
        ? `No tokens are entered for ${rig.name}.`
        : table([rig.name, 'tokens read', 'tokens written'], rows, [1, 2]),
  })
}
