import { describe, expect, it } from 'vitest'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { nodesOf, nodesWithoutOverflow } from '../../../src/core/payback/enough-nodes.ts'

/** 100 million tokens of output a month; a node at 10 tokens a second makes 26.28 million in 730 hours. */
const work = (file: ScenarioFile) =>
  completeScenario({ workloads: [{ spend: 1000, tokensOut: 100e6 }], rig: { decodeTps: 10 }, ...file })

describe('enough nodes', () => {
  it('are 4 for 100 million tokens at 26.28 million each', () => {
    expect(nodesWithoutOverflow(work({}))).toBe(4)
  })

  it('are those there are where they do it', () => {
    expect(nodesWithoutOverflow(work({ rig: { decodeTps: 10, nodes: 9 } }))).toBe(9)
  })

  it('count those bought later and other rigs: 2 more beside one of 52.56 million', () => {
    const beside = work({ otherRigs: [{ decodeTps: 20 }] })
    expect([nodesOf(beside), nodesWithoutOverflow(beside)]).toEqual([2, 3])
    const later = work({ investments: [{ month: 6, amount: 1, addsNodes: 1 }] })
    // Up to month 6 it is 4 of the first kind, and the one bought then comes on top.
    expect([nodesOf(later), nodesWithoutOverflow(later)]).toEqual([2, 5])
  })

  it('have room for mirrored work too: half of it again in a month makes 6', () => {
    expect(nodesWithoutOverflow(work({ ramp: [0, 1], shadow: [0, 0.5, 0] }))).toBe(6)
  })

  it('are not asked for while the first rig is not ready, nor more of them while it is ready for part of a month', () => {
    const live = [0, 0, 0.001, 0.5, 1]
    expect(nodesWithoutOverflow(work({ live, otherRigs: [{ decodeTps: 1e-6 }] }))).toBe(5)
    expect(nodesWithoutOverflow(work({ live }))).toBe(4)
  })

  it('are as many while little has moved yet: what a rig has time for does not wait for the rest', () => {
    expect(nodesWithoutOverflow(work({ ramp: [0, 0.01] }))).toBe(4)
  })

  it('do not exist where a node has no time', () => {
    expect(nodesWithoutOverflow(work({ rig: { decodeTps: 10, availability: 0 } }))).toBeNull()
  })

  it('are not counted where they would be more than anybody can have', () => {
    const rig = { decodeTps: 1e-12 }
    const work = { id: 'a', spend: 1e15, tokensOut: 1e15 }
    expect(nodesWithoutOverflow(completeScenario({ workloads: [work], rig }))).toBeNull()
  })

  it('do not exist where only another rig can do the rest without a loss', () => {
    // $10 for 100 million tokens: 10 kW at 10 a second burn 27.8 MWh for them, 0.1 W at 5 next to nothing.
    const dear = work({
      workloads: [{ spend: 10, tokensOut: 100e6 }],
      rig: { decodeTps: 10, loadW: 10_000 },
      otherRigs: [{ decodeTps: 5, loadW: 0.1 }],
      energy: { tariff: { flat: 0.2 } },
    })
    expect(nodesWithoutOverflow(dear)).toBeNull()
  })

  it('come after mirrored work that would take all the time of those there are: 5 times 100 million, 20 in all', () => {
    expect(nodesWithoutOverflow(work({ shadow: [0, 4, 0] }))).toBe(20)
  })
})
