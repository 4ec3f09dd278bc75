import type { BankRates, DayRate } from '../core/exchange.ts'
import type { Currency } from '../core/money.ts'
import { monthOfDay, type DayRange, type Month } from '../core/period.ts'
import type { Ledger } from './open.ts'

const columns = 'day, base_currency AS base, currency, rate, origin'

/** What storing some rates changed. */
export type StoredRates = { readonly added: number; readonly changed: number }

/** Stores rates in one transaction; the same pair, day and origin is written over. */
export function storeRates({ db }: Ledger, rates: readonly DayRate[]): StoredRates {
  const store = db.prepare<DayRate>(
    `INSERT INTO exchange_rates (day, base_currency, currency, origin, rate)
     VALUES (@day, @base, @currency, @origin, @rate)
     ON CONFLICT DO UPDATE SET rate = excluded.rate WHERE rate <> excluded.rate`,
  )
  const count = db.prepare<[], number>('SELECT count(*) FROM exchange_rates').pluck()
  return db
    .transaction(() => {
      const before = count.get() ?? 0
      const written = rates.reduce((sum, rate) => sum + store.run(rate).changes, 0)
      const added = (count.get() ?? 0) - before
      return { added, changed: written - added }
    })
    .immediate()
}

/** Stores a rate of the user's own; what the user said of the same pair and day, either way round, gives way. */
export function storeOwnRate(ledger: Ledger, rate: Omit<DayRate, 'origin'>): void {
  ledger.db
    .transaction(() => {
      removeOwnRate(ledger, rate)
      storeRates(ledger, [{ ...rate, origin: 'user' }])
    })
    .immediate()
}

/** Removes a rate of the user's own, either way round; false when there is none. */
export const removeOwnRate = (
  { db }: Ledger,
  { day, base, currency }: Pick<DayRate, 'day' | 'base' | 'currency'>,
): boolean =>
  db
    .prepare(
      `DELETE FROM exchange_rates WHERE origin = 'user' AND day = ?
         AND (base_currency, currency) IN (VALUES (?, ?), (?, ?))`,
    )
    .run(day, base, currency, currency, base).changes > 0

/** The rates between any of the currencies on some days, by month. */
export function ratesByMonth(
  { db }: Ledger,
  currencies: readonly Currency[],
  { firstDay, lastDay }: DayRange,
): ReadonlyMap<Month, readonly DayRate[]> {
  const wanted = JSON.stringify(currencies)
  const rates = db
    .prepare<unknown[], DayRate>(
      `SELECT ${columns} FROM exchange_rates
       WHERE currency IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?
         AND base_currency IN (SELECT value FROM json_each(?))`,
    )
    .all(wanted, firstDay, lastDay, wanted)
  return Map.groupBy(rates, ({ day }) => monthOfDay(day))
}

/** The rates the user entered, newest day first. */
export const ownRates = ({ db }: Ledger): readonly DayRate[] =>
  db
    .prepare<[], DayRate>(
      `SELECT ${columns} FROM exchange_rates WHERE origin = 'user' ORDER BY day DESC, base_currency, currency`,
    )
    .all()

/** How far the ECB's rates reach; null when none were imported. */
export function bankRates({ db }: Ledger): BankRates | null {
  const currencies = db
    .prepare<[], Currency>(
      `SELECT DISTINCT currency FROM exchange_rates WHERE origin = 'ecb' ORDER BY currency`,
    )
    .pluck()
    .all()
  const span = db
    .prepare<[], DayRange & { readonly days: number }>(
      `SELECT min(day) AS firstDay, max(day) AS lastDay, count(DISTINCT day) AS days
       FROM exchange_rates WHERE origin = 'ecb'`,
    )
    .get()
  return currencies.length === 0 || !span ? null : { ...span, currencies }
}
