import type { MoneyMonth } from './money-sources.ts'
import { assertNever } from './result.ts'

/** Why an export's money counts in a month, or does not. */
export function moneyReasonWords({ reason, counts }: Pick<MoneyMonth, 'reason' | 'counts'>): string {
  switch (reason) {
    case 'alone':
      return 'nothing else shows this money'
    case 'chosen':
      return counts ? 'you chose it' : 'you chose another one'
    case 'days':
      return counts ? 'it covers the most days of the month' : 'another one covers more days of the month'
    case 'exact':
      return counts ? 'it itemises the bill itself' : 'another one itemises the bill itself'
    case 'newest':
      return counts ? 'no other one is newer' : 'another one is at least as new'
    default:
      return assertNever(reason)
  }
}
