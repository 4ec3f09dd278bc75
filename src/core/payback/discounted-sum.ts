import type { Currency } from '../money.ts'
import { monthlyRate } from './returns.ts'
import type { Scenario } from './scenario.ts'
import { amountText, chainText, numberText, powerText, rateText } from './written.ts'

/** What is paid or earned in month m. */
export type Flow = { readonly m: number; readonly amount: number }

/** Terms shown before the ellipsis. */
const shownTerms = 3

const factorOf = ({ discountRateAnnual }: Scenario): number => 1 + monthlyRate(discountRateAnnual)

/** `$180.00 ÷ 1.006434³⁶`: an amount of month m at today's value; month 0 is today. */
export const discountedText = ({ m, amount }: Flow, scenario: Scenario, currency: Currency): string =>
  m === 0
    ? amountText(amount, currency)
    : `${amountText(amount, currency)} ÷ ${numberText(factorOf(scenario), 6)}${powerText(m)}`

/** The first terms of a sum over months at today's value, an ellipsis and its last; `before` stands in front. */
export function discountedSum(
  flows: readonly Flow[],
  scenario: Scenario,
  currency: Currency,
  before: readonly string[] = [],
): string {
  const last = flows.at(-1)
  const term = (flow: Flow): string => discountedText(flow, scenario, currency)
  return chainText([
    ...before,
    ...flows.slice(0, shownTerms).map(term),
    ...(flows.length > shownTerms + 1 ? ['…'] : []),
    ...(last !== undefined && flows.length > shownTerms ? [term(last)] : []),
  ])
}

/** How the rate of a month comes from that of a year. */
export function discountNote(scenario: Scenario): string {
  const annual = rateText(scenario.discountRateAnnual)
  return `${annual} a year is (1 + ${annual})^(1/12) − 1 = ${numberText((factorOf(scenario) - 1) * 100, 4)}% a month. Month 0 is not discounted.`
}
