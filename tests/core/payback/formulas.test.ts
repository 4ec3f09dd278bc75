import { expect, test } from 'vitest'
import type { Alternatives } from '../../../src/core/payback/answers.ts'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import {
  formulaOf,
  type Formula,
  type PaybackFigure,
  type Worked,
} from '../../../src/core/payback/formulas.ts'
import { monthFigures } from '../../../src/core/payback/month-formulas.ts'
import { reportOf } from '../../../src/core/payback/report.ts'
import { totalFigures } from '../../../src/core/payback/total-formulas.ts'

const noAlternatives: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }

function worked(file: ScenarioFile): Worked {
  const scenario = completeScenario(file)
  return {
    scenario,
    report: reportOf(scenario, {}, noAlternatives, 0),
    alternatives: noAlternatives,
    currency: 'USD',
  }
}

/** A $2,000 rig, a $200 bill, $20 of running cost: payback.md E01. */
const e01: ScenarioFile = {
  month0: '2026-03',
  workloads: [{ id: 'chat', spend: 200 }],
  investments: [{ month: 0, amount: 2000, kind: 'capex' }],
  opex: { coloMonthly: 20 },
}

const opened = (figure: PaybackFigure, file: ScenarioFile = e01): Formula => {
  const formula = formulaOf(figure, worked(file))
  if (formula === null) throw new Error('there is no such figure')
  return formula
}
const total = (figure: (typeof totalFigures)[number], file?: ScenarioFile): Formula =>
  opened({ of: 'total', figure }, file)
const ofMonth = (m: number, figure: (typeof monthFigures)[number], file?: ScenarioFile): Formula =>
  opened({ of: 'month', m, figure }, file)

test('payback opens to the division that makes it, and to the month in which it crosses', () => {
  const { result, lines } = total('payback')
  expect(result).toBe('Mar 2027, after 11.1 months')
  expect(lines).toEqual([
    '$2,000.00 ÷ ($200.00 − $20.00) = 11.1 months',
    'After month 11: −$20.00. Month 12 brings $180.00.',
    '11 + $20.00 ÷ $180.00 = 11.1 months',
  ])
})

test('where months differ, payback opens to the crossing alone', () => {
  const { lines } = total('payback', { ...e01, ramp: [0, 0.5, 1] })
  // 80 in month 1, then 180 a month: after 11 months 80 + 10 × 180 − 2,000 = −120; 11 + 120 ÷ 180 = 11.7.
  expect(lines).toEqual([
    'After month 11: −$120.00. Month 12 brings $180.00.',
    '11 + $120.00 ÷ $180.00 = 11.7 months',
  ])
})

test('net of a month is what was avoided less what was paid', () => {
  expect(ofMonth(12, 'net').lines).toEqual(['$200.00 − $20.00 − $0.00 = $180.00'])
  expect(ofMonth(12, 'net').title).toBe('Net, Mar 2027')
  expect(ofMonth(0, 'net').lines).toEqual(['$0.00 − $0.00 − $2,000.00 = −$2,000.00'])
})

test('cumulative goes on from the month before', () => {
  expect(ofMonth(12, 'cumulative').lines).toEqual(['−$20.00 + $180.00 = $160.00'])
  expect(ofMonth(1, 'cumulative').lines).toEqual(['−$2,000.00 + $180.00 = −$1,820.00'])
})

test('net present value names its first terms, its last and what they add up to', () => {
  expect(total('npvWithoutResidual').lines).toEqual([
    '−$2,000.00 + $180.00 ÷ 1¹ + $180.00 ÷ 1² + … + $180.00 ÷ 1³⁶ = $4,480.00',
  ])
  // 25 % of 2,000 are left at the end: 4,480 + 500.
  const sold = {
    ...e01,
    residualCurve: [
      [0, 1],
      [36, 0.25],
    ] as const,
  }
  expect(total('npv', sold).lines.at(-1)).toBe('$4,480.00 + $500.00 ÷ 1³⁶ = $4,980.00')
  expect(total('npv', sold).result).toBe('$4,980.00')
})

test('a discount rate is shown as the month’s', () => {
  expect(total('npv', { ...e01, discountRateAnnual: 0.1 }).notes[0]).toBe(
    '10% a year is (1 + 10%)^(1/12) − 1 = 0.7974% a month. Month 0 is not discounted.',
  )
})

test('return on investment is the profit by what was invested', () => {
  expect(total('roi').lines).toEqual(['$4,480.00 ÷ $2,000.00 = 224%'])
})

test('avoided cost is told workload by workload', () => {
  const file: ScenarioFile = {
    ...e01,
    workloads: [
      { id: 'chat', spend: 200, routableShare: 0.6, quality: { policy: 'haircut', haircut: 0.15 } },
      { id: 'code', spend: 100, routableShare: 0 },
    ],
  }
  // 200 × 60 % × all of it × 85 % = 102.
  expect(ofMonth(5, 'avoided', file).lines).toEqual([
    'chat: $200.00 × 60% × 100% × 85% = $102.00',
    'code: nothing moves',
    '$102.00 + $0.00 = $102.00',
  ])
})

/** 10 M tokens written at 100 a second take 27.78 h; 400 W of them at $0.12. */
const busy: ScenarioFile = {
  ...e01,
  workloads: [{ id: 'chat', spend: 200, tokensOut: 10_000_000 }],
  rig: { decodeTps: 100, loadW: 400, idleW: 0 },
  energy: { tariff: { flat: 0.12 } },
  opex: {},
}

test('electricity opens to its hours, its watts and its price', () => {
  // 27.78 h × 0.4 kW = 11.11 kWh; × 0.12 = $1.33.
  const { result, lines } = ofMonth(3, 'energy', busy)
  expect(result).toBe('$1.33')
  expect(lines).toEqual([
    '(730 h × 0 W + 27.8 h busy × (400 − 0) W) ÷ 1,000 × PUE 1 = 11.1 kWh',
    '11.1 kWh × $0.12 + $0.00 = $1.33',
  ])
})

test('capacity opens to the hours there are and the hours there is work for', () => {
  const { lines } = ofMonth(3, 'util', {
    ...busy,
    rig: { ...busy.rig, availability: 0.98, maxUtil: 0.8 },
  })
  // 730 × 0.98 × 0.8 = 572.3 h of room; 27.8 ÷ 715.4 = 3.9 %.
  expect(lines).toEqual([
    'Room: 1 × 730 h × 24 ÷ 24 × 98% up × 80% at most = 572.3 h',
    'Work: 27.8 h',
    '27.8 ÷ 715.4 h ready = 3.9%',
  ])
})

test('what a rig has no room for is told in tokens and in money', () => {
  // 500 M tokens at 80 a second need 1,736 h; 720 h serve 41.472 % of them.
  const file: ScenarioFile = {
    ...busy,
    hoursPerMonth: 720,
    workloads: [{ id: 'calls', spend: 600, tokensOut: 500_000_000 }],
    rig: { decodeTps: 80 },
  }
  const { result, lines } = ofMonth(1, 'overflow', file)
  expect(result).toBe('$351.17')
  expect(lines).toEqual(['calls: 292.6\u202fM of 500\u202fM tokens, $351.17'])
})

test('a break-even that no volume reaches says so, and what would', () => {
  // 3 tokens a second make 7.9 M a month: the rig is full long before $30 a month of running cost are paid for.
  const file: ScenarioFile = {
    horizonMonths: 48,
    workloads: [{ id: 'chat', spend: 196, tokensOut: 28_000_000 }],
    investments: [{ month: 0, amount: 6000, kind: 'capex' }],
    rig: { decodeTps: 3 },
    opex: { coloMonthly: 30 },
  }
  expect(total('breakEvenSpend', file).result).toBe('unreachable: capacity')
})

test('every figure of an answer opens, paid or never', () => {
  const never: ScenarioFile = { ...e01, workloads: [{ id: 'chat', spend: 15 }] }
  for (const file of [e01, never, busy]) {
    const answer = worked(file)
    for (const figure of totalFigures) expect(formulaOf({ of: 'total', figure }, answer)).not.toBeNull()
    for (const figure of monthFigures)
      for (const m of [0, 1, 36]) expect(formulaOf({ of: 'month', m, figure }, answer)).not.toBeNull()
    for (const { kind } of answer.report.comparison.options)
      expect(formulaOf({ of: 'option', figure: kind }, answer)?.lines).not.toEqual([])
  }
})

test('a month that is over opens to what was billed, not to what was forecast', () => {
  const file: ScenarioFile = {
    ...e01,
    actuals: [{ month: 1, billed: 90, avoided: 130, basis: 'tokens-served', kwh: 40, energyCost: 6.6 }],
  }
  expect(ofMonth(1, 'apiOnly', file).lines).toEqual(['$90.00 + $130.00 = $220.00'])
  expect(ofMonth(1, 'residualApi', file).lines).toEqual(['$220.00 − $130.00 = $90.00'])
  expect(ofMonth(1, 'avoided', file).lines).toEqual(['= $130.00'])
  expect(ofMonth(1, 'avoided', file).notes[0]).toMatch(/tokens the rig served/)
  expect(ofMonth(1, 'energy', file).lines).toEqual([
    '40 kWh were measured',
    'At the tariffs of its days they cost $6.60',
  ])
})

test('a month beyond the horizon has no figures', () => {
  expect(formulaOf({ of: 'month', m: 37, figure: 'net' }, worked(e01))).toBeNull()
})

test('the rig costs what the API costs, less what it is worth', () => {
  // 36 × 200 on the API; 7,200 − 4,480 with the rig.
  expect(opened({ of: 'option', figure: 'hybrid-local' }).lines).toEqual([
    '$7,200.00 − $4,480.00 = $2,720.00',
  ])
})
