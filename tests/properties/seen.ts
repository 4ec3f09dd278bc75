import type { MoneyMonth } from '../../src/core/money-sources.ts'
import { ruledDimensions, spendDimensions } from '../../src/core/spend.ts'
import { readSpend, readSpendRows } from '../../src/flows/read-spend.ts'
import type { AnyDimension } from '../../src/flows/spend-rows.ts'
import { viewStatements } from '../../src/flows/view-statements.ts'
import { coveredMonths, sourceCosts } from '../../src/ledger/charges.ts'
import { openFigure } from '../../src/ledger/figures.ts'
import { contestedMonths } from '../../src/ledger/money-months.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { noon } from '../make.ts'

const cuts: readonly (readonly AnyDimension[])[] = [
  [],
  ...spendDimensions.map((dimension) => [dimension]),
  spendDimensions,
  ruledDimensions,
  ['provider', 'costCentre', 'workload', 'ruledProject'],
]

/** Which file speaks for which day of which source. */
const spokenFor = ({ db }: Ledger): unknown =>
  db
    .prepare(
      `SELECT service_provider_name, billing_account_id, sources.dataset, export_name, day, sha256
       FROM covered_days JOIN sources ON sources.id = source_id JOIN statements ON statements.id = statement_id
       ORDER BY 1, 2, 3, 4, 5`,
    )
    .raw()
    .all()

/** In which months which source's money counts, and why. */
const moneyOf = ({ db }: Ledger): unknown =>
  db
    .prepare(
      `SELECT service_provider_name, billing_account_id, export_name, month, counts, reason
       FROM money_months JOIN sources ON sources.id = source_id ORDER BY 1, 2, 3, 4`,
    )
    .raw()
    .all()

/** Whether some month's money rests on which of two exports of it was imported last. */
export const isNewestMoney = ({ db }: Ledger): boolean =>
  db.prepare("SELECT count(*) FROM money_months WHERE reason = 'newest'").pluck().get() !== 0

/** What money is shown by several exports, and by which files. */
const contested = (ledger: Ledger): unknown => {
  const names = new Map(listStatements(ledger).map(({ id, fileName }) => [id, fileName]))
  const keyOf = (one: MoneyMonth): string =>
    `${one.month} ${one.serviceProviderName} ${one.billingAccountId} ${one.exportName}`
  return contestedMonths(ledger)
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    .map((month) => ({
      ...month,
      statements: month.statements.map((id) => names.get(id)).sort(),
      sourceId: null,
      importedAt: null,
    }))
}

/** What each month of a seller is made of, down to the lines of its files. */
const opened = (ledger: Ledger): unknown =>
  readSpendRows(ledger, ['provider']).map(({ month, provider = '', currency }) => {
    const { billed, effective, statements } = openFigure(ledger, { month, providers: [provider], currency })
    const by = statements.map((statement) => ({ ...statement, statementId: null }))
    const keyOf = (one: (typeof by)[number]): string => `${one.fileName} ${one.billingAccountId}`
    return { billed, effective, by: by.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)) }
  })

/** Everything the screens and the terminal ask, but for the numbers of statements and when they were imported. */
export const seen = (ledger: Ledger): unknown => {
  return {
    spend: cuts.map((by) => readSpendRows(ledger, by)),
    view: readSpend(ledger, noon),
    growth: [sourceCosts(ledger), coveredMonths(ledger)],
    contested: contested(ledger),
    money: moneyOf(ledger),
    days: spokenFor(ledger),
    opened: opened(ledger),
    tieOuts: viewStatements(ledger)
      .filter(({ undoneAt }) => undoneAt === null)
      .map(({ sha256, totals, tieOut }) => ({ sha256, totals, tieOut }))
      .sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1)),
  }
}
