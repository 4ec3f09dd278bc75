import type { Nanos } from '../core/money.ts'
import type { Day, Month } from '../core/period.ts'
import type { Rig } from '../core/rig.ts'
import type { Ledger } from './open.ts'

/** A rig that is not stored yet, with the tariff it begins with. */
export type NewStoredRig = Omit<Rig, 'id' | 'tariffs'> & { readonly pricePerKwh: Nanos }

type RigRow = Record<'id' | 'price' | 'inServiceOn' | 'metered', bigint> &
  Record<'name' | 'currency', string> &
  Record<'presetId', string | null>
type TariffRow = Record<'rigId' | 'from' | 'pricePerKwh', bigint>

/** Every rig with its tariffs, newest first, in the order they were added. */
export function listRigs({ db }: Ledger): readonly Rig[] {
  const tariffs = db
    .prepare<[], TariffRow>(
      `SELECT rig_id AS rigId, from_day AS "from", price_per_kwh_nanos AS pricePerKwh
       FROM tariffs ORDER BY from_day DESC`,
    )
    .safeIntegers()
    .all()
  return db
    .prepare<[], RigRow>(
      `SELECT id, name, preset_id AS presetId, price_nanos AS price, currency, in_service_day AS inServiceOn,
         metered FROM rigs ORDER BY id`,
    )
    .safeIntegers()
    .all()
    .map((row) => ({
      id: Number(row.id),
      name: row.name,
      presetId: row.presetId,
      price: { currency: row.currency, nanos: row.price },
      inServiceOn: Number(row.inServiceOn),
      tariffs: tariffs
        .filter((tariff) => tariff.rigId === row.id)
        .map((tariff) => ({
          from: Number(tariff.from),
          pricePerKwh: { currency: row.currency, nanos: tariff.pricePerKwh },
        })),
      metered: row.metered === 1n,
    }))
}

/** Stores a rig and its first tariff, valid from its first day in service. Its name must be free. */
export function addStoredRig({ db }: Ledger, rig: NewStoredRig): Rig {
  const { pricePerKwh, ...stored } = rig
  const { name, presetId, price, inServiceOn, metered } = stored
  const insert = db.prepare(
    'INSERT INTO rigs (name, preset_id, price_nanos, currency, in_service_day, metered) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const add = db.transaction((): number => {
    const added = insert.run(name, presetId, price.nanos, price.currency, inServiceOn, metered ? 1 : 0)
    const id = Number(added.lastInsertRowid)
    setTariff(db, id, inServiceOn, pricePerKwh)
    return id
  })
  const id = add.immediate()
  const tariff = { from: inServiceOn, pricePerKwh: { currency: price.currency, nanos: pricePerKwh } }
  return { ...stored, id, tariffs: [tariff] }
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
