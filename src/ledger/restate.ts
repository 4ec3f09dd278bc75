import type { Day } from '../core/period.ts'
import type { DayMoney } from '../core/restatement.ts'
import type { Ledger } from './open.ts'
import { sumIn, sumOfNanos } from './sums.ts'

type Row = Record<'day', bigint> & { readonly project: string | null; readonly currency: string }

const shaped = (row: Row): DayMoney => ({
  day: Number(row.day),
  project: row.project,
  currency: row.currency,
  billed: sumIn(row, 'billed'),
})

/** What a statement was billed on some days of a source. */
export const dayMoney = (
  { db }: Ledger,
  statementId: number,
  source: number,
  days: Iterable<Day>,
): readonly DayMoney[] =>
  db
    .prepare<unknown[], Row>(
      `SELECT charge_day AS day, text AS project, billing_currency AS currency,
         ${sumOfNanos('billed_cost_nanos', 'billed')}
       FROM charges LEFT JOIN names ON names.id = project_id
       WHERE statement_id = ? AND source_id = ? AND billing_currency IS NOT NULL
         AND charge_day IN (SELECT value FROM json_each(?))
       GROUP BY 1, 2, 3`,
    )
    .safeIntegers()
    .all(statementId, source, JSON.stringify([...days]))
    .map(shaped)

/** The same of a planned bill, whose cells wait in the stage; `places` are those of the source there. */
export const stagedDayMoney = (
  { db }: Ledger,
  bill: number,
  places: readonly number[],
  names: readonly string[],
  days: Iterable<Day>,
): readonly DayMoney[] =>
  db
    .prepare<unknown[], Omit<Row, 'project'> & { readonly project: bigint | null }>(
      `SELECT day, project, currency, ${sumOfNanos('billed', 'billed')} FROM staged
       WHERE bill = ? AND source IN (SELECT value FROM json_each(?)) AND currency IS NOT NULL
         AND day IN (SELECT value FROM json_each(?))
       GROUP BY 1, 2, 3`,
    )
    .safeIntegers()
    .all(bill, JSON.stringify(places), JSON.stringify([...days]))
    .map((row) => ({ ...row, project: row.project === null ? null : (names[Number(row.project)] ?? null) }))
    .map(shaped)
