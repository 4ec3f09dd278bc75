import type { Currency } from '../money.ts'
import { discountedSum, discountedText, discountNote } from './discounted-sum.ts'
import type { Formula } from './formulas.ts'
import { pointWords } from './payback-words.ts'
import type { ProjectedMonth, Projection } from './projection.ts'
import type { Scenario } from './scenario.ts'
import { amountText, tenthsOfMonthsText } from './written.ts'

/** A scenario, and what it comes to. */
export type Projected = {
  readonly projection: Projection
  readonly scenario: Scenario
  readonly currency: Currency
}

type Filled = Omit<Formula, 'title'>

/** Whether every month up to the crossing brings the same. */
const steady = (months: readonly ProjectedMonth[], until: number): boolean => {
  const [, first, ...later] = months.slice(0, until + 1)
  return first !== undefined && later.every(({ net }) => Math.abs(net - first.net) < 0.005)
}

/** The month in which the sum crosses zero, with the division that finds it. */
export function pointFilled(
  { projection, scenario, currency }: Projected,
  sum: 'cumulative' | 'cumulativeDiscounted',
): Filled {
  const { months } = projection
  const point = sum === 'cumulative' ? projection.payback : projection.discountedPayback
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

/** Net present value: its first months, its last, and what they add up to. */
export function npvFilled({ projection, scenario, currency }: Projected, withResale: boolean): Filled {
  const { months, npv, npvWithoutResidual, residual } = projection
  const sum = discountedSum(
    months.map(({ m, net }) => ({ m, amount: net })),
    scenario,
    currency,
  )
  const resale = discountedText({ m: months.at(-1)?.m ?? 0, amount: residual }, scenario, currency)
  return {
    result: amountText(withResale ? npv : npvWithoutResidual, currency),
    rule: `net of every month ÷ (1 + monthly rate)^month, added up${withResale ? ', + resale at the end' : ''}`,
    lines: [
      `${sum} = ${amountText(npvWithoutResidual, currency)}`,
      ...(withResale
        ? [`${amountText(npvWithoutResidual, currency)} + ${resale} = ${amountText(npv, currency)}`]
        : []),
    ],
    notes: [discountNote(scenario)],
  }
}
