import type { Option, OptionKind } from './answers.ts'
import type { Formula, Worked } from './formulas.ts'
import { optionWords } from './payback-words.ts'
import { amountText, chainText, numberText, priceText } from './written.ts'

const rules: Readonly<Record<OptionKind, string>> = {
  'api-only': 'the whole bill of every month at today’s value, added up',
  'api-optimised':
    'the same bill with that much of its input from the cache and that much of the work in batches',
  'hybrid-local': 'API only − net present value of the rig',
  'enough-nodes': 'API only − net present value of as many nodes as do all the work, each at the rig’s price',
  'cloud-gpu': 'rent and people of every month, and what stays on the API, at today’s value',
  'hosted-open-model':
    'the moved tokens at the hosted model’s price, and what stays on the API, at today’s value',
}

/** How the cost of a way to have the work done was worked out; null where it is not compared. */
export function optionFormula(kind: OptionKind, { report, scenario, currency }: Worked): Formula | null {
  const { options } = report.comparison
  const option = options.find((one) => one.kind === kind)
  const apiOnly = options.find((one) => one.kind === 'api-only')
  if (option === undefined || apiOnly === undefined) return null
  const rate = (1 + scenario.discountRateAnnual) ** (1 / 12)
  return {
    title: optionWords(kind),
    result: amountText(option.presentValue, currency),
    rule: rules[kind],
    lines: linesOf(option, apiOnly, { report, scenario, currency }),
    notes: [
      `Over ${scenario.horizonMonths} months; each month ÷ ${numberText(rate, 6)} to the power of its number.`,
      `Its last month, without purchases, costs ${amountText(option.monthly, currency)}.`,
    ],
  }
}

function linesOf(option: Option, apiOnly: Option, { scenario, currency, report }: Worked): readonly string[] {
  const amount = amountText(option.presentValue, currency)
  const api = amountText(apiOnly.presentValue, currency)
  const machines = option.machines ?? 0
  switch (option.kind) {
    case 'api-only':
      return [`= ${amount}`]
    case 'hybrid-local':
    case 'enough-nodes': {
      const worth =
        option.kind === 'hybrid-local' ? report.projection.npv : apiOnly.presentValue - option.presentValue
      return [
        ...(option.kind === 'enough-nodes' ? [`${numberText(machines)} nodes`] : []),
        `${chainText([api, amountText(-worth, currency)])} = ${amount}`,
      ]
    }
    case 'api-optimised':
    case 'hosted-open-model':
    case 'cloud-gpu':
      return [
        ...(option.machines === null
          ? []
          : [
              `${numberText(machines)} GPUs × ${numberText(scenario.hoursPerMonth)} h a month, where they are rented day and night`,
            ]),
        `${chainText([api, amountText(option.presentValue - apiOnly.presentValue, currency)])} = ${amount}`,
        `That is ${priceText(Number((option.presentValue / apiOnly.presentValue).toPrecision(3)), currency)} for each ${priceText(1, currency)} of API only.`,
      ]
  }
}
