import { describe, expect, test } from 'vitest'
import type { KnownWorkload } from '../../src/contract/payback-calls.ts'
import { completeScenario } from '../../src/core/payback/complete-scenario.ts'
import { parseMonth } from '../../src/core/period.ts'
import { noFacts, type WorkloadFacts } from '../../src/core/routing/workload.ts'
import {
  acceptanceIn,
  cardOf,
  editsWithout,
  effectsOf,
  paybackOf,
  routingOf,
  totalsOf,
  type RoutedLine,
  type RoutingView,
} from '../../src/renderer/routingView.ts'
import { acceptedWords, routingAnswer } from '../../src/renderer/routingWords.ts'

/** $2,000 of hardware, $30 a month to run it; all of $200 and $100 a month could go to it. */
const scenario = completeScenario({
  month0: '2026-01',
  workloads: [
    { id: 'code', spend: 100 },
    { id: 'tickets', spend: 200 },
  ],
  investments: [{ month: 0, amount: 2_000 }],
  opex: { coloMonthly: 30 },
})
const months = ['2026-07', '2026-08', '2026-09'].map((text) => parseMonth(text) ?? 0)
const ground = { entered: {}, currency: 'USD', completeMonths: months } as const

const known = (
  workload: string,
  facts: Partial<WorkloadFacts>,
  accepted: KnownWorkload['accepted'] = null,
): KnownWorkload => ({ workload, facts: { ...noFacts, ...facts }, accepted })
const classified = known('tickets', { taskClass: 'classification' })
const frontier = known('code', { frontier: true })
const line = (view: RoutingView, id: string): RoutedLine => {
  const found = view.lines.find(({ work }) => work.id === id)
  if (found === undefined) throw new Error(`There is no ${id}.`)
  return found
}

describe('the workloads of a scenario', () => {
  test('stand by how well they fit the rig, with their money and days of bills', () => {
    const view = routingOf(ground, scenario, [classified, frontier])
    expect(view.lines.map(({ work }) => work.id)).toEqual(['tickets', 'code'])
    // The $30 are shared as 200 to 100; July to September have 92 days.
    expect(line(view, 'tickets').work).toMatchObject({ spend: 200, netSaving: 180, daysOfData: 92 })
    expect(line(view, 'code').work).toMatchObject({ spend: 100, netSaving: 90 })
    expect(line(view, 'tickets').verdict).toMatchObject({ decision: 'local', rule: 'S1' })
    expect(line(view, 'code').verdict).toMatchObject({ decision: 'cloud', rule: 'R2' })
    expect(cardOf(line(view, 'tickets')).flips.length).toBeGreaterThan(0)
  })

  test('add up to the answer', () => {
    const view = routingOf(ground, scenario, [classified, frontier])
    expect(totalsOf(view.lines)).toEqual({ workloads: 2, movable: 1, inPart: 0, share: 200 / 300 })
    expect(routingAnswer(totalsOf(view.lines))).toBe('1 of 2 workloads, 67% of the bill, can run on the rig.')
  })

  test('of which no month can be judged are named', () => {
    const tooShort = { ...scenario, ramp: [...Array.from({ length: 40 }, () => 0), 1] }
    const view = routingOf(ground, tooShort, [])
    expect(view.lines).toEqual([])
    expect(view.unscored).toEqual(['code', 'tickets'])
  })
})

describe('accepting a decision', () => {
  test('tells the payback month it leads to, others as they are', () => {
    const view = routingOf(ground, scenario, [classified, frontier])
    // 2,000 / (300 − 30) = 7.4 months; without code 2,000 / (200 − 30) = 11.8.
    expect(effectsOf(view, line(view, 'code')).decided).toMatchObject({
      before: { month: 8 },
      after: { month: 12 },
    })
    expect(effectsOf(view, line(view, 'tickets')).decided).toMatchObject({
      before: { month: 8 },
      after: { month: 8 },
    })
    expect(acceptanceIn(view, line(view, 'code'))).toEqual({
      decision: 'cloud',
      rule: 'R2',
      mode: 'blocked',
      share: 0,
      forcedLocal: false,
    })
  })

  test('keeps the scorecard on the share there was before, and tells what it changed', () => {
    const accepted = {
      decision: 'cloud',
      rule: 'R2',
      mode: 'blocked',
      share: 0,
      forcedLocal: false,
      acceptedAt: 0,
    } as const
    const decided = {
      ...scenario,
      workloads: scenario.workloads.map((one) => (one.id === 'code' ? { ...one, routableShare: 0 } : one)),
    }
    const view = routingOf(
      { ...ground, entered: { code: { routableShare: 1, forcedLocal: false } } },
      decided,
      [classified, { ...frontier, accepted }],
    )
    expect(line(view, 'code').work.netSaving).toBe(90)
    expect(effectsOf(view, line(view, 'code')).decided).toMatchObject({
      before: { month: 8 },
      after: { month: 12 },
    })
    // The scorecard says the same still.
    expect(effectsOf(view, line(view, 'code')).accepting).toMatchObject({
      before: { month: 12 },
      after: { month: 12 },
    })
    const { before, after } = paybackOf(view)
    expect(acceptedWords(1, before.payback, after.payback, '2026-01')).toBe(
      '1 decision accepted: the rig pays off in Jan 2027 instead of Sep 2026.',
    )
  })

  test('takes the place of the user’s own value for that share alone', () => {
    const edits = {
      'workloads.code.routableShare': 0.5,
      'workloads.mail.routableShare': 0.4,
      'opex.engRate': 90,
    }
    expect(editsWithout(edits, 'code')).toEqual({
      'workloads.mail.routableShare': 0.4,
      'opex.engRate': 90,
    })
  })
})

describe('the answer of the screen', () => {
  test.each([
    [5, 3, 0, 0.62, '3 of 5 workloads, 62% of the bill, can run on the rig.'],
    [5, 3, 1, 0.62, '3 of 5 workloads, 62% of the bill, can run on the rig, 1 of them in part.'],
    [5, 5, 0, 1, 'All 5 workloads can run on the rig.'],
    [2, 2, 2, 1, 'Both workloads can run on the rig in part.'],
    [5, 0, 0, 0, 'None of 5 workloads should move to the rig.'],
    [1, 1, 0, 1, 'The one workload there is can run on the rig.'],
    [1, 0, 0, 0, 'The one workload there is should stay on the API.'],
  ])('of %i with %i movable, %i of them in part, is in words', (workloads, movable, inPart, share, words) => {
    expect(routingAnswer({ workloads, movable, inPart, share })).toBe(words)
  })

  test('says what no accepted decision, and one that changes nothing, come to', () => {
    const paid = { status: 'paid', month: 8, fraction: 7.4, relapse: [] } as const
    const never = { status: 'never', month: null, fraction: null, relapse: [] } as const
    expect(acceptedWords(0, paid, paid, '2026-01')).toBe(
      'No decision is accepted yet; as it stands, the rig pays off in Sep 2026.',
    )
    expect(acceptedWords(2, paid, paid, '2026-01')).toBe(
      '2 decisions accepted: the rig pays off in Sep 2026, as it does without.',
    )
    expect(acceptedWords(1, never, paid, '2026-01')).toBe(
      '1 decision accepted: the rig pays off in Sep 2026; without, it never pays off within the horizon.',
    )
  })
})
