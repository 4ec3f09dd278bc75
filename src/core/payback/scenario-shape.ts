import { parseMonth } from '../period.ts'
import type { ScenarioFile } from './complete-scenario.ts'
import {
  anyText,
  firstFault,
  isPlain,
  listOf,
  number,
  object,
  oneOf,
  orNull,
  text,
  wrong,
  yesOrNo,
  type Shape,
  type ShapeFault,
} from './json-shape.ts'
import { fitFault } from './scenario-fit.ts'
import { investmentKinds, qualityPolicies } from './scenario.ts'

const share = number({ from: 0, to: 1 })
const money = number({ from: 0, to: 1e12 })
const count = number({ from: 0, to: 1e18 })
const watts = number({ from: 0, to: 1e7 })
const hoursOfDay = number({ from: 0, to: 24 })
const monthNumber = number({ from: 0, to: 1_200, whole: true })
const change = number({ from: -1, to: 10 })
const speed = orNull(number({ above: 0, to: 1e9 }), 'not known')
const known = orNull(number({ above: 0, to: 1e9 }), 'not known')
const ending = orNull(monthNumber, 'without an end')
const monthly = listOf(share, 1, 1_201)

const month: Shape = (value, path) =>
  typeof value === 'string' && parseMonth(value) !== null
    ? null
    : wrong(path, value, 'a month such as "2026-11"')

const workload = object({
  id: text,
  spend: money,
  tokensIn: count,
  tokensOut: count,
  requests: count,
  routableShare: share,
  quality: object({
    policy: oneOf(qualityPolicies),
    qApi: number({ above: 0, to: 1 }),
    qLocal: share,
    haircut: number({ from: 0, to: 10 }),
  }),
  failureCost: money,
  growthMonthly: change,
  growthMonths: ending,
  apiPriceChangeMonthly: change,
  priceMonths: ending,
  avoidableFromMonth: monthNumber,
  forcedLocal: yesOrNo,
  tokenRatio: number({ above: 0, to: 100 }),
})

const rigFields = {
  nodes: number({ from: 0, to: 1e6, whole: true }),
  decodeTps: speed,
  prefillTps: speed,
  availability: share,
  hoursPerDay: hoursOfDay,
  onHoursPerDay: hoursOfDay,
  maxUtil: number({ above: 0, to: 1 }),
  loadW: watts,
  idleW: watts,
  memoryGb: known,
  bandwidthGbs: known,
  modelGb: known,
  activeGb: known,
  boardW: known,
}

const perKwh = number({ from: 0, to: 1_000 })
const escalation = number({ above: -1, to: 10 })
const tariffFields = {
  flat: perKwh,
  bands: listOf(object({ rate: perKwh, share, hours: hoursOfDay }, ['rate']), 1),
  escalationAnnual: escalation,
}

const measured: Shape = (value, path) =>
  isPlain(value)
    ? firstFault(
        Object.entries(value).map(
          ([key, kwh]) =>
            () =>
              number({ from: 0, to: 1e12 })(kwh, `${path}.${key}`),
        ),
      )
    : wrong(path, value, 'an object of kWh by month')

const curvePoint: Shape = (value, path) =>
  Array.isArray(value) && value.length === 2
    ? firstFault([
        () => number({ from: 0, to: 1_200 })(value[0], `${path}[0]`),
        () => share(value[1], `${path}[1]`),
      ])
    : wrong(path, value, 'a pair of age in months and share of the price, such as [36, 0.25]')

const fields = object({
  name: anyText,
  month0: month,
  horizonMonths: number({ from: 1, to: 600, whole: true }),
  hoursPerMonth: number({ above: 0, to: 744 }),
  discountRateAnnual: number({ from: 0, to: 10 }),
  workloads: listOf(workload, 0, 1_000),
  priceSteps: listOf(
    object({ fromMonth: monthNumber, workload: text, factor: number({ from: 0, to: 1_000 }) }, [
      'fromMonth',
      'factor',
    ]),
  ),
  investments: listOf(
    object(
      {
        month: monthNumber,
        amount: money,
        kind: oneOf(investmentKinds),
        addsNodes: number({ from: 0, to: 1e6, whole: true }),
        note: anyText,
      },
      ['month', 'amount'],
    ),
  ),
  live: monthly,
  ramp: monthly,
  shadow: monthly,
  rig: object(rigFields),
  otherRigs: listOf(object({ ...rigFields, name: text, live: monthly }), 0, 100),
  energy: object({
    tariff: object(tariffFields),
    escalationAnnual: escalation,
    pue: number({ above: 0, to: 10 }),
    fixedMonthly: money,
    measuredKwh: measured,
  }),
  opex: object({
    maintenancePctCapexAnnual: number({ from: 0, to: 10 }),
    engHoursPerMonth: number({ from: 0, to: 1e6 }),
    engRate: money,
    coloMonthly: money,
    licencesMonthly: money,
    afr: share,
    replacementCost: money,
    warrantyMonths: monthNumber,
    leaseMonthly: money,
    leaseMonths: monthNumber,
  }),
  residualCurve: listOf(curvePoint),
  actuals: listOf(
    object(
      {
        month: monthNumber,
        billed: number({ from: -1e12, to: 1e12 }),
        avoided: number({ from: -1e12, to: 1e12 }),
        basis: oneOf(['tokens-served', 'frozen-baseline']),
        kwh: orNull(number({ from: 0, to: 1e12 }), 'not known'),
        energyCost: orNull(money, 'not known'),
      },
      ['month', 'billed', 'avoided'],
    ),
  ),
})

/** What is wrong with a scenario file: its fields one by one, then those that must fit each other. */
export const scenarioFault: (json: unknown) => ShapeFault | null = (json) =>
  fields(json, '') ?? fitFault(json as ScenarioFile)
