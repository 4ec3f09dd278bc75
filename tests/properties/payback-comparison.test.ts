import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Alternatives, Option, OptionKind } from '../../src/core/payback/answers.ts'
import { compare } from '../../src/core/payback/comparison.ts'
import { nodesOf, nodesWithoutOverflow, withMoreNodes } from '../../src/core/payback/enough-nodes.ts'
import { project } from '../../src/core/payback/project.ts'
import { likelyOrOdd, likelyScenario } from '../core/payback/likely-scenario.ts'

const numRuns = 1_000

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true })

const someAlternatives: fc.Arbitrary<Alternatives> = fc.record({
  optimised: fc.option(
    fc.record({
      cacheReadShare: between(0, 1),
      cacheReadMultiplier: between(0, 1),
      batchShare: between(0, 1),
      batchMultiplier: between(0.2, 1),
      inputShareOfSpend: fc.option(between(0, 1)),
    }),
  ),
  cloudGpu: fc.option(
    fc.record({
      ratePerHour: between(0.5, 5),
      decodeTps: between(50, 2000),
      prefillTps: fc.option(between(500, 20_000)),
      elastic: fc.boolean(),
      runLabourMonthly: between(0, 500),
    }),
  ),
  hostedModel: fc.option(fc.record({ inPerMillion: between(0, 1), outPerMillion: between(0, 2) })),
})

const pick = (options: readonly Option[], kind: OptionKind): Option | undefined =>
  options.find((option) => option.kind === kind)

describe('the comparison', () => {
  it('has the rig at what it and the API cost each month, and at the API’s less the project’s NPV', () => {
    fc.assert(
      fc.property(likelyOrOdd, someAlternatives, (scenario, alternatives) => {
        const { options } = compare(scenario, alternatives, 0)
        const api = pick(options, 'api-only')?.presentValue ?? Number.NaN
        const hybrid = pick(options, 'hybrid-local')?.presentValue ?? Number.NaN
        const { months, npv, residual } = project(scenario)
        const atWorkAtOnce = (scenario.live[0] ?? 0) > 0
        const paid = months.map(
          ({ m, residualApi, opex, invested }) =>
            invested + (m === 0 && !atWorkAtOnce ? 0 : residualApi + opex),
        )
        const discounted = paid.map((cost, m) => cost / (1 + scenario.discountRateAnnual) ** (m / 12))
        const resold = residual / (1 + scenario.discountRateAnnual) ** (scenario.horizonMonths / 12)
        expect(hybrid).toBeCloseTo(
          discounted.reduce((sum, cost) => sum + cost, -resold),
          4,
        )
        expect(api - hybrid).toBeCloseTo(npv, 4)
      }),
      { numRuns },
    )
  })

  it('never makes the optimised API dearer, nor elastic rent dearer than rent day and night', () => {
    fc.assert(
      fc.property(likelyOrOdd, someAlternatives, (scenario, alternatives) => {
        const { options } = compare(scenario, alternatives, 0)
        const api = pick(options, 'api-only')?.presentValue ?? Number.NaN
        expect(pick(options, 'api-optimised')?.presentValue ?? 0).toBeLessThanOrEqual(api)
        if (alternatives.cloudGpu === null) return
        const rented = (elastic: boolean): number | undefined => {
          const gpu = { ...alternatives.cloudGpu, elastic } as NonNullable<Alternatives['cloudGpu']>
          const { options: found } = compare(scenario, { ...alternatives, cloudGpu: gpu }, 0)
          return pick(found, 'cloud-gpu')?.presentValue
        }
        const [flexible, dayAndNight] = [rented(true), rented(false)]
        if (flexible !== undefined && dayAndNight !== undefined)
          expect(flexible).toBeLessThanOrEqual(dayAndNight + 1e-6 * Math.abs(dayAndNight))
      }),
      { numRuns },
    )
  })

  it('needs no more nodes than leave no work undone, and no fewer', () => {
    let more = 0
    fc.assert(
      fc.property(likelyScenario, (scenario) => {
        const extra = (nodesWithoutOverflow(scenario) ?? Number.NaN) - nodesOf(scenario)
        expect(project(withMoreNodes(scenario, extra)).firstOverflow).toBeNull()
        if (extra > 0) {
          more += 1
          expect(project(withMoreNodes(scenario, extra - 1)).firstOverflow).not.toBeNull()
        }
      }),
      { numRuns },
    )
    expect(more).toBeGreaterThan(100)
  })

  it('finds enough nodes beside rigs of other kinds, or says that there are none', () => {
    fc.assert(
      fc.property(likelyOrOdd, (scenario) => {
        const ready = { ...scenario, live: [0, 1] }
        const needed = nodesWithoutOverflow(ready)
        if (needed === null) return
        expect(project(withMoreNodes(ready, needed - nodesOf(ready))).firstOverflow).toBeNull()
      }),
      { numRuns },
    )
  })

  it('has a winner only where it is 5 % and the spread ahead of every other', () => {
    const seen = { winner: 0, none: 0 }
    fc.assert(
      fc.property(likelyOrOdd, someAlternatives, between(0, 5_000), (scenario, alternatives, spread) => {
        const { options, winner, lead } = compare(scenario, alternatives, spread)
        const values = options.map(({ presentValue }) => presentValue).toSorted((a, b) => a - b)
        const [first = Number.NaN, second = Number.NaN] = values
        expect(lead).toBeCloseTo((second - first) / Math.abs(first), 9)
        seen[winner === null ? 'none' : 'winner'] += 1
        if (winner === null) expect(lead < 0.05 || second - first < spread).toBe(true)
        else {
          expect(pick(options, winner)?.presentValue).toBe(first)
          expect(second - first).toBeGreaterThanOrEqual(Math.max(spread, 0.05 * first))
        }
      }),
      { numRuns },
    )
    expect(Math.min(seen.winner, seen.none)).toBeGreaterThan(50)
  })
})
