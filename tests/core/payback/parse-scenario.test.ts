import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { parseScenario, parseScenarioFile } from '../../../src/core/payback/parse-scenario.ts'
import { problemWords } from '../../../src/core/words.ts'
import { anyScenario } from './any-scenario.ts'

const read = (file: unknown) => parseScenario(JSON.stringify(file), 'mine.json')

/** The problem that a file has, and the sentence shown for it. */
function problemOf(text: string) {
  const result = parseScenario(text, 'mine.json')
  if (result.ok) throw new Error('It was read without a problem')
  return { problem: result.problem, words: problemWords(result.problem) }
}

const refusalOf = (file: unknown) => problemOf(JSON.stringify(file))

describe('a scenario file', () => {
  it('may leave out everything, and then nothing changes anything', () => {
    const result = read({})
    expect(result).toEqual({ ok: true, value: completeScenario({}) })
    expect(completeScenario({})).toMatchObject({
      horizonMonths: 36,
      hoursPerMonth: 730,
      discountRateAnnual: 0,
      live: [0, 1],
      ramp: [0, 1],
      shadow: [0],
      rig: { nodes: 1, decodeTps: null, prefillTps: null, availability: 1, hoursPerDay: 24, maxUtil: 1 },
      energy: { tariff: { flat: 0 }, escalationAnnual: 0, pue: 1, fixedMonthly: 0, measuredKwh: {} },
      opex: { leaseMonthly: 0, leaseMonths: 0, warrantyMonths: 0, afr: 0 },
      residualCurve: [],
    })
  })

  it('fills in what a workload leaves out', () => {
    expect(completeScenario({ workloads: [{ id: 'a', spend: 200 }] }).workloads).toEqual([
      {
        id: 'a',
        spend: 200,
        tokensIn: 0,
        tokensOut: 0,
        requests: 0,
        routableShare: 1,
        quality: { policy: 'fallback', qApi: 1, qLocal: 1, haircut: 0 },
        failureCost: 0,
        growthMonthly: 0,
        growthMonths: null,
        apiPriceChangeMonthly: 0,
        priceMonths: null,
        avoidableFromMonth: 0,
        forcedLocal: false,
        tokenRatio: 1,
      },
    ])
  })

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        expect(read(scenario)).toEqual({ ok: true, value: scenario })
      }),
      { numRuns: 1_000 },
    )
  })

  it('keeps its name, and may begin with a byte order mark', () => {
    expect(parseScenarioFile('\uFEFF{"name": "With two nodes"}', 'mine.json')).toEqual({
      ok: true,
      value: { name: 'With two nodes' },
    })
  })

  it('may tell the rise of the tariff in the tariff, as the specification writes it', () => {
    const result = read({ energy: { tariff: { flat: 0.2, escalationAnnual: 0.03 } } })
    expect(result.ok && result.value.energy).toMatchObject({ tariff: { flat: 0.2 }, escalationAnnual: 0.03 })
  })

  it('may count measured months from 0 or name them', () => {
    const result = read({ month0: '2026-11', energy: { measuredKwh: { '0': 5, '2027-01': 7 } } })
    expect(result.ok && result.value.energy.measuredKwh).toEqual({ 0: 5, 2: 7 })
  })
})

describe('what is wrong with a scenario file is said once, with its place', () => {
  it('says the line and column where it stops being JSON', () => {
    const { problem, words } = problemOf('{\n  "horizonMonths": 36,\n  "month0" "2026-11"\n}')
    expect(problem).toEqual({ kind: 'scenario-not-json', file: 'mine.json', line: 3, column: 12 })
    expect(words).toBe(
      'Line 3 of mine.json stops being JSON at character 12. Nothing was worked out. Look there for a missing comma, quotation mark or bracket.',
    )
    expect(problemOf('').problem).toMatchObject({ line: 1, column: 1 })
    expect(problemOf('{"live": [0, 1').problem).toMatchObject({ line: 1, column: 15 })
    expect(problemOf('{"live": [0, 1,]}').problem).toMatchObject({ column: 16 })
    expect(problemOf('{"live": [0, 01]}').problem).toMatchObject({ column: 15 })
    expect(problemOf('{"name": "a\tb"}').problem).toMatchObject({ column: 10 })
    expect(problemOf('{} {}').problem).toMatchObject({ column: 4 })
    expect(problemOf("{'a': 1}").problem).toMatchObject({ column: 2 })
    expect(problemOf('[NaN]').problem).toMatchObject({ column: 2 })
  })

  it('says the field that is unknown, and those that are known there', () => {
    const { problem, words } = refusalOf({ workloads: [{ id: 'a' }, { id: 'b', spendd: 5 }] })
    expect(problem).toMatchObject({ kind: 'unknown-scenario-field', path: 'workloads[1].spendd' })
    expect(words).toContain('mine.json has “workloads[1].spendd”, which no scenario has.')
    expect(words).toContain('known there: id, spend, tokensIn')
    expect(refusalOf({ horizon: 36 }).problem).toMatchObject({ path: 'horizon' })
    expect(problemOf('{"__proto__": {}}').problem).toMatchObject({ path: '__proto__' })
  })

  it.each([
    [{ workloads: [{ id: 'a', spend: '200' }] }, 'workloads[0].spend', 'a number from 0 to 1e12'],
    [{ workloads: [{ id: 'a', spend: -1 }] }, 'workloads[0].spend', 'a number from 0 to 1e12'],
    [{ workloads: [{ id: '' }] }, 'workloads[0].id', 'a text'],
    [{ workloads: { id: 'a' } }, 'workloads', 'a list'],
    [{ workloads: [5] }, 'workloads[0]', 'an object in braces'],
    [{ workloads: [{ routableShare: 1.2 }] }, 'workloads[0].routableShare', 'a number from 0 to 1'],
    [
      { workloads: [{ quality: { policy: 'guess' } }] },
      'workloads[0].quality.policy',
      'one of "fallback", "retry", "haircut"',
    ],
    [
      { workloads: [{ quality: { qApi: 0 } }] },
      'workloads[0].quality.qApi',
      'a number above 0 and at most 1',
    ],
    [
      { workloads: [{ growthMonths: 1.5 }] },
      'workloads[0].growthMonths',
      'a whole number from 0 to 1200, or null for without an end',
    ],
    [{ workloads: [{ forcedLocal: 1 }] }, 'workloads[0].forcedLocal', 'true or false'],
    [{ workloads: [{ id: 'a' }, { id: 'a' }] }, 'workloads[1].id', 'a name that no workload before it has'],
    [
      { horizonMonths: 600, workloads: [{ spend: 100, growthMonthly: 0.5 }] },
      'workloads[0].growthMonthly',
      'a growth that ends, with growthMonths',
    ],
    [{ month0: '2026-13' }, 'month0', 'a month such as "2026-11"'],
    [{ month0: 202611 }, 'month0', 'a month such as "2026-11"'],
    [{ horizonMonths: 0 }, 'horizonMonths', 'a whole number from 1 to 600'],
    [{ investments: [{ amount: 5 }] }, 'investments[0].month', 'a whole number from 0 to 1200'],
    [{ investments: [{ month: 0, amount: -5 }] }, 'investments[0].amount', 'a number from 0 to 1e12'],
    [{ ramp: [] }, 'ramp', 'a list of at least 1'],
    [{ live: [0, 2] }, 'live[1]', 'a number from 0 to 1'],
    [{ rig: { decodeTps: 0 } }, 'rig.decodeTps', 'a number above 0 and at most 1e9, or null for not known'],
    [{ rig: { idleW: 80, loadW: 50 } }, 'rig.loadW', 'at least the 80 W it draws when idle'],
    [{ energy: { tariff: {} } }, 'energy.tariff', 'either "flat" or "bands"'],
    [{ energy: { tariff: { flat: 1, bands: [{ rate: 1 }] } } }, 'energy.tariff', 'either "flat" or "bands"'],
    [
      { energy: { tariff: { bands: [{ rate: 1, share: 0.5 }, { rate: 1 }] } } },
      'energy.tariff.bands[1]',
      'either a share in every band, or hours in every band',
    ],
    [
      { energy: { tariff: { bands: [{ rate: 1, hours: 8 }] } } },
      'energy.tariff.bands',
      'hours that sum to the 24 of a day',
    ],
    [
      { energy: { measuredKwh: { '2026-12': 5 } } },
      'energy.measuredKwh.2026-12',
      'a month counted from 0, unless month0 says which calendar month that is',
    ],
    [
      {
        residualCurve: [
          [12, 0.5],
          [12, 0.4],
        ],
      },
      'residualCurve[1][0]',
      'an age above the 12 months before it',
    ],
    [
      { residualCurve: [[12]] },
      'residualCurve[0]',
      'a pair of age in months and share of the price, such as [36, 0.25]',
    ],
    [
      { priceSteps: [{ fromMonth: 3, factor: 2, workload: 'x' }] },
      'priceSteps[0].workload',
      'the id of one of the workloads',
    ],
    [
      {
        actuals: [
          { month: 1, billed: 1, avoided: 1 },
          { month: 1, billed: 1, avoided: 1 },
        ],
      },
      'actuals[1].month',
      'a month that no other of the list has',
    ],
    [[], '', 'an object in braces'],
    [null, '', 'an object in braces'],
  ])('%j is wrong at %s', (file, path, expected) => {
    expect(refusalOf(file).problem).toMatchObject({ kind: 'bad-scenario', file: 'mine.json', path, expected })
  })

  it('takes no number that is too large to be one', () => {
    const { problem, words } = problemOf('{"workloads": [{"spend": 1e999}]}')
    expect(problem).toMatchObject({ path: 'workloads[0].spend', text: 'Infinity' })
    expect(words).toBe(
      'mine.json says “Infinity” for workloads[0].spend, where a scenario needs a number from 0 to 1e12. Nothing was worked out. Mend it and try again.',
    )
  })

  it('says what is missing', () => {
    expect(refusalOf({ investments: [{ month: 0 }] }).words).toBe(
      'mine.json says nothing for investments[0].amount, where a scenario needs a number from 0 to 1e12. Nothing was worked out. Mend it and try again.',
    )
  })
})
