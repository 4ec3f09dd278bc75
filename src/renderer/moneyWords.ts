import { addAll, alternativeOf, type MoneyMonth, type MoneyReason } from '../core/money-sources.ts'
import { counted } from './words.ts'

/** Whether an export gives a month its money, and why. */
export function reasonWords(reason: MoneyReason, counts: boolean, choice: string | null): string {
  if (counts) return `Counts: ${choice === addAll ? 'all are added up, as you chose' : whyUsed[reason]}`
  return `Not counted: ${whyNot[reason]}`
}

const whyUsed: Readonly<Record<MoneyReason, string>> = {
  alone: 'nothing else shows this money',
  chosen: 'you chose it',
  days: 'it covers the most days',
  exact: 'it is the more exact kind of export',
  newest: 'no other one is newer',
}

const whyNot: Readonly<Record<MoneyReason, string>> = {
  alone: 'you chose another',
  chosen: 'you chose another',
  days: 'it covers fewer days',
  exact: 'it is a less exact kind of export',
  newest: 'another one is at least as new',
}

/** `1 export not counted, same money`; null where every export counts. */
export function uncountedWords(months: readonly MoneyMonth[]): string | null {
  const uncounted = new Set(
    months
      .filter(({ counts }) => !counts)
      .map((month) => `${month.serviceProviderName}\n${alternativeOf(month)}`),
  ).size
  return uncounted === 0 ? null : `${counted(uncounted, 'export')} not counted, same money`
}
