import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { project } from '../../../src/core/payback/project.ts'
import type { PaybackPoint } from '../../../src/core/payback/projection.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'
import { netFlows } from '../../../src/core/payback/simulate.ts'
import { anyScenario, changed, withWorkloads } from './any-scenario.ts'

const runs = { numRuns: 1_000 }
const monthOr = ({ month }: PaybackPoint): number => month ?? Infinity

/** Sums of many months differ in their last digits; a month must not turn on them, so ties are left room. */
const scaleOf = (scenario: Scenario): number =>
  project(scenario).months.reduce((sum, { apiOnly, opex, invested }) => sum + apiOnly + opex + invested, 1)

type Pair = { readonly better: Scenario; readonly worse: Scenario }

/** The better scenario pays back no later and has no lower NPV. */
function expectNoWorse({ better, worse }: Pair): void {
  const [good, bad] = [project(better), project(worse)]
  const rounding = 1e-9 * scaleOf(worse)
  expect(good.npv).toBeGreaterThanOrEqual(bad.npv - rounding)
  const isTie = bad.months.some(({ cumulative }) => Math.abs(cumulative + 0.005) <= rounding)
  if (!isTie) expect(monthOr(good.payback)).toBeLessThanOrEqual(monthOr(bad.payback))
}

/**
 * With a second rig of another kind the first takes what gains it most, which need not leave the best for the second;
 * and mirrored work grows with the work it mirrors. Neither is promised to be monotonous.
 */
const alone = { otherRigs: [] }
const plainly = { otherRigs: [], shadow: [0] }

describe('what makes a purchase better never makes it look worse', () => {
  it('01: more capex pays no earlier and lowers the NPV; a set-up cost lowers it one to one', () => {
    fc.assert(
      fc.property(changed(1, 10_000), ([scenario, more]) => {
        const dearer = (kind: 'capex' | 'setup'): Scenario => ({
          ...scenario,
          investments: [...scenario.investments, { month: 0, amount: more, kind }],
        })
        const maintained = { ...scenario, residualCurve: [] }
        expectNoWorse({ better: maintained, worse: { ...dearer('capex'), residualCurve: [] } })
        expectNoWorse({ better: scenario, worse: dearer('setup') })
        expect(project(scenario).npv - project(dearer('setup')).npv).toBeCloseTo(more, 4)
      }),
      runs,
    )
  })

  it('02: a higher price of the API', () => {
    fc.assert(
      fc.property(changed(1, 3), ([scenario, factor]) => {
        const worse = { ...scenario, ...alone }
        expectNoWorse({
          worse,
          better: withWorkloads(worse, (one) => ({ ...one, spend: one.spend * factor })),
        })
      }),
      runs,
    )
  })

  it('02b: more volume', () => {
    fc.assert(
      fc.property(changed(1, 3), ([scenario, k]) => {
        const worse = { ...scenario, ...plainly }
        const better = withWorkloads(worse, (one) => ({
          ...one,
          spend: one.spend * k,
          tokensIn: one.tokensIn * k,
          tokensOut: one.tokensOut * k,
          requests: one.requests * k,
        }))
        expectNoWorse({ worse, better })
      }),
      runs,
    )
  })

  it('03: a lower tariff', () => {
    fc.assert(
      fc.property(changed(0.01, 0.5), ([scenario, more]) => {
        const better = { ...scenario, ...alone }
        const flat = 'flat' in better.energy.tariff ? better.energy.tariff.flat : 0
        expectNoWorse({
          better,
          worse: { ...better, energy: { ...better.energy, tariff: { flat: flat + more } } },
        })
      }),
      runs,
    )
  })

  it('04: better local quality, with failures that fall back or are tried again', () => {
    fc.assert(
      fc.property(changed(0, 0.5), ([scenario, more]) => {
        const worse = withWorkloads({ ...scenario, ...plainly }, (one) => ({
          ...one,
          quality: { ...one.quality, qLocal: Math.min(one.quality.qApi, Math.max(0.05, one.quality.qLocal)) },
        }))
        const better = withWorkloads(worse, (one) => ({
          ...one,
          quality: { ...one.quality, qLocal: Math.min(one.quality.qApi, one.quality.qLocal + more) },
        }))
        expectNoWorse({ worse, better })
      }),
      runs,
    )
  })

  it('05: a larger routable share', () => {
    fc.assert(
      fc.property(changed(0, 1), ([scenario, more]) => {
        const worse = { ...scenario, ...plainly }
        const better = withWorkloads(worse, (one) => ({
          ...one,
          routableShare: one.routableShare + (1 - one.routableShare) * more,
        }))
        expectNoWorse({ worse, better })
      }),
      runs,
    )
  })

  it('07: prices of the API that fall more slowly', () => {
    fc.assert(
      fc.property(changed(0, 0.05), ([scenario, slower]) => {
        const worse = { ...scenario, ...alone }
        const better = withWorkloads(worse, (one) => ({
          ...one,
          apiPriceChangeMonthly: one.apiPriceChangeMonthly + slower,
        }))
        expectNoWorse({ worse, better })
      }),
      runs,
    )
  })

  it('08: more growth', () => {
    fc.assert(
      fc.property(changed(0, 0.05), ([scenario, more]) => {
        const worse = { ...scenario, ...plainly }
        const better = withWorkloads(worse, (one) => ({ ...one, growthMonthly: one.growthMonthly + more }))
        expectNoWorse({ worse, better })
      }),
      runs,
    )
  })

  it('18: a faster ramp', () => {
    fc.assert(
      fc.property(changed(0, 1), ([scenario, share]) => {
        const worse = { ...scenario, shadow: [0], ramp: scenario.ramp.map((one) => one * share) }
        expectNoWorse({ worse, better: { ...worse, ramp: scenario.ramp } })
      }),
      runs,
    )
  })

  it('21: another node at no price raises the NPV only where there was overflow', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const fewer = project(scenario)
        const more = project({ ...scenario, rig: { ...scenario.rig, nodes: scenario.rig.nodes + 1 } })
        const gains = more.npv > fewer.npv + 1e-9 * scaleOf(scenario)
        const wasFull = fewer.firstOverflow !== null || scenario.otherRigs.length > 0
        expect(gains && !wasFull && scenario.shadow.every((share) => share === 0)).toBe(false)
      }),
      runs,
    )
  })
})

describe('the fast months are the months', () => {
  it('simulates the same net as it projects, to the last bit', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const projection = project(scenario)
        const { net, invested, residual } = netFlows(scenario)
        expect([...net]).toEqual(projection.months.map((month) => month.net))
        expect(invested).toBeCloseTo(projection.invested, 6)
        expect(residual).toBe(projection.residual)
      }),
      runs,
    )
  })
})
