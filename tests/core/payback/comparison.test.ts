import { describe, expect, it } from 'vitest'
import type { Alternatives, Option, OptionKind } from '../../../src/core/payback/answers.ts'
import { compare } from '../../../src/core/payback/comparison.ts'
import { completeScenario, type WorkloadFile } from '../../../src/core/payback/complete-scenario.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'
import { e01 } from './e01.ts'

const none: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }
const cached = {
  cacheReadShare: 0.5,
  cacheReadMultiplier: 0.1,
  batchShare: 0.5,
  batchMultiplier: 0.5,
  inputShareOfSpend: 0.6,
}
const h100 = {
  ratePerHour: 2.49,
  decodeTps: 500,
  prefillTps: null,
  elastic: false,
  runLabourMonthly: 100,
}
const llama = { inPerMillion: 0.88, outPerMillion: 0.88 }

const option = (scenario: Scenario, alternatives: Alternatives, kind: OptionKind): Option | undefined =>
  compare(scenario, alternatives, 0).options.find((each) => each.kind === kind)

/** E01's rig and work, the work with what is said of it besides. */
const e01With = (workload: WorkloadFile, file: Parameters<typeof completeScenario>[0] = {}): Scenario =>
  completeScenario({
    workloads: [{ id: 'a', spend: 200, ...workload }],
    investments: [{ month: 0, amount: 2000, kind: 'capex' }],
    energy: { fixedMonthly: 20 },
    ...file,
  })

describe('the ways to have the work done', () => {
  it('API only: 36 bills of $200; hybrid: $2,000 and 36 × $20', () => {
    expect(compare(e01, none, 0).options).toEqual([
      { kind: 'api-only', presentValue: 7200, monthly: 200, machines: null },
      { kind: 'hybrid-local', presentValue: 2720, monthly: 20, machines: 1 },
    ])
  })

  it('at 10 % a year each bill counts less: month m’s is divided by 1.1^(m/12)', () => {
    const bills = Array.from({ length: 36 }, (_, at) => 200 / 1.1 ** ((at + 1) / 12))
    const scenario = { ...e01, discountRateAnnual: 0.1 }
    expect(option(scenario, none, 'api-only')?.presentValue).toBeCloseTo(
      bills.reduce((sum, bill) => sum + bill, 0),
      8,
    )
  })

  it('counts month 0 where the rig is at work in it', () => {
    const scenario = { ...e01, live: [1], ramp: [1] }
    expect(option(scenario, none, 'api-only')?.presentValue).toBe(7400)
    expect(option(scenario, none, 'hybrid-local')?.presentValue).toBeCloseTo(2740, 9)
  })
})

describe('the API optimised', () => {
  it('$200 × (0.6 × 0.55 + 0.4) × 0.75 = $109.50', () => {
    const found = option(e01, { ...none, optimised: cached }, 'api-optimised')
    expect(found?.monthly).toBeCloseTo(109.5, 9)
    expect(found?.presentValue).toBeCloseTo(36 * 109.5, 8)
    expect(found?.machines).toBeNull()
  })

  it('does not count caching where the share of the input is not known: $200 × 0.75', () => {
    const optimised = { ...cached, inputShareOfSpend: null }
    expect(option(e01, { ...none, optimised }, 'api-optimised')?.monthly).toBe(150)
  })

  it('leaves committed spend as it is: 5 × $200 + 31 × $109.50', () => {
    const scenario = e01With({ avoidableFromMonth: 6 })
    const found = option(scenario, { ...none, optimised: cached }, 'api-optimised')
    expect(found?.presentValue).toBeCloseTo(1000 + 31 * 109.5, 8)
  })

  it('is no option where nothing is cached or batched', () => {
    const optimised = { ...cached, cacheReadShare: 0, batchShare: 0 }
    expect(option(e01, { ...none, optimised }, 'api-optimised')).toBeUndefined()
  })
})

describe('local with enough nodes', () => {
  const e06 = completeScenario({
    hoursPerMonth: 720,
    workloads: [{ id: 'a', spend: 600, tokensOut: 500e6 }],
    investments: [{ month: 0, amount: 2000, kind: 'capex' }],
    rig: { decodeTps: 80 },
    energy: { fixedMonthly: 8 },
  })

  it('E06: 3 nodes for 500 million tokens, $6,000 and 36 × $24, nothing left on the API', () => {
    const found = option(e06, none, 'enough-nodes')
    expect(found).toMatchObject({ machines: 3, monthly: 24 })
    expect(found?.presentValue).toBeCloseTo(6000 + 36 * 24, 6)
    expect(option(e06, none, 'hybrid-local')?.presentValue).toBeCloseTo(36 * 600 - 6669.952, 6)
  })

  it('does not make a fixed fee grow beside the rig’s own watts: 3 × 100 W × 720 h at $0.10 and $8', () => {
    const rig = { ...e06.rig, loadW: 100, idleW: 100 }
    const scenario = { ...e06, rig, energy: { ...e06.energy, tariff: { flat: 0.1 } } }
    expect(option(scenario, none, 'enough-nodes')?.monthly).toBeCloseTo(3 * 7.2 + 8, 9)
  })

  it('is no option where there are enough already, or a node has no price', () => {
    expect(option(e01, none, 'enough-nodes')).toBeUndefined()
    expect(option({ ...e06, investments: [] }, none, 'enough-nodes')).toBeUndefined()
  })
})

describe('rented GPUs', () => {
  const e28 = completeScenario({
    workloads: [{ id: 'a', spend: 3500, tokensOut: 500e6 }],
    investments: [{ month: 0, amount: 25_000, kind: 'capex' }],
    rig: { decodeTps: 500, maxUtil: 0.8 },
  })
  const cloud = { ...none, cloudGpu: h100 }

  it('E28: one GPU, 730 h × $2.49, and $100 of labour', () => {
    const found = option(e28, cloud, 'cloud-gpu')
    expect(found?.machines).toBe(1)
    expect(found?.monthly).toBeCloseTo(1917.7, 9)
    expect(found?.presentValue).toBeCloseTo(36 * 1917.7, 6)
  })

  it('elastic: 277.8 h × $2.49', () => {
    const found = option(e28, { ...none, cloudGpu: { ...h100, elastic: true } }, 'cloud-gpu')
    expect(found?.monthly).toBeCloseTo((1e6 / 3600) * 2.49 + 100, 6)
  })

  it('loses to quality what the rig would lose: a tenth of $3,500 stays', () => {
    const [work] = e28.workloads
    const worse = {
      ...e28,
      workloads: work === undefined ? [] : [{ ...work, quality: { ...work.quality, qLocal: 0.9 } }],
    }
    expect(option(worse, cloud, 'cloud-gpu')?.monthly).toBeCloseTo(350 + 1917.7, 9)
  })

  it('takes as many as the fullest month: +10 % a month for 12 months makes 3.14 times the work, two GPUs', () => {
    const [work] = e28.workloads
    const growing = {
      ...e28,
      workloads: work === undefined ? [] : [{ ...work, growthMonthly: 0.1, growthMonths: 12 }],
    }
    // 3.138 × 1,000,000 s over the 2,102,400 s of one.
    expect(option(growing, cloud, 'cloud-gpu')).toMatchObject({ machines: 2, monthly: 2 * 1817.7 + 100 })
  })

  it('pays people for the move, not for hardware', () => {
    const people = {
      ...e28,
      investments: [
        ...e28.investments,
        { month: 0, amount: 500, kind: 'setup' as const },
        { month: 3, amount: 70, kind: 'training' as const },
      ],
    }
    expect(option(people, cloud, 'cloud-gpu')?.presentValue).toBeCloseTo(36 * 1917.7 + 570, 6)
  })

  it('is no option where the tokens of the work are not known', () => {
    expect(option(e01, cloud, 'cloud-gpu')).toBeUndefined()
  })
})

describe('a hosted open model', () => {
  const hosted = { ...none, hostedModel: llama }
  const tokens = { tokensIn: 20e6, tokensOut: 5e6 }

  it('25 million tokens at $0.88 in the place of $200', () => {
    expect(option(e01With(tokens), hosted, 'hosted-open-model')).toMatchObject({
      monthly: 22,
      machines: null,
    })
  })

  it('half of the work, a fifth of which comes back: $200 − $80 + $11', () => {
    const work = { ...tokens, routableShare: 0.5, quality: { qLocal: 0.8 } }
    expect(option(e01With(work), hosted, 'hosted-open-model')?.monthly).toBeCloseTo(131, 9)
  })

  it('pays for every attempt, and for the tokens it counts itself: $22 × 1.25 × 1.2', () => {
    const work: WorkloadFile = { ...tokens, tokenRatio: 1.2, quality: { policy: 'retry', qLocal: 0.8 } }
    expect(option(e01With(work), hosted, 'hosted-open-model')?.monthly).toBeCloseTo(33, 9)
  })

  it('follows the ramp, and pays for what is mirrored: $222, $122, then 34 × $22', () => {
    const scenario = e01With(tokens, { ramp: [0, 0, 0.5, 1], shadow: [0, 1, 0.5, 0] })
    expect(option(scenario, hosted, 'hosted-open-model')?.presentValue).toBeCloseTo(222 + 122 + 34 * 22, 8)
  })

  it('does not take work that it makes dearer, unless it must leave', () => {
    const dear = { ...none, hostedModel: { inPerMillion: 9, outPerMillion: 9 } }
    expect(option(e01With(tokens), dear, 'hosted-open-model')).toBeUndefined()
    expect(option(e01With({ ...tokens, forcedLocal: true }), dear, 'hosted-open-model')?.monthly).toBe(225)
  })
})

describe('the winner', () => {
  /** Against the rig's $2,720: a hosted model of so much a month. */
  const against = (monthly: number, npvSpread = 0) =>
    compare(
      e01With({ tokensOut: 1e6 }),
      { ...none, hostedModel: { inPerMillion: 0, outPerMillion: monthly } },
      npvSpread,
    )

  it('is the cheapest, by its lead over the second', () => {
    const found = compare(e01, none, 0)
    expect(found).toMatchObject({ winner: 'hybrid-local', runnerUp: 'api-only' })
    expect(found.lead).toBeCloseTo(4480 / 2720, 9)
  })

  it('is nobody within 5 %: $2,800 against $2,720', () => {
    const found = against(2800 / 36)
    expect(found).toMatchObject({ winner: null, runnerUp: 'hosted-open-model' })
    expect(found.lead).toBeCloseTo(80 / 2720, 9)
  })

  it('is nobody within the spread of the NPV: $180 ahead is clear of $179 and not of $181', () => {
    expect(against(2900 / 36, 179).winner).toBe('hybrid-local')
    expect(against(2900 / 36, 181).winner).toBeNull()
  })

  it('is the other one when that is clearly cheaper', () => {
    expect(against(50)).toMatchObject({ winner: 'hosted-open-model', runnerUp: 'hybrid-local' })
  })
})
