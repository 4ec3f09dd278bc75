import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { applyEdits } from '../../../src/core/payback/edits.ts'
import { inputAt } from './input-at.ts'
import { monthsOfPlan, weeksOf } from '../../../src/core/payback/migration-plan.ts'

const scenario = completeScenario({
  workloads: [{ id: 'chat', spend: 200 }, { id: 'Claude 4.5 (EU)/x' }],
  investments: [
    { month: 0, amount: 2_000 },
    { month: 6, amount: 900, kind: 'setup' },
  ],
  ramp: [0, 0.5, 1],
  energy: { tariff: { flat: 0.2 }, measuredKwh: { '2': 120 } },
  residualCurve: [
    [0, 1],
    [36, 0.25],
  ],
})

const paths = [
  'opex.engRate',
  'workloads.chat.routableShare',
  'workloads.Claude%204%2E5%20(EU)%2Fx.quality.qLocal',
  'investments.1.amount',
  'energy.tariff.flat',
  'energy.measuredKwh.2',
  'residualCurve.1.1',
  'ramp.1',
  'ramp.9',
  'rig.decodeTps',
  'workloads.chat.growthMonths',
]

describe('the user’s values in the place of others', () => {
  it('stand where their path says, and nothing else changes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        (path, drawn) => {
          const value = path === 'rig.decodeTps' ? Math.abs(drawn) + 1 : drawn
          const edited = applyEdits(scenario, { [path]: value })
          if (!edited.ok) throw new Error(JSON.stringify(edited.problem))
          expect(inputAt(edited.value, path)).toBe(value)
          const before = inputAt(scenario, path)
          if (before === null || path === 'ramp.9') return
          expect(applyEdits(edited.value, { [path]: before })).toEqual({ ok: true, value: scenario })
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it.each([
    'opex.engRat',
    'workloads.0.spend',
    'workloads.chat.id',
    'workloads.chat.quality',
    'workloads.chat.quality.policy',
    'investments.0.addsNodes',
    'energy.tariff.bands.0.rate',
    'ramp.x',
    'ramp.-1',
    'ramp.1.2',
    'ramp.601',
    '__proto__.polluted',
    'workloads.length',
    '',
  ])('the path %s, where no number stands, is said', (path) => {
    expect(applyEdits(scenario, { 'opex.engRate': 60, [path]: 1 })).toEqual({
      ok: false,
      problem: { kind: 'no-such-input', path },
    })
  })

  it('a value that is no number is said', () => {
    expect(applyEdits(scenario, { 'opex.engRate': Number.NaN })).toMatchObject({
      problem: { kind: 'bad-input', field: 'opex.engRate' },
    })
  })

  it('a list of months whose last value goes on is made longer by it', () => {
    expect(applyEdits(scenario, { 'ramp.5': 0.25 })).toMatchObject({
      value: { ramp: [0, 0.5, 1, 1, 1, 0.25] },
    })
    expect(inputAt(scenario, 'ramp.5')).toBe(1)
  })

  it('weeks of the migration make the ramp anew, and a month edited by itself goes before', () => {
    const edits = { 'migration.parallel': 0, 'ramp.1': 0.1 }
    const { ramp, shadow } = monthsOfPlan(weeksOf(edits))
    expect(applyEdits(scenario, edits)).toMatchObject({ value: { ramp: ramp.with(1, 0.1), shadow } })
  })

  it.each([
    ['rig.decodeTps', 0, 'a number of tokens a second above 0'],
    ['rig.prefillTps', 0, 'a number of tokens a second above 0'],
    ['rig.availability', -0.5, 'a number from 0'],
    ['live.1', -1, 'a number from 0'],
    ['discountRateAnnual', -1, 'a rate above −100% a year'],
  ])('%s of %f would make the answer no number, and is refused', (path, value, expected) => {
    expect(applyEdits(scenario, { [path]: value })).toEqual({
      ok: false,
      problem: { kind: 'bad-input', field: path, text: String(value), expected },
    })
  })

  it.each([
    ['horizonMonths', 36.5],
    ['horizonMonths', -1],
    ['horizonMonths', 601],
    ['investments.0.month', 1.5],
    ['workloads.chat.avoidableFromMonth', -2],
  ])('%s is a whole number of months, not %f', (path, value) => {
    expect(applyEdits(scenario, { [path]: value })).toMatchObject({
      problem: { kind: 'bad-input', field: path, expected: 'a whole number of months from 0 to 600' },
    })
  })
})
