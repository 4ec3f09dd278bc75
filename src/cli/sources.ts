import { parseArgs } from 'node:util'
import { addAll, alternativeOf, type MoneyMonth } from '../core/money-sources.ts'
import { moneyReasonWords } from '../core/money-words.ts'
import { nanosText } from '../core/money.ts'
import { monthText } from '../core/period.ts'
import { chooseMoneySource } from '../flows/choose-money-source.ts'
import { contestedMonths } from '../ledger/money-months.ts'
import type { Ledger } from '../ledger/open.ts'
import { amountWords, failed, said, table, type Output, type Usage } from './output.ts'

const options = {
  provider: { type: 'string' },
  month: { type: 'string' },
  use: { type: 'string' },
} as const

/** `sources [--provider P --month M --use NAME | all | rule]` */
export function sourcesCommand(ledger: Ledger, args: readonly string[]): Output | Usage {
  const { values } = parseArgs({ args: [...args], options })
  const { provider, month, use } = values
  if (provider !== undefined || month !== undefined || use !== undefined) {
    if (provider === undefined || month === undefined || use === undefined)
      return { usage: 'sources needs all three: --provider P --month YYYY-MM --use NAME, all or rule' }
    const known = contestedMonths(ledger)
      .filter((one) => one.serviceProviderName === provider && monthText(one.month) === month)
      .map(alternativeOf)
    if (known.length === 0 && use !== 'rule')
      return {
        usage: `${provider} has no money in ${month} that more than one export shows: nothing to choose`,
      }
    if (![...known, addAll, 'rule'].includes(use))
      return { usage: `--use is one of: ${[...new Set(known), addAll, 'rule'].join(', ')}` }
    const chosen = chooseMoneySource(ledger, provider, month, use === 'rule' ? null : use)
    if (!chosen.ok) return failed(chosen.problem)
  }
  const contested = contestedMonths(ledger)
  return said(
    { sources: contested.map(sourceJson) },
    contested.length === 0
      ? 'No money is shown by more than one export.'
      : table(['month', 'provider', 'export', 'billed', 'counts', 'why'], contested.map(sourceRow), [3]),
  )
}

/** A month of an export as docs/cli.md describes it. */
export const sourceJson = (source: MoneyMonth) => ({
  month: monthText(source.month),
  serviceProvider: source.serviceProviderName,
  account: source.billingAccountId === '' ? null : source.billingAccountId,
  export: alternativeOf(source),
  coveredDays: source.coveredDays,
  billed: source.billed.map(({ currency, billed }) => ({ currency, billed: nanosText(billed) })),
  counts: source.counts,
  reason: source.reason,
  chosen: source.choice,
})

const sourceRow = (source: MoneyMonth): readonly string[] => [
  monthText(source.month),
  source.serviceProviderName,
  alternativeOf(source),
  source.billed.map(({ currency, billed }) => amountWords(nanosText(billed), currency)).join(' and '),
  source.counts ? 'yes' : 'no',
  moneyReasonWords(source),
]
