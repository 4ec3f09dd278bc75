import { describe, expect, it } from 'vitest'
import type { PowerIncrement } from '../../src/core/energy.ts'
import { parseMonth } from '../../src/core/period.ts'
import { recordPower } from '../../src/flows/record-power.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { addPower, listPower } from '../../src/ledger/power.ts'
import {
  addStoredRig,
  enteredEnergy,
  listRigs,
  removeStoredRig,
  storeEnergy,
  storeTariff,
} from '../../src/ledger/rigs.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger } from '../make.ts'

const march = parseMonth('2026-03') ?? NaN
const start = Date.UTC(2026, 2, 1) / 1000

const aStoredRig = (ledger: Ledger, name = 'tower') =>
  addStoredRig(ledger, {
    name,
    presetId: 'rtx4090-card',
    price: { currency: 'USD', nanos: 9_223_372_036_854_775_807n },
    inServiceOn: 20_000,
    metered: true,
    pricePerKwh: 123_456_789_012_345_678n,
  })

const anIncrement = (part: Partial<PowerIncrement> = {}): PowerIncrement => ({
  start,
  wattHours: 1.5,
  knownSeconds: 10,
  upSeconds: 12,
  maxWatts: 540,
  ...part,
})

describe('rigs in the ledger', () => {
  it('come back as they went in, to the last nano', () => {
    const ledger = aLedger()
    const added = aStoredRig(ledger)
    storeTariff(ledger, added.id, 20_100, 1n)
    storeTariff(ledger, added.id, 20_100, 2n)
    expect(listRigs(ledger)).toEqual([
      {
        ...added,
        tariffs: [
          { from: 20_100, pricePerKwh: { currency: 'USD', nanos: 2n } },
          { from: 20_000, pricePerKwh: { currency: 'USD', nanos: 123_456_789_012_345_678n } },
        ],
      },
    ])
  })

  it('take what belongs to them along when they go; their number is not used again', () => {
    const ledger = aLedger()
    const first = aStoredRig(ledger)
    storeEnergy(ledger, first.id, march, 5)
    addPower(ledger, first.id, [anIncrement()])
    expect(removeStoredRig(ledger, first.id)).toBe(true)
    expect(removeStoredRig(ledger, first.id)).toBe(false)
    for (const table of ['tariffs', 'power_buckets', 'energy_entries'])
      expect(ledger.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
    expect(aStoredRig(ledger).id).toBeGreaterThan(first.id)
  })

  it('keep one entry for a month: entering again replaces', () => {
    const ledger = aLedger()
    const { id } = aStoredRig(ledger)
    storeEnergy(ledger, id, march, 5)
    storeEnergy(ledger, id, march, 6.25)
    expect([...enteredEnergy(ledger, id)]).toEqual([[march, 6.25]])
  })
})

describe('quarter hours in the ledger', () => {
  it('are added to', () => {
    const ledger = aLedger()
    const { id } = aStoredRig(ledger)
    addPower(ledger, id, [anIncrement({ maxWatts: null }), anIncrement({ start: start + 900 })])
    addPower(ledger, id, [anIncrement(), anIncrement({ maxWatts: 300 })])
    expect(listPower(ledger, id, march, march)).toEqual([
      { rigId: id, start, wattHours: 4.5, knownSeconds: 30, upSeconds: 36, maxWatts: 540 },
      { rigId: id, start: start + 900, wattHours: 1.5, knownSeconds: 10, upSeconds: 12, maxWatts: 540 },
    ])
  })

  it('are listed by whole months', () => {
    const ledger = aLedger()
    const { id } = aStoredRig(ledger)
    const april = Date.UTC(2026, 3, 1) / 1000
    addPower(
      ledger,
      id,
      [start - 900, start, april - 900, april].map((at) => anIncrement({ start: at })),
    )
    expect(listPower(ledger, id, march, march).map((bucket) => bucket.start)).toEqual([start, april - 900])
  })

  it('are all booked or none', () => {
    const ledger = aLedger()
    const { id } = aStoredRig(ledger)
    expect(() => {
      addPower(ledger, id, [anIncrement(), anIncrement({ start: start + 1 })])
    }).toThrow()
    expect(listPower(ledger, id, march, march)).toEqual([])
  })

  it('are not booked for a rig that is gone', () => {
    const ledger = aLedger()
    const { id } = aStoredRig(ledger)
    removeStoredRig(ledger, id)
    expect(recordPower(ledger, id, [anIncrement()])).toBe(true)
    expect(listPower(ledger, id, march, march)).toEqual([])
  })

  it('wait while the ledger is busy: within our own transaction, and while another program writes', () => {
    const ledger = aLedger()
    const { id } = aStoredRig(ledger)
    ledger.db.transaction(() => {
      expect(recordPower(ledger, id, [anIncrement()])).toBe(false)
    })()
    const opened = openLedger(ledger.file)
    if (!opened.ok) throw new Error(opened.problem.kind)
    ledger.db.pragma('busy_timeout = 1')
    opened.value.db.exec('BEGIN IMMEDIATE')
    expect(recordPower(ledger, id, [anIncrement()])).toBe(false)
    opened.value.db.exec('ROLLBACK')
    opened.value.close()
    expect(recordPower(ledger, id, [anIncrement()])).toBe(true)
    expect(listPower(ledger, id, march, march)).toHaveLength(1)
  })
})
