import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { crossing } from '../../../src/core/payback/crossing.ts'
import { whyNever } from '../../../src/core/payback/never.ts'
import { project } from '../../../src/core/payback/project.ts'
import { irr, irrRoots, mirr, npv } from '../../../src/core/payback/returns.ts'
import { monthOf } from './worked.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Example = {
  readonly id: string
  readonly title: string
  readonly scenario: ScenarioFile
  readonly expect: Readonly<Record<string, Json>>
  readonly hand_checks: readonly { readonly path: string; readonly value: Json }[]
}
type Finance = {
  readonly id: string
  readonly what: string
  readonly flows: readonly number[]
  readonly ratePerPeriod: number
  readonly npv: number
  readonly discounted_payback_period: number | null
  readonly irr_roots: readonly number[]
  readonly irr_unique: boolean
  readonly why: string | null
  readonly mirr: number | null
}
const fixture = new URL('../../fixtures/payback/payback-vectors.json', import.meta.url)
const vectors = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly examples: readonly Example[]
  readonly finance: readonly Finance[]
}

/** Our answer in the words of the vectors. */
function answer(file: ScenarioFile) {
  const scenario = completeScenario(file)
  const projection = project(scenario)
  const { payback, discountedPayback, irr } = projection
  const first = monthOf(projection, 1)
  const never = payback.status === 'never' ? whyNever(scenario) : null
  return {
    payback,
    discounted_payback: {
      status: discountedPayback.status,
      month: discountedPayback.month,
      fraction: discountedPayback.fraction,
    },
    npv: projection.npv,
    irr_annual: irr.status === 'unique' ? irr.annual : null,
    irr_roots_monthly: irr.monthlyRoots,
    roi: projection.roi,
    profit: projection.profit,
    walk_away_month: projection.walkAwayMonth,
    never: never && { code: never.reason, binding: never.binding, biggestOpex: never.biggestOpex },
    month1: {
      avoided: first.avoided,
      residual_api: first.residualApi,
      opex: first.opex,
      net: first.net,
      util: first.util,
      kwh: first.kwh,
    },
    e: { rows: projection.months.map(({ cumulative }) => ({ cum: cumulative })) },
  }
}

/** Numbers are printed to six decimals, or so many digits that the ninth of large ones is rounded. */
function expectSame(ours: unknown, theirs: Json, path: string): void {
  if (typeof theirs === 'number') {
    expect(typeof ours, path).toBe('number')
    expect(Math.abs((ours as number) - theirs), `${path}: ${String(ours)} for ${theirs}`).toBeLessThanOrEqual(
      6e-7 + 1e-9 * Math.abs(theirs),
    )
  } else if (Array.isArray(theirs)) {
    const list = theirs as readonly Json[]
    expect((ours as unknown[]).length, path).toBe(list.length)
    for (const [index, one] of list.entries())
      expectSame((ours as unknown[])[index], one, `${path}[${index}]`)
  } else if (typeof theirs === 'object' && theirs !== null) {
    for (const [key, one] of Object.entries(theirs))
      expectSame((ours as Record<string, unknown>)[key], one, `${path}.${key}`)
  } else expect(ours, path).toBe(theirs)
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner, key) => (inner as Record<string, unknown>)[key], value)

describe('every worked example of the specification comes out as it was reckoned', () => {
  it.each(vectors.examples)('$id: $title', ({ scenario, expect: expected, hand_checks }) => {
    const ours = answer(scenario)
    expectSame(ours, expected, '')
    for (const { path, value } of hand_checks) expectSame(at(ours, path), value, path)
  })

  it('are all there', () => {
    expect(vectors.examples).toHaveLength(28)
  })
})

describe('NPV and rates of return agree with published ones', () => {
  it.each(vectors.finance)('$id: $what', (vector) => {
    const { flows, ratePerPeriod } = vector
    expectSame(npv(flows, ratePerPeriod), vector.npv, 'npv')
    expectSame(irrRoots(flows), vector.irr_roots, 'roots')
    expectSame(mirr(flows, ratePerPeriod), vector.mirr, 'mirr')
    const rate = irr(flows, ratePerPeriod)
    expect(rate.status === 'unique').toBe(vector.irr_unique)
    expect(rate.status === 'undefined' ? rate.why : rate.status === 'not unique' ? rate.status : null).toBe(
      vector.why,
    )
    const discounted = flows.map((flow, t) => flow / (1 + ratePerPeriod) ** t)
    expect(crossing(discounted, Math.max(1, -(flows[0] ?? 0)), 0).month).toBe(
      vector.discounted_payback_period,
    )
  })

  it('finds the rates where the NPV only just dips below zero', () => {
    // (x − 1.1)(x − 1.1001) of 1 + rate: rates of 10 % and 10.01 %.
    const roots = irrRoots([-1000, 1000 * 2.2001, -1000 * 1.1 * 1.1001])
    expectSame(roots, [0.1, 0.1001], 'roots')
  })

  it('tells when no rate fits although money goes out and in', () => {
    expect(irr([-1, 1, -1], 0)).toEqual({ status: 'undefined', why: 'none found', monthlyRoots: [] })
  })

  it('finds a rate near minus one hundred percent a month, and one of a million', () => {
    expectSame(irrRoots([-1e6, 1]), [-0.999999], 'low')
    expectSame(irrRoots([-1, 1_000_001]), [1_000_000], 'high')
  })
})
