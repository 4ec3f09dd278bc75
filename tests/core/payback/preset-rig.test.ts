import { describe, expect, it } from 'vitest'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { figuresOf } from '../../../src/core/payback/ground-rigs.ts'
import { plannedRig } from '../../../src/core/payback/preset-rig.ts'
import { warningsOf } from '../../../src/core/payback/warnings.ts'
import { rigPresets } from '../../../src/core/rig.ts'

const figures = (presetId: string) => {
  const rig = plannedRig({ presetId, count: 1, month: '2027-03' }, 0)
  if (!rig.ok) throw new Error(presetId)
  return figuresOf(rig.value)
}
const doubts = (presetId: string) =>
  warningsOf(completeScenario({ rig: { nodes: 1, ...figures(presetId) } })).map(({ kind }) => kind)

describe('the model of a preset', () => {
  it('takes 70 billion weights of 4.85 bits: 42.4 GB, which no card of 24 GB holds', () => {
    expect(figures('rtx4090-rig-seed000').modelGb).toBeCloseTo((70 * 4.85) / 8, 9)
    expect(doubts('rtx4090-rig-seed000')).toContain('does-not-fit-memory')
  })

  it('fits where it was measured, at a speed that memory can feed: 819 ÷ 42.4 = 19.3 a second, and it has 18', () => {
    const kinds = doubts('macstudio-m3ultra-256')
    expect(kinds).not.toContain('does-not-fit-memory')
    expect(kinds).not.toContain('above-bandwidth')
    expect(doubts('a100-80')).not.toContain('does-not-fit-memory')
  })

  it('is not known where its source does not tell both its size and its file', () => {
    const untold = rigPresets.filter(({ weights }) => weights === null)
    expect(untold.length).toBeGreaterThan(0)
    for (const { id } of untold) expect(figures(id).modelGb).toBeNull()
  })
})

describe('a preset', () => {
  it('never has a speed of nothing, which would take for ever', () => {
    for (const { id } of rigPresets) {
      const { decodeTps, prefillTps } = figures(id)
      expect(decodeTps ?? 1).toBeGreaterThan(0)
      expect(prefillTps ?? 1).toBeGreaterThan(0)
    }
  })
})
