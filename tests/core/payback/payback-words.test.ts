import { expect, test } from 'vitest'
import type { Alternatives, DriverRanges, PaybackReport, Warning } from '../../../src/core/payback/answers.ts'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { defaultRanges } from '../../../src/core/payback/drivers.ts'
import { helpWords } from '../../../src/core/payback/help-words.ts'
import {
  bindingWords,
  irrWords,
  pointWords,
  relapseWords,
  warningWords,
  winnerWords,
} from '../../../src/core/payback/payback-words.ts'
import { reportOf } from '../../../src/core/payback/report.ts'
import { verdictWords } from '../../../src/core/payback/verdict-words.ts'

const noAlternatives: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }
const month0 = '2026-01'

const report = (file: ScenarioFile, ranges: DriverRanges = {}): PaybackReport =>
  reportOf(completeScenario(file), ranges, noAlternatives, 0)

/** A $2,000 rig, a $200 bill, $20 of running cost: payback.md E01. */
const e01: ScenarioFile = {
  month0,
  workloads: [{ id: 'chat', spend: 200 }],
  investments: [{ month: 0, amount: 2000, kind: 'capex' }],
  opex: { coloMonthly: 20 },
}
const spend = (amount: number, of: object = {}): ScenarioFile => ({
  ...e01,
  workloads: [{ id: 'chat', spend: amount, ...of }],
})

/** 3 tokens a second serve 27.8 % of 28 M tokens: payback.md E07. */
const tooSlow: ScenarioFile = {
  horizonMonths: 48,
  month0,
  workloads: [{ id: 'chat', spend: 196, tokensOut: 28_000_000 }],
  investments: [{ month: 0, amount: 6000, kind: 'capex', addsNodes: 0 }],
  rig: { decodeTps: 3 },
  opex: { coloMonthly: 30 },
}

test('a rig without time for the work says how much it serves, and how many would do', () => {
  expect(verdictWords(report(tooSlow), month0, 'USD')).toBe(
    'Never within 48 months: the rig can serve only 28% of the tokens',
  )
  // 28 M ÷ 7.88 M a month is 3.55: four nodes, at $6,000 each against a bill of $196.
  expect(helpWords(report(tooSlow), completeScenario(tooSlow), 'USD')).toBe(
    'It would take 4 nodes to serve all of it, and they would not pay either.',
  )
})

test('nodes that pay at their own price are said to pay', () => {
  const cheap: ScenarioFile = {
    ...tooSlow,
    investments: [{ month: 0, amount: 1500, kind: 'capex' }],
    opex: {},
  }
  const dear = { ...cheap, workloads: [{ id: 'chat', spend: 110, tokensOut: 28_000_000 }] }
  const answer = report(dear)
  expect(answer.never?.reason).toBe('CAPACITY')
  expect(helpWords(answer, completeScenario(dear), 'USD')).toMatch(/4 nodes/)
})

test('what would help most is the nearest value at which it comes out even', () => {
  const hours: ScenarioFile = { ...spend(200), opex: { engHoursPerMonth: 10, engRate: 50 } }
  const scenario = completeScenario(hours)
  const answer = report(hours, defaultRanges(scenario))
  // (36 × 200 − 2,000) ÷ 36 ÷ 50 = 2.9 hours.
  expect(helpWords(answer, scenario, 'USD')).toBe(
    'It would come out even over 36 months with 2.9 instead of 10 engineering hours a month.',
  )
})

test('an answer that pays needs no help', () => {
  expect(helpWords(report(e01), completeScenario(e01), 'USD')).toBeNull()
})

test('every single change that would do is named', () => {
  // 36 × 50 = 1,800 are less than 2,000 even at no running cost; in 67 months it is paid.
  const { never } = report(spend(50))
  if (never === null) throw new Error('it pays')
  expect(bindingWords(never)).toBe('It would pay given more years.')
})

test('a second purchase that puts it behind again is told with its months', () => {
  // payback.md E30: paid in month 12, 1,500 more in month 14, behind until month 19.
  const twice: ScenarioFile = {
    ...e01,
    investments: [
      { month: 0, amount: 2000, kind: 'capex' },
      { month: 14, amount: 1500, kind: 'capex' },
    ],
  }
  expect(relapseWords(report(twice).projection.payback, month0)).toBe(
    'It is behind again between March 2027 and August 2027.',
  )
  expect(relapseWords(report(e01).projection.payback, month0)).toBeNull()
})

test('months are told to the tenth', () => {
  expect(pointWords(report(e01).projection.payback, month0, 36)).toBe('Jan 2027, after 11.1 months')
  expect(pointWords(report(spend(120)).projection.payback, month0, 36)).toBe('Sep 2027, after 20.0 months')
  expect(pointWords(report(spend(15)).projection.payback, month0, 36)).toBe('never within 36 months')
})

test('a rate of return is told a year, and its absence with the reason', () => {
  expect(irrWords({ status: 'unique', annual: 0.281, monthlyRoots: [0.0208] })).toBe('28.1% a year')
  expect(irrWords({ status: 'undefined', why: 'no outflow', monthlyRoots: [] })).toBe(
    'none: nothing is paid out in any month',
  )
  expect(irrWords({ status: 'not unique', monthlyRoots: [0.1, 0.2], mirrAnnual: 0.12 })).toBe(
    'not unique; 12% a year modified',
  )
})

test('a comparison names its winner, or that there is none', () => {
  const { comparison } = report(e01)
  expect(winnerWords(comparison)).toMatch(
    /^Cheapest over the horizon, by \d+%: “The rig, and the rest on the API”\.$/,
  )
  expect(winnerWords({ ...comparison, winner: null })).toMatch(/^No clear winner/)
})

test('a doubt is told with its numbers', () => {
  const told = (kind: Warning['kind'], value: number | null, limit: number | null): string =>
    warningWords({ kind, value, limit }, 'USD')
  expect(told('does-not-fit-memory', 42.4, 24)).toBe(
    'The model needs 42.4 GB and the rig has 24 GB: it does not fit.',
  )
  expect(told('idle-power-high', 172, 150)).toMatch(/^172 W when idle is much, more than 150 W/)
  expect(told('tariff-unusual', 1.2, 0.8)).toBe('$1.20 per kWh is unusual: check the tariff.')
  expect(told('utilisation-high', 0.97, 0.95)).toMatch(/^A rig that is busy 97% of its time/)
  expect(told('engineering-not-counted', null, null)).toMatch(/^Nobody’s hours are counted/)
})
