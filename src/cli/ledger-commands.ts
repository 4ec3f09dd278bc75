import { parseArgs } from 'node:util'
import { nanosText } from '../core/money.ts'
import { dayOfInstant, quarterText } from '../core/period.ts'
import { flagWords } from '../core/sanity-words.ts'
import { shownText } from '../core/shown-text.ts'
import type { Undone } from '../core/statement.ts'
import { undoWords } from '../core/undo-words.ts'
import { check } from '../flows/check.ts'
import { priceTable } from '../flows/price-table.ts'
import { ledgerFlags } from '../flows/sanity-gate.ts'
import { redoStatement, undoStatement } from '../flows/undo-statement.ts'
import { listAlerts } from '../ledger/alerts.ts'
import type { Ledger } from '../ledger/open.ts'
import { listStatements } from '../ledger/statements.ts'
import { spanWords, statementJson, totalWords } from './import-words.ts'
import { amountWords, failed, said, table, typedId, unknown, type Output, type Usage } from './output.ts'

/** `statements` */
export function statementsCommand(ledger: Ledger): Output {
  const statements = listStatements(ledger)
  const rows = statements.map((statement) => [
    String(statement.id),
    statement.fileName,
    [...new Set(statement.coverage.map((source) => source.serviceProviderName))].join(', ') || unknown,
    statement.dataset,
    spanWords(statement),
    String(statement.rowCount),
    totalWords(statement),
    statement.undoneAt === null ? '' : 'undone',
  ])
  const words = table(['id', 'file', 'provider', 'holds', 'days', 'rows', 'billed', ''], rows, [5, 6])
  return said(
    {
      statements: statements.map((statement) => ({ file: statement.fileName, ...statementJson(statement) })),
    },
    statements.length === 0 ? 'Nothing has been imported yet.' : words,
  )
}

/** `undo --statement ID` and `redo --statement ID` */
export const undoCommand =
  (undone: boolean) =>
  (ledger: Ledger, args: readonly string[], now: number): Output | Usage => {
    const { values } = parseArgs({ args: [...args], options: { statement: { type: 'string' } } })
    const id = typedId(values.statement)
    if (id === null) return { usage: 'undo and redo need the number of a statement: undo --statement ID' }
    const done = undone ? undoStatement(ledger, id, now) : redoStatement(ledger, id)
    if (!done.ok) return failed(done.problem)
    return said(
      { statement: id, undone, ...undoneJson(done.value) },
      undoWords(done.value, (ms) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`),
    )
  }

const undoneJson = (done: Undone): object =>
  done.state === 'as-it-was'
    ? { changed: false, handedOver: [], untouchedDays: 0, original: null }
    : {
        changed: true,
        handedOver: done.handedOver.map(({ days, statementId, fileName }) => ({
          days,
          statement: statementId,
          file: fileName,
        })),
        untouchedDays: done.untouchedDays,
        original: done.original,
      }

/** `check`: exit code 1 when anything does not hold. What only looks wrong is told and breaks nothing. */
export async function checkCommand(
  ledger: Ledger,
  _args: readonly string[],
  now: number,
): Promise<Output & { readonly holds: boolean }> {
  const checked = await check(ledger)
  const flags = ledgerFlags(ledger, dayOfInstant(now), await priceTable()).map((flag) => ({
    kind: flag.kind,
    message: flagWords(flag, amountWords),
  }))
  const rows = checked.statements.map(({ id, file, tiesOut, archive }) => [
    String(id),
    file,
    tiesOut ? 'ties out' : 'DOES NOT TIE OUT',
    `original ${archive}`,
  ])
  const words = [
    checked.integrity === 'ok'
      ? 'The ledger file is intact.'
      : `The ledger file is damaged: ${checked.integrity}.`,
    checked.coverage
      ? 'Every day is spoken for by one statement.'
      : 'The table of covered days is wrong: run rebuild.',
    ...(rows.length > 0 ? [table(['id', 'file', 'total', 'original'], rows, [])] : []),
    ...flags.map(({ message }) => `Look: ${message}`),
  ].join('\n')
  return { ...said({ ...checked, flags }, words), holds: checked.ok }
}

/** `alerts` */
export function alertsCommand(ledger: Ledger): Output {
  const alerts = listAlerts(ledger)
  const json = alerts.map((alert) => ({
    id: alert.id,
    kind: alert.kind,
    quarter: quarterText(alert.quarter),
    currency: alert.currency,
    before: nanosText(alert.before),
    now: nanosText(alert.now),
    growth: Number(alert.now - alert.before) / Number(alert.before),
    drivers: alert.drivers.map(({ name, rise }) => ({ name, rise: nanosText(rise) })),
    leftOut: alert.leftOut,
    raisedAt: new Date(alert.raisedAt).toISOString(),
    notifiedAt: alert.notifiedAt === null ? null : new Date(alert.notifiedAt).toISOString(),
    seenAt: alert.seenAt === null ? null : new Date(alert.seenAt).toISOString(),
  }))
  const words = json.map(
    ({ quarter, currency, before, now, growth, drivers }) =>
      `${quarter}: spend grew ${Math.round(growth * 100)} %, from ${amountWords(before, currency)} to ${amountWords(now, currency)}${
        drivers[0] ? `, most of all ${drivers[0].name}` : ''
      }.`,
  )
  return said({ alerts: json }, words.length === 0 ? 'No alerts.' : words.map(shownText).join('\n'))
}
