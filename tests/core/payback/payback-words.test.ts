import { expect, test } from 'vitest'
import type { Alternatives, DriverRanges, PaybackReport, Warning } from '../../../src/core/payback/answers.ts'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { defaultRanges } from '../../../src/core/payback/drivers.ts'
import { helpWords } from '../../../src/core/payback/help-words.ts'
import { monteCarlo } from '../../../src/core/payback/monte-carlo.ts'
import {
  bindingWords,
  chanceWords,
  headlineOf,
  irrWords,
  pointWords,
  relapseWords,
  verdictWords,
  warningWords,
  winnerWords,
} from '../../../src/core/payback/payback-words.ts'
import { reportOf } from '../../../src/core/payback/report.ts'

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

test('the verdict names the month and its number', () => {
  expect(verdictWords(report(e01), month0, 'USD')).toBe('Pays off in January 2027, month 12')
})

test('the headline says how sure that is, once it is known', () => {
  const scenario = completeScenario(e01)
  expect(headlineOf(report(e01), null, month0, 'USD')).toBe('Pays off in January 2027, month 12.')
  // The price is all that varies, between 1,600 and 2,600: 2,600 ÷ 180 = 14.4, 1,600 ÷ 180 = 8.9.
  const range = monteCarlo(scenario, { capex: [0.8, 1, 1.3] }, 2000, 1)
  expect(headlineOf(report(e01), range, month0, 'USD')).toMatch(
    /^Pays off in January 2027, month 12 \(1 in 10 chance by (November|December) 2026, 9 in 10 by (February|March) 2027\)\.$/,
  )
})

test('where one run in ten never pays, the chance of never is told instead of a month', () => {
  const { projection } = report(e01)
  const band = { low: [], high: [] }
  const range = { n: 2000, seed: 1, band, npvSpread: 0 }
  expect(chanceWords({ ...range, p10: 9, p50: 20, p90: null, shareNever: 0.23 }, projection, month0)).toBe(
    '1 in 10 chance by October 2026, 1 in 2 by September 2027, 23% chance of never within 36 months',
  )
  expect(chanceWords({ ...range, p10: null, p50: null, p90: null, shareNever: 1 }, projection, month0)).toBe(
    'in none of 2,000 runs does it pay within 36 months',
  )
})

test.each([
  [
    'running costs more than it saves',
    spend(15),
    'running it costs $20 a month, most of it the place it stands in, and it saves $15',
  ],
  ['nothing may move', spend(200, { routableShare: 0 }), 'none of the bill may move to the rig'],
  [
    'too slow a saving',
    spend(50),
    'it saves $50 a month, and running it costs $20: too slow, at that rate 67 months',
  ],
  [
    'answers that have to be done again',
    spend(200, { quality: { policy: 'fallback', qApi: 1, qLocal: 0 } }),
    'too much of what the local model does has to be done again on the API',
  ],
  [
    'falling prices',
    spend(150, { apiPriceChangeMonthly: -0.05 }),
    'API prices fall faster than the rig earns its price back',
  ],
])('never, because of %s', (_reason, file, why) => {
  expect(verdictWords(report(file), month0, 'USD')).toBe(`Never within 36 months: ${why}`)
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
