import type { TornadoBar } from '../core/payback/answers.ts'
import { driverWords } from '../core/payback/driver-words.ts'
import type { ScenarioInput } from '../core/payback/ground.ts'
import { unknownTokensWords } from '../core/payback/ground-words.ts'
import {
  bindingWords,
  irrWords,
  pointWords,
  relapseWords,
  warningWords,
  winnerWords,
} from '../core/payback/payback-words.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import { headlineOf } from '../core/payback/verdict-words.ts'
import {
  amountText,
  numberText,
  rateText,
  shareText,
  shortMonthText,
  tokensText,
} from '../core/payback/written.ts'
import { viewFigures, viewFilled, viewWords } from '../core/payback/view-formulas.ts'
import { shownText } from '../core/shown-text.ts'
import type { Answered } from './payback-answer.ts'
import { table, unknown } from './output.ts'

/**
 * The answer as a sentence, its figures, what gives cause for doubt, and the ranking where it was asked for.
 * `withoutTokens` names the bills whose tokens are not known.
 */
export function answerWords(answered: Answered, withoutTokens: readonly string[] = []): string {
  const { report, range, scenario, currency, extras } = answered
  const { projection, never } = report
  const sentences = [
    headlineOf(report, range, scenario.month0, currency),
    never === null ? null : bindingWords(never),
    relapseWords(projection.payback, scenario.month0),
  ]
  return [
    sentences.filter((sentence) => sentence !== null).join(' '),
    table(['Figures', ''], figuresOf(answered), []),
    table(['Three views of payback', '', ''], viewsOf(answered), []),
    [unknownTokensWords(withoutTokens), ...report.warnings.map((warning) => warningWords(warning, currency))]
      .filter((doubt) => doubt !== null)
      .map((doubt) => `! ${shownText(doubt)}`)
      .join('\n'),
    extras.tornado ? tornadoWords(report.tornado, scenario, answered.currency) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function figuresOf({ report, scenario, currency }: Answered): readonly (readonly [string, string])[] {
  const { projection, breakEven, comparison } = report
  const { horizonMonths, month0 } = scenario
  const walkAway = projection.walkAwayMonth
  return [
    ['Payback, discounted', pointWords(projection.discountedPayback, month0, horizonMonths)],
    [
      'NPV',
      `${amountText(projection.npv, currency)} over ${horizonMonths} months, ${amountText(projection.npvWithoutResidual, currency)} without resale`,
    ],
    ['Rate of return', irrWords(projection.irr)],
    ['Return on the investment', projection.roi === null ? unknown : rateText(projection.roi)],
    [
      'Nothing is lost by selling from',
      walkAway === null ? `no month of the ${horizonMonths}` : shortMonthText(month0, walkAway),
    ],
    ['Bill that pays it back in that time', breakEvenWords(breakEven, currency)],
    ...(comparison.options.length > 1
      ? [['Against the alternatives', winnerWords(comparison)] as const]
      : []),
  ]
}

const viewsOf = ({ report, scenario, currency }: Answered): readonly (readonly string[])[] =>
  viewFigures.map((view) => [
    viewWords[view].name,
    viewFilled[view]({ projection: report.projection, scenario, currency }).result,
    viewWords[view].asks,
  ])

function breakEvenWords(
  { spend, tokens, unreachable, nodesNeeded }: Answered['report']['breakEven'],
  currency: string,
): string {
  if (unreachable === 'capacity')
    return `none: the rig has no room for it${nodesNeeded === null ? '' : `; it takes ${nodesNeeded} nodes`}`
  if (unreachable === 'no-gain' || spend === null) return 'none: a larger bill does not help'
  return `${amountText(spend, currency)} a month${tokens === null || tokens === 0 ? '' : `, ${tokensText(tokens)} tokens`}`
}

function tornadoWords(bars: readonly TornadoBar[], { month0 }: Scenario, currency: string): string {
  const month = (m: number | null): string => (m === null ? 'never' : shortMonthText(month0, m))
  const rows = bars.map(({ driver, range: [low, , high], npvLow, npvHigh, paybackLow, paybackHigh }) => {
    const { label, reads } = driverWords[driver]
    return [
      label,
      `${reads(low)} to ${reads(high)}`,
      amountText(npvLow, currency),
      amountText(npvHigh, currency),
      `${month(paybackLow)} or ${month(paybackHigh)}`,
    ]
  })
  return table(['What moves it most', 'from low to high', 'NPV at low', 'at high', 'pays off'], rows, [2, 3])
}

/** Every input with its source. */
export const inputsWords = (inputs: readonly ScenarioInput[], scenario: Scenario): string =>
  table(
    ['It rests on', '', '', 'source'],
    [
      ...inputs.map(({ label, value, unit, source, date }) => [
        label,
        value === null ? unknown : Number(value.toFixed(4)).toString(),
        unit,
        date === null ? source : `${source} (${date})`,
      ]),
      ...scenario.actuals.map(({ month, billed, avoided, basis }) => [
        `${shortMonthText(scenario.month0, month)}, as it was`,
        Number(avoided.toFixed(2)).toString(),
        `avoided, ${Number(billed.toFixed(2))} billed`,
        basis === 'tokens-served'
          ? 'tokens the rig served, at the price paid per token before'
          : 'the forecast made before the purchase, less the bill',
      ]),
    ],
    [1],
  )

/** What a scenario of a file assumes, as far as it says anything. */
export function scenarioWords(scenario: Scenario, currency: string): string {
  const { workloads, investments, rig, energy, opex, horizonMonths, discountRateAnnual, month0 } = scenario
  const money = (amount: number): string => amountText(amount, currency)
  const tariff = 'flat' in energy.tariff ? [energy.tariff.flat] : energy.tariff.bands.map(({ rate }) => rate)
  const rows: readonly (readonly [string, string])[] = [
    ...workloads.map(
      ({ id, spend, routableShare }) =>
        [id, `${money(spend)} a month, ${shareText(routableShare)} of it may go local`] as const,
    ),
    ...investments.map(
      ({ month, amount, kind, note }) =>
        [note ?? kind, `${money(amount)} in ${shortMonthText(month0, month)}`] as const,
    ),
    [
      'Rig',
      `${numberText(rig.nodes)} node${rig.nodes === 1 ? '' : 's'}, ${rig.decodeTps === null ? 'speed not limited' : `${numberText(rig.decodeTps, 1)} tokens a second`}, ${numberText(rig.loadW)} W`,
    ],
    ['Electricity', `${tariff.map((rate) => `${numberText(rate, 4)} ${currency}`).join(', ')} per kWh`],
    ['Engineering', `${numberText(opex.engHoursPerMonth, 1)} hours a month at ${money(opex.engRate)}`],
    ['Looked ahead', `${horizonMonths} months, ${rateText(discountRateAnnual)} a year`],
  ]
  return table(['It rests on', ''], rows, [])
}
