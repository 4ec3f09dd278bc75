import { describe, expect, it } from 'vitest'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { warningsOf } from '../../../src/core/payback/warnings.ts'
import { anExample } from './worked.ts'

const warned = (changes: ScenarioFile, workload: object = {}) =>
  warningsOf(
    completeScenario(anExample({ opex: { engHoursPerMonth: 1, engRate: 50 }, ...changes }, workload)),
  )

describe('a doubt is told where an input looks impossible', () => {
  it('says nothing of plain inputs, but that nobody’s hours are counted', () => {
    expect(warned({})).toEqual([])
    expect(warned({ opex: {} })).toEqual([{ kind: 'engineering-not-counted', value: 0, limit: null }])
  })

  it('tells that room is not checked for work whose tokens are not known, beside a rig of known speed', () => {
    const work = { id: 'a', spend: 200, routableShare: 0.5 }
    const kinds = (rig: { readonly decodeTps?: number }): readonly unknown[] =>
      warningsOf(completeScenario({ workloads: [work, { id: 'b', spend: 90, tokensOut: 1e6 }], rig }))
    expect(kinds({ decodeTps: 40 })).toContainEqual({ kind: 'tokens-not-known', value: 100, limit: null })
    expect(kinds({}).filter((one) => JSON.stringify(one).includes('tokens-not-known'))).toEqual([])
  })

  it('tells that reading is not counted where its speed is not known', () => {
    const workload = { tokensIn: 5e6, routableShare: 0.5 }
    expect(warned({ rig: { decodeTps: 50 } }, workload)).toContainEqual({
      kind: 'input-reading-not-counted',
      value: 2.5e6,
      limit: null,
    })
    expect(warned({ rig: { prefillTps: 5000 } }, workload).map(({ kind }) => kind)).not.toContain(
      'input-reading-not-counted',
    )
  })

  it('tells a model that does not fit, and a speed that memory cannot feed', () => {
    // 70B at 4.85 bits are 42.4 GB; an RTX 4090 has 24 GB and 1,008 GB/s: 23.8 tokens a second
    const rig = { memoryGb: 24, bandwidthGbs: 1008, decodeTps: 30, modelGb: 42.4, maxUtil: 0.8 }
    expect(warned({ rig, investments: [] }, { tokensOut: 1 })).toEqual([
      { kind: 'does-not-fit-memory', value: 42.4, limit: 24 },
      { kind: 'above-bandwidth', value: 30, limit: 1008 / 42.4 },
    ])
    const sparse = { ...rig, memoryGb: 96, activeGb: 2 }
    expect(warned({ rig: sparse }, { tokensOut: 1 })).toEqual([])
  })

  it('tells the tokens that have no room in the fullest month', () => {
    const room = 2_628_000 * 100
    const [warning] = warned(
      { rig: { decodeTps: 100, maxUtil: 0.9 } },
      { tokensOut: room, growthMonthly: 0.1, growthMonths: 2 },
    )
    expect(warning?.kind).toBe('overflow')
    expect(warning?.value).toBeCloseTo(room * (1.21 - 0.9), 0)
  })

  it('asks about power, tariff, cooling, quality, use and price beyond the usual', () => {
    expect(warned({ rig: { idleW: 200, loadW: 900, boardW: 450 } })).toMatchObject([
      { kind: 'idle-power-high', value: 200, limit: 150 },
      { kind: 'load-power-high', value: 900, limit: 750 },
      { kind: 'tariff-unusual', value: 0, limit: 0.03 },
    ])
    expect(warned({ energy: { tariff: { flat: 12 } } })).toEqual([
      { kind: 'tariff-unusual', value: 12, limit: 0.8 },
    ])
    expect(warned({ energy: { tariff: { flat: 0.12 }, pue: 0.9 } })).toEqual([
      { kind: 'pue-below-one', value: 0.9, limit: 1 },
    ])
    expect(warned({}, { quality: { qApi: 0.8, qLocal: 1 } })).toEqual([
      { kind: 'quality-above-api', value: 1.25, limit: 1.05 },
    ])
    expect(warned({ rig: { decodeTps: 1e6, maxUtil: 1 } }, { tokensOut: 1 })).toEqual([
      { kind: 'utilisation-high', value: 1, limit: 0.95 },
    ])
    expect(warned({ rig: { memoryGb: 1000 } })).toEqual([
      { kind: 'price-per-memory-unusual', value: 2, limit: 5 },
    ])
  })

  it('asks about a bill for electricity that no rig of that power runs up', () => {
    // $60 at $0.12 are 500 kWh in 730 h: 685 W
    const [warning] = warned({ rig: { loadW: 400 }, energy: { tariff: { flat: 0.12 }, fixedMonthly: 60 } })
    expect(warning).toMatchObject({ kind: 'implied-power-high', limit: 400 })
    expect(warning?.value).toBeCloseTo(684.93, 2)
  })
})
