import type { Currency, Nanos } from '../core/money.ts'
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

/** What a planned bill says of one of its sources, in one currency, all its days together. */
export type StagedSum = {
  readonly place: number
  readonly currency: Currency | null
  readonly billed: Nanos
  readonly firstLine: number
  readonly lastLine: number
}

/** By the sources as the stage counts them. */
export const stagedSums = ({ db }: Ledger, bill: number): readonly StagedSum[] =>
  db
    .prepare<[number], Record<'place' | 'firstLine' | 'lastLine', bigint> & Pick<StagedSum, 'currency'>>(
      `SELECT source AS place, currency, min(first_line) AS firstLine, max(last_line) AS lastLine,
         ${sumOfNanos('coalesce(billed, 0)', 'billed')}
       FROM staged WHERE bill = ? GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .safeIntegers()
    .all(bill)
    .map((row) => ({
      place: Number(row.place),
      currency: row.currency,
      billed: sumIn(row, 'billed'),
      firstLine: Number(row.firstLine),
      lastLine: Number(row.lastLine),
    }))
