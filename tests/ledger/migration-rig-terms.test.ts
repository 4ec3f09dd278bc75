import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { integrityOf } from '../../src/ledger/check.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { enteredEnergy, listRigs } from '../../src/ledger/rigs.ts'
import { aFolder, aLedger } from '../make.ts'

/** A ledger of format 12 with two rigs, one with two tariffs and an entered month. */
function anOlderLedger(): string {
  const file = join(aFolder(), 'ledger.sqlite')
  const db = new Database(file)
  db.pragma('application_id = 0x42576174')
  migrate(db, 12)
  db.exec(`
    INSERT INTO rigs (id, name, preset_id, price_nanos, currency, in_service_day, metered) VALUES
      (3, 'tower', 'rtx4090-card', 1999990000001, 'EUR', 20600, 1),
      (5, 'mini', NULL, 0, 'USD', 20700, 0);
    INSERT INTO tariffs VALUES (3, 20600, 301200000), (3, 20650, 400000000), (5, 20700, 120000000);
    INSERT INTO energy_entries VALUES (3, 678, 12.345);
  `)
  db.close()
  return file
}

describe('the rigs of a ledger of format 12', () => {
  it('keep their price as their first purchase; what was never asked is not known', () => {
    const ledger = aLedger(anOlderLedger())
    const unknown = {
      parts: [],
      lifeMonths: 36,
      warrantyMonths: null,
      resale: null,
      setupCost: null,
      replacementCost: null,
      failureRate: null,
      figures: {
        memoryGb: null,
        loadWatts: null,
        idleWatts: null,
        decodeTokensPerSecond: null,
        prefillTokensPerSecond: null,
      },
    }
    const paid = { currency: 'EUR', nanos: 1_999_990_000_001n }
    const nothing = { currency: 'USD', nanos: 0n }
    expect(listRigs(ledger)).toEqual([
      {
        ...unknown,
        id: 3,
        name: 'tower',
        presetId: 'rtx4090-card',
        price: paid,
        inServiceOn: 20_600,
        purchases: [{ on: null, price: paid, nodes: 1 }],
        nodes: 1,
        tariffs: [
          { from: 20_650, pricePerKwh: { currency: 'EUR', nanos: 400_000_000n } },
          { from: 20_600, pricePerKwh: { currency: 'EUR', nanos: 301_200_000n } },
        ],
        metered: true,
      },
      {
        ...unknown,
        id: 5,
        name: 'mini',
        presetId: null,
        price: nothing,
        inServiceOn: 20_700,
        purchases: [{ on: null, price: nothing, nodes: 1 }],
        nodes: 1,
        tariffs: [{ from: 20_700, pricePerKwh: { currency: 'USD', nanos: 120_000_000n } }],
        metered: false,
      },
    ])
    expect([...enteredEnergy(ledger, 3)]).toEqual([[678, 12.345]])
    expect(integrityOf(ledger)).toBe('ok')
  })

  it.each([
    ['a life of no months', 'life_months = 0'],
    ['a resale by a curve and of an amount', "resale_curve = 'consumer', resale_nanos = 1"],
    ['more failures than nodes', 'failure_rate_year = 1.5'],
    ['a negative cost', 'setup_cost_nanos = -1'],
    ['no memory at all', 'memory_gb = 0'],
  ])('cannot have %s', (_, change) => {
    const { db } = aLedger(anOlderLedger())
    expect(() => db.exec(`UPDATE rigs SET ${change} WHERE id = 3`)).toThrow(/constraint failed/i)
  })
})
