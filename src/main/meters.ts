import type { LivePower } from '../core/rig.ts'
import { recordPower } from '../flows/record-power.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { systemClock } from '../rig/meter.ts'
import { nvidiaSmiMeter } from '../rig/meters/nvidia-smi.ts'
import { startSampler, type Sampler } from '../rig/sampler.ts'

/** The meters that run now: one for each rig that is to be metered. */
export type Meters = {
  /** Starts and stops meters until they are those of the ledger's metered rigs. */
  readonly follow: () => void
  readonly live: () => readonly LivePower[]
  readonly stopRig: (rigId: number) => void
  readonly stop: () => void
}

export function openMeters(ledger: Ledger, tell: (live: LivePower) => void): Meters {
  const running = new Map<number, Sampler>()
  const stopRig = (rigId: number): void => {
    running.get(rigId)?.stop()
    running.delete(rigId)
  }
  const sink = {
    record: (rigId: number, increments: Parameters<typeof recordPower>[2]) =>
      recordPower(ledger, rigId, increments),
    live: tell,
  }
  return {
    follow: () => {
      const metered = new Set(listRigs(ledger).flatMap(({ id, metered }) => (metered ? [id] : [])))
      for (const rigId of [...running.keys()].filter((id) => !metered.has(id))) stopRig(rigId)
      for (const rigId of [...metered].filter((id) => !running.has(id)))
        running.set(rigId, startSampler(rigId, nvidiaSmiMeter(), sink, systemClock))
    },
    live: () => [...running.values()].map((sampler) => sampler.live()),
    stopRig,
    stop: () => {
      for (const rigId of [...running.keys()]) stopRig(rigId)
    },
  }
}
