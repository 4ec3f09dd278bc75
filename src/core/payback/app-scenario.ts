import { monthText } from '../period.ts'
import { financeDefaults } from './finance-defaults.ts'
import type { GroundFacts, GroundWorkload } from './ground-facts.ts'
import { assumedQuality, qualityRange } from './ground-quality.ts'
import {
  dearest,
  failureOf,
  figuresOf,
  firstNodes,
  investments,
  otherRigs,
  readiness,
  standing,
} from './ground-rigs.ts'
import { monthsOfPlan, weeksOf } from './migration-plan.ts'
import type { Scenario, Workload } from './scenario.ts'

/** Share of a workload that a local model may take, where nobody says otherwise. */
export const usualRoutableShare = 0.6

/** Price of an hour of the people who run it; no hours are counted until the user says how many. */
export const usualEngRate = 96

/** The scenario that the bills, the rigs and the app's defaults make together (payback.md 2.1 to 2.8). */
export function appScenario(facts: GroundFacts): Scenario {
  const rigs = standing(facts)
  const { month0, first } = rigs
  const known = [...facts.measuredKwh].filter(([month]) => month >= month0)
  return {
    month0: monthText(month0),
    horizonMonths: financeDefaults.horizonMonths.value,
    hoursPerMonth: financeDefaults.hoursPerMonth.value,
    discountRateAnnual: financeDefaults.discountRateAnnual.value,
    workloads: facts.workloads.map((workload) => workloadOf(workload, aheadOf(facts))),
    priceSteps: [],
    investments: investments(rigs).map(({ investment }) => investment),
    live: readiness(first, month0),
    ...monthsOfPlan(weeksOf({})),
    rig: { ...figuresOf(first), nodes: firstNodes(rigs) },
    otherRigs: otherRigs(rigs),
    energy: {
      tariff: { flat: facts.tariff.value ?? 0 },
      escalationAnnual: 0,
      pue: 1,
      fixedMonthly: 0,
      measuredKwh: Object.fromEntries(known.map(([month, kwh]) => [month - month0, kwh])),
    },
    opex: {
      maintenancePctCapexAnnual: financeDefaults.maintenanceShareOfPriceAYear.value,
      engHoursPerMonth: 0,
      engRate: usualEngRate,
      coloMonthly: 0,
      licencesMonthly: 0,
      leaseMonthly: 0,
      leaseMonths: 0,
      ...failureOf(facts.rigs),
    },
    residualCurve: dearest(facts.rigs).resale.points,
    actuals: [],
  }
}

/** Months from now to the first purchase, in which the work grows already. */
export const aheadOf = (facts: GroundFacts): number => Math.max(0, standing(facts).month0 - facts.thisMonth)

function workloadOf({ id, baseline, facts, accepted }: GroundWorkload, ahead: number): Workload {
  const grown = Math.min(ahead, baseline.growthMonths ?? ahead)
  const volume = (1 + baseline.growthMonthly) ** grown
  const priced = Math.min(ahead, baseline.priceMonths ?? ahead)
  const price = (1 + baseline.apiPriceChangeMonthly) ** priced
  return {
    id,
    spend: baseline.spend * volume * price,
    tokensIn: (baseline.tokensIn ?? 0) * volume,
    tokensOut: (baseline.tokensOut ?? 0) * volume,
    requests: (baseline.requests ?? 0) * volume,
    routableShare: accepted?.share ?? usualRoutableShare,
    quality: { policy: 'fallback', haircut: 0, ...assumedQuality(qualityRange(facts)) },
    failureCost: 0,
    growthMonthly: baseline.growthMonthly,
    growthMonths: baseline.growthMonths === null ? null : baseline.growthMonths - grown,
    apiPriceChangeMonthly: baseline.apiPriceChangeMonthly,
    priceMonths: baseline.priceMonths === null ? null : baseline.priceMonths - priced,
    avoidableFromMonth: 0,
    forcedLocal: accepted?.forcedLocal ?? false,
    tokenRatio: 1,
  }
}
