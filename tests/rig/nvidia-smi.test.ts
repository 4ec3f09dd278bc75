import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { PowerReading } from '../../src/core/energy.ts'
import type { Clock, Meter } from '../../src/rig/meter.ts'
import { placeOfNvidiaSmi } from '../../src/rig/meters/nvidia-smi-place.ts'
import { nvidiaSmiMeter } from '../../src/rig/meters/nvidia-smi.ts'
import { aFolder } from '../make.ts'
import { aClock } from './clock.ts'

const fake = join(import.meta.dirname, '../fixtures/fake-nvidia-smi')
const captures = join(import.meta.dirname, '../../../shared/samples/rig/nvidia-smi')
const minute = 60_000

/** How the fake behaves; see its head. */
function fakeIs(settings: Readonly<Record<string, string>>): { readonly starts: () => readonly string[] } {
  const log = join(aFolder(), 'starts')
  for (const [name, value] of Object.entries({ STARTS: log, ...settings }))
    vi.stubEnv(`FAKE_SMI_${name}`, value)
  return { starts: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []) }
}

/** Runs a meter until the test ends; `heard` grows as it tells. */
function listenTo(meter: Meter, clock: Clock, onLook: () => void = () => undefined) {
  const looks: (readonly PowerReading[])[] = []
  const states: string[] = []
  const stop = meter.start(
    {
      read: (look) => {
        looks.push(look)
        onLook()
      },
      changed: (state, detail) => states.push(detail === null ? state : `${state}: ${detail}`),
    },
    clock,
  )
  onTestFinished(stop)
  return { looks, states, stop }
}

const until = (holds: () => boolean): Promise<void> =>
  vi.waitFor(
    () => {
      expect(holds()).toBe(true)
    },
    { timeout: 10_000, interval: 2 },
  )

const meter = (): Meter => nvidiaSmiMeter({ binary: fake })

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the nvidia-smi meter', () => {
  it('reads each GPU by its uuid, stamped with our own clock', async () => {
    fakeIs({ GPUS: '8' })
    const time = aClock()
    const { looks, states } = listenTo(meter(), time.clock, () => {
      time.pass(5_000)
    })
    await until(() => looks.length >= 3)
    expect(states).toEqual(['waiting', 'ok'])
    expect(looks[0]?.slice(0, 8).map(({ channel }) => channel)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((gpu) => `GPU-fake-${gpu}`),
    )
    expect(looks[0]?.[3]).toMatchObject({ watts: 131, utilisation: 0.5, temperature: 60, besideError: false })
    expect(looks[0]?.[3]?.at).toBe(Date.UTC(2026, 2, 1))
    expect(looks[1]?.[3]?.at).toBe(Date.UTC(2026, 2, 1) + 5_000)
  })

  it('starts the program once in an hour', async () => {
    const { starts } = fakeIs({ BEAT_MS: '1' })
    const time = aClock()
    const { looks, stop } = listenTo(meter(), time.clock, () => {
      time.pass(5_000)
    })
    await until(() => looks.length >= 720)
    stop()
    expect(time.clock.monotonic()).toBeGreaterThanOrEqual(60 * minute)
    expect(starts()).toHaveLength(1)
    expect(starts()[0]).toMatch(
      /^\d+ --query-gpu=timestamp,index,uuid,power\.draw,\S+ --format=csv,nounits -l 5$/,
    )
  })

  it('leaves out the first look after a start', async () => {
    fakeIs({ BEAT_MS: '20' })
    const { looks } = listenTo(meter(), aClock().clock)
    await until(() => looks.length > 0)
    expect(looks[0]?.[0]?.watts).toBe(101)
  })

  it('knows the power of a GPU in MIG mode, and not its utilisation', async () => {
    fakeIs({ MODE: 'mig' })
    const { looks } = listenTo(meter(), aClock().clock)
    await until(() => looks.length > 0)
    expect(looks[0]?.[0]).toMatchObject({ watts: 101, utilisation: null })
  })

  it.each(['crlf', 'half-line', 'garbage'])('reads through %s output', async (mode) => {
    fakeIs({ MODE: mode, GPUS: '2', BEAT_MS: '20' })
    const { looks, states } = listenTo(meter(), aClock().clock)
    await until(() => looks.flat().length >= 12)
    expect(states).toEqual(['waiting', 'ok'])
    const seen = new Set(looks.flat().map(({ channel, watts }) => `${channel} ${watts ?? 'null'}`))
    expect([...seen].toSorted()).toEqual([
      'GPU-fake-0 100',
      'GPU-fake-0 101',
      'GPU-fake-1 110',
      'GPU-fake-1 111',
    ])
  })

  it('asks again without a field that the driver does not know', async () => {
    const { starts } = fakeIs({ MODE: 'unknown-field' })
    const { looks, states } = listenTo(meter(), aClock().clock)
    await until(() => looks.length > 0)
    expect(states).toEqual(['waiting', 'ok'])
    expect(starts()).toHaveLength(2)
    expect(starts()[1]).not.toContain('clocks.current.sm')
  })

  it('fails in the words of the program', async () => {
    fakeIs({ MODE: 'mismatch' })
    const { states } = listenTo(meter(), aClock().clock)
    await until(() => states.length > 1)
    expect(states).toEqual([
      'waiting',
      'failing: Failed to initialize NVML: Driver/library version mismatch NVML library version: 580.173',
    ])
  })

  it('tries again after 1, 2, 5, 15 and 15 minutes', async () => {
    const { starts } = fakeIs({ MODE: 'mismatch' })
    const time = aClock()
    const { states } = listenTo(meter(), time.clock)
    for (const [tries, minutes] of [1, 2, 5, 15, 15].entries()) {
      await until(() => time.next() === minutes * minute)
      expect(starts()).toHaveLength(tries + 1)
      time.pass(minutes * minute)
    }
    expect(states).toHaveLength(2)
  })

  it('says so where there is no nvidia-smi', async () => {
    const { states } = listenTo(nvidiaSmiMeter({ binary: join(aFolder(), 'nvidia-smi') }), aClock().clock)
    await until(() => states.length > 1)
    expect(states).toEqual(['waiting', 'missing'])
  })

  it('ends a program that says nothing for four intervals, and starts another', async () => {
    const { starts } = fakeIs({ MODE: 'hang' })
    const time = aClock()
    const { looks, states } = listenTo(meter(), time.clock)
    await until(() => starts().length === 1)
    time.pass(19_999)
    expect(states).toEqual(['waiting'])
    time.pass(1)
    expect(states).toEqual(['waiting', 'failing: nvidia-smi said nothing for 20 s'])
    const hung = Number.parseInt(starts()[0] ?? '')
    await until(() => !isAlive(hung))
    vi.stubEnv('FAKE_SMI_MODE', 'normal')
    time.pass(minute)
    await until(() => looks.length > 0)
    expect(states.at(-1)).toBe('ok')
  })

  it('starts another where the program is killed or ends', async () => {
    const { starts } = fakeIs({ BEAT_MS: '10' })
    const time = aClock()
    const { looks, states } = listenTo(meter(), time.clock)
    await until(() => looks.length > 0)
    process.kill(Number.parseInt(starts()[0] ?? ''), 'SIGKILL')
    await until(() => states.length === 3)
    vi.stubEnv('FAKE_SMI_MODE', 'ends')
    time.pass(minute)
    await until(() => states.length === 5)
    expect(states).toEqual([
      'waiting',
      'ok',
      'failing: nvidia-smi was ended by SIGKILL',
      'ok',
      'failing: nvidia-smi ended (0)',
    ])
    expect(time.next()).toBe(minute)
  })

  it('leaves no program behind when it is stopped, and tells nothing more', async () => {
    const { starts } = fakeIs({})
    const time = aClock()
    const { looks, states, stop } = listenTo(meter(), time.clock)
    await until(() => looks.length > 0)
    stop()
    const told = looks.length
    await until(() => !isAlive(Number.parseInt(starts()[0] ?? '')))
    time.pass(60 * minute)
    expect([looks.length, states, starts().length]).toEqual([told, ['waiting', 'ok'], 1])
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('where nvidia-smi is', () => {
  const aFile = (file: string, minutesOld: number): string => {
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, '')
    const at = new Date(Date.UTC(2026, 2, 1) - minutesOld * minute)
    utimesSync(file, at, at)
    return file
  }

  it('leaves the search to PATH on Linux', () => {
    expect(placeOfNvidiaSmi('linux')).toBe('nvidia-smi')
  })

  it('takes the newest driver of the DriverStore on Windows, and System32 before it', () => {
    const windows = aFolder()
    const inSystem = join(windows, 'System32', 'nvidia-smi.exe')
    expect(placeOfNvidiaSmi('win32', windows)).toBe(inSystem)
    const store = join(windows, 'System32', 'DriverStore', 'FileRepository')
    aFile(join(store, 'nv_dispi.inf_a', 'nvidia-smi.exe'), 60)
    const newest = aFile(join(store, 'nv_dispi.inf_b', 'nvidia-smi.exe'), 1)
    expect(placeOfNvidiaSmi('win32', windows)).toBe(newest)
    aFile(inSystem, 120)
    expect(placeOfNvidiaSmi('win32', windows)).toBe(inSystem)
  })
})

describe('captures of real cards (../shared/samples/rig/nvidia-smi)', () => {
  const quoted: readonly (readonly [
    file: string,
    section: string,
    watts: number,
    utilisation: number | null,
  ])[] = [
    ['linux-x86_64__nvidia-geforce-rtx-2080-super__595.71.05.txt', 'idle', 39.32, 0],
    ['linux-x86_64__nvidia-geforce-rtx-2080-super__595.71.05.txt', 'load', 111.5, 0.08],
    ['linux-x86_64__nvidia-geforce-rtx-2080-super__610.57.04.txt', 'idle', 39.17, 0],
    ['linux-x86_64__nvidia-geforce-rtx-2080-super__610.57.04.txt', 'load', 98.14, 0.08],
    ['linux-x86_64__nvidia-geforce-rtx-4080-super__595.71.05.txt', 'idle', 26.2, 0],
    ['linux-x86_64__nvidia-geforce-rtx-4080-super__595.71.05.txt', 'load', 84.24, 0.07],
    ['linux-x86_64__nvidia-h100-80gb-hbm3__590.48.01.txt', 'idle', 69.85, 0],
    ['linux-x86_64__nvidia-h100-80gb-hbm3__590.48.01.txt', 'load', 631.95, 1],
    ['linux-x86_64__nvidia-h100-mig__590.48.01.txt', 'idle', 71.15, null],
    ['linux-x86_64__nvidia-h100-mig__590.48.01.txt', 'load', 433.78, null],
    ['linux-x86_64__nvidia-h200__590.48.01.txt', 'idle', 77.71, 0],
    ['linux-x86_64__nvidia-h200__590.48.01.txt', 'load', 627.4, 1],
    ['windows-x86_64__nvidia-geforce-rtx-2080-super__591.86.txt', 'idle', 38.92, 0],
    ['windows-x86_64__nvidia-geforce-rtx-2080-super__591.86.txt', 'load', 97.43, 0.07],
  ]

  it.skipIf(!existsSync(captures))('are all in the list below', () => {
    const files = readdirSync(captures).filter((file) => file.endsWith('.txt'))
    expect(files.toSorted()).toEqual([...new Set(quoted.map(([file]) => file))].toSorted())
  })

  it.skipIf(!existsSync(captures)).each(quoted)('%s, %s: %d W', async (file, section, watts, utilisation) => {
    fakeIs({ CAPTURE: join(captures, file), SECTION: section })
    const { looks } = listenTo(meter(), aClock().clock)
    await until(() => looks.length > 0)
    expect(looks[0]?.[0]).toMatchObject({ watts, utilisation })
  })
})
