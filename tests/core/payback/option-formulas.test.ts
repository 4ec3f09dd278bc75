import fc from 'fast-check'
import { expect, test } from 'vitest'
import { optionKinds, type Alternatives, type OptionKind } from '../../../src/core/payback/answers.ts'
import { completeScenario, type ScenarioFile } from '../../../src/core/payback/complete-scenario.ts'
import { formulaOf, type Formula, type Worked } from '../../../src/core/payback/formulas.ts'
import { reportOf } from '../../../src/core/payback/report.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'
import { amountText } from '../../../src/core/payback/written.ts'
import { likelyOrOdd } from './likely-scenario.ts'

const all: Alternatives = {
  optimised: {
    cacheReadShare: 0.5,
    cacheReadMultiplier: 0.1,
    batchShare: 0.5,
    batchMultiplier: 0.5,
    inputShareOfSpend: 0.6,
  },
  cloudGpu: { ratePerHour: 2.49, decodeTps: 500, prefillTps: 5000, elastic: false, runLabourMonthly: 100 },
  hostedModel: { inPerMillion: 0.3, outPerMillion: 0.88 },
}

const worked = (scenario: Scenario, alternatives: Alternatives): Worked => ({
  scenario,
  alternatives,
  report: reportOf(scenario, {}, alternatives, 0),
  currency: 'USD',
})

/** $3,500 for 100 M tokens in and 500 M out, half of which may move; $20 for the place of a $2,000 rig. */
const file: ScenarioFile = {
  month0: '2026-03',
  workloads: [{ id: 'chat', spend: 3500, tokensIn: 100e6, tokensOut: 500e6, routableShare: 0.5 }],
  investments: [{ month: 0, amount: 2000, kind: 'capex' }],
  opex: { coloMonthly: 20 },
  rig: { maxUtil: 0.8 },
}

function lastMonth(
  kind: OptionKind,
  changed: Partial<ScenarioFile> = {},
  alternatives: Alternatives = all,
): Formula {
  const scenario = completeScenario({ ...file, ...changed })
  const formula = formulaOf({ of: 'option-month', figure: kind }, worked(scenario, alternatives))
  if (formula === null) throw new Error('it is not compared')
  return formula
}

test('with the rig, the last month is what stays on the API and what the rig takes to run', () => {
  const { title, result, lines, notes } = lastMonth('hybrid-local')
  expect(title).toBe('The rig, and the rest on the API, Mar 2029')
  expect(result).toBe('$1,770.00')
  expect(lines).toEqual([
    'Stays on the API: $3,500.00 − $1,750.00 = $1,750.00',
    '$1,750.00 + $20.00 = $1,770.00',
  ])
  expect(notes).toEqual(['Month 36, the last of the horizon, without purchases.'])
})

test('rented GPUs open to their hours, their rate and the rest of the bill', () => {
  // (20,000 + 1,000,000 s) × 0.5 ÷ 3,600 = 141.67 h; one GPU has 584; 730 × 2.49 + 100 = 1,917.70.
  expect(lastMonth('cloud-gpu').lines).toEqual([
    'chat: (100 M in ÷ 5,000 + 500 M out ÷ 500 a second) × 50% that may move ÷ 3,600 = 141.67 h',
    '141.67 h of work ÷ (730 h × 80% busy) = 0.24: 1 GPU',
    '1 × 730 h × $2.49 + $100.00 for people = $1,917.70',
    'Stays on the API: $3,500.00 − $1,750.00 = $1,750.00',
    '$1,917.70 + $1,750.00 = $3,667.70',
  ])
})

test('GPUs rented by the hour of work are paid for those hours alone', () => {
  const byTheHour = {
    ...all,
    cloudGpu: { ratePerHour: 2.4, decodeTps: 500, prefillTps: null, elastic: true, runLabourMonthly: 0 },
  }
  // 500 M ÷ 500 a second × 0.5 ÷ 3,600 = 138.889 h × 2.40.
  expect(lastMonth('cloud-gpu', {}, byTheHour).lines[1]).toBe('138.89 h × $2.40 + $0.00 for people = $333.33')
})

test('a hosted model opens to the tokens that move, their prices and the rest of the bill', () => {
  // 100 × 0.30 + 500 × 0.88 = 470.
  expect(lastMonth('hosted-open-model').lines).toEqual([
    'chat: (100 M in × $0.30 + 500 M out × $0.88) × 50% that may move = $235.00',
    'Stays on the API: $3,500.00 − $1,750.00 = $1,750.00',
    '$235.00 + $1,750.00 = $1,985.00',
  ])
})

test('growth, attempts and the count of tokens stand in the line when they change something', () => {
  const [work] = file.workloads ?? []
  const workloads = [
    {
      ...work,
      growthMonthly: 0.1,
      growthMonths: 2,
      tokenRatio: 1.2,
      quality: { policy: 'retry' as const, qLocal: 0.8 },
    },
  ]
  // 235 × 1.1² × 1.2 × 1.25 = 426.53; the bill grows to 4,235.
  expect(lastMonth('hosted-open-model', { workloads }).lines[0]).toBe(
    'chat: (100 M in × $0.30 + 500 M out × $0.88) × 50% that may move × 1.21 for growth × 1.2 tokens for one of the API’s × 1.25 attempts = $426.53',
  )
})

test('the API with caching and batches is the bill × a factor, and the factor opens too', () => {
  expect(lastMonth('api-optimised').lines).toEqual([
    'Input, with the cache: 1 − 50% × (1 − 0.1) = 0.55',
    'All of it, in batches: 1 − 50% × (1 − 0.5) = 0.75',
    '(60% input × 0.55 + 40%) × 0.75 = 0.5475',
    '$3,500.00 × 0.5475 = $1,916.25',
  ])
})

test('spend that is committed to the end is not cached', () => {
  const [work] = file.workloads ?? []
  const workloads = [
    { ...work, id: 'open', spend: 1000 },
    { ...work, id: 'committed', spend: 500, avoidableFromMonth: 99 },
  ]
  expect(lastMonth('api-optimised', { workloads }).lines.at(-1)).toBe(
    '$500.00 + $1,000.00 × 0.5475 = $1,047.50',
  )
})

test('over the horizon rented GPUs open to their months, and to what people are paid for the move', () => {
  const scenario = completeScenario({
    ...file,
    investments: [...(file.investments ?? []), { month: 0, amount: 500, kind: 'setup' }],
  })
  // 500 + 36 × 3,667.70.
  expect(formulaOf({ of: 'option', figure: 'cloud-gpu' }, worked(scenario, all))?.lines).toEqual([
    '1 GPU in its fullest month',
    '$500.00 once for set-up and training',
    '$500.00 + $3,667.70 ÷ 1¹ + $3,667.70 ÷ 1² + $3,667.70 ÷ 1³ + … + $3,667.70 ÷ 1³⁶ = $132,537.20',
  ])
})

test('enough nodes open to their own months: $6,000 and $24 a month for three, and nothing left on the API', () => {
  const scenario = completeScenario({
    hoursPerMonth: 720,
    workloads: [{ id: 'a', spend: 600, tokensOut: 500e6 }],
    investments: [{ month: 0, amount: 2000, kind: 'capex' }],
    rig: { decodeTps: 80 },
    energy: { fixedMonthly: 8 },
  })
  const about = worked(scenario, all)
  expect(formulaOf({ of: 'option', figure: 'enough-nodes' }, about)?.lines).toEqual([
    '3 nodes',
    '−$6,000.00 + $576.00 ÷ 1¹ + $576.00 ÷ 1² + … + $576.00 ÷ 1³⁶ = $14,736.00',
    '$14,736.00 + $0.00 ÷ 1³⁶ = $14,736.00',
    '$21,600.00 − $14,736.00 = $6,864.00',
  ])
  expect(formulaOf({ of: 'option-month', figure: 'enough-nodes' }, about)?.lines).toEqual([
    'Stays on the API: $600.00 − $600.00 = $0.00',
    '$0.00 + $24.00 = $24.00',
  ])
})

test('whatever is compared opens to sums that end in the comparison’s own figures, to the cent', () => {
  const seen = new Set<OptionKind>()
  fc.assert(
    fc.property(likelyOrOdd, (scenario) => {
      const about = worked(scenario, all)
      for (const { kind, presentValue, monthly } of about.report.comparison.options) {
        seen.add(kind)
        const month = formulaOf({ of: 'option-month', figure: kind }, about)
        expect(month?.lines.at(-1)).toMatch(new RegExp(` ?= ${ending(amountText(monthly, 'USD'))}$`))
        const whole = formulaOf({ of: 'option', figure: kind }, about)
        expect(whole?.lines.at(-1)).toMatch(new RegExp(` ?= ${ending(amountText(presentValue, 'USD'))}$`))
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
  expect([...seen].toSorted()).toEqual([...optionKinds].toSorted())
})

const ending = (text: string): string => text.replaceAll(/[$.]/g, String.raw`\$&`)

test('a way that is not compared has no formula', () => {
  const none: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }
  const about = worked(completeScenario(file), none)
  for (const figure of ['cloud-gpu', 'hosted-open-model', 'api-optimised', 'enough-nodes'] as const) {
    expect(formulaOf({ of: 'option', figure }, about)).toBeNull()
    expect(formulaOf({ of: 'option-month', figure }, about)).toBeNull()
  }
})
