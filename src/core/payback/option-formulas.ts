import type { Option, OptionKind } from './answers.ts'
import { peopleCost } from './comparison.ts'
import { discountedSum } from './discounted-sum.ts'
import { withEnoughNodes } from './enough-nodes.ts'
import type { Formula, Worked } from './formulas.ts'
import { optionWords } from './payback-words.ts'
import { project } from './project.ts'
import { npvFilled } from './projection-formulas.ts'
import { wayOf } from './way-months.ts'
import { amountText, chainText, countedText, numberText } from './written.ts'

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
export function optionFormula(kind: OptionKind, worked: Worked): Formula | null {
  const { report, scenario, currency } = worked
  const { options } = report.comparison
  const option = options.find((one) => one.kind === kind)
  const apiOnly = options.find((one) => one.kind === 'api-only')
  if (option === undefined || apiOnly === undefined) return null
  const rate = (1 + scenario.discountRateAnnual) ** (1 / 12)
  return {
    title: optionWords(kind),
    result: amountText(option.presentValue, currency),
    rule: rules[kind],
    lines: linesOf(option, apiOnly, worked),
    notes: [
      `Over ${scenario.horizonMonths} months; each month ÷ ${numberText(rate, 6)} to the power of its number.`,
      `Its last month, without purchases, costs ${amountText(option.monthly, currency)}.`,
    ],
  }
}

function linesOf(option: Option, apiOnly: Option, worked: Worked): readonly string[] {
  const { scenario, currency, report } = worked
  const amount = amountText(option.presentValue, currency)
  const less = (npv: number): string =>
    `${chainText([amountText(apiOnly.presentValue, currency), amountText(-npv, currency)])} = ${amount}`
  const machines = option.machines ?? 0
  switch (option.kind) {
    case 'hybrid-local':
      return [less(report.projection.npv)]
    case 'enough-nodes': {
      const larger = withEnoughNodes(scenario)
      if (larger === null) return []
      const projection = project(larger)
      return [
        `${numberText(machines)} nodes`,
        ...npvFilled({ projection, scenario: larger, currency }, true).lines,
        less(projection.npv),
      ]
    }
    case 'api-only':
    case 'api-optimised':
    case 'hosted-open-model':
    case 'cloud-gpu': {
      const once =
        option.kind === 'cloud-gpu' || option.kind === 'hosted-open-model' ? peopleCost(scenario) : 0
      const flows = (wayOf(option.kind, worked)?.months ?? []).map(({ m, cost }) => ({ m, amount: cost }))
      const paidOnce = once === 0 ? [] : [amountText(once, currency)]
      return [
        ...(option.machines === null ? [] : [`${countedText(machines, 'GPU')} in its fullest month`]),
        ...(once === 0 ? [] : [`${amountText(once, currency)} once for set-up and training`]),
        `${discountedSum(flows, scenario, currency, paidOnce)} = ${amount}`,
      ]
    }
  }
}
