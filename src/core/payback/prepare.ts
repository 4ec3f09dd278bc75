import type { Model, MonthNow, Stand, Work } from './model.ts'
import { keptShare, meanRate, nodeSecondsOf, secondsOf } from './rates.ts'
import type { RigFigures, Scenario, Workload } from './scenario.ts'

/** Makes a scenario ready for its first month. Cheap: some microseconds for a handful of workloads. */
export function prepare(scenario: Scenario): Model {
  const { horizonMonths, investments, rig, otherRigs, hoursPerMonth, workloads, energy } = scenario
  const outlay = new Float64Array(horizonMonths + 1)
  const capexSoFar = new Float64Array(horizonMonths + 1)
  let addsNodes = false
  for (const { month, amount, kind, addsNodes: added } of investments) {
    if (month > horizonMonths) continue
    outlay[month] = (outlay[month] ?? 0) + amount
    if (kind === 'capex') capexSoFar[month] = (capexSoFar[month] ?? 0) + amount
    if (added !== undefined) addsNodes = true
  }
  for (let m = 1; m <= horizonMonths; m += 1) capexSoFar[m] = (capexSoFar[m] ?? 0) + (capexSoFar[m - 1] ?? 0)
  const works = workloads.map((workload) => prepareWork(workload, scenario))
  const stands = [
    prepareStand(rig, scenario.live, addsNodes ? nodesByMonth(scenario) : rig.nodes, hoursPerMonth, scenario),
  ]
  for (const other of otherRigs)
    stands.push(prepareStand(other, other.live, other.nodes, hoursPerMonth, scenario))
  return {
    scenario,
    works,
    stands,
    outlay,
    capexSoFar,
    rate0: meanRate(energy.tariff),
    escalation: energy.escalationAnnual === 0 ? 1 : (1 + energy.escalationAnnual) ** (1 / 12),
    actuals:
      scenario.actuals.length === 0
        ? null
        : new Map(scenario.actuals.map((actual) => [actual.month, actual])),
    now: emptyMonth(),
  }
}

/** A node bought in one month works from the next. */
function nodesByMonth({ horizonMonths, investments, rig }: Scenario): Float64Array {
  const nodes = new Float64Array(horizonMonths + 1).fill(rig.nodes)
  for (const { month, addsNodes } of investments)
    for (let m = month + 1; m <= horizonMonths; m += 1) nodes[m] = (nodes[m] ?? 0) + (addsNodes ?? 0)
  return nodes
}

function prepareWork(workload: Workload, { priceSteps }: Scenario): Work {
  const { id, quality, routableShare, tokensIn, tokensOut } = workload
  const steps =
    priceSteps.length === 0
      ? priceSteps
      : priceSteps.filter((step) => step.workload === undefined || step.workload === id)
  return {
    tokens: (tokensIn + tokensOut) * routableShare,
    kept: keptShare(quality) * routableShare,
    routable: routableShare,
    badAnswers:
      workload.requests * workload.failureCost * Math.max(0, quality.qApi - quality.qLocal) * routableShare,
    growth: 1 + workload.growthMonthly,
    growthMonths: workload.growthMonths ?? Infinity,
    priceChange: 1 + workload.apiPriceChangeMonthly,
    priceMonths: workload.priceMonths ?? Infinity,
    steps,
    avoidableFrom: workload.avoidableFromMonth,
    forced: workload.forcedLocal,
    spend: workload.spend,
    volume: 1,
    open: false,
    wanted: false,
    left: 1,
    seconds: 0,
    gain: 0,
  }
}

function prepareStand(
  rig: RigFigures,
  live: readonly number[],
  nodes: Float64Array | number,
  hoursPerMonth: number,
  { workloads, energy }: Scenario,
): Stand {
  const count = workloads.length
  const secondsAtStart = new Float64Array(count)
  const order = new Int32Array(count)
  for (let i = 0; i < count; i += 1) {
    const workload = workloads[i]
    if (workload !== undefined) secondsAtStart[i] = secondsOf(workload, rig)
    order[i] = i
  }
  const secondKwh = (rig.loadW - rig.idleW) / 3_600_000
  return {
    live,
    nodes,
    nodeSeconds: nodeSecondsOf(rig, hoursPerMonth),
    maxUtil: rig.maxUtil,
    onHours: hoursPerMonth * (rig.onHoursPerDay / 24),
    idleKw: rig.idleW / 1_000,
    secondKwh,
    billedSecondKwh: secondKwh * energy.pue,
    secondsAtStart,
    seconds: new Float64Array(count),
    worth: new Float64Array(count),
    order,
    capacity: 0,
    busy: 0,
  }
}

const emptyMonth = (): MonthNow => ({
  apiOnly: 0,
  avoided: 0,
  kwh: 0,
  kwhMeasured: false,
  energy: 0,
  maintenance: 0,
  engineering: 0,
  colo: 0,
  licences: 0,
  lease: 0,
  hardwareFailure: 0,
  badAnswers: 0,
  opex: 0,
  net: 0,
  rate: 0,
  live: 0,
  ramp: 0,
  shadowLeft: 0,
})
