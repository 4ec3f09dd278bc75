import { describe, expect, it } from 'vitest'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { project } from '../../../src/core/payback/project.ts'
import { acceptanceOf, withDecision, type Taken } from '../../../src/core/routing/accept.ts'
import { effectOf, effectWords } from '../../../src/core/routing/payback-effect.ts'

/** $2,000 and $20 a month for $200 and $50 of bills: E01 of the specification and a second workload. */
const scenario = completeScenario({
  month0: '2026-11',
  workloads: [
    { id: 'a', spend: 200 },
    { id: 'b', spend: 50 },
  ],
  investments: [{ month: 0, amount: 2_000, kind: 'capex' }],
  energy: { fixedMonthly: 20 },
})
const local: Taken = { decision: 'local', mode: 'all', rule: 'S1' }
const cloud: Taken = { decision: 'cloud', mode: 'quality', rule: 'S4' }
const cascade: Taken = { decision: 'both', mode: 'cascade', rule: 'S3' }

const half = { routableShare: 0.5, forcedLocal: false }
const words = (of: typeof scenario, id: string, taken: Taken): string =>
  effectWords(effectOf(of.month0, project(of), project(withDecision(of, id, taken))))

describe('accepting a decision', () => {
  it.each<[string, Taken, number, boolean]>([
    ['local takes the share that was entered', local, 0.5, false],
    ['R1 takes it at a loss too', { ...local, rule: 'R1' }, 0.5, true],
    ['cloud takes none', cloud, 0, false],
    [
      'overflow takes it, and the rig’s room decides',
      { decision: 'both', mode: 'overflow', rule: 'S2' },
      0.5,
      false,
    ],
    ['a cascade keeps 60 % of it', cascade, 0.3, false],
  ])('%s', (_, taken, share, forcedLocal) => {
    expect(acceptanceOf(half, taken)).toEqual({ ...taken, share, forcedLocal })
  })
  it('a cascade’s local share is an input', () => {
    expect(acceptanceOf(half, cascade, 0.8).share).toBeCloseTo(0.4, 12)
  })
  it('changes that workload alone, and the scenario it came from not at all', () => {
    const before = structuredClone(scenario)
    const after = withDecision(scenario, 'b', cloud)
    expect(after.workloads.map(({ routableShare }) => routableShare)).toEqual([1, 0])
    expect(scenario).toEqual(before)
    expect(withDecision(scenario, 'none', cloud)).toEqual(scenario)
  })

  /** Both: 2,000 / 230 = 8.7 months; without b 2,000 / 180 = 11.1; with 60 % of b 2,000 / 210 = 9.5. */
  it('moves the payback month', () => {
    expect(words(scenario, 'b', cloud)).toBe(
      'Accepting it moves the payback from Aug 2027 to Nov 2027, 3 months later.',
    )
    expect(words(scenario, 'b', cascade)).toBe(
      'Accepting it moves the payback from Aug 2027 to Sep 2027, 1 month later.',
    )
    expect(words(scenario, 'b', local)).toBe('Accepting it leaves the payback in Aug 2027.')
    expect(words(withDecision(scenario, 'b', cascade), 'b', { ...cascade, mode: 'overflow' })).toBe(
      'Accepting it leaves the payback in Sep 2027.',
    )
  })
  it('may make it never, or ever', () => {
    expect(words(scenario, 'a', cloud)).toBe(
      'If it is accepted, the rig never pays off within 36 months; as it stands it pays off in Aug 2027.',
    )
    const none = effectOf('2026-11', project(withDecision(scenario, 'a', cloud)), project(scenario))
    expect(effectWords(none)).toBe(
      'Accepting it makes the rig pay off in Aug 2027; as it stands it never pays off within 36 months.',
    )
    expect(effectWords({ ...none, after: none.before })).toBe(
      'Accepted or not, the rig never pays off within 36 months.',
    )
  })
  it('of nothing that was bought has nothing to pay back', () => {
    expect(words({ ...scenario, investments: [] }, 'b', cloud)).toBe(
      'Nothing was invested, so nothing has to be paid back.',
    )
  })
})
