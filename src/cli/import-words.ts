import { counted } from '../core/counted.ts'
import type { PlannedStatement } from '../core/import-plan.ts'
import { nanosText } from '../core/money.ts'
import { dayText, monthText } from '../core/period.ts'
import type { Restated } from '../core/restatement.ts'
import { onlyOne, type ImportOutcome, type Replaced, type Statement } from '../core/statement.ts'
import { shownText } from '../core/shown-text.ts'
import { problemWords } from '../core/words.ts'
import { amountWords, problemJson, unknown } from './output.ts'

/** One file's line of the answer, as docs/cli.md describes it. */
export function outcomeJson(outcome: ImportOutcome) {
  const { file, state } = outcome
  if (outcome.state === 'refused')
    return { file, state, ...nothingRead, replaced: [], problem: problemJson(outcome.problem) }
  if (outcome.state === 'rates-imported') {
    const { added, changed } = outcome.rates
    return { file, state, ...nothingRead, replaced: [], problem: null, rates: { added, changed } }
  }
  if (outcome.state === 'skipped') return { file, state, ...nothingRead, replaced: [], problem: null }
  const replaced = outcome.state === 'imported' ? outcome.replaced.map(replacedJson) : []
  return { file, state, ...statementJson(outcome.statement), replaced, problem: null }
}

const nothingRead = {
  id: null,
  dialect: null,
  serviceProvider: null,
  account: null,
  dataset: null,
  firstDay: null,
  lastDay: null,
  rows: null,
  totals: [],
  importedAt: null,
  undoneAt: null,
  accountLabel: null,
  controlTotals: [],
  sources: [],
}

/** An account that the export does not name is kept as an empty text. */
export const orNull = (account: string | null): string | null => (account === '' ? null : account)

/** A statement as docs/cli.md describes it. */
export const statementJson = (statement: Statement) => ({
  id: statement.id,
  ...readJson(statement),
  importedAt: new Date(statement.importedAt).toISOString(),
  undoneAt: statement.undoneAt === null ? null : new Date(statement.undoneAt).toISOString(),
  accountLabel: statement.accountLabel,
  sources: statement.coverage.map((source) => ({
    serviceProvider: source.serviceProviderName,
    account: orNull(source.billingAccountId),
    export: source.exportName,
    invoiced: source.invoiced,
    firstDay: dayText(source.firstDay),
    lastDay: dayText(source.lastDay),
    rows: source.rows,
  })),
})

/** What a file was read as, also before it is in the ledger. */
export const readJson = (statement: PlannedStatement) => ({
  dialect: statement.dialect,
  serviceProvider: onlyOne(statement.coverage.map((source) => source.serviceProviderName)),
  account: orNull(onlyOne(statement.coverage.map((source) => source.billingAccountId))),
  dataset: statement.dataset,
  firstDay: statement.firstDay === null ? null : dayText(statement.firstDay),
  lastDay: statement.lastDay === null ? null : dayText(statement.lastDay),
  rows: statement.rowCount,
  totals: statement.totals,
  controlTotals: statement.controlTotals,
})

export const outcomeWords = (outcome: ImportOutcome): string => shownText(sentenceOf(outcome))

function sentenceOf(outcome: ImportOutcome): string {
  if (outcome.state === 'refused') return problemWords(outcome.problem)
  if (outcome.state === 'rates-imported')
    return `${outcome.file}: exchange rates of ${counted(outcome.rates.days, 'day')}, ${outcome.rates.added} new and ${outcome.rates.changed} changed.`
  if (outcome.state === 'skipped') return `${outcome.file}: left out.`
  const { file, statement } = outcome
  if (outcome.state === 'already-imported')
    return `${file}: imported before${file === statement.fileName ? '' : ` as ${statement.fileName}`}, on ${new Date(statement.importedAt).toISOString().slice(0, 10)}; ${outcome.putBack ? 'its original file is back' : 'nothing changed'}.`
  const replaced = outcome.replaced.map((one) => ` It ${replacedWords(one)}.`)
  return `${file}: ${counted(statement.rowCount, 'row')}, ${spanWords(statement)}, ${totalWords(statement)}.${replaced.join('')}`
}

export const spanWords = ({ firstDay, lastDay }: PlannedStatement): string =>
  firstDay === null || lastDay === null ? 'no days' : `${dayText(firstDay)} to ${dayText(lastDay)}`

export const totalWords = ({ totals, dataset }: PlannedStatement): string =>
  totals.map(({ currency, billed }) => amountWords(billed, currency)).join(' and ') ||
  (dataset === 'usage' ? 'tokens only' : unknown)

const sumsJson = ({ currency, before, after }: Restated) => ({
  currency,
  before: nanosText(before),
  after: nanosText(after),
})

/** Days that a statement speaks for instead of another one. */
export const replacedJson = (replaced: Replaced) => ({
  serviceProvider: replaced.serviceProviderName,
  account: orNull(replaced.billingAccountId),
  days: replaced.days,
  statement: replaced.statementId,
  file: replaced.fileName,
  restated: replaced.restated.map(sumsJson),
  months: replaced.months.map((sum) => ({ month: monthText(sum.month), ...sumsJson(sum) })),
})

export const replacedWords = ({ days, fileName, months }: Replaced): string =>
  [
    `replaces ${counted(days, 'day')} of ${fileName}`,
    ...months.map(
      ({ month, currency, before, after }) =>
        `${monthText(month)}: ${amountWords(nanosText(before), currency)} → ${amountWords(nanosText(after), currency)}`,
    ),
  ].join(', ')
