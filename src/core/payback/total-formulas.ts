import { breakEvenFilled } from './break-even-formula.ts'
import type { Formula, Worked } from './formulas.ts'
import { irrWords } from './payback-words.ts'
import { npvFilled, pointFilled, type Projected } from './projection-formulas.ts'
import { viewFilled, viewWords, type ViewFigure } from './view-formulas.ts'
import {
  amountText,
  chainText,
  numberText,
  priceText,
  rateText,
  shortMonthText,
  tokensText,
} from './written.ts'

export const totalFigures = [
  'payback',
  'discountedPayback',
  'npv',
  'npvWithoutResidual',
  'irr',
  'roi',
  'profit',
  'walkAway',
  'amortised',
  'breakEvenSpend',
  'breakEvenTokens',
] as const
export type TotalFigure = (typeof totalFigures)[number] | ViewFigure

export const totalFigureWords: Readonly<Record<TotalFigure, string>> = {
  payback: 'Payback',
  discountedPayback: 'Discounted payback',
  npv: 'Net present value',
  npvWithoutResidual: 'Net present value without resale',
  irr: 'Internal rate of return',
  roi: 'Return on investment',
  profit: 'Profit over the horizon',
  walkAway: 'Walk-away month',
  amortised: 'Cost per million tokens',
  breakEvenSpend: 'Break-even bill',
  breakEvenTokens: 'Break-even tokens',
  cashView: `${viewWords.cashView.name} view`,
  amortisedView: `${viewWords.amortisedView.name} view`,
  thresholdView: `${viewWords.thresholdView.name} view`,
}

type Filled = Omit<Formula, 'title'>

/** How a total was worked out; null where the answer has none. */
export function totalFormula(figure: TotalFigure, worked: Worked): Formula | null {
  const filled = totals[figure](worked)
  return filled === null ? null : { title: totalFigureWords[figure], ...filled }
}

const projectedOf = ({ report, scenario, currency }: Worked): Projected => ({
  projection: report.projection,
  scenario,
  currency,
})

const horizonOf = ({ report }: Worked): number => report.projection.months.at(-1)?.m ?? 0

const totals: Readonly<Record<TotalFigure, (worked: Worked) => Filled | null>> = {
  payback: (worked) => pointFilled(projectedOf(worked), 'cumulative'),
  discountedPayback: (worked) => pointFilled(projectedOf(worked), 'cumulativeDiscounted'),
  npv: (worked) => npvFilled(projectedOf(worked), true),
  npvWithoutResidual: (worked) => npvFilled(projectedOf(worked), false),
  irr: ({ report: { projection } }) => ({
    result: irrWords(projection.irr),
    rule: 'the yearly rate at which the net present value, resale included, is zero: (1 + monthly rate)^12 − 1',
    lines: projection.irr.monthlyRoots.map(
      (root) => `(1 + ${numberText(root * 100, 4)}%)^12 − 1 = ${rateText((1 + root) ** 12 - 1)}`,
    ),
    notes:
      projection.irr.status === 'not unique'
        ? [
            'Money goes out more than once, so several rates fit. The modified rate pays and earns the discount rate on what lies between.',
          ]
        : [],
  }),
  roi: ({ report: { projection }, currency }) =>
    projection.roi === null
      ? {
          result: 'not defined',
          rule: '(sum of net + resale at the end) ÷ invested',
          lines: ['Nothing is invested.'],
          notes: [],
        }
      : {
          result: rateText(projection.roi),
          rule: '(sum of net + resale at the end) ÷ invested',
          lines: [
            `${amountText(projection.profit, currency)} ÷ ${amountText(projection.invested, currency)} = ${rateText(projection.roi)}`,
          ],
          notes: [],
        },
  profit: (worked) => {
    const { projection } = worked.report
    const last = projection.months.at(-1)
    return {
      result: amountText(projection.profit, worked.currency),
      rule: 'sum of net over the horizon + resale at the end',
      lines: [
        `${chainText([amountText(last?.cumulative ?? 0, worked.currency), amountText(projection.residual, worked.currency)])} = ${amountText(projection.profit, worked.currency)}`,
      ],
      notes: [],
    }
  },
  walkAway: (worked) => {
    const { walkAwayMonth, months } = worked.report.projection
    const month = months.find(({ m }) => m === walkAwayMonth)
    const rule =
      'the first month in which cumulative net + resale value is not below zero: from then on stopping loses nothing'
    if (month === undefined)
      return { result: `never within ${horizonOf(worked)} months`, rule, lines: [], notes: [] }
    return {
      result: `${shortMonthText(worked.scenario.month0, month.m)}, month ${month.m}`,
      rule,
      lines: [
        `${amountText(month.cumulative, worked.currency)} + ${amountText(month.resale, worked.currency)} = ${amountText(month.cumulative + month.resale, worked.currency)}`,
      ],
      notes: [],
    }
  },
  amortised: ({ report: { projection }, currency }) => {
    const { monthlyCost, perMillionServed } = projection.amortised
    return {
      result:
        perMillionServed === null
          ? 'no tokens served'
          : priceText(Number(perMillionServed.toPrecision(3)), currency),
      rule: '((invested − resale) ÷ months + mean running cost) ÷ million tokens served a month',
      lines:
        perMillionServed === null
          ? [`${amountText(monthlyCost, currency)} a month, and the rig serves no tokens that are counted`]
          : [
              `${amountText(monthlyCost, currency)} a month ÷ ${numberText(monthlyCost / perMillionServed, 1)} million tokens = ${priceText(Number(perMillionServed.toPrecision(3)), currency)}`,
            ],
      notes: ['Tokens the rig has no time for are not counted.'],
    }
  },
  breakEvenSpend: ({ report: { breakEven }, currency }) =>
    breakEvenFilled(
      breakEven,
      breakEven.spend === null ? null : `${amountText(breakEven.spend, currency)} a month`,
    ),
  breakEvenTokens: ({ report: { breakEven } }) =>
    breakEvenFilled(breakEven, breakEven.tokens === null ? null : `${tokensText(breakEven.tokens)} a month`),
  cashView: (worked) => viewFilled.cashView(projectedOf(worked)),
  amortisedView: (worked) => viewFilled.amortisedView(projectedOf(worked)),
  thresholdView: (worked) => viewFilled.thresholdView(projectedOf(worked)),
}
