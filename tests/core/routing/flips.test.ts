import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/routing/decide.ts'
import { flipsOf, turned } from '../../../src/core/routing/flips.ts'
import type { Flip, Lever, RoutedWork } from '../../../src/core/routing/workload.ts'
import { aWork, rho } from './make.ts'

const flips = (work: RoutedWork, lever: Lever): readonly Pick<Flip, 'side' | 'at' | 'decision' | 'nodes'>[] =>
  flipsOf(work)
    .filter((flip) => flip.lever === lever)
    .map(({ side, at, decision, nodes }) => ({ side, at, decision, nodes }))

describe('what would change a verdict', () => {
  it('quality: 85 % for local, 80 % for both', () => {
    expect(flips(aWork(rho(0.7)), 'quality')).toEqual([
      { side: 'from', at: 0.8, decision: 'both', nodes: null },
      { side: 'from', at: 0.85, decision: 'local', nodes: null },
    ])
    expect(flips(aWork(rho(0.9)), 'quality')).toEqual([
      { side: 'below', at: 0.85, decision: 'both', nodes: null },
      { side: 'below', at: 0.8, decision: 'cloud', nodes: null },
    ])
  })

  /** 3,600 avoided of 4,000 and 1,000 for the rig: 0.9 s − 1,000 is 30 % of s at 1,666.67 and 15 % at 1,333.33. */
  it('spend: what is avoided follows the price, what the rig costs does not', () => {
    const [both, cloud] = flips(aWork({ avoided: 3600 }), 'spend')
    expect(both).toMatchObject({ side: 'below', decision: 'both' })
    expect(both?.at).toBeCloseTo(1000 / 0.6, 5)
    expect(cloud).toMatchObject({ side: 'below', decision: 'cloud' })
    expect(cloud?.at).toBeCloseTo(1000 / 0.75, 5)
  })

  /** Avoided 10 of 15, so the rig costs 15: 2/3 s − 15 is 15 % of s at 29.03 and 30 % at 40.91. */
  it('spend: a bill too small for its rig has a size at which it is not', () => {
    const [both, local] = flips(aWork({ spend: 15, netSaving: -5, avoided: 10 }), 'spend')
    expect(both?.at).toBeCloseTo(15 / (2 / 3 - 0.15), 5)
    expect(local?.at).toBeCloseTo(15 / (2 / 3 - 0.3), 5)
  })

  /** One node does 41 %: two 82 %, three all of it. */
  it('capacity: becomes local at 3 nodes', () => {
    expect(flips(aWork({ capacityShare: 0.41, nodes: 1 }), 'capacity')).toEqual([
      { side: 'from', at: 0.95, decision: 'local', nodes: 3 },
    ])
    expect(decide(turned(aWork(), 'capacity', 3 * 0.41))).toMatchObject({ decision: 'local' })
    expect(decide(turned(aWork(), 'capacity', 2 * 0.41))).toMatchObject({ decision: 'both' })
  })

  /** 60 % at 2 nodes, and another does 20 % more: 4 nodes for 95 %. */
  it('capacity: what one more node does may differ from what one does now', () => {
    expect(flips(aWork({ capacityShare: 0.6, nodes: 2, nodeShare: 0.2 }), 'capacity')).toMatchObject([
      { at: 0.95, nodes: 4 },
    ])
  })

  /** Gains 1,000 when all of it fits, so 0.2 more room saves 200 more: 30 % of 1,000 is reached at 40 % of room. */
  it('capacity: more room saves more where the gain is known', () => {
    const work = aWork({ spend: 1000, netSaving: 200, gain: 1000, capacityShare: 0.3, ...rho(0.84) })
    expect(flips(work, 'capacity')).toMatchObject([{ side: 'below', at: 0.25, decision: 'cloud' }])
    expect(flips({ ...work, netSaving: 50 }, 'capacity')).toMatchObject([
      { side: 'from', at: 0.4, decision: 'both' },
    ])
  })

  it('work that has to stay local changes by what it still needs', () => {
    const work = aWork({ sensitivity: 'regulated', ...rho(0.75), capacityShare: 0.5, nodes: 2 })
    expect(flipsOf(work)).toMatchObject([
      { lever: 'quality', at: 0.8, decision: 'local', mode: 'needs-capacity' },
    ])
    expect(flipsOf({ ...work, ...rho(0.9) })).toMatchObject([
      { lever: 'quality', side: 'below', mode: 'needs-better-model' },
      { lever: 'capacity', side: 'from', mode: 'all', nodes: 4 },
    ])
  })

  it.each<[Lever, Partial<RoutedWork>, number]>([
    ['days', { daysOfData: 12 }, 30],
    ['operator-hours', { operatorHoursNeeded: 12, operatorHoursAvailable: 4 }, 12],
    ['context', { contextP95: 50_000, localContext: 32_000 }, 50_000],
  ])('%s: a rule that waits says for what', (lever, said, at) => {
    expect(flipsOf(aWork(said))).toEqual([
      {
        lever,
        side: 'from',
        at,
        today: expect.any(Number) as number,
        nodes: null,
        decision: 'local',
        mode: 'all',
      },
    ])
  })

  it('nothing that can be turned lets a local model do what it cannot', () => {
    expect(flipsOf(aWork({ frontier: true }))).toEqual([])
    expect(flipsOf(aWork({ frontier: true, contextP95: 2, localContext: 1 }))).toEqual([])
  })
})
