import { describe, expect, it } from 'vitest'
import type { PowerIncrement } from '../../src/core/energy.ts'
import type { Money } from '../../src/core/money.ts'
import { parseMonth } from '../../src/core/period.ts'
import type { RigFacts } from '../../src/core/rig.ts'
import { recordPower } from '../../src/flows/record-power.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { addPower, listPower } from '../../src/ledger/power.ts'
import {
  addStoredRig,
  changeStoredRig,
  enteredEnergy,
  listRigs,
  removeStoredRig,
  storeEnergy,
  storeTariff,
} from '../../src/ledger/rigs.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { rigFacts } from '../make-rig.ts'
import { aLedger } from '../make.ts'

const usd = (nanos: bigint): Money => ({ currency: 'USD', nanos })
const march = parseMonth('2026-03') ?? NaN
const start = Date.UTC(2026, 2, 1) / 1000

const largest = 9_223_372_036_854_775_807n

const aStoredRig = (ledger: Ledger, name = 'tower', facts: Partial<RigFacts> = {}): number =>
  addStoredRig(ledger, {
    ...rigFacts({ name, purchases: [{ on: null, price: usd(largest), nodes: 1 }], ...facts }),
    metered: true,
    pricePerKwh: 123_456_789_012_345_678n,
  })

const said = {
  purchases: [
    { on: 19_980, price: usd(7n), nodes: 2 },
    { on: 20_050, price: usd(9n), nodes: 3 },
  ],
  parts: [
    { name: 'GPU', price: usd(5n), note: 'used' },
    { name: 'Case', price: null, note: null },
  ],
  lifeMonths: 48,
  warrantyMonths: 0,
  resale: { kind: 'own', atEndOfLife: usd(3n) },
  setupCost: usd(1n),
  replacementCost: usd(2n),
  failureRate: 0.061,
  figures: {
    memoryGb: 24,
    loadWatts: 450,
    idleWatts: 0,
    decodeTokensPerSecond: 42.5,
    prefillTokensPerSecond: 2320,
  },
} as const satisfies Partial<RigFacts>

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
    const id = aStoredRig(ledger)
    storeTariff(ledger, id, 20_100, 1n)
    storeTariff(ledger, id, 20_100, 2n)
    expect(listRigs(ledger)).toEqual([
      {
        ...rigFacts({ purchases: [{ on: null, price: usd(largest), nodes: 1 }] }),
        id,
        price: usd(largest),
        nodes: 1,
        metered: true,
        tariffs: [
          { from: 20_100, pricePerKwh: { currency: 'USD', nanos: 2n } },
          { from: 20_000, pricePerKwh: { currency: 'USD', nanos: 123_456_789_012_345_678n } },
        ],
      },
    ])
  })

  it('keep all that was said of them, and what was bought later', () => {
    const ledger = aLedger()
    aStoredRig(ledger, 'tower', said)
    aStoredRig(ledger, 'mini')
    expect(listRigs(ledger)[0]).toMatchObject({ ...said, price: usd(7n), nodes: 5 })
    expect(listRigs(ledger)[1]).toMatchObject(
      rigFacts({
        name: 'mini',
        purchases: [{ ...said.purchases[0], on: null, price: usd(largest), nodes: 1 }],
      }),
    )
  })

  it('are changed in all but their electricity and their meter', () => {
    const ledger = aLedger()
    const id = aStoredRig(ledger, 'tower', said)
    storeTariff(ledger, id, 20_100, 2n)
    const facts = rigFacts({ name: 'barn', inServiceOn: 19_990 })
    expect(changeStoredRig(ledger, id, facts, 19_990)).toBe(true)
    expect(listRigs(ledger)).toEqual([
      {
        ...facts,
        id,
        price: usd(2_000_000_000_000n),
        nodes: 1,
        metered: true,
        tariffs: [
          { from: 20_100, pricePerKwh: usd(2n) },
          { from: 19_990, pricePerKwh: usd(123_456_789_012_345_678n) },
        ],
      },
    ])
    expect(changeStoredRig(ledger, id + 1, facts, null)).toBe(false)
    expect(ledger.db.prepare('SELECT count(*) FROM rig_parts').pluck().get()).toBe(0)
  })

  it('take what belongs to them along when they go; their number is not used again', () => {
    const ledger = aLedger()
    const first = aStoredRig(ledger, 'tower', said)
    storeEnergy(ledger, first, march, 5)
    addPower(ledger, first, [anIncrement()])
    expect(removeStoredRig(ledger, first)).toBe(true)
    expect(removeStoredRig(ledger, first)).toBe(false)
    for (const table of ['tariffs', 'power_buckets', 'energy_entries', 'rig_purchases', 'rig_parts'])
      expect(ledger.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0)
    expect(aStoredRig(ledger)).toBeGreaterThan(first)
  })

  it('keep one entry for a month: entering again replaces', () => {
    const ledger = aLedger()
    const id = aStoredRig(ledger)
    storeEnergy(ledger, id, march, 5)
    storeEnergy(ledger, id, march, 6.25)
    expect([...enteredEnergy(ledger, id)]).toEqual([[march, 6.25]])
  })
})

describe('quarter hours in the ledger', () => {
  it('are added to', () => {
    const ledger = aLedger()
    const id = aStoredRig(ledger)
    addPower(ledger, id, [anIncrement({ maxWatts: null }), anIncrement({ start: start + 900 })])
    addPower(ledger, id, [anIncrement(), anIncrement({ maxWatts: 300 })])
    expect(listPower(ledger, id, march, march)).toEqual([
      { rigId: id, start, wattHours: 4.5, knownSeconds: 30, upSeconds: 36, maxWatts: 540 },
      { rigId: id, start: start + 900, wattHours: 1.5, knownSeconds: 10, upSeconds: 12, maxWatts: 540 },
    ])
  })

  it('are listed by whole months', () => {
    const ledger = aLedger()
    const id = aStoredRig(ledger)
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
    const id = aStoredRig(ledger)
    expect(() => {
      addPower(ledger, id, [anIncrement(), anIncrement({ start: start + 1 })])
    }).toThrow()
    expect(listPower(ledger, id, march, march)).toEqual([])
  })

  it('are not booked for a rig that is gone', () => {
    const ledger = aLedger()
    const id = aStoredRig(ledger)
    removeStoredRig(ledger, id)
    expect(recordPower(ledger, id, [anIncrement()])).toBe(true)
    expect(listPower(ledger, id, march, march)).toEqual([])
  })

  it('wait while the ledger is busy: within our own transaction, and while another program writes', () => {
    const ledger = aLedger()
    const id = aStoredRig(ledger)
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
