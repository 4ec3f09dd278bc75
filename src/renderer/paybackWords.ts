import type { PaybackReport } from '../core/payback/answers.ts'
import { unknownTokensWords } from '../core/payback/ground-words.ts'
import { helpWords } from '../core/payback/help-words.ts'
import { bindingWords, relapseWords } from '../core/payback/payback-words.ts'
import type { Projection } from '../core/payback/projection.ts'
import { calendarMonth } from '../core/payback/written.ts'
import { count, monthLong, monthShort, units } from './figures.ts'
import type { ReadyGround } from './paybackQuestion.ts'
import type { WorkedQuestion } from './paybackParts.ts'
import { counted, listed } from './words.ts'

/** What stands behind the answer, and what would help most where it is never. */
export function reasonWords(report: PaybackReport, { scenario, currency }: WorkedQuestion): string {
  const { projection, never } = report
  const help = helpWords(report, scenario, currency)
  const binding = never === null ? null : bindingWords(never)
  const relapse = relapseWords(projection.payback, scenario.month0)
  const last = projection.months.at(-1)
  const flow =
    last === undefined || never !== null
      ? null
      : `In ${monthLong(calendarMonth(scenario.month0, last.m))}, the last month looked at, it avoids ${units(last.avoided, currency)} of the API bill and costs ${units(last.opex, currency)} to run.`
  return [never === null ? null : (help ?? binding), relapse, flow]
    .filter((words) => words !== null)
    .join(' ')
}

/** How the avoided cost of the months that are over was found; null where none is. */
function avoidedWords({ months }: Projection): string | null {
  const over = months.filter(({ basis }) => basis === 'actual')
  if (over.length === 0) return null
  const served = over.filter(({ avoidedBasis }) => avoidedBasis === 'tokens-served').length
  const how =
    served === over.length
      ? 'what they avoided comes from the tokens the rig served, at the price paid before'
      : served === 0
        ? 'what they avoided comes from the forecast frozen at the migration, for their tokens are not known'
        : `what they avoided comes from tokens served in ${count(served)} of them, else from the forecast frozen at the migration`
  return `${counted(over.length, 'month')} ${over.length === 1 ? 'is' : 'are'} actual: ${how}. The other ${count(months.length - over.length)} are forecast.`
}

/** What a question that follows the ledger rests on. */
export function restsWords(ground: ReadyGround, projection: Projection | null): string {
  const { completeMonths, otherCurrencies, withoutTokens } = ground
  const over = projection === null ? null : avoidedWords(projection)
  return [
    `Rests on ${counted(completeMonths.length, 'complete month')} of bills (${listed(completeMonths.map(monthShort))}) and the inputs beside it.`,
    over ?? 'Every month of the rig is forecast.',
    otherCurrencies.length === 0 ? null : `Bills in ${listed(otherCurrencies)} are left out.`,
    unknownTokensWords(withoutTokens),
  ]
    .filter((words) => words !== null)
    .join(' ')
}

/** What the chart of cumulative cost shows, for who cannot see it. */
export function chartWords(verdict: string, months: Projection['months'], currency: string): string {
  const apiOnly = months.reduce((sum, month) => sum + month.apiOnly, 0)
  const net = months.at(-1)?.cumulative ?? 0
  return `Two lines of cumulative cost. ${verdict}. In the end staying on the API adds up to ${units(apiOnly, currency)}, the rig with what stays on the API to ${units(apiOnly - net, currency)}.`
}
