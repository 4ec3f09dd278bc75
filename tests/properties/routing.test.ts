import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/core/routing/decide.ts'
import { flipsOf, turned } from '../../src/core/routing/flips.ts'
import {
  modalities,
  sensitivities,
  taskClasses,
  type RoutedWork,
  type Verdict,
} from '../../src/core/routing/workload.ts'

const numRuns = 2_000
const ratio = (max = 1): fc.Arbitrary<number> => fc.double({ min: 0, max, noNaN: true })
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 })
/** Hard rules stop few of them, so that the thresholds get their share of the runs. */
const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })
const cents = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: low * 100, max: high * 100 }).map((value) => value / 100)
const percent = fc.integer({ min: 0, max: 100 }).map((value) => value / 100)
const someCount = fc.integer({ min: 0, max: 5_000 })
const someModalities = rarely(fc.subarray([...modalities]))

const someWork: fc.Arbitrary<RoutedWork> = fc
  .record({
    id: fc.constant('work'),
    spend: cents(1, 10_000),
    saved: fc.double({ min: -0.5, max: 0.9, noNaN: true }),
    daysOfData: rarely(fc.integer({ min: 0, max: 400 })),
    capacityShare: maybe(ratio()),
    avoided: maybe(cents(0, 10_000)),
    gain: maybe(cents(-1_000, 10_000)),
    nodes: maybe(fc.integer({ min: 1, max: 8 })),
    nodeShare: maybe(ratio()),
    taskClass: maybe(fc.constantFrom(...taskClasses)),
    sensitivity: maybe(fc.constantFrom(...sensitivities)),
    agreement: maybe(fc.boolean()),
    contextP95: rarely(fc.integer({ min: 1, max: 100_000 })),
    localContext: rarely(fc.integer({ min: 1, max: 100_000 })),
    latencyTargetMs: rarely(fc.integer({ min: 1, max: 5_000 })),
    localLatencyP95Ms: rarely(fc.integer({ min: 1, max: 5_000 })),
    frontier: rarely(fc.boolean()),
    modalities: someModalities,
    localModalities: someModalities,
    agentSteps: rarely(fc.integer({ min: 0, max: 100 })),
    operatorHoursNeeded: rarely(fc.integer({ min: 0, max: 100 })),
    operatorHoursAvailable: rarely(fc.integer({ min: 0, max: 100 })),
    measured: maybe(fc.record({ n: someCount, qLocal: percent, qApi: percent })),
    rhoRange: maybe(ratio(1.1).map((low): readonly [number, number] => [low, 1.2])),
    peakToMean: fc.constant(null),
    activeDayShare: fc.constant(null),
  })
  .map(({ saved, ...work }) => ({ ...work, netSaving: Math.round(work.spend * saved * 100) / 100 }))

const towardsLocal = ({ decision }: Verdict): number => ({ cloud: 0, both: 1, local: 2 })[decision]
const rank = (work: RoutedWork): number => towardsLocal(decide(work))

/** Whatever the work and however much more: what is better never moves it away from the rig. */
function neverAway(raise: (work: RoutedWork, by: number) => RoutedWork): void {
  fc.assert(
    fc.property(someWork, ratio(), (work, by) => {
      expect(rank(raise(work, by))).toBeGreaterThanOrEqual(rank(work))
    }),
    { numRuns },
  )
}

describe('routing', () => {
  it('S1: more quality never moves away from local', () => {
    neverAway((work, by) => turned(work, 'quality', decide(work).facts.rho + by))
  })

  it('S1, measured: more useful local answers never move away from local', () => {
    fc.assert(
      fc.property(someWork, someCount, percent, percent, percent, (work, n, qLocal, more, qApi) => {
        const rankOf = (share: number): number =>
          rank({ ...work, measured: { n, qLocal: Math.min(1, share), qApi } })
        expect(rankOf(qLocal + more)).toBeGreaterThanOrEqual(rankOf(qLocal))
      }),
      { numRuns },
    )
  })

  it('S2: more saving never moves away from local', () => {
    neverAway((work, by) => ({ ...work, netSaving: work.netSaving + work.spend * by }))
  })

  it('S3: more capacity never moves away from local', () => {
    neverAway((work, by) => ({
      ...work,
      capacityShare: work.capacityShare === null ? null : Math.min(1, work.capacityShare + by),
    }))
  })

  it('S4: stricter sensitivity never moves towards cloud', () => {
    const steps: readonly Partial<RoutedWork>[] = [
      { sensitivity: 'public' },
      { sensitivity: 'internal' },
      { sensitivity: 'regulated', agreement: true },
      { sensitivity: 'regulated', agreement: false },
    ]
    fc.assert(
      fc.property(someWork, (work) => {
        const ranks = steps.map((said) => rank({ ...work, ...said }))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
      }),
      { numRuns },
    )
  })

  it('S5: regulated work without an agreement is never on the API', () => {
    fc.assert(
      fc.property(someWork, fc.constantFrom(null, false), (work, agreement) => {
        expect(decide({ ...work, sensitivity: 'regulated', agreement })).toMatchObject({
          decision: 'local',
          rule: 'R1',
        })
      }),
      { numRuns },
    )
  })

  it('S6: work that is not forced and saves nothing is on the API', () => {
    fc.assert(
      fc.property(someWork, ratio(), (work, less) => {
        const verdict = decide({ ...work, netSaving: -less * work.spend })
        expect(verdict.rule === 'R1' || verdict.decision === 'cloud').toBe(true)
      }),
      { numRuns },
    )
  })

  it('S7: the scale of money does not matter', () => {
    fc.assert(
      fc.property(someWork, fc.integer({ min: 1, max: 1_000_000 }), (work, by) => {
        const scaled = { ...work, spend: work.spend * by, netSaving: work.netSaving * by }
        const { decision, mode, rule } = decide(work)
        expect(decide(scaled)).toMatchObject({ decision, mode, rule })
      }),
      { numRuns },
    )
  })

  it('every flip holds on its side and not on the other', () => {
    let seen = 0
    fc.assert(
      fc.property(someWork, (work) => {
        const before = decide(work)
        for (const { lever, side, at, decision, mode } of flipsOf(work)) {
          const step = 2e-6 * Math.max(1, at)
          const [on, off] = side === 'from' ? [at, at - step] : [at - step, at + step]
          const flipped = decide(turned(work, lever, on))
          expect({ decision: flipped.decision, mode: flipped.mode }).toEqual({ decision, mode })
          const other = decide(turned(work, lever, off))
          expect([other.decision, other.mode]).not.toEqual([decision, mode])
          expect([before.decision, before.mode]).not.toEqual([decision, mode])
          seen += 1
        }
      }),
      { numRuns },
    )
    expect(seen).toBeGreaterThan(1_000)
  })

  it('no flip is missed: turned anywhere, the decision is one of those told', () => {
    fc.assert(
      fc.property(
        someWork,
        fc.constantFrom('quality' as const, 'spend' as const, 'capacity' as const),
        ratio(),
        (work, lever, to) => {
          const value = lever === 'spend' ? work.spend * 2 * to : to
          const told = flipsOf(work).filter((flip) => flip.lever === lever)
          const { decision } = decide(turned(work, lever, value))
          expect([decide(work).decision, ...told.map((flip) => flip.decision)]).toContain(decision)
        },
      ),
      { numRuns },
    )
  })
})
