import type { PowerBucket, PowerIncrement } from '../core/energy.ts'
import { firstDayOf, startOfDay, type Month } from '../core/period.ts'
import type { Ledger } from './open.ts'

/**
 * Adds to the quarter hours of a rig, all of it or none. Of a rig that was removed while its meter still held
 * a minute of readings, nothing is added.
 */
export function addPower({ db }: Ledger, rigId: number, increments: readonly PowerIncrement[]): void {
  const add = db.prepare<[number, number, number, number, number | null, number]>(
    `INSERT INTO power_buckets (rig_id, bucket_start_s, watt_hours, known_seconds, up_seconds, max_watts)
     SELECT id, ?, ?, ?, ?, ? FROM rigs WHERE id = ?
     ON CONFLICT DO UPDATE SET
       watt_hours = watt_hours + excluded.watt_hours,
       known_seconds = known_seconds + excluded.known_seconds,
       up_seconds = up_seconds + excluded.up_seconds,
       max_watts = max(ifnull(max_watts, excluded.max_watts), ifnull(excluded.max_watts, max_watts))`,
  )
  const addAll = db.transaction(() => {
    for (const { start, wattHours, knownSeconds, upSeconds, maxWatts } of increments)
      add.run(start, wattHours, knownSeconds, upSeconds, maxWatts, rigId)
  })
  addAll.immediate()
}

const columns = `rig_id AS rigId, bucket_start_s AS start, watt_hours AS wattHours, known_seconds AS knownSeconds,
  up_seconds AS upSeconds, max_watts AS maxWatts`

/** The quarter hours of a rig in its months `first` to `last`, both included, in order of time. */
export const listPower = ({ db }: Ledger, rigId: number, first: Month, last: Month): readonly PowerBucket[] =>
  db
    .prepare<[number, number, number], PowerBucket>(
      `SELECT ${columns} FROM power_buckets
       WHERE rig_id = ? AND bucket_start_s >= ? AND bucket_start_s < ? ORDER BY bucket_start_s`,
    )
    .all(rigId, startOfDay(firstDayOf(first)) / 1000, startOfDay(firstDayOf(last + 1)) / 1000)
