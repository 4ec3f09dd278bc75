import type { Currency } from '../money.ts'
import {
  cloudGpuCosts,
  hostedModelCosts,
  optimisedCosts,
  optimisedFactor,
  rentTerms,
  type MovedMonth,
} from './alternative-costs.ts'
import type { Alternatives, OptionKind } from './answers.ts'
import { gpusNeeded } from './cloud-gpu.ts'
import { withEnoughNodes } from './enough-nodes.ts'
import type { Formula, Worked } from './formulas.ts'
import { monthFormula } from './month-formulas.ts'
import { movedTimes, speedText, timesText } from './moved-work-words.ts'
import { optionWords } from './payback-words.ts'
import { project } from './project.ts'
import type { ProjectedMonth } from './projection.ts'
import { secondsOf } from './rates.ts'
import { batchFactor, cacheFactor, plainTerms, tokenCost } from './token-prices.ts'
import {
  amountText,
  chainText,
  countedText,
  numberText,
  priceText,
  shareText,
  shortMonthText,
} from './written.ts'

type Parts = Pick<Formula, 'rule' | 'lines'>

/** What the last month of a way costs, without purchases; null where it is not compared. */
export function optionMonthFormula(kind: OptionKind, worked: Worked): Formula | null {
  const { report, scenario, currency } = worked
  const option = report.comparison.options.find((one) => one.kind === kind)
  const last = report.projection.months.at(-1)
  if (option === undefined || last === undefined) return null
  const parts = partsOf(kind, last, worked)
  return parts === null
    ? null
    : {
        ...parts,
        title: `${optionWords(kind)}, ${shortMonthText(scenario.month0, last.m)}`,
        result: amountText(option.monthly, currency),
        notes: [`Month ${last.m}, the last of the horizon, without purchases.`],
      }
}

function partsOf(kind: OptionKind, last: ProjectedMonth, worked: Worked): Parts | null {
  const { scenario, currency, alternatives } = worked
  switch (kind) {
    case 'api-only':
      return monthFormula(last.m, 'apiOnly', worked)
    case 'hybrid-local':
      return withRig(last, currency)
    case 'enough-nodes': {
      const larger = withEnoughNodes(scenario)
      const month = larger === null ? undefined : project(larger).months.at(-1)
      return month === undefined ? null : withRig(month, currency)
    }
    case 'api-optimised':
      return alternatives.optimised === null ? null : optimised(alternatives.optimised, worked)
    case 'cloud-gpu':
      return alternatives.cloudGpu === null ? null : rented(alternatives.cloudGpu, worked)
    case 'hosted-open-model':
      return alternatives.hostedModel === null ? null : hosted(alternatives.hostedModel, worked)
  }
}

const withRig = ({ apiOnly, avoided, residualApi, opex }: ProjectedMonth, currency: Currency): Parts => ({
  rule: 'what stays on the API + running the rig',
  lines: [
    `Stays on the API: ${amountText(apiOnly, currency)} − ${amountText(avoided, currency)} = ${amountText(residualApi, currency)}`,
    `${chainText([amountText(residualApi, currency), amountText(opex, currency)])} = ${amountText(residualApi + opex, currency)}`,
  ],
})

function optimised(
  set: NonNullable<Alternatives['optimised']>,
  { scenario, currency }: Worked,
): Parts | null {
  const month = optimisedCosts(scenario, set)?.months.at(-1)
  if (month === undefined) return null
  const { cost, apiOnly, open } = month
  const terms = { ...plainTerms, ...set }
  const { inputShareOfSpend: input } = set
  const [cache, batch, factor] = [cacheFactor(terms), batchFactor(terms), optimisedFactor(set)].map((value) =>
    numberText(value, 6),
  )
  const off = (share: number, multiplier: number): string =>
    `1 − ${shareText(share)} × (1 − ${numberText(multiplier, 4)})`
  const isAllOpen = Math.abs(apiOnly - open) < 0.005
  return {
    rule: isAllOpen
      ? 'the bill × what caching and batches leave of it'
      : 'the committed bill + the rest × what caching and batches leave of it',
    lines: [
      ...(input === null
        ? []
        : [`Input, with the cache: ${off(set.cacheReadShare, set.cacheReadMultiplier)} = ${cache ?? ''}`]),
      `All of it, in batches: ${off(set.batchShare, set.batchMultiplier)} = ${batch ?? ''}`,
      ...(input === null
        ? []
        : [
            `(${shareText(input)} input × ${cache ?? ''} + ${shareText(1 - input)}) × ${batch ?? ''} = ${factor ?? ''}`,
          ]),
      `${isAllOpen ? '' : `${amountText(apiOnly - open, currency)} + `}${amountText(open, currency)} × ${factor ?? ''} = ${amountText(cost, currency)}`,
    ],
  }
}

/** What is left of the bill, and both together. */
function withTheRest(
  { apiOnly, avoided, badAnswers, paid, cost }: MovedMonth,
  currency: Currency,
): readonly string[] {
  const stays = apiOnly - avoided + badAnswers
  const worse = badAnswers === 0 ? '' : ` + ${amountText(badAnswers, currency)} for bad answers`
  return [
    `Stays on the API: ${amountText(apiOnly, currency)} − ${amountText(avoided, currency)}${worse} = ${amountText(stays, currency)}`,
    `${chainText([amountText(paid, currency), amountText(stays, currency)])} = ${amountText(cost, currency)}`,
  ]
}

function rented(gpu: NonNullable<Alternatives['cloudGpu']>, { scenario, currency }: Worked): Parts | null {
  const month = cloudGpuCosts(scenario, gpu)?.months.at(-1)
  if (month === undefined) return null
  const { moving, running, paid } = month
  const works = moving.map((work) => ({
    ...work,
    seconds: secondsOf(work.workload, gpu) * work.volume * running,
  }))
  const seconds = works.reduce((sum, work) => sum + work.seconds, 0)
  const hours = numberText(seconds / 3600, 2)
  const terms = rentTerms(scenario, gpu)
  const gpus = gpusNeeded(seconds, terms)
  const [rate, people] = [priceText(gpu.ratePerHour, currency), amountText(gpu.runLabourMonthly, currency)]
  const room = terms.hoursPerMonth * terms.maxUtil
  return {
    rule: gpu.elastic
      ? 'hours of work × rate + people + what stays on the API'
      : 'GPUs × hours × rate + people + what stays on the API',
    lines: [
      ...works.map(
        ({ workload, volume, seconds: own }) =>
          `${workload.id}: ${speedText(workload, gpu)} × ${timesText(workload, volume, running)} ÷ 3,600 = ${numberText(own / 3600, 2)} h`,
      ),
      ...(seconds === 0
        ? ['No work moves in this month: nothing is rented.']
        : gpu.elastic
          ? [`${hours} h × ${rate} + ${people} for people = ${amountText(paid, currency)}`]
          : [
              `${hours} h of work ÷ (${numberText(terms.hoursPerMonth)} h × ${shareText(terms.maxUtil)} busy) = ${numberText(seconds / 3600 / room, 2)}: ${countedText(gpus, 'GPU')}`,
              `${numberText(gpus)} × ${numberText(terms.hoursPerMonth)} h × ${rate} + ${people} for people = ${amountText(paid, currency)}`,
            ]),
      ...withTheRest(month, currency),
    ],
  }
}

function hosted(
  prices: NonNullable<Alternatives['hostedModel']>,
  { scenario, currency }: Worked,
): Parts | null {
  const month = hostedModelCosts(scenario, prices)?.months.at(-1)
  if (month === undefined) return null
  const { moving, running, paid } = month
  const price = (perMillion: number): string => priceText(perMillion, currency)
  const millions = (tokens: number): string => `${numberText(tokens / 1e6, 3)} M`
  return {
    rule: 'tokens that move × their price + what stays on the API',
    lines: [
      ...moving.map(({ workload, volume }) => {
        const { id, tokensIn, tokensOut } = workload
        const own = tokenCost(prices, tokensIn, tokensOut) * movedTimes(workload, volume, running)
        return `${id}: (${millions(tokensIn)} in × ${price(prices.inPerMillion)} + ${millions(tokensOut)} out × ${price(prices.outPerMillion)}) × ${timesText(workload, volume, running)} = ${amountText(own, currency)}`
      }),
      ...(moving.length === 1 ? [] : [`All that moves = ${amountText(paid, currency)}`]),
      ...withTheRest(month, currency),
    ],
  }
}
