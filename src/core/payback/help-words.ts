import type { Currency } from '../money.ts'
import type { Driver, PaybackReport, SwitchingValue } from './answers.ts'
import { driverWords } from './driver-words.ts'
import { bindingWords } from './payback-words.ts'
import type { Scenario } from './scenario.ts'
import { countedText, numberText, priceText, roundAmountText, shareText } from './written.ts'

/** The one change that would help a rig most that never pays, as a sentence; null where nothing alone would. */
export function helpWords(report: PaybackReport, scenario: Scenario, currency: Currency): string | null {
  const { never } = report
  if (never === null) return null
  if (never.reason === 'CAPACITY') return nodesWords(report)
  const nearest = nearestSwitch(report)
  if (nearest !== null)
    return `It would come out even over ${countedText(scenario.horizonMonths, 'month')} with ${switchWords(nearest, scenario, currency)}.`
  return bindingWords(never)
}

/** Whether enough nodes, at their own price, cost less than the API. */
function nodesWords({ never, comparison }: PaybackReport): string | null {
  const api = comparison.options.find(({ kind }) => kind === 'api-only')
  const enough = comparison.options.find(({ kind }) => kind === 'enough-nodes')
  const nodes = enough?.machines ?? never?.nodesNeeded ?? null
  if (nodes === null) return null
  const pays = api !== undefined && enough !== undefined && enough.presentValue < api.presentValue
  return pays
    ? `${countedText(nodes, 'node')} would pay.`
    : `It would take ${countedText(nodes, 'node')} to serve all of it${enough === undefined ? '' : ', and they would not pay either'}.`
}

/** The switching value that lies nearest to what is assumed, in widths of what the driver may be. */
function nearestSwitch({ switching, tornado }: PaybackReport): SwitchingValue | null {
  const far = ({ driver, base, value }: SwitchingValue): number => {
    const range = tornado.find((bar) => bar.driver === driver)?.range
    const width = range === undefined ? 0 : range[2] - range[0]
    return Math.abs((value ?? Infinity) - base) / (width > 0 ? width : Math.max(1, Math.abs(base)))
  }
  const known = switching.filter(({ value }) => value !== null)
  return known.reduce<SwitchingValue | null>(
    (nearest, next) => (nearest === null || far(next) < far(nearest) ? next : nearest),
    null,
  )
}

type Absolute = (value: number, scenario: Scenario, currency: Currency) => string | null

/** A driver's value as what it comes to in this scenario; null where one number does not tell it. */
const absolutes: Readonly<Partial<Record<Driver, Absolute>>> = {
  capex: (value, { investments }, currency) => {
    const price = investments
      .filter(({ kind }) => kind === 'capex')
      .reduce((sum, { amount }) => sum + amount, 0)
    return `hardware for ${roundAmountText(price * value, currency)} instead of ${roundAmountText(price, currency)}`
  },
  tariff: (value, { energy: { tariff } }, currency) =>
    'flat' in tariff
      ? `electricity at ${priceText(Number((tariff.flat * value).toPrecision(3)), currency)} instead of ${priceText(tariff.flat, currency)} per kWh`
      : null,
  engineeringHours: (value, { opex }) =>
    `${numberText(opex.engHoursPerMonth * value, 1)} instead of ${numberText(opex.engHoursPerMonth, 1)} engineering hours a month`,
  decodeSpeed: (value, { rig, otherRigs }) =>
    rig.decodeTps === null || otherRigs.length > 0
      ? null
      : `${numberText(rig.decodeTps * value)} instead of ${numberText(rig.decodeTps)} tokens written a second`,
  routableShare: (value, { workloads }) => {
    const spend = workloads.reduce((sum, work) => sum + work.spend, 0)
    const moved = (factor: number): number =>
      workloads.reduce((sum, work) => sum + work.spend * Math.min(1, work.routableShare * factor), 0)
    return spend > 0
      ? `${shareText(moved(value) / spend)} instead of ${shareText(moved(1) / spend)} of the bill movable`
      : null
  },
  apiPrice: (value) => `API prices ${shareText(Math.abs(value - 1))} ${value < 1 ? 'lower' : 'higher'}`,
  quality: (value) => `a local model ${shareText(value)} as good as the API’s`,
}

/** `hardware for $1,240 instead of $2,000`: a switching value, to stand after `with`. */
export function switchWords(
  { driver, value }: SwitchingValue,
  scenario: Scenario,
  currency: Currency,
): string {
  const { label, reads } = driverWords[driver]
  if (value === null) return label
  return (
    absolutes[driver]?.(value, scenario, currency) ??
    `${label.charAt(0).toLowerCase()}${label.slice(1)} at ${reads(value)}`
  )
}
