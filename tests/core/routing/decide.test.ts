import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/routing/decide.ts'
import { parseWorkloads } from '../../../src/core/routing/parse-workload.ts'
import type { Blocker, RoutedWork, Verdict } from '../../../src/core/routing/workload.ts'
import { aWork, rho } from './make.ts'

type Vector = { readonly id: string; readonly note: string; readonly w: unknown; readonly expect: Verdict }
const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/payback/scorecard.json'), 'utf8'),
) as readonly Vector[]

const regulated: Partial<RoutedWork> = { sensitivity: 'regulated' }

describe('the vectors of the specification', () => {
  it.each(vectors)('$id: $note', ({ id, w, expect: expected }) => {
    const parsed = parseWorkloads(JSON.stringify(w), id)
    expect(parsed.ok && parsed.value.works.map(decide)).toEqual([expected])
  })
  it('are all eight', () => {
    expect(vectors).toHaveLength(8)
  })
})

describe('R1: regulated work without an agreement', () => {
  it.each<[string, Partial<RoutedWork>, string]>([
    ['stays local at a loss, on its first day', { netSaving: -50, daysOfData: 1 }, 'all'],
    ['needs a better model where something blocks it', { frontier: true }, 'needs-better-model'],
    ['needs a better model below capability 40', rho(0.799), 'needs-better-model'],
    ['does not at capability 40, which is 80 %', rho(0.8), 'all'],
    ['needs capacity below 95 %', { capacityShare: 0.9499 }, 'needs-capacity'],
    ['does not at 95 %', { capacityShare: 0.95 }, 'all'],
    ['needs the model before the capacity', { ...rho(0.5), capacityShare: 0.1 }, 'needs-better-model'],
  ])('%s', (_, said, mode) => {
    expect(decide(aWork({ ...regulated, ...said }))).toMatchObject({ decision: 'local', rule: 'R1', mode })
  })
  it('an agreement that is not known of is none', () => {
    expect(decide(aWork({ ...regulated, agreement: false })).rule).toBe('R1')
    expect(decide(aWork({ ...regulated, agreement: true }))).toMatchObject({
      rule: 'S1',
      scores: { compliance: 80 },
    })
  })
})

describe('R2: what a local model cannot do', () => {
  it.each<[Blocker, Partial<RoutedWork>, Partial<RoutedWork>]>([
    ['CONTEXT', { contextP95: 32_001, localContext: 32_000 }, { contextP95: 32_000, localContext: 32_000 }],
    ['FRONTIER', { frontier: true }, { frontier: false }],
    [
      'MODALITY',
      { modalities: ['image', 'audio'], localModalities: ['image'] },
      { modalities: ['image'], localModalities: ['audio', 'image'] },
    ],
    ['AGENT_STEPS', { agentSteps: 50 }, { agentSteps: 49 }],
    [
      'LATENCY',
      { latencyTargetMs: 800, localLatencyP95Ms: 801 },
      { latencyTargetMs: 800, localLatencyP95Ms: 800 },
    ],
  ])('%s keeps it on the API', (blocker, blocked, free) => {
    expect(decide(aWork(blocked))).toMatchObject({
      decision: 'cloud',
      mode: 'blocked',
      rule: 'R2',
      blockers: [blocker],
    })
    expect(decide(aWork(free))).toMatchObject({ rule: 'S1', blockers: [] })
  })
  it('a limit that is not known blocks nothing; a local model of which nothing was said does text alone', () => {
    expect(decide(aWork({ contextP95: 1e6, latencyTargetMs: 1 })).blockers).toEqual([])
    expect(decide(aWork({ modalities: ['image'] })).blockers).toEqual(['MODALITY'])
  })
  it('several are all named', () => {
    expect(decide(aWork({ frontier: true, agentSteps: 80 })).blockers).toEqual(['FRONTIER', 'AGENT_STEPS'])
  })
})

describe('R3 and R4: what is not ready yet', () => {
  it.each<[Partial<RoutedWork>, string, string]>([
    [{ daysOfData: 29 }, 'R3', 'for-now'],
    [{ daysOfData: 30 }, 'S1', 'all'],
    [{ daysOfData: null }, 'S1', 'all'],
    [{ operatorHoursNeeded: 8.5, operatorHoursAvailable: 8 }, 'R4', 'no-operator'],
    [{ operatorHoursNeeded: 8, operatorHoursAvailable: 8 }, 'S1', 'all'],
    [{ operatorHoursNeeded: 8 }, 'S1', 'all'],
    [{ daysOfData: 3, operatorHoursNeeded: 9, operatorHoursAvailable: 8 }, 'R3', 'for-now'],
    [{ daysOfData: 3, frontier: true }, 'R2', 'blocked'],
  ])('%j is %s', (said, rule, mode) => {
    expect(decide(aWork(said))).toMatchObject({ rule, mode })
  })
})

/** A saving of 30 % scores 50, of 15 % 25; a quality of 85 % scores 60, of 80 % 40. */
describe('S1 to S4: thresholds on scores', () => {
  const thousand = (netSaving: number, said: Partial<RoutedWork> = {}): RoutedWork =>
    aWork({ spend: 1000, netSaving, ...said })
  it.each<[string, RoutedWork, string, string]>([
    ['public at 85 % and 30 %', thousand(300, rho(0.85)), 'S1', 'all'],
    ['public just below 30 %', thousand(299, rho(0.85)), 'S3', 'part'],
    ['public just below 85 %', thousand(300, rho(0.849)), 'S3', 'cascade'],
    ['internal at 15 %', thousand(150, { ...rho(0.85), sensitivity: 'internal' }), 'S1', 'all'],
    ['internal just below 15 %', thousand(149, { ...rho(0.85), sensitivity: 'internal' }), 'S3', 'part'],
    [
      'regulated under an agreement at 15 %',
      thousand(150, { ...rho(0.85), sensitivity: 'regulated', agreement: true }),
      'S1',
      'all',
    ],
    ['unsaid sensitivity, as internal', thousand(150, { ...rho(0.85), sensitivity: null }), 'S1', 'all'],
    ['94 % of the work fits', thousand(300, { ...rho(0.85), capacityShare: 0.94 }), 'S2', 'overflow'],
    ['public at 80 % and 15 %', thousand(150, rho(0.8)), 'S3', 'cascade'],
    ['public just below 15 %', thousand(149, rho(0.9)), 'S4', 'small-saving'],
    [
      'internal with a saving of 0.1 %',
      thousand(1, { ...rho(0.8), sensitivity: 'internal' }),
      'S3',
      'cascade',
    ],
    ['internal without a saving', thousand(0, { ...rho(1), sensitivity: 'internal' }), 'S4', 'no-saving'],
    ['just below 80 %', thousand(600, rho(0.799)), 'S4', 'quality'],
    ['neither saving nor quality', thousand(-1, rho(0.5)), 'S4', 'no-saving'],
    ['nothing spent', aWork({ spend: 0, netSaving: 10 }), 'S4', 'no-saving'],
  ])('%s: %3$s', (_, work, rule, mode) => {
    const decision = { S1: 'local', S2: 'both', S3: 'both', S4: 'cloud' }[rule]
    expect(decide(work)).toMatchObject({ rule, mode, decision })
  })
  it('fit is 0.4 cost, 0.3 compliance and 0.3 capability', () => {
    expect(decide(thousand(300, rho(0.85))).scores).toEqual({
      cost: 50,
      compliance: 20,
      capability: 60,
      fit: 44,
    })
  })
  it('a saving where nothing is spent is not known', () => {
    expect(decide(aWork({ spend: 0 })).facts.saving).toBeNull()
  })
})
