import type { Formula, Worked } from './formulas.ts'
import { energyFilled, utilFilled } from './load-formulas.ts'
import { opexWords } from './payback-words.ts'
import { opexLines, type ProjectedMonth } from './projection.ts'
import {
  amountText,
  chainText,
  numberText,
  powerText,
  shareText,
  shortMonthText,
  tokensText,
} from './written.ts'

export const monthFigures = [
  'apiOnly',
  'avoided',
  'residualApi',
  'opex',
  'energy',
  'util',
  'invested',
  'net',
  'cumulative',
  'cumulativeDiscounted',
  'resale',
  'overflow',
] as const
export type MonthFigure = (typeof monthFigures)[number]

export const monthFigureWords: Readonly<Record<MonthFigure, string>> = {
  apiOnly: 'API only',
  avoided: 'Avoided',
  residualApi: 'Still on the API',
  opex: 'Running the rig',
  energy: 'Electricity',
  util: 'Busy',
  invested: 'Purchases',
  net: 'Net',
  cumulative: 'Cumulative',
  cumulativeDiscounted: 'Cumulative, discounted',
  resale: 'Resale value',
  overflow: 'No room on the rig',
}

type Month = { readonly month: ProjectedMonth; readonly before: ProjectedMonth | null } & Worked

/** How a figure of month `m` was worked out; null where there is no such month. */
export function monthFormula(m: number, figure: MonthFigure, worked: Worked): Formula | null {
  const { months } = worked.report.projection
  const month = months.find((one) => one.m === m)
  if (month === undefined) return null
  const before = months.find((one) => one.m === m - 1) ?? null
  const when = shortMonthText(worked.scenario.month0, m)
  const basis =
    month.basis === 'actual'
      ? [
          month.avoidedBasis === 'tokens-served'
            ? 'This month is over. What it avoided comes from the tokens the rig served, at the price per token paid before.'
            : 'This month is over. What it avoided comes from the forecast frozen at the migration.',
        ]
      : []
  const filled = parts[figure]({ ...worked, month, before })
  return {
    ...filled,
    title: `${monthFigureWords[figure]}, ${when}`,
    notes: [...filled.notes, ...basis],
  }
}

type Filled = Omit<Formula, 'title'>

const parts: Readonly<Record<MonthFigure, (of: Month) => Filled>> = {
  apiOnly: ({ month, currency }) =>
    month.basis === 'actual'
      ? {
          result: amountText(month.apiOnly, currency),
          rule: 'what was billed + what the rig avoided',
          lines: [
            `${chainText([amountText(month.residualApi, currency), amountText(month.avoided, currency)])} = ${amountText(month.apiOnly, currency)}`,
          ],
          notes: [],
        }
      : {
          result: amountText(month.apiOnly, currency),
          rule: 'what the API would be billed without the rig: spend × growth × price change, over all work',
          lines: [
            ...month.workloads.map(({ id, spend }) => `${id}: ${amountText(spend, currency)}`),
            sumLine(
              month.workloads.map(({ spend }) => spend),
              month.apiOnly,
              currency,
            ),
          ],
          notes: [],
        },
  avoided: (of) => (of.month.basis === 'actual' ? avoidedThen(of) : avoidedWhenReckoned(of)),
  residualApi: ({ month, currency }) => ({
    result: amountText(month.residualApi, currency),
    rule: month.basis === 'actual' ? 'what was billed: API only − avoided' : 'API only − avoided',
    lines: [
      `${amountText(month.apiOnly, currency)} − ${amountText(month.avoided, currency)} = ${amountText(month.residualApi, currency)}`,
    ],
    notes: [],
  }),
  opex: ({ month, currency }) => ({
    result: amountText(month.opex, currency),
    rule: 'electricity + upkeep + people + everything else that is paid every month',
    lines: [
      ...opexLines.map(
        (line) =>
          `${opexWords[line].charAt(0).toUpperCase()}${opexWords[line].slice(1)}: ${amountText(month.opexBy[line], currency)}`,
      ),
      sumLine(
        opexLines.map((line) => month.opexBy[line]).filter((amount) => amount !== 0),
        month.opex,
        currency,
      ),
    ],
    notes: month.opexBy.engineering === 0 ? ['Nobody’s hours are counted.'] : [],
  }),
  energy: energyFilled,
  util: utilFilled,
  invested: ({ month, scenario, currency }) => ({
    result: amountText(month.invested, currency),
    rule: 'everything bought in this month',
    lines: [
      ...scenario.investments
        .filter((investment) => investment.month === month.m)
        .map(({ note, kind, amount }) => `${note ?? kindWords[kind]}: ${amountText(amount, currency)}`),
      `= ${amountText(month.invested, currency)}`,
    ],
    notes: [],
  }),
  net: ({ month, currency }) => ({
    result: amountText(month.net, currency),
    rule: 'avoided − running − purchases',
    lines: [
      `${amountText(month.avoided, currency)} − ${amountText(month.opex, currency)} − ${amountText(month.invested, currency)} = ${amountText(month.net, currency)}`,
    ],
    notes: [],
  }),
  cumulative: ({ month, before, currency }) => ({
    result: amountText(month.cumulative, currency),
    rule: 'what had come together by the month before + net of this month',
    lines: [
      `${chainText([amountText(before?.cumulative ?? 0, currency), amountText(month.net, currency)])} = ${amountText(month.cumulative, currency)}`,
    ],
    notes: ['The rig is paid back in the first month in which this is not below zero.'],
  }),
  cumulativeDiscounted: ({ month, before, scenario, currency }) => {
    const rate = (1 + scenario.discountRateAnnual) ** (1 / 12)
    return {
      result: amountText(month.cumulativeDiscounted, currency),
      rule: 'the same, with each net ÷ (1 + monthly rate) to the power of its month',
      lines: [
        `${chainText([amountText(before?.cumulativeDiscounted ?? 0, currency), amountText(month.net, currency)])} ÷ ${numberText(rate, 6)}${powerText(month.m)} = ${amountText(month.cumulativeDiscounted, currency)}`,
      ],
      notes: [
        `The monthly rate is (1 + ${shareText(scenario.discountRateAnnual)})^(1/12) − 1 = ${numberText((rate - 1) * 100, 4)}%.`,
      ],
    }
  },
  resale: ({ month, scenario, currency }) => ({
    result: amountText(month.resale, currency),
    rule: 'price of the hardware × what hardware of that age sells for',
    lines: [`= ${amountText(month.resale, currency)}`],
    notes: [
      scenario.residualCurve.length === 0
        ? 'No resale value is assumed.'
        : `Assumed: ${scenario.residualCurve.map(([age, share]) => `${shareText(share)} after ${age} months`).join(', ')}, straight between.`,
    ],
  }),
  overflow: ({ month, currency }) => ({
    result: amountText(
      month.workloads.reduce((sum, { overflowSpend }) => sum + overflowSpend, 0),
      currency,
    ),
    rule: 'work that may move but finds no time on the rig, and stays on the API',
    lines: month.workloads.map(
      ({ id, overflowTokens, routableTokens, overflowSpend }) =>
        `${id}: ${tokensText(overflowTokens)} of ${tokensText(routableTokens)} tokens, ${amountText(overflowSpend, currency)}`,
    ),
    notes: [],
  }),
}

/** A month that is over: what it avoided is known as a whole. */
const avoidedThen = ({ month, currency }: Month): Filled => ({
  result: amountText(month.avoided, currency),
  rule: 'what the API would have been billed more without the rig',
  lines: [`= ${amountText(month.avoided, currency)}`],
  notes: [],
})

const avoidedWhenReckoned = ({ month, scenario, currency }: Month): Filled => ({
  result: amountText(month.avoided, currency),
  rule: 'spend × share that may move × share of it the rig did × share that stays saved',
  lines: [
    ...month.workloads.map(({ id, spend, avoided, served }) => {
      const share = scenario.workloads.find((work) => work.id === id)?.routableShare ?? 0
      const moved = spend * share * served
      return moved > 0
        ? `${id}: ${amountText(spend, currency)} × ${shareText(share)} × ${shareText(served)} × ${shareText(avoided / moved)} = ${amountText(avoided, currency)}`
        : `${id}: nothing moves`
    }),
    sumLine(
      month.workloads.map(({ avoided }) => avoided),
      month.avoided,
      currency,
    ),
  ],
  notes: [],
})

const kindWords = {
  capex: 'Hardware',
  setup: 'Set-up',
  training: 'Training',
  decommission: 'Taking it down',
} as const

/** `a + b + c = sum`; only the sum where there is one part or none. */
function sumLine(amounts: readonly number[], sum: number, currency: Worked['currency']): string {
  return amounts.length < 2
    ? `= ${amountText(sum, currency)}`
    : `${chainText(amounts.map((amount) => amountText(amount, currency)))} = ${amountText(sum, currency)}`
}
