import { expect, test } from 'vitest'
import type { Alternatives, PaybackReport } from '../../../src/core/payback/answers.ts'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { monteCarlo } from '../../../src/core/payback/monte-carlo.ts'
import { reportOf } from '../../../src/core/payback/report.ts'
import { chanceWords, headlineOf, verdictOf, verdictWords } from '../../../src/core/payback/verdict-words.ts'

const noAlternatives: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }
const month0 = '2026-01'

const report = (file: ScenarioFile): PaybackReport => reportOf(completeScenario(file), {}, noAlternatives, 0)

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

test('what opens in the sentence is the month, or that there is none', () => {
  expect(verdictOf(report(e01), month0, 'USD').figure).toBe('January 2027, month 12')
  expect(verdictOf(report(spend(15)), month0, 'USD').figure).toBe('Never within 36 months')
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
