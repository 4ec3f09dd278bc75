import { parseArgs } from 'node:util'
import { nanosText } from '../core/money.ts'
import { onlyOne, shrinks, type ImportOutcome, type Statement } from '../core/statement.ts'
import { dayText } from '../core/period.ts'
import { startImporter } from '../flows/import-off-thread.ts'
import { raiseAlerts } from '../flows/raise-alerts.ts'
import type { Ledger } from '../ledger/open.ts'
import { problemWords } from '../core/words.ts'
import { amountWords, problemJson, unknown, type Output, type Usage } from './output.ts'

/** `import FILE…` */
export async function importCommand(
  ledger: Ledger,
  args: readonly string[],
  now: number,
): Promise<Output | Usage> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
  if (positionals.length === 0) return { usage: 'import needs at least one file: import FILE…' }
  const importer = startImporter(new URL('../flows/import-worker.ts', import.meta.url))
  const files = positionals.map((path) => ({ path }))
  const outcomes = await importer.importInto(ledger.file, files, now, () => undefined)
  await importer.close()
  raiseAlerts(ledger, now)
  return {
    json: { statements: outcomes.map(outcomeJson) },
    words: outcomes
      .filter(({ state }) => state !== 'refused')
      .map(outcomeWords)
      .join('\n'),
    problems: outcomes.flatMap((outcome) => (outcome.state === 'refused' ? [outcome.problem] : [])),
  }
}

/** One file's line of the answer, as docs/cli.md describes it. */
function outcomeJson(outcome: ImportOutcome) {
  const { file, state } = outcome
  if (outcome.state === 'refused')
    return { file, state, ...nothingRead, replaced: [], problem: problemJson(outcome.problem) }
  const replaced =
    outcome.state === 'imported'
      ? outcome.replaced.map(
          ({ serviceProviderName, billingAccountId, days, statementId, fileName, restated }) => ({
            serviceProvider: serviceProviderName,
            account: orNull(billingAccountId),
            days,
            statement: statementId,
            file: fileName,
            restated: restated.map(({ currency, before, after }) => ({
              currency,
              before: nanosText(before),
              after: nanosText(after),
            })),
          }),
        )
      : []
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
  sources: [],
}

/** An account that the export does not name is kept as an empty text. */
const orNull = (account: string | null): string | null => (account === '' ? null : account)

/** A statement as docs/cli.md describes it. */
export const statementJson = (statement: Statement) => ({
  id: statement.id,
  dialect: statement.dialect,
  serviceProvider: onlyOne(statement.coverage.map((source) => source.serviceProviderName)),
  account: orNull(onlyOne(statement.coverage.map((source) => source.billingAccountId))),
  dataset: statement.dataset,
  firstDay: statement.firstDay === null ? null : dayText(statement.firstDay),
  lastDay: statement.lastDay === null ? null : dayText(statement.lastDay),
  rows: statement.rowCount,
  totals: statement.totals,
  importedAt: new Date(statement.importedAt).toISOString(),
  undoneAt: statement.undoneAt === null ? null : new Date(statement.undoneAt).toISOString(),
  sources: statement.coverage.map((source) => ({
    serviceProvider: source.serviceProviderName,
    account: orNull(source.billingAccountId),
    firstDay: dayText(source.firstDay),
    lastDay: dayText(source.lastDay),
    rows: source.rows,
  })),
})

function outcomeWords(outcome: ImportOutcome): string {
  if (outcome.state === 'refused') return problemWords(outcome.problem)
  const { file, statement } = outcome
  if (outcome.state === 'already-imported')
    return `${file}: imported before, on ${new Date(statement.importedAt).toISOString().slice(0, 10)}; nothing changed.`
  const replaced = outcome.replaced.map((one) => {
    const sums = one.restated.map(
      ({ currency, before, after }) =>
        `, ${amountWords(nanosText(before), currency)} before and ${amountWords(nanosText(after), currency)} now`,
    )
    const doubt = shrinks(one) ? ` Is that right? If not: undo --statement ${statement.id}.` : ''
    return ` It replaces ${one.days} days of ${one.fileName}${sums.join('')}.${doubt}`
  })
  return `${file}: ${statement.rowCount} rows, ${spanWords(statement)}, ${totalWords(statement)}.${replaced.join('')}`
}

export const spanWords = ({ firstDay, lastDay }: Statement): string =>
  firstDay === null || lastDay === null ? 'no days' : `${dayText(firstDay)} to ${dayText(lastDay)}`

export const totalWords = ({ totals, dataset }: Statement): string =>
  totals.map(({ currency, billed }) => amountWords(billed, currency)).join(' and ') ||
  (dataset === 'usage' ? 'tokens only' : unknown)
