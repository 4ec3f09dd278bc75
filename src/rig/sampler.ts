import type { PowerIncrement } from '../core/energy.ts'
import type { LivePower, MeterState } from '../core/rig.ts'
import { integrate, mergeIncrements, settle, startIntegration, wattsOf } from './integrate.ts'
import type { Clock, Meter } from './meter.ts'

/** Where a sampler's findings go. */
export type PowerSink = {
  /** Books the parts of quarter hours, all or none; false: not now, they are offered again a minute later. */
  readonly record: (rigId: number, increments: readonly PowerIncrement[]) => boolean
  /** At every change of state, and once a minute while power is read. */
  readonly live: (live: LivePower) => void
}

export type Sampler = {
  readonly live: () => LivePower
  /** Ends the meter and books what is known so far. */
  readonly stop: () => void
}

/** Milliseconds between two bookings: one disk write a minute lets disks sleep (rig-power.md 8.4). */
const beat = 60_000

/** Runs a rig's meter until stopped. Nothing read is lost while the sink refuses; it is kept and added to. */
export function startSampler(rigId: number, meter: Meter, sink: PowerSink, clock: Clock): Sampler {
  let integration = startIntegration(meter.interval)
  let unbooked: readonly PowerIncrement[] = []
  let live: LivePower = { rigId, state: 'waiting', watts: null, at: null, detail: null }
  let awaitsFirstLook = false

  const keep = (step: ReturnType<typeof integrate>): void => {
    integration = step.after
    unbooked = mergeIncrements([...unbooked, ...step.booked])
  }
  const offer = (): void => {
    if (unbooked.length > 0 && sink.record(rigId, unbooked)) unbooked = []
  }
  const changed = (state: MeterState, detail: string | null): void => {
    const watts = state === 'ok' ? live.watts : null
    live = { ...live, state, detail, watts }
    awaitsFirstLook = state === 'ok'
    if (state !== 'ok') sink.live(live)
  }

  const stopMeter = meter.start(
    {
      changed,
      read: (look) => {
        keep(integrate(integration, look))
        const at = integration.answered?.at ?? live.at
        live = { ...live, watts: wattsOf(integration), at }
        if (awaitsFirstLook) sink.live(live)
        awaitsFirstLook = false
      },
    },
    clock,
  )
  let stopBeat = clock.after(beat, onBeat)
  function onBeat(): void {
    stopBeat = clock.after(beat, onBeat)
    offer()
    if (live.state === 'ok') sink.live(live)
  }

  return {
    live: () => live,
    stop: () => {
      stopBeat()
      stopMeter()
      keep(settle(integration))
      offer()
    },
  }
}
