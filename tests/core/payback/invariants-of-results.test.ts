import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { crossing } from '../../../src/core/payback/crossing.ts'
import { whyNever } from '../../../src/core/payback/never.ts'
import { project } from '../../../src/core/payback/project.ts'
import { neverReasons } from '../../../src/core/payback/projection.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'
import { monthText, parseMonth } from '../../../src/core/period.ts'
import { anyScenario, changed, withWorkloads } from './any-scenario.ts'

const runs = { numRuns: 1_000 }
const rate = fc.double({ min: 0, max: 1, noNaN: true })
const someFlows = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 40 })

/** All that is in units of money, times k. */
function inOtherMoney(scenario: Scenario, k: number): Scenario {
  const { energy, opex, investments } = scenario
  const flat = 'flat' in energy.tariff ? energy.tariff.flat : 0
  return {
    ...withWorkloads(scenario, (one) => ({
      ...one,
      spend: one.spend * k,
      failureCost: one.failureCost * k,
    })),
    investments: investments.map((one) => ({ ...one, amount: one.amount * k })),
    energy: { ...energy, tariff: { flat: flat * k }, fixedMonthly: energy.fixedMonthly * k },
    opex: {
      ...opex,
      engRate: opex.engRate * k,
      coloMonthly: opex.coloMonthly * k,
      licencesMonthly: opex.licencesMonthly * k,
      replacementCost: opex.replacementCost * k,
      leaseMonthly: opex.leaseMonthly * k,
    },
  }
}

describe('payback and returns hold together', () => {
  it('06: whatever the flows, discounting never brings the payback forward, and none leaves it', () => {
    fc.assert(
      fc.property(someFlows, rate, rate, (flows, low, more) => {
        const paid = (at: number): number =>
          crossing(
            flows.map((flow, t) => flow / (1 + at) ** t),
            1,
            0,
          ).month ?? Infinity
        expect(paid(low)).toBeGreaterThanOrEqual(paid(0))
        expect(paid(low + more)).toBeGreaterThanOrEqual(paid(low))
      }),
      runs,
    )
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { payback, discountedPayback } = project({ ...scenario, discountRateAnnual: 0 })
        expect(discountedPayback).toEqual(payback)
      }),
      runs,
    )
  })

  it('09: the resale value changes the NPV, never the payback', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const [sold, kept] = [project(scenario), project({ ...scenario, residualCurve: [] })]
        expect(sold.payback).toEqual(kept.payback)
        expect(sold.npvWithoutResidual).toBe(kept.npv)
        expect(sold.npv).toBeGreaterThanOrEqual(kept.npv - 1e-9 * (1 + Math.abs(kept.npv)))
      }),
      runs,
    )
  })

  it('10: in another currency the payback, the IRR and the ROI are the same and the NPV is in that currency', () => {
    fc.assert(
      fc.property(anyScenario, fc.constantFrom(0.25, 2, 8, 128), (scenario, k) => {
        const [ours, theirs] = [project(scenario), project(inOtherMoney(scenario, k))]
        // Half a cent is half a cent in every currency: where one decides, the month may differ.
        fc.pre(ours.months.every(({ cumulative }) => Math.abs(cumulative) > 0.05))
        expect(theirs.payback.month).toBe(ours.payback.month)
        expect(theirs.payback.fraction ?? 0).toBeCloseTo(ours.payback.fraction ?? 0, 9)
        expect(theirs.npv).toBeCloseTo(ours.npv * k, 4)
        expect(theirs.roi ?? 0).toBeCloseTo(ours.roi ?? 0, 9)
        expect(theirs.irr.status).toBe(ours.irr.status)
        if (ours.irr.status === 'unique' && theirs.irr.status === 'unique')
          expect(theirs.irr.annual / ours.irr.annual).toBeCloseTo(1, 6)
      }),
      runs,
    )
  })

  it('11: shifted by some months, every index stays and every calendar month moves', () => {
    const key = (m: number): string => monthText((parseMonth('2026-11') ?? 0) + m)
    fc.assert(
      fc.property(
        anyScenario,
        fc.integer({ min: -30, max: 30 }),
        fc.dictionary(
          fc.integer({ min: 0, max: 48 }).map(String),
          fc.double({ min: 0, max: 900, noNaN: true }),
        ),
        (scenario, shift, measured) => {
          const from = (first: number): Scenario => {
            const keys = Object.entries(measured).map(([m, kwh]) => [key(first + Number(m)), kwh] as const)
            const energy = { ...scenario.energy, measuredKwh: Object.fromEntries(keys) }
            return completeScenario({ ...scenario, month0: key(first), energy })
          }
          const [here, there] = [from(0), from(shift)]
          expect(there.month0).toBe(key(shift))
          expect(project(there)).toEqual(project(here))
          expect(here.energy.measuredKwh).toEqual(measured)
        },
      ),
      runs,
    )
  })

  it('13: what is avoided and what is left make the bill, and no rig is busier than it can be', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const most = Math.max(scenario.rig.maxUtil, ...scenario.otherRigs.map(({ maxUtil }) => maxUtil))
        for (const month of project(scenario).months) {
          const slack = 1e-9 * (1 + month.apiOnly)
          expect(Math.abs(month.avoided + month.residualApi - month.apiOnly)).toBeLessThanOrEqual(slack)
          expect(month.avoided).toBeGreaterThanOrEqual(0)
          expect(month.avoided).toBeLessThanOrEqual(month.apiOnly + slack)
          expect(month.busy).toBeLessThanOrEqual(month.capacity * (1 + 1e-9))
          expect(month.util).toBeLessThanOrEqual(most * (1 + 1e-9))
          const byWorkload = month.workloads.reduce((sum, { avoided }) => sum + avoided, 0)
          expect(Math.abs(byWorkload - month.avoided)).toBeLessThanOrEqual(slack)
          const byLine = Object.values(month.opexBy).reduce((sum, line) => sum + line, 0)
          expect(byLine).toBeCloseTo(month.opex, 6)
          for (const { served } of month.workloads) {
            expect(served).toBeGreaterThanOrEqual(0)
            expect(served).toBeLessThanOrEqual(1)
          }
        }
      }),
      runs,
    )
  })

  it('14: the payback month is the first with nothing owed, and its fraction lies in it', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { months, payback } = project(scenario)
        const owes = months.map(({ cumulative }) => cumulative < -0.005)
        if (payback.status === 'never') expect(owes).not.toContain(false)
        else {
          expect(payback.month).toBe(owes.indexOf(false))
          expect(payback.fraction).toBeGreaterThanOrEqual(Math.max(0, payback.month - 1))
          expect(payback.fraction).toBeLessThanOrEqual(payback.month)
          expect(payback.relapse).toEqual(
            owes.flatMap((isOwing, m) => (isOwing && m > payback.month ? [m] : [])),
          )
        }
      }),
      runs,
    )
  })

  it('19: a longer horizon never changes a payback inside the shorter', () => {
    fc.assert(
      fc.property(anyScenario, fc.integer({ min: 1, max: 60 }), (scenario, more) => {
        const short = project(scenario).payback
        const long = project({ ...scenario, horizonMonths: scenario.horizonMonths + more }).payback
        if (short.status === 'paid') {
          expect(long.month).toBe(short.month)
          expect(long.fraction).toBe(short.fraction)
        } else expect(long.month ?? Infinity).toBeGreaterThan(scenario.horizonMonths)
      }),
      runs,
    )
  })

  it('20: bands of one price are a flat tariff', () => {
    fc.assert(
      fc.property(changed(0.01, 0.99), ([scenario, share]) => {
        const flat = 'flat' in scenario.energy.tariff ? scenario.energy.tariff.flat : 0
        const banded = (bands: readonly { rate: number; share?: number; hours?: number }[]): number =>
          project({ ...scenario, energy: { ...scenario.energy, tariff: { bands } } }).npv
        const { npv: value, months } = project(scenario)
        const scale = months.reduce((sum, { apiOnly, opex }) => sum + apiOnly + opex, 1e-3)
        const byShare = banded([
          { rate: flat, share },
          { rate: flat, share: 1 - share },
        ])
        const byHours = banded([
          { rate: flat, hours: 24 * share },
          { rate: flat, hours: 24 * (1 - share) },
        ])
        expect(Math.abs(byShare - value) / scale).toBeLessThan(1e-9)
        expect(Math.abs(byHours - value) / scale).toBeLessThan(1e-9)
      }),
      runs,
    )
  })

  it('25: every never has a reason, and its binding constraints begin with it', () => {
    let nevers = 0
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const projection = project(scenario)
        if (projection.payback.status !== 'never') return
        nevers += 1
        const never = whyNever(scenario, projection)
        expect(neverReasons).toContain(never.reason)
        if (never.binding.length > 0) expect(never.binding[0]).toBe(never.reason)
      }),
      runs,
    )
    expect(nevers).toBeGreaterThan(100)
  })

  it('26: one can walk away no later than the payback', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { payback, walkAwayMonth } = project(scenario)
        if (payback.month === null) return
        expect(walkAwayMonth).not.toBeNull()
        // A payback in month 0 may slip again in month 1: walking away is looked at from month 1 on.
        if (payback.relapse.length === 0)
          expect(walkAwayMonth).toBeLessThanOrEqual(Math.max(1, payback.month))
      }),
      runs,
    )
  })
})
