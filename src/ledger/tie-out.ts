import { chargeCategories, type ChargeCategory } from '../core/charge.ts'
import type { Currency, Nanos } from '../core/money.ts'
import { firstDayOf, lastDayOf, monthOfDay, type DayRange, type Month } from '../core/period.ts'
import type { ControlTotal } from '../core/statement.ts'
import type { TieOutFacts } from '../core/tie-out-candidates.ts'
import { monthOf } from './monthly.ts'
import type { Ledger } from './open.ts'
import { sumIn, sumOfNanos } from './sums.ts'

/** Facts of a statement's own, and which exports it is. */
export type LedgerFacts = Omit<TieOutFacts, 'neverExported'> & { readonly exportNames: readonly string[] }

/** What the ledger knows of a statement that its invoice can be held against; null when there is no such statement. */
export function tieOutFacts(ledger: Ledger, statementId: number): LedgerFacts | null {
  const { db } = ledger
  const isThere = db.prepare('SELECT 1 FROM statements WHERE id = ?').pluck().get(statementId) === 1
  if (!isThere) return null
  const coverage = db
    .prepare<[number], DayRange>(
      'SELECT first_day AS firstDay, last_day AS lastDay FROM coverage WHERE statement_id = ?',
    )
    .all(statementId)
  return {
    controlTotals: db
      .prepare<[number], ControlTotal>(
        `SELECT billing_currency AS currency, billed_exact AS billed, said_by AS saidBy
         FROM control_totals WHERE statement_id = ? ORDER BY 1, 3`,
      )
      .all(statementId),
    totals: db
      .prepare<[number], TieOutFacts['totals'][number]>(
        `SELECT billing_currency AS currency, billed_exact AS billed
         FROM statement_totals WHERE statement_id = ? ORDER BY 1`,
      )
      .all(statementId),
    categories: categorySums(ledger, statementId),
    months: monthSums(ledger, statementId),
    coverage,
    others: otherStatements(ledger, statementId, coverage),
    exportNames: db
      .prepare<[number], string>(
        `SELECT DISTINCT export_name FROM coverage JOIN sources ON sources.id = source_id
         WHERE statement_id = ? ORDER BY 1`,
      )
      .pluck()
      .all(statementId),
  }
}

type Summed = { readonly currency: Currency }

const billed = sumOfNanos('billed_cost_nanos', 'billed')

const categorySums = ({ db }: Ledger, statementId: number): TieOutFacts['categories'] =>
  db
    .prepare<[number], Summed & { readonly category: bigint; readonly rows: bigint }>(
      `SELECT billing_currency AS currency, charge_category AS category, sum(row_count) AS rows, ${billed}
       FROM charges WHERE statement_id = ? AND billing_currency IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .safeIntegers()
    .all(statementId)
    .map((row) => ({
      currency: row.currency,
      category: categoryAt(Number(row.category)),
      rows: Number(row.rows),
      billed: sumIn(row, 'billed'),
    }))

function categoryAt(place: number): ChargeCategory {
  const category = chargeCategories[place]
  if (category === undefined) throw new Error(`No charge category ${place}`)
  return category
}

const monthSums = ({ db }: Ledger, statementId: number): TieOutFacts['months'] =>
  db
    .prepare<[number], Summed & { readonly month: bigint }>(
      `SELECT billing_currency AS currency, ${monthOf('charge_day')} AS month, ${billed}
       FROM charges WHERE statement_id = ? AND billing_currency IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .safeIntegers()
    .all(statementId)
    .map((row) => ({ currency: row.currency, month: Number(row.month), billed: sumIn(row, 'billed') }))

/** The same sellers' other statements, on the days of the same months for which they speak. */
function otherStatements(
  { db }: Ledger,
  statementId: number,
  coverage: readonly DayRange[],
): TieOutFacts['others'] {
  if (coverage.length === 0) return []
  const months: readonly Month[] = coverage.flatMap(({ firstDay, lastDay }) => [
    monthOfDay(firstDay),
    monthOfDay(lastDay),
  ])
  const days = [firstDayOf(Math.min(...months)), lastDayOf(Math.max(...months))]
  return db
    .prepare<
      unknown[],
      Summed & { readonly statementId: bigint; readonly fileName: string; readonly billed: Nanos }
    >(
      `WITH sellers AS (
         SELECT DISTINCT service_provider_name FROM coverage JOIN sources ON sources.id = source_id
         WHERE statement_id = ?),
       spoken AS (
         SELECT source_id, day, statement_id FROM covered_days JOIN sources ON sources.id = source_id
         WHERE dataset = 'cost' AND service_provider_name IN (SELECT * FROM sellers)
           AND day BETWEEN ? AND ? AND statement_id <> ?)
       SELECT charges.statement_id AS statementId, file_name AS fileName, billing_currency AS currency, ${billed}
       FROM (SELECT DISTINCT statement_id FROM spoken) AS other
       JOIN charges ON charges.statement_id = other.statement_id
       JOIN spoken ON spoken.source_id = charges.source_id AND spoken.day = charge_day
         AND spoken.statement_id = charges.statement_id
       JOIN statements ON statements.id = charges.statement_id
       WHERE billing_currency IS NOT NULL GROUP BY 1, 3 ORDER BY 1, 3`,
    )
    .safeIntegers()
    .all(statementId, ...days, statementId)
    .map((row) => ({
      statementId: Number(row.statementId),
      fileName: row.fileName,
      currency: row.currency,
      billed: sumIn(row, 'billed'),
    }))
}
