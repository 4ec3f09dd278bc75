import { describe, expect, it } from 'vitest'
import { scorecardOf, byFit } from '../../../src/core/routing/scorecard.ts'
import { explain, moneyWords } from '../../../src/core/routing/words.ts'
import type { RoutedWork, TextPart } from '../../../src/core/routing/workload.ts'
import { aWork, rho } from './make.ts'

const of = (said: Partial<RoutedWork>, ...kinds: readonly TextPart['kind'][]): readonly string[] =>
  explain(scorecardOf(aWork(said)), 'USD')
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)

describe('what a scorecard says', () => {
  it('is the whole explanation, one sentence after the other', () => {
    expect(explain(scorecardOf(aWork({ capacityShare: 0.41, nodes: 1, avoided: 3600 })), 'USD')).toEqual([
      {
        kind: 'decision',
        text: 'Run tickets on both: on the rig as far as it has room, the rest on the API.',
      },
      { kind: 'rule', text: 'Rule S2: 41% of the work fits (95% needed).' },
      { kind: 'cost', text: 'Cost 100: moving it saves $2,600 of $4,000 a month, 65%.' },
      { kind: 'compliance', text: 'Compliance 20: public.' },
      {
        kind: 'capability',
        text: 'Capability 80: local answers are at least 90% as good as the API’s, the low end for classification (assumption of Breakwatt).',
      },
      { kind: 'capacity', text: 'The rig has room for 41% of it.' },
      { kind: 'flip', text: 'Becomes cloud below 80% quality (90% today).' },
      {
        kind: 'flip',
        text: 'Becomes cloud if prices bring its bill below $1,333 a month ($4,000 today).',
      },
      { kind: 'flip', text: 'Becomes local at 3 nodes, their price not counted.' },
      {
        kind: 'confidence',
        text: 'Rests on 120 days of bills; quality is not measured: 30 pairs of a parallel run would tell.',
      },
      {
        kind: 'reference',
        text: 'Elsewhere: one article puts local quality at 70 to 95% of the API’s, by task and without a source, another the saving at 40 to 60%.',
      },
    ])
  })

  it.each<[Partial<RoutedWork>, string, string]>([
    [
      {},
      'Run tickets on the rig.',
      'Rule S1: capability 80 (60 needed), cost 100 (50 needed), and the work is taken to fit.',
    ],
    [
      { sensitivity: 'regulated' },
      'Run tickets on the rig.',
      'Rule R1: regulated, and no agreement covers the API, so it never goes there.',
    ],
    [
      { sensitivity: 'regulated', frontier: true },
      'Run tickets on the rig, once it has a better local model; until then run it nowhere.',
      'Rule R1: regulated, and no agreement covers the API, so it never goes there.',
    ],
    [
      { sensitivity: 'regulated', capacityShare: 0.5 },
      'Run tickets on the rig, once it has room for all of it.',
      'Rule R1: regulated, and no agreement covers the API, so it never goes there.',
    ],
    [
      { frontier: true, agentSteps: 60 },
      'Keep tickets on the API: the local model cannot do it.',
      'Rule R2: 2 things the local model cannot do.',
    ],
    [
      { daysOfData: 1 },
      'Keep tickets on the API for now: there are too few bills to go by.',
      'Rule R3: 1 day of bills, and 30 are needed.',
    ],
    [
      { operatorHoursNeeded: 12, operatorHoursAvailable: 4 },
      'Keep tickets on the API: nobody has the time to look after the rig.',
      'Rule R4: looking after the rig takes 12 hours a month, and there are 4.',
    ],
    [
      rho(0.82),
      'Run tickets on both: first on the rig, and on the API what the local model is unsure of.',
      'Rule S3: capability 48 and cost 100; the rig alone would need 60 and 50.',
    ],
    [
      { netSaving: 800 },
      'Run tickets on both: a part of it on the rig, the rest on the API.',
      'Rule S3: capability 80 and cost 33; the rig alone would need 60 and 50.',
    ],
    [
      rho(0.7),
      'Keep tickets on the API: local answers are not good enough.',
      'Rule S4: capability 0, and at least 40 is needed.',
    ],
    [
      { netSaving: 480 },
      'Keep tickets on the API: the rig saves too little on it.',
      'Rule S4: cost 20, and at least 25 is needed.',
    ],
    [
      { netSaving: -5 },
      'Keep tickets on the API: the rig saves nothing on it.',
      'Rule S4: only work that saves money moves.',
    ],
  ])('%j: %s', (said, decision, rule) => {
    expect(of(said, 'decision', 'rule')).toEqual([decision, rule])
  })

  it('tells what stands in the way', () => {
    const blocked = {
      contextP95: 50_000,
      localContext: 32_000,
      frontier: true,
      modalities: ['image', 'audio'],
      localModalities: ['image'],
      agentSteps: 60,
      latencyTargetMs: 800,
      localLatencyP95Ms: 1200,
    } as const
    expect(of(blocked, 'blocker', 'flip')).toEqual([
      'Its requests take up to 50,000 tokens of context, and the local model takes 32,000.',
      'It needs the best model there is.',
      'It needs audio, which the local model does not do.',
      'A task takes 60 steps on its own, and local models lose the thread from 50.',
      'Answers may take 800 ms, and locally take 1,200 ms.',
      'Neither its quality, its bill nor the room on the rig would change that alone.',
    ])
  })

  it('names the facts behind the scores', () => {
    expect(of({ netSaving: -50, spend: 200 }, 'cost')).toEqual([
      'Cost 0: moving it would cost $50 more than its $200 a month.',
    ])
    expect(of({ netSaving: 0 }, 'cost')).toEqual(['Cost 0: moving it saves nothing of $4,000 a month.'])
    expect(of({ spend: 0 }, 'cost')).toEqual(['Cost 0: nothing is spent on it.'])
    expect(of({ sensitivity: null }, 'compliance')).toEqual([
      'Compliance 60: taken as internal, as nothing was said.',
    ])
    expect(of({ sensitivity: 'regulated', agreement: true }, 'compliance')).toEqual([
      'Compliance 80: regulated, and an agreement covers the API.',
    ])
    expect(of({ measured: { n: 400, qLocal: 0.95, qApi: 1 } }, 'capability', 'confidence')).toEqual([
      'Capability 94: local answers are at least 93% as good as the API’s, measured on 400 pairs (9 chances in 10).',
      'Rests on 120 days of bills, and on 400 measured pairs.',
    ])
    expect(of({ measured: { n: 12, qLocal: 1, qApi: 1 }, daysOfData: null }, 'confidence')).toEqual([
      'It is not known how many days of bills this rests on; quality is measured on 12 pairs only: 30 pairs of a parallel run would tell.',
    ])
    expect(of(rho(0.9), 'capability')).toEqual([
      'Capability 80: local answers are at least 90% as good as the API’s, as entered.',
    ])
    expect(of({}, 'capacity')).toEqual(['Whether the rig has room for it is not known, and taken as given.'])
    expect(of({ activeDayShare: 0.22, peakToMean: 8 }, 'burst')).toEqual([
      'It is used on few days: idle 78% of the time.',
      'Its busiest hour is 8 times the mean: size the rig by busy hours, not by the mean.',
    ])
    expect(of({ activeDayShare: 0.3, peakToMean: 1 }, 'burst')).toEqual([])
    expect(of(rho(0.82), 'reference').join()).toContain('arXiv 2406.18665')
  })

  it('says what would change it, on either side', () => {
    const flip = (said: Partial<RoutedWork>): readonly string[] => of(said, 'flip')
    expect(flip({ spend: 15, netSaving: -5, avoided: 10 })).toEqual([
      'Becomes both if prices raise its bill to $29 a month ($15 today).',
      'Becomes local if prices raise its bill to $41 a month ($15 today).',
    ])
    expect(flip({ capacityShare: 0.5 })).toContain(
      'Becomes local once the rig has room for 95% of it (50% today).',
    )
    expect(flip({ capacityShare: 1 })).toContain(
      'Becomes both if the rig has room for less than 95% of it (100% today).',
    )
    expect(flip({ ...rho(0.8242), netSaving: 600 })).toContain(
      'Becomes cloud below 80% quality (82.4% today).',
    )
    expect(flip({ daysOfData: 12 })).toEqual([
      'Becomes local with 30 days of bills (12 today), as far as can be seen.',
    ])
    expect(flip({ operatorHoursNeeded: 12, operatorHoursAvailable: 4 })).toEqual([
      'Becomes local with 12 hours a month to look after the rig (4 today).',
    ])
    expect(flip({ contextP95: 50_000, localContext: 32_000 })).toEqual([
      'Becomes local with a local model that takes 50,000 tokens of context (32,000 today).',
    ])
    expect(flip({ sensitivity: 'regulated', ...rho(0.7), capacityShare: 0.5 })).toEqual([
      'Becomes local but needs more room from 80% quality (70% today).',
    ])
  })

  it('tells the effect on the payback month where it is known', () => {
    const point = (month: number) => ({ status: 'paid', month, fraction: month, relapse: [] }) as const
    const effect = { month0: '2026-11', horizonMonths: 36, before: point(12), after: point(10) }
    const parts = explain(scorecardOf(aWork()), 'USD', effect)
    expect(parts.find(({ kind }) => kind === 'payback')?.text).toBe(
      'Accepting it moves the payback from Nov 2027 to Sep 2027, 2 months sooner.',
    )
  })

  it('writes money without a currency where none is named', () => {
    expect(moneyWords(-2600, null)).toBe('−2,600')
    expect(moneyWords(5, null)).toBe('5')
    expect(moneyWords(5, 'USD')).toBe('$5.00')
  })
})

describe('a list of scorecards', () => {
  it('has the best fit first, and equal ones by name', () => {
    const works = [aWork({ id: 'b' }), aWork({ id: 'c', netSaving: 0 }), aWork({ id: 'a' })]
    expect(byFit(works.map(scorecardOf)).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})
