import { speakersOf } from '../core/coverage.ts'
import { firstDayOf, lastDayOf, monthOfDay, type Day, type DayRange, type Month } from '../core/period.ts'
import { spanOf, type Statement } from '../core/statement.ts'
import { rangesOf } from './coverage.ts'
import type { Ledger } from './open.ts'

type Connection = Pick<Ledger, 'db'>

/**
 * Months of a source of which two statements that were not undone tell different money, among some days. The last day
 * of an export may not have been over when it was written: it tells nothing.
 */
export function restatedAmong(ledger: Connection, source: number, among: DayRange): ReadonlySet<Month> {
  const ranges = rangesOf(ledger, source).filter(
    ({ firstDay, lastDay }) => firstDay <= among.lastDay && lastDay >= among.firstDay,
  )
  const restated = new Set<Month>()
  if (ranges.length < 2) return restated
  const speakers = speakersOf(ranges)
  const told = moneyTold(
    ledger,
    source,
    ranges.map(({ by }) => by),
    among,
  )
  for (const { by, firstDay, lastDay } of ranges)
    for (let day = Math.max(firstDay, among.firstDay); day < Math.min(lastDay, among.lastDay + 1); day += 1) {
      const speaker = speakers.get(day)
      if (speaker !== undefined && speaker !== by && told(by, day) !== told(speaker, day))
        restated.add(monthOfDay(day))
    }
  return restated
}

/** What each statement says that a day was billed, currency by currency, as one text. */
function moneyTold(
  { db }: Connection,
  source: number,
  statements: readonly number[],
  { firstDay, lastDay }: DayRange,
): (statement: number, day: Day) => string {
  type Row = { readonly statement: number; readonly day: Day; readonly money: string }
  const rows = db
    .prepare<unknown[], Row>(
      `SELECT statement_id AS statement, charge_day AS day,
         billing_currency || ' ' || sum(billed_cost_nanos / 1000000000) || ' ' || sum(billed_cost_nanos % 1000000000)
           AS money
       FROM charges
       WHERE source_id = ? AND statement_id IN (SELECT value FROM json_each(?)) AND charge_day BETWEEN ? AND ?
         AND billing_currency IS NOT NULL AND billed_cost_nanos <> 0
       GROUP BY statement_id, charge_day, billing_currency
       ORDER BY billing_currency`,
    )
    .all(source, JSON.stringify(statements), firstDay, lastDay)
  const told = new Map<string, string>()
  for (const { statement, day, money } of rows) {
    const key = `${statement} ${day}`
    told.set(key, `${told.get(key) ?? ''} ${money}`)
  }
  return (statement, day) => told.get(`${statement} ${day}`) ?? ''
}

/** Marks the restated months of a source among those of some days anew. */
export function markRestated(
  ledger: Connection,
  source: number,
  days: Pick<Statement, 'firstDay' | 'lastDay'> | null,
): void {
  const { firstDay = null, lastDay = null } = days ?? {}
  if (firstDay === null || lastDay === null) return
  const [first, last] = [monthOfDay(firstDay), monthOfDay(lastDay)]
  ledger.db
    .prepare('DELETE FROM restated_months WHERE source_id = ? AND month BETWEEN ? AND ?')
    .run(source, first, last)
  const put = ledger.db.prepare('INSERT INTO restated_months VALUES (?, ?)')
  const among = { firstDay: firstDayOf(first), lastDay: lastDayOf(last) }
  for (const month of restatedAmong(ledger, source, among)) put.run(source, month)
}

/** The days that the statements of a source cover, from the first to the last. */
export const wholeSpan = (ledger: Connection, source: number): Pick<Statement, 'firstDay' | 'lastDay'> =>
  spanOf(rangesOf(ledger, source))

/** Whether the restated months are what the statements say. */
export function restatedHolds(ledger: Connection): boolean {
  const { db } = ledger
  const marked = db.prepare<[number], Month>('SELECT month FROM restated_months WHERE source_id = ?').pluck()
  return db
    .prepare<[], number>('SELECT id FROM sources')
    .pluck()
    .all()
    .every((source) => {
      const { firstDay, lastDay } = wholeSpan(ledger, source)
      const should =
        firstDay === null || lastDay === null
          ? new Set<Month>()
          : restatedAmong(ledger, source, { firstDay, lastDay })
      const is = marked.all(source)
      return is.length === should.size && is.every((month) => should.has(month))
    })
}
