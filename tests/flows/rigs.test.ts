import { describe, expect, it } from 'vitest'
import { parseMonth } from '../../src/core/period.ts'
import type { NewRig, Rig } from '../../src/core/rig.ts'
import { addRig } from '../../src/flows/add-rig.ts'
import { changeTariff, enterEnergy, removeRig, setMetered } from '../../src/flows/change-rig.ts'
import { measuredKwh } from '../../src/flows/measured-kwh.ts'
import { readRigs } from '../../src/flows/read-rigs.ts'
import { recordPower } from '../../src/flows/record-power.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listRigs } from '../../src/ledger/rigs.ts'
import { aLedger, noon } from '../make.ts'

const typed = (part: Partial<NewRig> = {}): NewRig => ({
  name: 'tower',
  presetId: 'rtx4090-card',
  price: '1,999.99',
  currency: 'usd',
  inServiceOn: '2026-07-01',
  pricePerKwh: '0.30',
  metered: false,
  ...part,
})

function added(ledger: Ledger, part: Partial<NewRig> = {}): Rig {
  const rig = addRig(ledger, typed(part))
  if (!rig.ok) throw new Error(JSON.stringify(rig.problem))
  return rig.value
}

/** Every quarter hour of a month known at 400 W, but for the last so many. */
function watch(ledger: Ledger, rig: Rig, month: string, days: number, without = 0): void {
  const start = Date.parse(`${month}-01T00:00:00Z`) / 1000
  const quarters = Array.from({ length: days * 96 - without }, (_, quarter) => ({
    start: start + quarter * 900,
    wattHours: 100,
    knownSeconds: 900,
    upSeconds: 900,
    maxWatts: 400,
  }))
  expect(recordPower(ledger, rig.id, quarters)).toBe(true)
}

describe('adding a rig', () => {
  it('keeps what was typed, exactly', () => {
    const ledger = aLedger()
    const rig = added(ledger, { name: ' tower ' })
    expect(rig).toMatchObject({
      name: 'tower',
      price: { currency: 'USD', nanos: 1_999_990_000_000n },
      tariffs: [{ from: rig.inServiceOn, pricePerKwh: { currency: 'USD', nanos: 300_000_000n } }],
    })
    expect(listRigs(ledger)).toEqual([rig])
  })

  it.each<[string, Partial<NewRig>, object]>([
    ['an empty name', { name: ' ' }, { kind: 'bad-input', field: 'name' }],
    ['a long name', { name: 'x'.repeat(81) }, { kind: 'bad-input', field: 'name' }],
    ['an unknown preset', { presetId: 'toaster' }, { kind: 'unknown-preset', name: 'toaster' }],
    ['a price that is none', { price: 'n/a' }, { kind: 'bad-input', field: 'price', text: 'n/a' }],
    ['a negative price', { price: '-1' }, { kind: 'bad-input', field: 'price' }],
    ['a price the ledger cannot hold', { price: '1e10' }, { kind: 'bad-input', field: 'price' }],
    ['a currency that is none', { currency: 'dollars' }, { kind: 'bad-input', field: 'currency' }],
    ['a day that does not exist', { inServiceOn: '2026-02-30' }, { kind: 'bad-input', field: 'in service' }],
    ['a day with an hour', { inServiceOn: '2026-02-03 12:00' }, { kind: 'bad-input', field: 'in service' }],
    ['a tariff that is none', { pricePerKwh: '' }, { kind: 'bad-input', field: 'price per kWh' }],
  ])('refuses %s', (_, part, problem) => {
    const ledger = aLedger()
    expect(addRig(ledger, typed(part))).toMatchObject({ ok: false, problem })
    expect(listRigs(ledger)).toEqual([])
  })

  it('refuses a name that is taken, and a meter that reads another rig', () => {
    const ledger = aLedger()
    const tower = added(ledger, { metered: true })
    expect(addRig(ledger, typed({ name: 'TOWER' }))).toMatchObject({ problem: { field: 'name' } })
    expect(addRig(ledger, typed({ name: 'mini', metered: true }))).toMatchObject({
      problem: { field: 'meter' },
    })
    const mini = added(ledger, { name: 'mini' })
    expect(setMetered(ledger, mini.id, true)).toMatchObject({ problem: { field: 'meter' } })
    expect(setMetered(ledger, tower.id, true).ok).toBe(true)
    expect(setMetered(ledger, tower.id, false).ok).toBe(true)
    expect(setMetered(ledger, mini.id, true).ok).toBe(true)
  })
})

describe('changing a rig', () => {
  it('refuses a rig that is not there', () => {
    const ledger = aLedger()
    const problem = { ok: false, problem: { kind: 'no-such-rig' } }
    expect(removeRig(ledger, 9)).toMatchObject(problem)
    expect(setMetered(ledger, 9, false)).toMatchObject(problem)
    expect(changeTariff(ledger, 9, '2026-03-01', '0.3')).toMatchObject(problem)
    expect(enterEnergy(ledger, 9, '2026-03', '1', noon)).toMatchObject(problem)
  })

  it.each(['0', '-1', '1e7', 'n/a', ''])('refuses to enter %j kWh', (kwh) => {
    const ledger = aLedger()
    const { id } = added(ledger)
    expect(enterEnergy(ledger, id, '2026-09', kwh, noon)).toMatchObject({
      problem: { field: 'kWh', text: kwh },
    })
  })

  it.each(['2026-06', '2026-12', '2026-13', 'May'])('refuses to enter energy for %s', (month) => {
    const ledger = aLedger()
    const { id } = added(ledger)
    expect(enterEnergy(ledger, id, month, '1', noon)).toMatchObject({
      problem: { field: 'month', text: month },
    })
  })

  it('prices months already shown anew when the tariff changes', () => {
    const ledger = aLedger()
    const { id } = added(ledger)
    expect(enterEnergy(ledger, id, '2026-09', '100', noon).ok).toBe(true)
    const cost = () =>
      readRigs(ledger, noon).months.find(({ month }) => month === parseMonth('2026-09'))?.energyCost?.nanos
    expect(cost()).toBe(30_000_000_000n)
    expect(changeTariff(ledger, id, '2026-09-01', '0.50').ok).toBe(true)
    expect(cost()).toBe(50_000_000_000n)
  })
})

describe('reading the rigs', () => {
  it('shows each month since service began, newest first, the unknown ones too', () => {
    const ledger = aLedger()
    const rig = added(ledger, { inServiceOn: '2026-09-11' })
    watch(ledger, rig, '2026-10', 31, 31 * 48)
    const { rigs, months } = readRigs(ledger, noon)
    expect(rigs).toEqual([rig])
    expect(months.map(({ month }) => month)).toEqual(['2026-11', '2026-10', '2026-09'].map(parseMonth))
    expect(months.map(({ kwh }) => kwh)).toEqual([null, 148.8, null])
    expect(months[1]?.coverage).toBeCloseTo(0.5, 12)
  })

  it('shows no month of a rig that is still to come', () => {
    const ledger = aLedger()
    added(ledger, { inServiceOn: '2027-01-01' })
    expect(readRigs(ledger, noon).months).toEqual([])
  })
})

describe('the measured energy of a month', () => {
  it('is the mean of the last three complete months that are known', () => {
    const ledger = aLedger()
    const rig = added(ledger)
    watch(ledger, rig, '2026-07', 31)
    watch(ledger, rig, '2026-08', 31, 297)
    watch(ledger, rig, '2026-09', 30, 30 * 96 * 0.2)
    watch(ledger, rig, '2026-11', 20)
    expect(enterEnergy(ledger, rig.id, '2026-10', '300', noon).ok).toBe(true)
    const measured = measuredKwh(ledger, rig.id, noon)
    expect(measured.months.map(({ month, method }) => [month, method])).toEqual([
      [parseMonth('2026-10'), 'manual'],
      [parseMonth('2026-08'), 'nvidia-smi'],
      [parseMonth('2026-07'), 'nvidia-smi'],
    ])
    expect(measured.kwh).toBeCloseTo((300 + 267.9 + 297.6) / 3, 9)
    expect(measured.source).toBe(
      'tower: mean of 2026-10 (entered by hand), 2026-08 (GPU boards alone, by nvidia-smi, 90 % of the time), 2026-07 (GPU boards alone, by nvidia-smi, 100 % of the time)',
    )
  })

  it('is not known where no complete month is, with the reason', () => {
    const ledger = aLedger()
    const rig = added(ledger, { inServiceOn: '2026-10-02' })
    watch(ledger, rig, '2026-10', 31)
    expect(measuredKwh(ledger, rig.id, noon)).toEqual({
      kwh: null,
      months: [],
      source: 'the rig has no complete month in service yet',
    })
    expect(measuredKwh(ledger, 99, noon).kwh).toBeNull()
  })

  it('is not known where every complete month is known too little', () => {
    const ledger = aLedger()
    const rig = added(ledger, { inServiceOn: '2026-09-01' })
    watch(ledger, rig, '2026-10', 31, 31 * 96 * 0.25)
    expect(measuredKwh(ledger, rig.id, noon)).toEqual({
      kwh: null,
      months: [],
      source: 'no complete month is known to 90 %; the best is known to 75 %',
    })
  })
})
