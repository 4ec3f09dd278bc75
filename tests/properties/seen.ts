import { ruledDimensions, spendDimensions } from '../../src/core/spend.ts'
import { readSpend, readSpendRows } from '../../src/flows/read-spend.ts'
import type { AnyDimension } from '../../src/flows/spend-rows.ts'
import { viewStatements } from '../../src/flows/view-statements.ts'
import { coveredMonths, sourceCosts } from '../../src/ledger/charges.ts'
import { contestedMonths } from '../../src/ledger/money-months.ts'
import type { Ledger } from '../../src/ledger/open.ts'
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

/** Everything the screens and the terminal ask, but for the numbers of statements and when they were imported. */
export const seen = (ledger: Ledger): unknown => {
  return {
    spend: cuts.map((by) => readSpendRows(ledger, by)),
    view: readSpend(ledger, noon),
    growth: [sourceCosts(ledger), coveredMonths(ledger)],
    contested: contestedMonths(ledger).map((month) => ({ ...month, sourceId: null, importedAt: null })),
    money: moneyOf(ledger),
    days: spokenFor(ledger),
    tieOuts: viewStatements(ledger)
      .filter(({ undoneAt }) => undoneAt === null)
      .map(({ sha256, totals, tieOut }) => ({ sha256, totals, tieOut }))
      .sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1)),
  }
}
