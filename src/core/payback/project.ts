import { crossing, tie } from './crossing.ts'
import type { Model, Work } from './model.ts'
import { stepMonth } from './month.ts'
import { prepare } from './prepare.ts'
import type { Projection, ProjectedMonth, WorkloadMonth } from './projection.ts'
import { resaleAt } from './resale.ts'
import { irr, monthlyRate, npv } from './returns.ts'
import type { Scenario } from './scenario.ts'

/** Shares of work below this are rounding, not work without room. */
const noWork = 1e-9

/** A scenario month by month, and what it comes to. Money in the scenario's units. */
export function project(scenario: Scenario): Projection {
  const months = projectMonths(scenario)
  const rate = monthlyRate(scenario.discountRateAnnual)
  const net = months.map((month) => month.net)
  const discounted = net.map((flow, m) => flow / (1 + rate) ** m)
  const invested = sum(months, (month) => month.invested)
  const firstOutlay = months.find((month) => month.invested !== 0)?.m ?? null
  const residual = resaleAt(scenario, scenario.horizonMonths)
  const withResidual = net.map((flow, m) => flow + (m === scenario.horizonMonths ? residual : 0))
  const profit = sum(months, (month) => month.net) + residual
  return {
    months,
    payback: crossing(net, invested, firstOutlay),
    discountedPayback: crossing(discounted, invested, firstOutlay),
    npv: npv(withResidual, rate),
    npvWithoutResidual: npv(net, rate),
    irr: irr(withResidual, rate),
    roi: invested > tie ? profit / invested : null,
    profit,
    invested,
    residual,
    walkAwayMonth: walkAway(months, invested, firstOutlay),
    amortised: amortised(scenario, months, invested - residual),
    firstOverflow: firstOverflow(months),
  }
}

function projectMonths(scenario: Scenario): readonly ProjectedMonth[] {
  const model = prepare(scenario)
  const shrink = 1 / (1 + monthlyRate(scenario.discountRateAnnual))
  const months: ProjectedMonth[] = []
  let cumulative = 0
  let cumulativeDiscounted = 0
  let factor = 1
  for (let m = 0; m <= scenario.horizonMonths; m += 1) {
    stepMonth(model, m)
    cumulative += model.now.net
    cumulativeDiscounted += model.now.net * factor
    factor *= shrink
    months.push(monthRow(model, m, cumulative, cumulativeDiscounted))
  }
  return months
}

/** What the step of month m has left in the model. */
function monthRow(
  { now, works, stands, outlay, actuals, scenario }: Model,
  m: number,
  cumulative: number,
  cumulativeDiscounted: number,
): ProjectedMonth {
  const actual = actuals?.get(m)
  const busy = sum(stands, (stand) => stand.busy)
  const ready = sum(stands, (stand) => (stand.maxUtil > 0 ? stand.capacity / stand.maxUtil : 0))
  return {
    m,
    basis: actual === undefined ? 'forecast' : 'actual',
    avoidedBasis: actual?.basis ?? null,
    apiOnly: now.apiOnly,
    avoided: now.avoided,
    residualApi: actual?.billed ?? now.apiOnly - now.avoided,
    opex: now.opex,
    opexBy: {
      energy: now.energy,
      maintenance: now.maintenance,
      engineering: now.engineering,
      colo: now.colo,
      licences: now.licences,
      lease: now.lease,
      hardwareFailure: now.hardwareFailure,
      badAnswers: now.badAnswers,
    },
    energy: now.energy,
    kwh: now.kwh,
    kwhMeasured: now.kwhMeasured,
    busy,
    capacity: sum(stands, (stand) => stand.capacity),
    util: ready > 0 ? busy / ready : 0,
    invested: outlay[m] ?? 0,
    net: now.net,
    cumulative,
    cumulativeDiscounted,
    resale: resaleAt(scenario, m),
    workloads: scenario.workloads.flatMap(({ id }, index) => {
      const work = works[index]
      return work === undefined ? [] : [workRow(id, work, now)]
    }),
  }
}

function workRow(id: string, work: Work, now: Model['now']): WorkloadMonth {
  const served = work.open ? (1 - work.left) * now.ramp : 0
  const without = work.wanted ? Math.max(0, now.live - (1 - work.left)) * now.ramp : 0
  const overflow = without > noWork ? without : 0
  const routableTokens = work.open ? work.tokens * work.volume : 0
  return {
    id,
    spend: work.spend,
    avoided: work.spend * work.kept * served,
    served,
    routableTokens,
    overflowTokens: routableTokens * overflow,
    overflowSpend: work.spend * work.routable * overflow,
    seconds: work.seconds,
    gain: work.gain,
  }
}

/** The first month from which on stopping and selling loses nothing. */
function walkAway(
  months: readonly ProjectedMonth[],
  invested: number,
  firstOutlay: number | null,
): number | null {
  if (invested <= tie || firstOutlay === null) return 0
  const from = Math.max(1, firstOutlay)
  return months.find(({ m, cumulative, resale }) => m >= from && cumulative + resale >= -tie)?.m ?? null
}

/** Outlay less resale, spread over the horizon, and the mean running cost; and that by a million tokens served. */
function amortised(
  { horizonMonths }: Scenario,
  months: readonly ProjectedMonth[],
  outlay: number,
): Projection['amortised'] {
  const life = Math.max(1, horizonMonths)
  const monthlyCost = (outlay + sum(months, (month) => month.opex)) / life
  const served = sum(months, ({ workloads }) => sum(workloads, (work) => work.routableTokens * work.served))
  return { monthlyCost, perMillionServed: served > 0 ? monthlyCost / (served / life / 1e6) : null }
}

function firstOverflow(months: readonly ProjectedMonth[]): Projection['firstOverflow'] {
  for (const { m, workloads } of months) {
    const tokens = sum(workloads, (work) => work.overflowTokens)
    const spend = sum(workloads, (work) => work.overflowSpend)
    if (tokens > 0 || spend > 0) return { m, tokens, spend }
  }
  return null
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  let total = 0
  for (const one of list) total += of(one)
  return total
}
