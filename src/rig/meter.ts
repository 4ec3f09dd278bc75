import { performance } from 'node:perf_hooks'
import type { PowerReading } from '../core/energy.ts'
import type { MeterState } from '../core/rig.ts'

export type Stop = () => void

/** Where a meter takes its time from; a test's clock runs an hour in no time. */
export type Clock = {
  /** Milliseconds since 1970, UTC. Someone may set it. */
  readonly wall: () => number
  /** Milliseconds from any start. Never set. */
  readonly monotonic: () => number
  /** Runs once, after so many milliseconds, unless stopped before. */
  readonly after: (ms: number, run: () => void) => Stop
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}

/** What a meter tells while it runs. */
export type MeterListener = {
  /** One look at all channels. */
  readonly read: (readings: readonly PowerReading[]) => void
  /** Told at every change; `detail` holds the meter's own words when it fails. */
  readonly changed: (state: MeterState, detail: string | null) => void
}

/** A way to read a rig's power. */
export type Meter = {
  /** Milliseconds between two looks. */
  readonly interval: number
  /** Reads until stopped; after that nothing is told any more. */
  readonly start: (listener: MeterListener, clock: Clock) => Stop
}
