import { parseMonth } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { chooseMoney } from '../ledger/money-months.ts'
import type { Ledger } from '../ledger/open.ts'

/**
 * Chooses which of several exports of the same money gives a seller's month its cost; null leaves it to the rule.
 * Refused: a month that is none.
 */
export function chooseMoneySource(
  ledger: Ledger,
  serviceProviderName: string,
  monthText: string,
  choice: string | null,
): Result<null, Problem> {
  const month = parseMonth(monthText)
  if (month === null)
    return refused({
      kind: 'bad-input',
      field: 'Month',
      text: monthText,
      expected: 'a month such as 2026-07',
    })
  chooseMoney(ledger, serviceProviderName, month, choice)
  return ok(null)
}
