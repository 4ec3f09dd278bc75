import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addIncrements,
  bucketOfInstant,
  pricePerKwhOn,
  rigMonth,
  type PowerBucket,
} from '../../src/core/energy.ts'
import { toNanos } from '../../src/core/money.ts'
import { parseDecimal } from '../../src/core/decimal.ts'
import { firstDayOf, parseDay, parseMonth, startOfDay } from '../../src/core/period.ts'
import type { Rig } from '../../src/core/rig.ts'
import { rigFacts } from '../make-rig.ts'

const day = (text: string): number => parseDay(text) ?? NaN
const nanos = (text: string): bigint => toNanos(parseDecimal(text) ?? { digits: 0n, scale: 0 })
const march = parseMonth('2026-03') ?? NaN
const afterMarch = Date.UTC(2026, 3, 10)

/** A rig in service since 2026-01-15; tariffs as `[from, price]`, newest first. */
const aRig = (
  tariffs: readonly (readonly [string, string])[] = [['2026-01-15', '0.30']],
  since = '2026-01-15',
): Rig => ({
  ...rigFacts({ purchases: [{ on: null, price: { currency: 'EUR', nanos: nanos('2000') }, nodes: 1 }] }),
  id: 7,
  name: 'tower',
  presetId: null,
  price: { currency: 'EUR', nanos: nanos('2000') },
  nodes: 1,
  inServiceOn: day(since),
  tariffs: tariffs.map(([from, price]) => ({
    from: day(from),
    pricePerKwh: { currency: 'EUR', nanos: nanos(price) },
  })),
  metered: true,
})

/** A quarter hour at 400 W, all of it known, so many quarter hours after a day began. */
const aBucket = (text: string, quarter: number, part: Partial<PowerBucket> = {}): PowerBucket => ({
  rigId: 7,
  start: startOfDay(day(text)) / 1000 + quarter * 900,
  wattHours: 100,
  knownSeconds: 900,
  upSeconds: 900,
  maxWatts: 400,
  ...part,
})

/** Every quarter hour of March 2026. */
const wholeMarch = Array.from({ length: 31 * 96 }, (_, quarter) => aBucket('2026-03-01', quarter))

describe('a month of a rig', () => {
  it('adds its quarter hours: kWh, hours up, coverage, cost', () => {
    const month = rigMonth(aRig(), march, wholeMarch, null, afterMarch)
    expect(month.kwh).toBeCloseTo(297.6, 9)
    expect(month).toMatchObject({ method: 'nvidia-smi', uptimeHours: 744, coverage: 1, rigName: 'tower' })
    expect(month.energyCost).toEqual({ currency: 'EUR', nanos: nanos('89.28') })
  })

  it('lets unknown time lower the coverage, and add nothing', () => {
    const month = rigMonth(aRig(), march, wholeMarch.slice(0, 96), null, afterMarch)
    expect(month.kwh).toBeCloseTo(9.6, 9)
    expect(month.coverage).toBeCloseTo(1 / 31, 12)
  })

  it('is not known where nothing is known: no zero', () => {
    const unknown = { method: null, kwh: null, uptimeHours: null, coverage: 0, energyCost: null }
    expect(rigMonth(aRig(), march, [], null, afterMarch)).toMatchObject(unknown)
    const seen = aBucket('2026-03-01', 0, { wattHours: 0, knownSeconds: 0, maxWatts: null })
    expect(rigMonth(aRig(), march, [seen], null, afterMarch)).toMatchObject({ ...unknown, uptimeHours: 0.25 })
  })

  it('covers the time since service began and up to now, and no more', () => {
    const since = aRig(undefined, '2026-03-10')
    const now = Date.UTC(2026, 2, 12)
    const buckets = wholeMarch.slice(0, 11 * 96)
    const month = rigMonth(since, march, buckets, null, now)
    expect(month.coverage).toBeCloseTo(1, 12)
    expect(month.coverage).toBeLessThanOrEqual(1)
    expect(rigMonth(since, march, buckets.slice(0, 10 * 96), null, now).coverage).toBeCloseTo(0.5, 12)
    expect(rigMonth(since, march, wholeMarch.slice(0, 96), null, now).kwh).toBeNull()
    expect(rigMonth(aRig(undefined, '2026-04-01'), march, wholeMarch, null, now).coverage).toBe(0)
  })

  it('takes no other rig and no other month into account', () => {
    const others = [
      aBucket('2026-02-28', 95),
      aBucket('2026-04-01', 0),
      aBucket('2026-03-05', 0, { rigId: 8 }),
      aBucket('2026-03-31', 95),
    ]
    expect(rigMonth(aRig(), march, others, null, afterMarch).kwh).toBe(0.1)
  })

  it('knows no more than all of a quarter hour that a clock set back ran through twice', () => {
    const twice = aBucket('2026-03-01', 0, { wattHours: 200, knownSeconds: 1800, upSeconds: 1800 })
    const month = rigMonth(aRig(), march, [twice], null, Date.UTC(2026, 2, 1, 1))
    expect(month).toMatchObject({ kwh: 0.2, coverage: 0.25, uptimeHours: 0.25 })
  })

  it('prices each day at its own tariff', () => {
    const rig = aRig([
      ['2026-03-16', '0.40'],
      ['2026-01-15', '0.30'],
    ])
    const days = [aBucket('2026-03-15', 95), aBucket('2026-03-16', 0)]
    expect(rigMonth(rig, march, days, null, afterMarch).energyCost?.nanos).toBe(nanos('0.07'))
    expect(pricePerKwhOn(rig.tariffs, day('2026-03-15'))?.nanos).toBe(nanos('0.30'))
    expect(pricePerKwhOn(rig.tariffs, day('2026-03-16'))?.nanos).toBe(nanos('0.40'))
  })

  it('has no cost where a day with energy has no tariff', () => {
    const rig = aRig([['2026-03-02', '0.30']], '2026-03-01')
    const month = rigMonth(rig, march, [aBucket('2026-03-01', 0)], null, afterMarch)
    expect([month.kwh, month.energyCost]).toEqual([0.1, null])
    expect(rigMonth(rig, march, [aBucket('2026-03-02', 0)], null, afterMarch).energyCost?.nanos).toBe(
      nanos('0.03'),
    )
  })

  it('takes what was entered before what the GPU boards say', () => {
    const month = rigMonth(aRig(), march, wholeMarch, 123.456, afterMarch)
    expect(month).toMatchObject({ method: 'manual', kwh: 123.456, coverage: 1, uptimeHours: 744 })
    expect(month.energyCost?.nanos).toBe(nanos('37.0368'))
  })

  it('spreads an entered month evenly over its days', () => {
    const rig = aRig([
      ['2026-03-31', '3.40'],
      ['2026-01-15', '0.30'],
    ])
    expect(rigMonth(rig, march, [], 31, afterMarch).energyCost?.nanos).toBe(nanos('12.4'))
  })

  it('prices an entered month exactly, whatever the amount', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.bigInt({ min: 0n, max: 10n ** 10n }),
        (milliKwh, price) => {
          const rig: Rig = {
            ...aRig(),
            tariffs: [{ from: firstDayOf(march), pricePerKwh: { currency: 'EUR', nanos: price } }],
          }
          const exact = toNanos({ digits: milliKwh * price, scale: 12 })
          const month = rigMonth(rig, march, [], Number(milliKwh) / 1000, afterMarch)
          expect(month.energyCost?.nanos).toBe(exact)
        },
      ),
      // 1.5 nanos: half to even.
      { examples: [[1n, 1_500n]] },
    )
  })
})

describe('a quarter hour', () => {
  it('begins on a full quarter hour, UTC', () => {
    expect(bucketOfInstant(Date.UTC(2026, 2, 1, 10, 14, 59, 999))).toBe(Date.UTC(2026, 2, 1, 10) / 1000)
    expect(bucketOfInstant(Date.UTC(2026, 2, 1, 10, 15))).toBe(Date.UTC(2026, 2, 1, 10, 15) / 1000)
  })

  it('adds up in any order; power not known is no zero', () => {
    const a = { start: 0, wattHours: 1, knownSeconds: 5, upSeconds: 5, maxWatts: null }
    const b = { start: 0, wattHours: 2, knownSeconds: 4, upSeconds: 6, maxWatts: 9 }
    const both = { start: 0, wattHours: 3, knownSeconds: 9, upSeconds: 11, maxWatts: 9 }
    expect([addIncrements(a, b), addIncrements(b, a)]).toEqual([both, both])
    expect(addIncrements(a, a).maxWatts).toBeNull()
  })
})
