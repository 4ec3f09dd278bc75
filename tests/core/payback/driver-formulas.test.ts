import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Alternatives, Driver } from '../../../src/core/payback/answers.ts'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { applyDriver, defaultRanges } from '../../../src/core/payback/drivers.ts'
import {
  formulaOf,
  type Formula,
  type PaybackFigure,
  type Worked,
} from '../../../src/core/payback/formulas.ts'
import { project } from '../../../src/core/payback/project.ts'
import { reportOf } from '../../../src/core/payback/report.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'
import { amountText, shortMonthText } from '../../../src/core/payback/written.ts'
import { likelyOrOdd } from './likely-scenario.ts'

const none: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }

const worked = (scenario: Scenario): Worked => ({
  scenario,
  alternatives: none,
  report: reportOf(scenario, defaultRanges(scenario), none, 0),
  currency: 'USD',
})

/** A $2,000 rig, a $200 bill, $20 of running cost: payback.md E01. */
const e01: ScenarioFile = {
  month0: '2026-03',
  workloads: [{ id: 'chat', spend: 200 }],
  investments: [{ month: 0, amount: 2000, kind: 'capex' }],
  opex: { coloMonthly: 20 },
}

function opened(figure: PaybackFigure, file: ScenarioFile = e01): Formula {
  const formula = formulaOf(figure, worked(completeScenario(file)))
  if (formula === null) throw new Error('there is no such figure')
  return formula
}
const endOf = (driver: Driver, end: 'low' | 'high', figure: 'npv' | 'payback'): Formula =>
  opened({ of: 'driver', driver, end, figure })

test('the worth at an end of a driver opens to what the end is, and to its months', () => {
  // 200 × 75 % − 20 = 130 a month: 36 × 130 − 2,000 = 2,680.
  const { title, result, rule, lines, notes } = endOf('apiPrice', 'low', 'npv')
  expect(title).toBe('API price level at 0.75 × assumed: net present value')
  expect(result).toBe('$2,680.00')
  expect(rule).toMatch(/^all else as assumed: net of every month/)
  expect(lines).toEqual([
    'With API prices 25% lower:',
    '−$2,000.00 + $130.00 ÷ 1¹ + $130.00 ÷ 1² + … + $130.00 ÷ 1³⁶ = $2,680.00',
    '$2,680.00 + $0.00 ÷ 1³⁶ = $2,680.00',
  ])
  expect(notes[0]).toBe('As assumed it is $4,480.00.')
})

test('the month at an end of a driver opens to its division', () => {
  // 1.3 × 2,000 ÷ 180 = 14.4.
  const { result, lines } = endOf('capex', 'high', 'payback')
  expect(result).toBe('Jun 2027, after 14.4 months')
  expect(lines).toEqual([
    'With hardware for $2,600 instead of $2,000:',
    '$2,600.00 ÷ ($200.00 − $20.00) = 14.4 months',
    'After month 14: −$80.00. Month 15 brings $180.00.',
    '14 + $80.00 ÷ $180.00 = 14.4 months',
  ])
})

test('a value at which it comes out even opens to months that add up to nothing', () => {
  // (2,000 ÷ 36 + 20) ÷ 200 = 0.3777…: 75.56 − 20 = 55.56 a month.
  const { title, result, lines, notes } = opened({ of: 'switching', driver: 'apiPrice' })
  expect(title).toBe('API price level, where it comes out even')
  expect(result).toBe('API prices 62% lower')
  expect(lines).toEqual([
    '−$2,000.00 + $55.56 ÷ 1¹ + $55.56 ÷ 1² + … + $55.56 ÷ 1³⁶ = $0.00',
    '$0.00 + $0.00 ÷ 1³⁶ = $0.00',
  ])
  expect(notes[0]).toBe('Found by trying: 0.37777778; assumed is 1 × assumed. The rig pays above that value.')
})

test('a driver that does not vary, or is even nowhere, does not open', () => {
  const about = worked(completeScenario(e01))
  expect(formulaOf({ of: 'driver', driver: 'decodeSpeed', end: 'low', figure: 'npv' }, about)).toBeNull()
  expect(formulaOf({ of: 'switching', driver: 'decodeSpeed' }, about)).toBeNull()
  // $10 of running cost alone is never reached by a bill of nothing.
  const idle = worked(completeScenario({ ...e01, workloads: [{ id: 'chat', spend: 0 }] }))
  expect(formulaOf({ of: 'switching', driver: 'capex' }, idle)).toBeNull()
})

test('the headline opens to its month, and where it never pays to the mean month besides', () => {
  expect(opened({ of: 'verdict' })).toEqual(opened({ of: 'total', figure: 'payback' }))
  // 15 a month against 20: 36 × 15 = 540, 36 × 20 = 720, −2,000 − 36 × 5 = −2,180.
  const never = opened({ of: 'verdict' }, { ...e01, workloads: [{ id: 'chat', spend: 15 }] })
  expect(never.result).toBe('never within 36 months')
  expect(never.lines).toEqual([
    '36 months end at −$2,180.00',
    'It saves: $540.00 ÷ 36 months = $15.00 a month',
    'Running it costs: $720.00 ÷ 36 months = $20.00 a month',
  ])
})

/** The signs of NPV a billionth below and above a value, the lower first. */
function signsAround(scenario: Scenario, driver: Driver, value: number): readonly number[] {
  const step = 1e-9 * Math.max(1, Math.abs(value))
  return [value - step, value + step]
    .map((at) => Math.sign(project(applyDriver(scenario, driver, at)).npv))
    .toSorted((a, b) => a - b)
}

test('every end opens to the tornado’s own figures to the cent, and every even value to nothing', () => {
  fc.assert(
    fc.property(likelyOrOdd, (scenario) => {
      const about = worked(scenario)
      const { tornado, switching } = about.report
      for (const bar of tornado)
        for (const end of ['low', 'high'] as const) {
          const [npv, month] = end === 'low' ? [bar.npvLow, bar.paybackLow] : [bar.npvHigh, bar.paybackHigh]
          const worth = formulaOf({ of: 'driver', driver: bar.driver, end, figure: 'npv' }, about)
          expect(worth?.result).toBe(amountText(npv, 'USD'))
          expect(worth?.lines.at(-1)?.endsWith(` = ${amountText(npv, 'USD')}`)).toBe(true)
          const pays = formulaOf({ of: 'driver', driver: bar.driver, end, figure: 'payback' }, about)
          expect(pays?.result).toContain(month === null ? 'never' : shortMonthText(scenario.month0, month))
        }
      for (const { driver, value } of switching) {
        const even = formulaOf({ of: 'switching', driver }, about)
        if (value === null) expect(even).toBeNull()
        else if (even?.notes.some((note) => note.startsWith('It jumps over zero')) === true)
          expect(signsAround(scenario, driver, value)).toEqual([-1, 1])
        else expect(even?.lines.at(-1)?.endsWith(' = $0.00')).toBe(true)
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
})
