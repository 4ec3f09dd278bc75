import type { Nanos } from '../core/money.ts'
import type { Day, Month } from '../core/period.ts'
import type { Rig, RigFacts } from '../core/rig.ts'
import type { Ledger } from './open.ts'
import { listOfRigs, rigColumns, rigOfRow, storePurchasesAndParts, type RigRow } from './rig-rows.ts'

/** A rig that is not stored yet, with the tariff it begins with. */
export type NewStoredRig = RigFacts & { readonly metered: boolean; readonly pricePerKwh: Nanos }

/** Every rig with its tariffs, newest first, in the order they were added. */
export function listRigs({ db }: Ledger): readonly Rig[] {
  const lists = listOfRigs(db)
  return db
    .prepare<[], RigRow>(
      `SELECT id, name, preset_id AS presetId, currency, in_service_day AS inServiceOn, metered,
         life_months AS lifeMonths, warranty_months AS warrantyMonths, resale_curve AS resaleCurve,
         resale_nanos AS resale, setup_cost_nanos AS setupCost, replacement_cost_nanos AS replacementCost,
         failure_rate_year AS failureRate, memory_gb AS memoryGb, load_watts AS loadWatts,
         idle_watts AS idleWatts, decode_tokens_per_second AS decodeTokensPerSecond,
         prefill_tokens_per_second AS prefillTokensPerSecond
       FROM rigs ORDER BY id`,
    )
    .safeIntegers()
    .all()
    .map((row) => rigOfRow(row, lists))
}

/** Stores a rig and its first tariff, valid from its first day in service. Its name must be free. */
export function addStoredRig({ db }: Ledger, rig: NewStoredRig): number {
  const columns = { ...rigColumns(rig), metered: rig.metered ? 1 : 0 }
  const names = Object.keys(columns)
  const insert = db.prepare(
    `INSERT INTO rigs (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
  )
  const add = db.transaction((): number => {
    const id = Number(insert.run(columns).lastInsertRowid)
    storePurchasesAndParts(db, id, rig)
    setTariff(db, id, rig.inServiceOn, rig.pricePerKwh)
    return id
  })
  return add.immediate()
}

/**
 * Puts other facts in the place of a rig's; false when there is none. `firstTariffOn` moves the day its first tariff
 * begins; null leaves it. Its name must be free.
 */
export function changeStoredRig(
  { db }: Ledger,
  rigId: number,
  facts: RigFacts,
  firstTariffOn: Day | null,
): boolean {
  const columns = rigColumns(facts)
  const update = db.prepare(
    `UPDATE rigs SET ${Object.keys(columns)
      .map((name) => `${name} = @${name}`)
      .join(', ')} WHERE id = @id`,
  )
  const change = db.transaction((): boolean => {
    if (update.run({ ...columns, id: rigId }).changes === 0) return false
    storePurchasesAndParts(db, rigId, facts)
    if (firstTariffOn !== null)
      db.prepare(
        `UPDATE tariffs SET from_day = @day
         WHERE rig_id = @id AND from_day = (SELECT min(from_day) FROM tariffs WHERE rig_id = @id)`,
      ).run({ day: firstTariffOn, id: rigId })
    return true
  })
  return change.immediate()
}

/** Removes a rig with its tariffs, quarter hours and entries; false when there is none. */
export const removeStoredRig = ({ db }: Ledger, rigId: number): boolean =>
  db.prepare('DELETE FROM rigs WHERE id = ?').run(rigId).changes > 0

/** False when there is no such rig. */
export const storeMetered = ({ db }: Ledger, rigId: number, metered: boolean): boolean =>
  db.prepare('UPDATE rigs SET metered = ? WHERE id = ?').run(metered ? 1 : 0, rigId).changes > 0

/** Sets the electricity price from a day on; the same day's earlier price is replaced. */
export const storeTariff = ({ db }: Ledger, rigId: number, from: Day, pricePerKwh: Nanos): void => {
  setTariff(db, rigId, from, pricePerKwh)
}

function setTariff(db: Ledger['db'], rigId: number, from: Day, pricePerKwh: Nanos): void {
  db.prepare(
    `INSERT INTO tariffs (rig_id, from_day, price_per_kwh_nanos) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET price_per_kwh_nanos = excluded.price_per_kwh_nanos`,
  ).run(rigId, from, pricePerKwh)
}

/** Sets a month's energy in kWh; the same month's earlier entry is replaced. */
export function storeEnergy({ db }: Ledger, rigId: number, month: Month, kwh: number): void {
  db.prepare(
    'INSERT INTO energy_entries (rig_id, month, kwh) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET kwh = excluded.kwh',
  ).run(rigId, month, kwh)
}

/** The kWh that were entered for a rig, by month. */
export function enteredEnergy({ db }: Ledger, rigId: number): ReadonlyMap<Month, number> {
  const rows = db
    .prepare<[number], { readonly month: Month; readonly kwh: number }>(
      'SELECT month, kwh FROM energy_entries WHERE rig_id = ?',
    )
    .all(rigId)
  return new Map(rows.map(({ month, kwh }) => [month, kwh]))
}
