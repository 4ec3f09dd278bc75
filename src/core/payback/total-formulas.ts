import { breakEvenFilled } from './break-even-formula.ts'
import type { Formula, Worked } from './formulas.ts'
import { irrWords, pointWords } from './payback-words.ts'
import type { PaybackPoint, ProjectedMonth } from './projection.ts'
import {
  amountText,
  chainText,
  numberText,
  powerText,
  priceText,
  rateText,
  shortMonthText,
  tenthsOfMonthsText,
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
export type TotalFigure = (typeof totalFigures)[number]

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
}

type Filled = Omit<Formula, 'title'>

/** How a total was worked out; null where the answer has none. */
export function totalFormula(figure: TotalFigure, worked: Worked): Formula | null {
  const filled = totals[figure](worked)
  return filled === null ? null : { title: totalFigureWords[figure], ...filled }
}

const horizonOf = ({ report }: Worked): number => report.projection.months.at(-1)?.m ?? 0

const totals: Readonly<Record<TotalFigure, (worked: Worked) => Filled | null>> = {
  payback: (worked) => pointFilled(worked, worked.report.projection.payback, 'cumulative'),
  discountedPayback: (worked) =>
    pointFilled(worked, worked.report.projection.discountedPayback, 'cumulativeDiscounted'),
  npv: (worked) => npvFilled(worked, true),
  npvWithoutResidual: (worked) => npvFilled(worked, false),
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
}

/** Whether every month up to the crossing brings the same. */
const steady = (months: readonly ProjectedMonth[], until: number): boolean => {
  const [, first, ...later] = months.slice(0, until + 1)
  return first !== undefined && later.every(({ net }) => Math.abs(net - first.net) < 0.005)
}

function pointFilled(
  { scenario, report, currency }: Worked,
  point: PaybackPoint,
  sum: 'cumulative' | 'cumulativeDiscounted',
): Filled {
  const { months } = report.projection
  const horizon = months.at(-1)?.m ?? 0
  const rule =
    sum === 'cumulative'
      ? 'the first month in which everything saved so far makes up for everything paid so far'
      : 'the same, with later money worth less'
  const result = pointWords(point, scenario.month0, horizon)
  if (point.status !== 'paid')
    return {
      result,
      rule,
      lines: [`${horizon} months end at ${amountText(months.at(-1)?.[sum] ?? 0, currency)}`],
      notes: [],
    }
  const month = months.find(({ m }) => m === point.month)
  const before = months.find(({ m }) => m === point.month - 1)
  const [start] = months
  if (month === undefined || before === undefined || start === undefined)
    return { result, rule, lines: [], notes: [] }
  const brought = month[sum] - before[sum]
  const plain =
    sum === 'cumulative' && steady(months, point.month)
      ? [
          `${amountText(-start.net, currency)} ÷ (${amountText(month.avoided, currency)} − ${amountText(month.opex, currency)}) = ${tenthsOfMonthsText(-start.net / month.net)}`,
        ]
      : []
  return {
    result,
    rule,
    lines: [
      ...plain,
      `After month ${before.m}: ${amountText(before[sum], currency)}. Month ${month.m} brings ${amountText(brought, currency)}.`,
      `${before.m} + ${amountText(-before[sum], currency)} ÷ ${amountText(brought, currency)} = ${tenthsOfMonthsText(point.fraction)}`,
    ],
    notes: [],
  }
}

/** Terms shown before the ellipsis. */
const shownTerms = 3

function npvFilled({ scenario, report, currency }: Worked, withResale: boolean): Filled {
  const { months, npv, npvWithoutResidual, residual } = report.projection
  const factor = (1 + scenario.discountRateAnnual) ** (1 / 12)
  const term = ({ m, net }: ProjectedMonth): string =>
    m === 0
      ? amountText(net, currency)
      : `${amountText(net, currency)} ÷ ${numberText(factor, 6)}${powerText(m)}`
  const last = months.at(-1)
  const shown = months.slice(0, shownTerms).map(term)
  const total = withResale ? npv : npvWithoutResidual
  const sum = chainText([
    ...shown,
    ...(months.length > shownTerms + 1 ? ['…'] : []),
    ...(last !== undefined && months.length > shownTerms ? [term(last)] : []),
  ])
  return {
    result: amountText(total, currency),
    rule: `net of every month ÷ (1 + monthly rate)^month, added up${withResale ? ', + resale at the end' : ''}`,
    lines: [
      `${sum} = ${amountText(npvWithoutResidual, currency)}`,
      ...(withResale
        ? [
            `${amountText(npvWithoutResidual, currency)} + ${amountText(residual, currency)} ÷ ${numberText(factor, 6)}${powerText(last?.m ?? 0)} = ${amountText(npv, currency)}`,
          ]
        : []),
    ],
    notes: [
      `${rateText(scenario.discountRateAnnual)} a year is (1 + ${rateText(scenario.discountRateAnnual)})^(1/12) − 1 = ${numberText((factor - 1) * 100, 4)}% a month. Month 0 is not discounted.`,
    ],
  }
}
