import { monthText } from '../period.ts'
import { usualRoutableShare } from './app-scenario.ts'
import { workloadPath } from './edits.ts'
import type { ScenarioInput } from './ground.ts'
import type { GroundFacts, GroundWorkload, Known } from './ground-facts.ts'
import { qualityRange } from './ground-quality.ts'
import { assumed, known, shareReach, wideReach } from './known-input.ts'
import type { Workload } from './scenario.ts'

/** What each workload costs, counts and may become. `workloads` are those of the scenario, in the same order. */
export const workInputs = (facts: GroundFacts, workloads: readonly Workload[]): readonly ScenarioInput[] =>
  facts.workloads.flatMap((ground, at) => {
    const work = workloads[at]
    return work ? inputsOf(facts, ground, work) : []
  })

function inputsOf(
  { currency, baselineMonths, beforePurchase }: GroundFacts,
  { id, byRule, baseline, facts, accepted }: GroundWorkload,
  work: Workload,
): readonly ScenarioInput[] {
  const path = (number: string): string => workloadPath(id, number)
  const newest = baselineMonths.at(-1)
  const date = newest === undefined ? null : monthText(newest)
  const months = baselineMonths.map(monthText).join(', ')
  const billed = (value: number | null, what: string): Known => ({
    value,
    origin: 'bills',
    source: `mean of ${months}, ${what}${byRule ? '; by your rules' : ''}${beforePurchase ? '' : '; the rig stood already'}`,
    date,
  })
  const trend = (value: number, of: 'growth' | 'price'): Known =>
    baseline.growthOf === null || (of === 'price' && baseline.growthOf === 'spend')
      ? assumed(value, 'not measured: too few months, or no tokens; none is assumed')
      : {
          value,
          origin: 'bills',
          source: `${of === 'growth' ? `trend of the ${baseline.growthOf}` : 'trend of the price per token'} over ${baseline.growthOver} months, for a year`,
          date,
        }
  const quality = qualityRange(facts)
  const change = { low: -0.15, high: 0.15, step: 0.005 }
  return [
    known(
      path('spend'),
      'work',
      `${id}: API bill`,
      `${currency} a month`,
      billed(work.spend, 'as billed'),
      wideReach(work.spend, 10),
    ),
    known(
      path('tokensIn'),
      'work',
      `${id}: tokens read`,
      'tokens a month',
      billed(baseline.tokensIn === null ? null : work.tokensIn, 'as counted, cached ones too'),
      wideReach(work.tokensIn, 1e6),
    ),
    known(
      path('tokensOut'),
      'work',
      `${id}: tokens written`,
      'tokens a month',
      billed(baseline.tokensOut === null ? null : work.tokensOut, 'as counted'),
      wideReach(work.tokensOut, 1e6),
    ),
    known(
      path('requests'),
      'work',
      `${id}: requests`,
      'a month',
      billed(baseline.requests === null ? null : work.requests, 'as counted'),
      wideReach(work.requests, 1_000),
    ),
    known(
      path('routableShare'),
      'work',
      `${id}: share that may go local`,
      'of 1',
      accepted === null
        ? assumed(usualRoutableShare, 'an article’s “60 % or more” of requests; put in your own')
        : {
            value: accepted.share,
            origin: 'yours',
            source: `the decision you accepted: ${accepted.decision}`,
            date: new Date(accepted.acceptedAt).toISOString().slice(0, 10),
          },
      shareReach,
    ),
    known(
      path('growthMonthly'),
      'work',
      `${id}: growth`,
      'a month',
      trend(work.growthMonthly, 'growth'),
      change,
    ),
    known(
      path('apiPriceChangeMonthly'),
      'work',
      `${id}: change of its API price`,
      'a month',
      trend(work.apiPriceChangeMonthly, 'price'),
      change,
    ),
    known(
      path('avoidableFromMonth'),
      'work',
      `${id}: committed until month`,
      'months',
      assumed(0, 'no commitment is known'),
      { low: 0, high: 36, step: 1 },
    ),
    known(
      path('quality.qLocal'),
      'quality',
      `${id}: local answers as good as the API’s`,
      'of 1',
      { ...quality.known, value: work.quality.qLocal, date: null },
      shareReach,
    ),
    known(
      path('failureCost'),
      'quality',
      `${id}: cost of a bad answer that nobody notices`,
      currency,
      assumed(0, 'not counted until you say what one costs'),
      wideReach(null, 10),
    ),
    known(
      path('tokenRatio'),
      'quality',
      `${id}: local tokens for one of the API’s`,
      'tokens',
      assumed(1, 'tokenizers differ by 10 to 30 %; measure it in a parallel run'),
      { low: 0.5, high: 2, step: 0.05 },
    ),
  ]
}
