import type { Alert, Growth } from '../core/alert.ts'
import type { Ledger } from './open.ts'

type AlertRow = Record<'id' | 'quarter' | 'before' | 'now' | 'raisedAt', bigint> &
  Record<'notifiedAt' | 'seenAt', bigint | null> &
  Record<'kind' | 'currency' | 'drivers' | 'leftOut', string>

const columns = `id, kind, quarter, billing_currency AS currency, before_nanos AS before, now_nanos AS now,
  drivers_json AS drivers, left_out_json AS leftOut, raised_at_ms AS raisedAt,
  notified_at_ms AS notifiedAt, seen_at_ms AS seenAt`

/** Every alert ever raised, newest quarter first. */
export const listAlerts = ({ db }: Ledger): readonly Alert[] =>
  db
    .prepare<[], AlertRow>(`SELECT ${columns} FROM alerts ORDER BY quarter DESC, billing_currency`)
    .safeIntegers()
    .all()
    .map((row) => ({
      id: Number(row.id),
      kind: 'growth',
      quarter: Number(row.quarter),
      currency: row.currency,
      before: row.before,
      now: row.now,
      drivers: (JSON.parse(row.drivers) as readonly { name: string; rise: string }[]).map(
        ({ name, rise }) => ({
          name,
          rise: BigInt(rise),
        }),
      ),
      leftOut: JSON.parse(row.leftOut) as readonly string[],
      raisedAt: Number(row.raisedAt),
      notifiedAt: row.notifiedAt === null ? null : Number(row.notifiedAt),
      seenAt: row.seenAt === null ? null : Number(row.seenAt),
    }))

/**
 * Raises alerts for quarters that have none yet, all in one transaction; a quarter never gets a second
 * one. Only the newest quarter is news: older ones go to the list as seen.
 */
export function raiseGrowth({ db }: Ledger, growths: readonly Growth[], raisedAt: number): void {
  const newest = Math.max(...growths.map((growth) => growth.quarter))
  const insert = db.prepare(
    `INSERT INTO alerts (kind, quarter, billing_currency, before_nanos, now_nanos, drivers_json, left_out_json,
       raised_at_ms, seen_at_ms)
     VALUES ('growth', ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  db.transaction(() => {
    for (const { quarter, currency, before, now, drivers, leftOut } of growths) {
      const plain = drivers.map(({ name, rise }) => ({ name, rise: rise.toString() }))
      const seenAt = quarter < newest ? raisedAt : null
      insert.run(
        quarter,
        currency,
        before,
        now,
        JSON.stringify(plain),
        JSON.stringify(leftOut),
        raisedAt,
        seenAt,
      )
    }
  }).immediate()
}

export function markNotified({ db }: Ledger, id: number, at: number): void {
  db.prepare('UPDATE alerts SET notified_at_ms = ? WHERE id = ? AND notified_at_ms IS NULL').run(at, id)
}

export function markAllSeen({ db }: Ledger, at: number): void {
  db.prepare('UPDATE alerts SET seen_at_ms = ? WHERE seen_at_ms IS NULL').run(at)
}
