import { describe, expect, it } from 'vitest'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { project } from '../../../src/core/payback/project.ts'
import type { RoutedWork } from '../../../src/core/routing/workload.ts'
import { noFacts } from '../../../src/core/routing/workload.ts'
import { fixedCostOf, routedWork, routedWorks } from '../../../src/core/routing/from-projection.ts'

/**
 * A rig of 20 tokens a second, 350 W more under load, at $0.30: 2,628,000 s a month. Chat takes 500,000 s, 48.611 kWh,
 * $14.583, and 100 bad answers of $0.10; mail 2,000,000 s, $58.333. Fixed: $50 of people, $10 of fee, 36.5 kWh idle.
 */
const file: ScenarioFile = {
  workloads: [
    {
      id: 'chat',
      spend: 400,
      tokensOut: 10e6,
      requests: 1_000,
      failureCost: 0.1,
      quality: { qLocal: 0.9 },
    },
    { id: 'mail', spend: 100, tokensOut: 40e6 },
    { id: 'logs', spend: 5, tokensOut: 100e6 },
  ],
  investments: [{ month: 0, amount: 4_000, kind: 'capex' }],
  rig: { decodeTps: 20, loadW: 400, idleW: 50 },
  energy: { tariff: { flat: 0.3 }, fixedMonthly: 10 },
  opex: { engHoursPerMonth: 1, engRate: 50 },
}

const worksOf = (said: ScenarioFile = {}): readonly RoutedWork[] => {
  const scenario = completeScenario({ ...file, ...said })
  return routedWorks(scenario, project(scenario), new Map(), 90)
}

describe('the scorecard’s view of a projection', () => {
  it('saves what is avoided less energy, bad answers and a share of the fixed cost by rig seconds', () => {
    const [chat, mail] = worksOf()
    const fixed = 50 + 10 + 0.05 * 730 * 0.3
    expect(chat?.netSaving).toBeCloseTo(360 - 48.6111 * 0.3 - 10 - fixed * 0.2, 3)
    expect(mail?.netSaving).toBeCloseTo(100 - 194.4444 * 0.3 - fixed * 0.8, 3)
    expect(chat).toMatchObject({ spend: 400, avoided: 360, capacityShare: 1, nodes: 1, daysOfData: 90 })
  })

  it('adds up to the month’s net: nothing of the running cost is lost or counted twice', () => {
    const scenario = completeScenario(file)
    const month = project(scenario).months[1]
    const served = worksOf().filter(({ avoided }) => avoided !== null)
    const sum = served.reduce((total, { netSaving }) => total + netSaving, 0)
    expect(sum).toBeCloseTo(month?.net ?? NaN, 9)
    expect(month && fixedCostOf(month)).toBeCloseTo(70.95, 9)
  })

  /** Logs cost $145.83 of energy to save $5; 128,000 of 5,000,000 s are left for them. */
  it('work that would lose money shows the loss it would make in the time that is left', () => {
    const logs = worksOf()[2]
    expect(logs?.capacityShare).toBeCloseTo(0.0256, 9)
    expect(logs?.netSaving).toBeCloseTo((5 - 145.8333) * 0.0256, 3)
    expect(logs).toMatchObject({ avoided: null })
  })

  /** Half the speed: chat takes 1,000,000 s of 2,628,000, mail 1,628,000 of the 4,000,000 it would take. */
  it('says how much fits, and what another node would do', () => {
    const [chat, mail] = worksOf({ rig: { decodeTps: 10, loadW: 0, idleW: 0 } })
    expect(chat?.capacityShare).toBe(1)
    expect(mail?.capacityShare).toBeCloseTo(0.407, 9)
    expect(mail).toMatchObject({ nodes: 1, nodeShare: 0.657 })
    const two = worksOf({ rig: { decodeTps: 10, nodes: 2, loadW: 0, idleW: 0 } })[1]
    expect(two?.capacityShare).toBe(1)
    expect(two?.nodes).toBe(2)
  })

  it('takes nodes that are bought later into account once they stand', () => {
    const works = worksOf({
      rig: { decodeTps: 10, loadW: 0, idleW: 0 },
      live: [0, 0, 1],
      investments: [
        { month: 0, amount: 4_000, kind: 'capex' },
        { month: 1, amount: 4_000, kind: 'capex', addsNodes: 1 },
      ],
    })
    expect(works[1]).toMatchObject({ nodes: 2, capacityShare: 1 })
  })

  it('looks at a month in which the move is over and nothing is committed any more', () => {
    const [work] = worksOf({
      workloads: [{ id: 'chat', spend: 100, growthMonthly: 0.1, avoidableFromMonth: 4 }],
      ramp: [0, 0.2, 0.5, 0.8],
      energy: {},
      opex: {},
    })
    expect(work?.spend).toBeCloseTo(100 * 1.1 ** 4, 9)
    expect(work?.netSaving).toBeCloseTo(100 * 1.1 ** 4 * 0.8, 9)
    expect(work?.capacityShare).toBe(1)
  })

  it('without known speeds shares the fixed cost by what is avoided, and everything fits', () => {
    const works = worksOf({
      workloads: [
        { id: 'a', spend: 300 },
        { id: 'b', spend: 100 },
      ],
      rig: {},
      energy: { fixedMonthly: 40 },
      opex: {},
    })
    expect(works).toMatchObject([
      { netSaving: 270, capacityShare: 1, nodes: null, nodeShare: null },
      { netSaving: 90, capacityShare: 1, nodes: null, nodeShare: null },
    ])
  })

  it('nodes are not counted where rigs of other kinds stand beside', () => {
    const works = worksOf({ otherRigs: [{ name: 'old', decodeTps: 5, live: [1] }] })
    expect(works.map(({ nodes }) => nodes)).toEqual([null, null, null])
  })

  it('carries what the user said, and is null where there is no such workload or no steady month', () => {
    const scenario = completeScenario(file)
    const projection = project(scenario)
    const facts = { ...noFacts, taskClass: 'coding' as const, agreement: true }
    expect(routedWork(scenario, projection, 'chat', facts, null)).toMatchObject({
      taskClass: 'coding',
      agreement: true,
      daysOfData: null,
    })
    expect(routedWork(scenario, projection, 'none', facts, null)).toBeNull()
    expect(worksOf({ workloads: [{ id: 'a', spend: 1, avoidableFromMonth: 99 }] })).toEqual([])
  })
})
