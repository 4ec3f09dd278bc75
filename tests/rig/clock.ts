import type { Clock } from '../../src/rig/meter.ts'

/** A clock that stands still until it is moved on, and can be set like a real one. */
export function aClock(start = Date.UTC(2026, 2, 1)): {
  readonly clock: Clock
  /** Lets time pass; what was to run by then runs at its moment. */
  readonly pass: (ms: number) => void
  /** Sets the wall clock, as a person or NTP does. */
  readonly set: (byMs: number) => void
  /** Milliseconds until something is to run; null when nothing is. */
  readonly next: () => number | null
} {
  let passed = 0
  let offset = start
  const waiting = new Set<{ readonly at: number; readonly run: () => void }>()
  const clock: Clock = {
    wall: () => offset + passed,
    monotonic: () => passed,
    after: (ms, run) => {
      const entry = { at: passed + ms, run }
      waiting.add(entry)
      return () => {
        waiting.delete(entry)
      }
    },
  }
  const pass = (ms: number): void => {
    const until = passed + ms
    for (;;) {
      const next = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      waiting.delete(next)
      passed = Math.max(passed, next.at)
      next.run()
    }
    passed = until
  }
  const set = (byMs: number): void => {
    offset += byMs
  }
  const next = (): number | null =>
    waiting.size === 0 ? null : Math.min(...[...waiting].map(({ at }) => at)) - passed
  return { clock, pass, set, next }
}
