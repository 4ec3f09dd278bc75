import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  modalities,
  noFacts,
  sensitivities,
  taskClasses,
  type WorkloadFacts,
} from '../../src/core/routing/workload.ts'
import { readFacts, typedFrom, type TypedFacts } from '../../src/renderer/workloadFields.ts'

const blank = typedFrom(noFacts)
const read = (part: Partial<TypedFacts>) => readFacts({ ...blank, ...part })
const wrongOf = (part: Partial<TypedFacts>) => {
  const answer = read(part)
  return answer.state === 'wrong' ? answer.wrong : {}
}

const orUnknown = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null })
const whole = orUnknown(fc.nat(1_000_000))
const tenths = orUnknown(fc.nat(10_000).map((value) => value / 10))
const chosen = orUnknown(fc.subarray([...modalities], { minLength: 1 }))
const someFacts: fc.Arbitrary<WorkloadFacts> = fc.record({
  taskClass: orUnknown(fc.constantFrom(...taskClasses)),
  sensitivity: orUnknown(fc.constantFrom(...sensitivities)),
  agreement: orUnknown(fc.boolean()),
  contextP95: whole,
  localContext: whole,
  latencyTargetMs: whole,
  localLatencyP95Ms: whole,
  frontier: orUnknown(fc.boolean()),
  modalities: chosen,
  localModalities: chosen,
  agentSteps: whole,
  operatorHoursNeeded: tenths,
  operatorHoursAvailable: tenths,
  measured: orUnknown(
    fc
      .tuple(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), fc.nat(5_000))
      .map(([n, local, api]) => ({ n, qLocal: Math.min(n, local) / n, qApi: Math.min(n, api) / n })),
  ),
  rhoRange: orUnknown(
    fc.tuple(fc.nat(100), fc.nat(100)).map(([low, more]) => [low / 100, (low + more) / 100] as const),
  ),
  peakToMean: orUnknown(fc.integer({ min: 10, max: 1_000 }).map((value) => value / 10)),
  activeDayShare: orUnknown(fc.nat(100).map((value) => value / 100)),
})

describe('the facts of a workload', () => {
  test('are the same after a form showed them and read them back', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const back = readFacts(typedFrom(facts))
        if (back.state === 'wrong') throw new Error(JSON.stringify(back.wrong))
        const { measured, ...others } = back.facts
        const { measured: wanted, ...wantedOthers } = facts
        expect(others).toEqual(wantedOthers)
        expect(measured?.n).toBe(wanted?.n)
        expect(measured?.qLocal ?? 0).toBeCloseTo(wanted?.qLocal ?? 0, 6)
        expect(measured?.qApi ?? 0).toBeCloseTo(wanted?.qApi ?? 0, 6)
      }),
      { numRuns: 1_000 },
    )
  })

  test('of which nothing was said are not known', () => {
    expect(read({})).toEqual({ state: 'read', facts: noFacts })
  })

  test('may have their digits grouped', () => {
    expect(read({ contextP95: '128,000', localContext: '32 768' })).toMatchObject({
      facts: { contextP95: 128_000, localContext: 32_768 },
    })
  })

  test.each(['-1', 'many', '1.5', '1e3', '32,00', '0x10'])('a context of %s is none', (contextP95) => {
    expect(Object.keys(wrongOf({ contextP95 }))).toEqual(['contextP95'])
  })

  test('a decimal comma is not read as a group of digits', () => {
    expect(Object.keys(wrongOf({ operatorHoursNeeded: '2,5' }))).toEqual(['operatorHoursNeeded'])
  })

  test('measured pairs need all three of their numbers, and no more useful answers than pairs', () => {
    expect(Object.keys(wrongOf({ pairs: '40' })).toSorted()).toEqual(['apiUseful', 'localUseful'])
    expect(Object.keys(wrongOf({ pairs: '40', localUseful: '41', apiUseful: '40' }))).toEqual(['localUseful'])
    expect(read({ pairs: '40', localUseful: '34', apiUseful: '38' })).toMatchObject({
      facts: { measured: { n: 40, qLocal: 0.85, qApi: 0.95 } },
    })
  })

  test('one end of the quality stands for both; ends the wrong way round are told', () => {
    expect(read({ rhoLow: '82' })).toMatchObject({ facts: { rhoRange: [0.82, 0.82] } })
    expect(Object.keys(wrongOf({ rhoLow: '90', rhoHigh: '82' }))).toEqual(['rhoHigh'])
  })
})
