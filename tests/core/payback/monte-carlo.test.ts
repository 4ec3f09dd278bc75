import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drivers, type DriverRanges, type Triangle } from '../../../src/core/payback/answers.ts'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import {
  actsOn,
  applyDriver,
  baseOf,
  defaultRanges,
  type Variation,
} from '../../../src/core/payback/drivers.ts'
import { monteCarlo, simulateInSteps, simulateRange } from '../../../src/core/payback/monte-carlo.ts'
import { project } from '../../../src/core/payback/project.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'
import { likelyOrOdd } from './likely-scenario.ts'
import { e01 } from './e01.ts'

type Vectors = {
  readonly E38_monte_carlo: {
    readonly inputs: {
      readonly n: number
      readonly seed: number
      readonly draw_order: readonly ('spend' | 'capex' | 'haircut')[]
      readonly triangular: Readonly<Record<'spend' | 'capex' | 'haircut', Triangle>>
    }
    readonly result: {
      readonly p10: number
      readonly p50: number
      readonly p90: number
      readonly neverShare: number
    }
  }
}
const fixture = join(import.meta.dirname, '../../fixtures/payback/uncertainty.json')
const { E38_monte_carlo: e38 } = JSON.parse(readFileSync(fixture, 'utf8')) as Vectors

const withHaircut = (scenario: Scenario, haircut: number): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map((work) => ({
    ...work,
    quality: { ...work.quality, policy: 'haircut', haircut },
  })),
})
const e38Draws = {
  spend: (scenario, value) => applyDriver(scenario, 'apiPrice', value),
  capex: (scenario, value) => applyDriver(scenario, 'capex', value),
  haircut: withHaircut,
} satisfies Record<string, Variation['apply']>

const aSeed = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const orNever = (month: number | null): number => month ?? Infinity

describe('the range of the payback month', () => {
  it('is 12, 15 and 20 months in E38, drawn as spend, capex, haircut', () => {
    const { n, seed, draw_order: order, triangular } = e38.inputs
    const variations = order.map((name) => ({ name, range: triangular[name], apply: e38Draws[name] }))
    const range = simulateRange(e01, variations, n, seed)
    expect({ p10: range.p10, p50: range.p50, p90: range.p90, neverShare: range.shareNever }).toEqual(
      e38.result,
    )
  })

  it('rises from the tenth to the ninetieth percentile, in the months and in the band', () => {
    fc.assert(
      fc.property(likelyOrOdd, aSeed, (scenario, seed) => {
        const range = monteCarlo(scenario, defaultRanges(scenario, [0.5, 0.8, 0.95]), 40, seed)
        expect(orNever(range.p10)).toBeLessThanOrEqual(orNever(range.p50))
        expect(orNever(range.p50)).toBeLessThanOrEqual(orNever(range.p90))
        expect(range.npvSpread).toBeGreaterThanOrEqual(0)
        expect(range.band.low).toHaveLength(scenario.horizonMonths + 1)
        for (const [m, low] of range.band.low.entries())
          expect(low).toBeLessThanOrEqual(range.band.high[m] ?? -Infinity)
        // The 36th of 40 months is never where at least 5 of them are.
        expect(range.p90 === null).toBe(Math.round(range.shareNever * 40) >= 5)
      }),
      { numRuns: 1000 },
    )
  })

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(likelyOrOdd, aSeed, (scenario, seed) => {
        const ranges = defaultRanges(scenario)
        expect(monteCarlo(scenario, ranges, 20, seed)).toEqual(monteCarlo(scenario, ranges, 20, seed))
      }),
      { numRuns: 1000 },
    )
    expect(monteCarlo(e01, defaultRanges(e01), 500, 1).band).not.toEqual(
      monteCarlo(e01, defaultRanges(e01), 500, 2).band,
    )
  })

  it('is the deterministic month where nothing varies', () => {
    fc.assert(
      fc.property(likelyOrOdd, aSeed, (scenario, seed) => {
        const still: DriverRanges = Object.fromEntries(
          drivers
            .filter((driver) => actsOn(scenario, driver))
            .map((driver) => {
              const base = baseOf(scenario, driver)
              return [driver, [base, base, base] satisfies Triangle]
            }),
        )
        const { months, payback } = project(scenario)
        const range = monteCarlo(scenario, still, 10, seed)
        expect([range.p10, range.p50, range.p90]).toEqual([payback.month, payback.month, payback.month])
        expect(range.shareNever).toBe(payback.status === 'never' ? 1 : 0)
        expect(range.npvSpread).toBe(0)
        for (const { m, cumulative } of months) {
          expect(range.band.low[m]).toBeCloseTo(cumulative, 6)
          expect(range.band.high[m]).toBe(range.band.low[m])
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('has never as a percentile where that many runs never pay', () => {
    // $2,000 and $20 a month against an API of $75.56 a month: paid after 36 months exactly at 1.
    const hard = completeScenario({
      workloads: [{ spend: 2000 / 36 + 20 }],
      investments: [{ month: 0, amount: 2000 }],
      energy: { fixedMonthly: 20 },
    })
    const range = monteCarlo(hard, { apiPrice: [0.5, 1, 1.5] }, 2000, 7)
    expect(range.shareNever).toBeGreaterThan(0.46)
    expect(range.shareNever).toBeLessThan(0.54)
    expect(range.p10).not.toBeNull()
    expect(range.p90).toBeNull()
  })

  it('can be worked out in steps, and stopped between them', () => {
    const steps = simulateInSteps(e01, [], 450, 1)
    const done: number[] = []
    for (;;) {
      const step = steps.next()
      if (step.done) {
        expect(step.value).toEqual(monteCarlo(e01, {}, 450, 1))
        break
      }
      done.push(step.value)
    }
    expect(done).toEqual([100, 200, 300, 400])
  })
})
