import { describe, expect, it } from 'vitest'
import { parseWorkloads } from '../../../src/core/routing/parse-workload.ts'
import { problemWords } from '../../../src/core/words.ts'
import { aWork } from './make.ts'

const least = { id: 'tickets', spend: 4000, netSaving: 2600 }
const parse = (json: unknown) => parseWorkloads(JSON.stringify(json), 'work.json')

describe('a file of workloads', () => {
  it('needs a name, a bill and a saving; all else is then not known', () => {
    expect(parse(least)).toEqual({
      ok: true,
      value: { isList: false, works: [aWork({ taskClass: null, sensitivity: null, daysOfData: null })] },
    })
  })
  it('may be a list, and may say everything', () => {
    const whole = aWork({
      agreement: true,
      contextP95: 50_000,
      localContext: 32_000,
      latencyTargetMs: 800,
      localLatencyP95Ms: 900,
      frontier: false,
      modalities: ['image'],
      localModalities: [],
      agentSteps: 3,
      operatorHoursNeeded: 4,
      operatorHoursAvailable: 8,
      measured: { n: 200, qLocal: 0.91, qApi: 0.95 },
      rhoRange: [0.82, 0.9],
      peakToMean: 4,
      activeDayShare: 0.2,
      capacityShare: 0.41,
      avoided: 3000,
      gain: 2900,
      nodes: 1,
      nodeShare: 0.41,
    })
    expect(parse([whole, least])).toMatchObject({ ok: true, value: { isList: true, works: [whole, least] } })
    expect(parse([])).toEqual({ ok: true, value: { isList: true, works: [] } })
  })

  it.each<[string, unknown, string, string | null]>([
    ['no object', 7, '', '7'],
    ['no object in the list', [least, null], '[1]', 'null'],
    ['no saving', { id: 'a', spend: 1 }, 'netSaving', null],
    ['an empty name', { ...least, id: ' ' }, 'id', '" "'],
    ['a bill as text', { ...least, spend: '4000' }, 'spend', '"4000"'],
    ['a bill below zero', { ...least, spend: -1 }, 'spend', '-1'],
    ['an unknown field', { ...least, netsaving: 1 }, 'netsaving', '1'],
    ['a name every object has', { ...least, toString: 1 }, 'toString', '1'],
    ['an unknown kind of work', { ...least, taskClass: 'chat' }, 'taskClass', '"chat"'],
    ['an unknown sensitivity', [{ ...least, sensitivity: 'secret' }], '[0].sensitivity', '"secret"'],
    ['percent for a share', { ...least, capacityShare: 41 }, 'capacityShare', '41'],
    ['a range the wrong way about', { ...least, rhoRange: [0.9, 0.82] }, 'rhoRange', '[0.9,0.82]'],
    ['a range of one', { ...least, rhoRange: [0.9] }, 'rhoRange', '[0.9]'],
    ['half a node', { ...least, nodes: 0.5 }, 'nodes', '0.5'],
    ['yes for true', { ...least, agreement: 'yes' }, 'agreement', '"yes"'],
    ['no list of modalities', { ...least, modalities: ['smell'] }, 'modalities', '["smell"]'],
    ['pairs without the API', { ...least, measured: { n: 9, qLocal: 1 } }, 'measured', '{"n":9,"qLocal":1}'],
    [
      'pairs with another field',
      { ...least, measured: { n: 9, qLocal: 1, qApi: 1, day: 1 } },
      'measured',
      '{"n":9,"qLocal":1,"qApi":1,"day":1}',
    ],
  ])('with %s is refused, with its place', (_, json, path, text) => {
    expect(parse(json)).toMatchObject({
      ok: false,
      problem: { kind: 'bad-workload', file: 'work.json', path, text },
    })
  })

  it('says in words what is wrong, where, and what is needed', () => {
    const refusal = parse([{ ...least, capacityShare: 41 }])
    expect(!refusal.ok && problemWords(refusal.problem)).toBe(
      'work.json says “41” for [0].capacityShare, where it needs a share from 0 to 1. Nothing was worked out. Mend it and try again.',
    )
    const missing = parse({ id: 'a', spend: 1 })
    expect(!missing.ok && problemWords(missing.problem)).toBe(
      'work.json says nothing for netSaving, where it needs a number. Nothing was worked out. Mend it and try again.',
    )
  })
  it('that is no JSON is refused', () => {
    expect(parseWorkloads('{"id":', 'work.json')).toMatchObject({ problem: { kind: 'workload-not-json' } })
    expect(parseWorkloads('{"id":"a","spend":1e999,"netSaving":1}', 'w')).toMatchObject({
      problem: { kind: 'bad-workload', path: 'spend' },
    })
  })
})
