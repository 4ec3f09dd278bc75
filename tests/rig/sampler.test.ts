import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { PowerIncrement } from '../../src/core/energy.ts'
import type { LivePower, Rig } from '../../src/core/rig.ts'
import { addRig } from '../../src/flows/add-rig.ts'
import { readRigs } from '../../src/flows/read-rigs.ts'
import { recordPower } from '../../src/flows/record-power.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import type { Meter } from '../../src/rig/meter.ts'
import { nvidiaSmiMeter } from '../../src/rig/meters/nvidia-smi.ts'
import { startSampler } from '../../src/rig/sampler.ts'
import { aLedger } from '../make.ts'
import { aClock } from './clock.ts'

const fake = join(import.meta.dirname, '../fixtures/fake-nvidia-smi')
const midnight = Date.UTC(2026, 2, 1)

afterEach(() => {
  vi.unstubAllEnvs()
})

function aRig(ledger: Ledger): Rig {
  const added = addRig(ledger, {
    name: 'tower',
    presetId: null,
    price: '2000',
    currency: 'USD',
    inServiceOn: '2026-03-01',
    pricePerKwh: '0.30',
    metered: true,
  })
  if (!added.ok) throw new Error(JSON.stringify(added.problem))
  return added.value
}

/** Runs the fake for so many looks, 5 s apart on the test's clock; `takes` is asked at each booking. */
async function sampled(
  ledger: Ledger,
  rig: Rig,
  time: ReturnType<typeof aClock>,
  wanted: number,
  takes: () => boolean = () => true,
) {
  const told: LivePower[] = []
  const offers: (readonly PowerIncrement[])[] = []
  let looks = 0
  const real = nvidiaSmiMeter({ binary: fake })
  const meter: Meter = {
    interval: real.interval,
    start: (listener, clock) =>
      real.start(
        {
          changed: listener.changed,
          read: (look) => {
            if (looks === wanted) return
            looks += 1
            // Two looks that arrive at once are one: between looks pass 5 s.
            listener.read(look.filter(({ channel }, n) => look.findIndex((r) => r.channel === channel) === n))
            if (looks < wanted) time.pass(5_000)
          },
        },
        clock,
      ),
  }
  const sink = {
    record: (rigId: number, increments: readonly PowerIncrement[]) => {
      offers.push(increments)
      return takes() && recordPower(ledger, rigId, increments)
    },
    live: (live: LivePower) => told.push(live),
  }
  const sampler = startSampler(rig.id, meter, sink, time.clock)
  onTestFinished(sampler.stop)
  await vi.waitFor(
    () => {
      expect(looks).toBe(wanted)
    },
    { timeout: 10_000, interval: 2 },
  )
  return { sampler, told, offers }
}

const thisMonth = (ledger: Ledger, now: number) => readRigs(ledger, now).months[0]

describe('the sampler', () => {
  it('books an hour of readings: energy, uptime and coverage', async () => {
    vi.stubEnv('FAKE_SMI_GPUS', '2')
    vi.stubEnv('FAKE_SMI_BEAT_MS', '1')
    const ledger = aLedger()
    const rig = aRig(ledger)
    const time = aClock()
    const { sampler, offers } = await sampled(ledger, rig, time, 721)
    sampler.stop()
    const month = thisMonth(ledger, midnight + 2 * 3_600_000)
    // Both GPUs swing by 1 W from look to look: 100 to 101 W and 110 to 111 W.
    expect(month?.kwh).toBeGreaterThanOrEqual(0.21)
    expect(month?.kwh).toBeLessThanOrEqual(0.212)
    expect(month?.uptimeHours).toBeCloseTo(1, 9)
    expect(month?.coverage).toBeCloseTo(0.5, 9)
    expect(month?.method).toBe('nvidia-smi')
    // One booking a minute, and the last.
    expect(offers.length).toBeLessThanOrEqual(61)
  })

  it('tells the live power at changes and once a minute', async () => {
    vi.stubEnv('FAKE_SMI_BEAT_MS', '2')
    const ledger = aLedger()
    const rig = aRig(ledger)
    const { sampler, told } = await sampled(ledger, rig, aClock(), 37)
    expect(told.map(({ state, at }) => [state, at === null ? null : (at - midnight) / 1000])).toEqual([
      ['waiting', null],
      ['ok', 0],
      ['ok', 55],
      ['ok', 115],
      ['ok', 175],
    ])
    expect(told[1]?.watts).toBeGreaterThanOrEqual(100)
    expect(sampler.live()).toMatchObject({ state: 'ok', detail: null, rigId: rig.id })
  })

  it('keeps what a busy ledger does not take, and loses nothing', async () => {
    vi.stubEnv('FAKE_SMI_BEAT_MS', '2')
    const ledger = aLedger()
    const rig = aRig(ledger)
    const time = aClock()
    let refusals = 0
    const { sampler, offers } = await sampled(ledger, rig, time, 121, () => {
      refusals += 1
      return refusals > 8
    })
    sampler.stop()
    expect(offers.length).toBeGreaterThan(8)
    const month = thisMonth(ledger, midnight + 600_000)
    expect(month?.uptimeHours).toBeCloseTo(1 / 6, 9)
    expect(month?.coverage).toBeCloseTo(1, 9)
    expect(month?.kwh).toBeCloseTo(100.5 / 6 / 1000, 3)
  })

  it('books what stood still when it is stopped', async () => {
    vi.stubEnv('FAKE_SMI_MODE', 'steady')
    vi.stubEnv('FAKE_SMI_BEAT_MS', '2')
    const ledger = aLedger()
    const { sampler } = await sampled(ledger, aRig(ledger), aClock(), 11)
    sampler.stop()
    const month = thisMonth(ledger, midnight + 100_000)
    expect(month?.kwh).toBeCloseTo((0.1 * 50) / 3600, 12)
    expect(month?.coverage).toBeCloseTo(0.5, 12)
  })

  it('adds nothing twice when it is started again, and leaves the time between unknown', async () => {
    vi.stubEnv('FAKE_SMI_BEAT_MS', '2')
    const ledger = aLedger()
    const rig = aRig(ledger)
    const time = aClock()
    const first = await sampled(ledger, rig, time, 61)
    first.sampler.stop()
    first.sampler.stop()
    const before = thisMonth(ledger, midnight + 1_200_000)
    expect(before?.coverage).toBeCloseTo(300 / 1200, 9)
    time.pass(600_000)
    const second = await sampled(ledger, rig, time, 61)
    second.sampler.stop()
    const after = thisMonth(ledger, midnight + 1_200_000)
    expect(after?.coverage).toBeCloseTo(600 / 1200, 9)
    expect(after?.kwh).toBeCloseTo(2 * (before?.kwh ?? NaN), 3)
  })

  it('says in the words of the program why there is no power', async () => {
    vi.stubEnv('FAKE_SMI_MODE', 'mismatch')
    const ledger = aLedger()
    const told: LivePower[] = []
    const sampler = startSampler(
      aRig(ledger).id,
      nvidiaSmiMeter({ binary: fake }),
      { record: () => true, live: (live) => told.push(live) },
      aClock().clock,
    )
    onTestFinished(sampler.stop)
    await vi.waitFor(
      () => {
        expect(told).toHaveLength(2)
      },
      { timeout: 10_000 },
    )
    expect(told[1]).toMatchObject({ state: 'failing', watts: null })
    expect(told[1]?.detail).toContain('Driver/library version mismatch')
  })
})
