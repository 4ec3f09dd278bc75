import type { OpenedCharge, OpenedFigure, OpenedStatement } from '../core/drill-down.ts'
import type { Tokens } from '../core/charge.ts'
import { nanosText, type Currency, type Nanos } from '../core/money.ts'
import { shownText } from '../core/shown-text.ts'
import { count, dayRange, decimal, exactMoney, money, monthLong } from './figures.ts'
import { cutWords } from './ruledSpend.ts'
import { counted, listed } from './words.ts'

/** Every digit there is: `$3,268.501234`. */
export function exactly(nanos: Nanos, currency: Currency): string {
  const { cents, beyond } = exactMoney(nanosText(nanos), currency)
  return `${cents}${beyond}`
}

/** `OpenAI, October 2026`. */
export function figureTitle({ figure }: Pick<OpenedFigure, 'figure'>): string {
  const { filed, providers } = figure
  const who =
    filed !== undefined
      ? listed(filed.under.map((name) => name ?? `No ${cutWords[filed.by]}`))
      : providers.length === 0
        ? 'All providers'
        : listed(providers)
  return `${shownText(who)}, ${monthLong(figure.month)}`
}

export const sumWords: Readonly<Record<'effective' | 'billed', string>> = {
  effective: 'Effective cost: what was charged, spread over the days it serves.',
  billed: 'Billed: the cash on the invoices of these days.',
}

/** The sum in words, with its numbers. */
export function formulaWords(
  { statements }: OpenedFigure,
  shown: 'effective' | 'billed',
  currency: Currency,
): string {
  const charges = statements.reduce((sum, { chargeCount }) => sum + chargeCount, 0)
  const rows = counted(charges, 'daily charge')
  const known = statements.flatMap((statement) => {
    const nanos = statement[shown]
    return nanos === null ? [] : [nanos]
  })
  const total = known.reduce((sum, nanos) => sum + nanos, 0n)
  const [only] = statements
  if (statements.length === 1 && only !== undefined)
    return `${money(total, currency)} is the sum of ${rows} in ${shownText(only.fileName)}, ${dayRange(only.firstDay, only.lastDay)}.`
  const sum = known.map((nanos) => money(nanos, currency)).join(' + ')
  return `${money(total, currency)} = ${sum}: ${rows} in ${counted(statements.length, 'statement')}.`
}

/** Why billed and effective are not the same; null where they are. */
export function differenceWords({ billed, effective }: OpenedFigure, currency: Currency): string | null {
  if (billed === null || effective === null || billed === effective) return null
  const difference = effective - billed
  return `Billed in these days: ${exactly(billed, currency)}. Effective is ${exactly(difference < 0n ? -difference : difference, currency)} ${difference < 0n ? 'less' : 'more'}: what was paid in one month serves others.`
}

export const tokensWords = ({ input, cachedInput, output }: Tokens): string =>
  `${count(input + cachedInput + output)} tokens = ${count(input)} input + ${count(cachedInput)} cached input + ${count(output)} output.`

const datasetWords: Readonly<Record<OpenedStatement['dataset'], string>> = {
  cost: 'cost export',
  usage: 'usage export',
  estimate: 'estimate',
}

/** `OpenAI, org-1 · cost export · 31 days, Oct 1 – 31, 2026`. */
export function statementWords(statement: OpenedStatement): string {
  const { serviceProviderName, billingAccountId, dataset, days, firstDay, lastDay } = statement
  const who = billingAccountId === '' ? serviceProviderName : `${serviceProviderName}, ${billingAccountId}`
  return `${shownText(who)} · ${datasetWords[dataset]} · ${counted(days, 'day')}, ${dayRange(firstDay, lastDay)}`
}

/** `Default · output · 1,204,331 tokens`. */
export function chargeWords(charge: OpenedCharge): string {
  const { chargeCategory, project, sku, consumedQuantity, consumedUnit } = charge
  return [
    chargeCategory === 'Usage' ? null : chargeCategory,
    project,
    sku,
    consumedQuantity === null ? null : `${quantity(consumedQuantity)} ${consumedUnit ?? 'units'}`,
  ]
    .flatMap((part) => (part === null || part === '' ? [] : [shownText(part)]))
    .join(' · ')
}

const quantity = (value: number): string => (Number.isInteger(value) ? count(value) : decimal(value, 6))

/** `1 row, line 12`; `30 rows, lines 12–40`. */
export const rowsWords = ({ rows, firstLine, lastLine }: OpenedCharge): string =>
  firstLine === lastLine
    ? `${counted(rows, 'row')}, line ${count(firstLine)}`
    : `${counted(rows, 'row')}, lines ${count(firstLine)}–${count(lastLine)}`
