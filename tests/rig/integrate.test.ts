import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PowerIncrement, PowerReading } from '../../src/core/energy.ts'
import { integrate, mergeIncrements, settle, startIntegration, wattsOf } from '../../src/rig/integrate.ts'
import { readSmiHeader, readSmiRow } from '../../src/rig/meters/nvidia-smi-rows.ts'

const samples = join(import.meta.dirname, '../../../shared/samples/rig')
const midnight = Date.UTC(2026, 2, 1)
const interval = 5_000

const aReading = (reading: Partial<PowerReading> & { readonly at: number }): PowerReading => ({
  channel: 'GPU-0',
  monotonic: reading.at,
  watts: 100,
  utilisation: null,
  temperature: null,
  besideError: false,
  ...reading,
})

/** All that a series of looks books, what was held back included. */
function booked(looks: readonly (readonly PowerReading[])[], beat = interval): readonly PowerIncrement[] {
  let state = startIntegration(beat)
  const parts: PowerIncrement[] = []
  for (const look of looks) {
    const step = integrate(state, look)
    state = step.after
    parts.push(...step.booked)
  }
  return mergeIncrements([...parts, ...settle(state).booked]).toSorted((a, b) => a.start - b.start)
}

const total = (parts: readonly PowerIncrement[], of: 'wattHours' | 'knownSeconds' | 'upSeconds'): number =>
  parts.reduce((sum, part) => sum + part[of], 0)

/** Looks of several channels at common moments, gaps of up to 20 s, some powers not known. */
const someLooks = fc
  .record({
    start: fc.integer({ min: midnight - 1_000_000, max: midnight + 1_000_000 }),
    channels: fc.integer({ min: 1, max: 4 }),
    looks: fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 20_000 }),
        watts: fc.array(fc.option(fc.double({ min: 0, max: 700, noNaN: true }), { freq: 8 }), {
          minLength: 4,
          maxLength: 4,
        }),
      }),
      { minLength: 2, maxLength: 60 },
    ),
  })
  .map(({ start, channels, looks }) => {
    let at = start
    return looks.map(({ gap, watts }) => {
      at += gap
      return Array.from({ length: channels }, (_, n) =>
        aReading({ at, channel: `GPU-${n}`, watts: watts[n] ?? null }),
      )
    })
  })

/** The plain trapezoid of each channel over its unbroken stretches, in Wh and in seconds. */
function plainSum(looks: readonly (readonly PowerReading[])[]): { wattHours: number; seconds: number } {
  let wattHours = 0
  let seconds = 0
  for (const [n, look] of looks.entries())
    for (const now of look) {
      const before = looks[n - 1]?.find(({ channel }) => channel === now.channel)
      const watts = before?.watts ?? null
      const gap = now.at - (before?.at ?? now.at)
      if (watts === null || now.watts === null || gap > 3 * interval) continue
      wattHours += ((watts + now.watts) / 2) * (gap / 3_600_000)
      seconds += gap / 1000 / look.length
    }
  return { wattHours, seconds }
}

describe('integrating power', () => {
  it('books 100 W for an hour as 100 Wh in four full quarter hours', () => {
    const looks = Array.from({ length: 721 }, (_, n) => [
      aReading({ at: midnight + n * 5_000, watts: 100 + (n % 2) }),
    ])
    const parts = booked(looks).filter(({ knownSeconds }) => knownSeconds > 0)
    expect(parts.map(({ start, knownSeconds, upSeconds }) => [start, knownSeconds, upSeconds])).toEqual(
      [0, 1, 2, 3].map((quarter) => [midnight / 1000 + quarter * 900, 900, 900]),
    )
    expect(total(parts, 'wattHours')).toBeCloseTo(100.5, 9)
    expect(parts[0]?.maxWatts).toBe(101)
  })

  it('cuts a straight line at the quarter hour, exactly', () => {
    const edge = midnight + 900_000
    const looks = [[aReading({ at: edge - 1_000, watts: 0 })], [aReading({ at: edge + 3_000, watts: 400 })]]
    const parts = booked(looks)
    expect(parts.map(({ wattHours }) => wattHours * 3600)).toEqual([50, 750])
    expect(parts.map(({ knownSeconds }) => knownSeconds)).toEqual([1, 3])
  })

  it('keeps the sum of all segments in the sum of all quarter hours', () => {
    fc.assert(
      fc.property(someLooks, (looks) => {
        const parts = booked(looks)
        const plain = plainSum(looks)
        expect(total(parts, 'wattHours')).toBeCloseTo(plain.wattHours, 9)
        expect(total(parts, 'knownSeconds')).toBeCloseTo(plain.seconds, 6)
      }),
    )
  })

  it('never books negative energy, nor more than the highest power all the time', () => {
    fc.assert(
      fc.property(someLooks, (looks) => {
        const most = (looks[0]?.length ?? 0) * 700
        for (const part of booked(looks)) {
          expect(part.wattHours).toBeGreaterThanOrEqual(0)
          expect(part.wattHours).toBeLessThanOrEqual((most * part.upSeconds) / 3600 + 1e-9)
          expect(part.knownSeconds).toBeLessThanOrEqual(part.upSeconds + 1e-6)
          expect(part.upSeconds).toBeLessThanOrEqual(900)
        }
      }),
    )
  })

  it('does not care in which order the channels come', () => {
    fc.assert(
      fc.property(someLooks, (looks) => {
        const there = booked(looks)
        const back = booked(looks.map((look) => look.toReversed()))
        for (const of of ['wattHours', 'knownSeconds', 'upSeconds'] as const)
          expect(total(back, of)).toBeCloseTo(total(there, of), 9)
        expect(back.map(({ start, maxWatts }) => [start, Math.round(maxWatts ?? -1)])).toEqual(
          there.map(({ start, maxWatts }) => [start, Math.round(maxWatts ?? -1)]),
        )
      }),
    )
  })

  it('counts time without power as up but not known', () => {
    const looks = [0, 5, 10, 15].map((s) => [
      aReading({ at: midnight + s * 1000, watts: s === 10 ? null : 360 }),
    ])
    const parts = booked(looks)
    expect(total(parts, 'wattHours')).toBeCloseTo(0.5, 9)
    expect([total(parts, 'knownSeconds'), total(parts, 'upSeconds')]).toEqual([5, 15])
  })

  it('knows half of a rig whose second GPU tells no power', () => {
    const looks = [0, 5, 10].map((s) => [
      aReading({ at: midnight + s * 1000, watts: 360 }),
      aReading({ at: midnight + s * 1000, channel: 'GPU-1', watts: null }),
    ])
    const parts = booked(looks)
    expect(total(parts, 'wattHours')).toBeCloseTo(1, 9)
    expect([total(parts, 'knownSeconds'), total(parts, 'upSeconds')]).toEqual([5, 10])
    expect(parts[0]?.maxWatts).toBeNull()
  })

  it('leaves a gap of more than three intervals unknown', () => {
    const looks = [0, 5, 21, 26].map((s) => [aReading({ at: midnight + s * 1000, watts: 360 + s })])
    const parts = booked(looks)
    expect([total(parts, 'knownSeconds'), total(parts, 'upSeconds')]).toEqual([10, 10])
  })

  it.each([
    ['an hour back', -3_600_000],
    ['an hour on', 3_600_000],
    ['2.1 s back', -2_100],
    ['2.1 s on', 2_100],
  ])('books nothing across a clock that was set %s', (_, by) => {
    const looks = [0, 5, 10, 15].map((s) => {
      const at = midnight + s * 1000
      return [aReading({ at: s < 10 ? at : at + by, monotonic: at, watts: 360 + s })]
    })
    expect(total(booked(looks), 'knownSeconds')).toBe(10)
  })

  it('takes what a clock drifts for what it is', () => {
    const looks = [0, 5, 10].map((s) => [
      aReading({ at: midnight + s * 1000, monotonic: s * 1000 + (s === 10 ? 900 : 0), watts: 360 + s }),
    ])
    expect(total(booked(looks), 'knownSeconds')).toBe(10)
  })

  it('books power that stands still while nothing else moves', () => {
    const looks = Array.from({ length: 121 }, (_, n) => [
      aReading({ at: midnight + n * 5_000, watts: 20, temperature: 40 + (n % 2), utilisation: 0 }),
    ])
    const parts = booked(looks)
    expect(total(parts, 'wattHours')).toBeCloseTo(20 / 6, 9)
    expect(total(parts, 'knownSeconds')).toBeCloseTo(600, 9)
  })

  it.each([
    ['another value is an error', { besideError: true }],
    ['the temperature moves', { temperature: 'moves' as const }],
    ['the utilisation moves', { utilisation: 'moves' as const }],
  ])('does not trust power that stands still while %s', (_, sign) => {
    let state = startIntegration(interval)
    const parts: PowerIncrement[] = []
    for (let n = 0; n <= 120; n += 1) {
      const step = integrate(state, [
        aReading({
          at: midnight + n * 5_000,
          watts: 46.19,
          temperature: 'temperature' in sign ? 32 + n : 40,
          utilisation: 'utilisation' in sign ? (n % 2) / 2 : 0,
          besideError: 'besideError' in sign,
        }),
      ])
      state = step.after
      parts.push(...step.booked)
    }
    expect(wattsOf(state)).toBeNull()
    parts.push(...settle(state).booked)
    expect([total(parts, 'wattHours'), total(parts, 'knownSeconds')]).toEqual([0, 0])
    expect(total(parts, 'upSeconds')).toBe(600)
  })

  it('trusts the sensor again once its power moves', () => {
    const looks = Array.from({ length: 41 }, (_, n) => [
      aReading({ at: midnight + n * 5_000, watts: n < 30 ? 46.19 : 300 + n, besideError: n < 30 }),
    ])
    expect(total(booked(looks), 'knownSeconds')).toBe(50)
  })
})

/** Rows of a saved nvidia-smi log, stamped with the log's own local time moved by so many hours to UTC. */
function logged(file: string, toUtcHours: number): readonly PowerReading[] {
  const [first = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const header = readSmiHeader(first) ?? []
  return lines.flatMap((line) => {
    const row = readSmiRow(header, line)
    const stamp = (line.split(',')[0] ?? '').replaceAll('/', '-').replace(' ', 'T')
    const at = Date.parse(`${stamp}Z`) + toUtcHours * 3_600_000
    return row ? [{ ...row, at, monotonic: at }] : []
  })
}

/** The external meter's samples: [ms since 1970, watts]. Format: README.md of the samples. */
function metered(folder: string): readonly (readonly [number, number])[] {
  const bytes = readFileSync(join(folder, 'PMD_data.bin'))
  const start = (Number(readFileSync(join(folder, 'PMD_start_ts.txt'), 'utf8')) - 50_000) / 1000
  const wordAt = (record: number, word: number): number => bytes.readUInt16LE(record * 18 + word * 2)
  const raw = (record: number, word: number): number => {
    const value = wordAt(record, word) >> 4
    return value & 0x800 ? 0 : value
  }
  let ticks = 0
  return Array.from({ length: Math.floor(bytes.length / 18) }, (_, record) => {
    if (record > 0) ticks += (wordAt(record, 0) - wordAt(record - 1, 0) + 65_536) % 65_536
    const watts = [0, 1, 2, 3].map(
      (pair) =>
        raw(record, 1 + 2 * pair) * raw(record, 2 + 2 * pair) * (pair === 2 ? 0.0075 : 0.007568) * 0.0488,
    )
    return [start + ticks / 2934.5, watts.reduce((sum, part) => sum + part, 0)] as const
  })
}

describe('recordings of real cards (../shared/samples/rig)', () => {
  const stuck = join(samples, 'nvidia-smi/flatline_46.19W_700s_unknown_error_clocks.csv')
  it.skipIf(!existsSync(stuck))('takes no energy from the log whose sensor is stuck for 700 s', () => {
    const parts = booked(logged(stuck, 0).map((reading) => [reading]))
    expect(total(parts, 'wattHours')).toBe(0)
    expect(total(parts, 'knownSeconds')).toBe(0)
    expect(total(parts, 'upSeconds')).toBeGreaterThan(690)
  })

  const recordings = join(samples, 'gpu-vs-meter')
  it.skipIf(!existsSync(recordings)).each([
    ['5050_3090', -5.96],
    ['Transient_Response_3090_TR', -4.77],
    ['5050_A100', -0.73],
    ['Transient_Response_A100_TR', -5.68],
  ])('adds no error of its own: %s is off the external meter by %d per cent', (name, stated) => {
    expect(readdirSync(recordings)).toContain(name)
    const meter = metered(join(recordings, name))
    const log = logged(join(recordings, name, 'gpudata.csv'), -1)
    const from = Math.max(log[0]?.at ?? 0, meter[0]?.[0] ?? 0)
    const to = Math.min(log.at(-1)?.at ?? 0, meter.at(-1)?.[0] ?? 0)
    const inside = log.filter(({ at }) => at >= from && at <= to)
    const reference = booked(
      meter.filter(([at]) => at >= from && at <= to).map(([at, watts]) => [aReading({ at, watts })]),
    )
    const ours = booked(inside.map((reading) => [reading]))
    const error = (total(ours, 'wattHours') / total(reference, 'wattHours') - 1) * 100
    expect(Math.abs(error - stated)).toBeLessThanOrEqual(0.05)
  })
})
