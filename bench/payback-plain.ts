import { drivers, type Driver, type DriverRanges, type Triangle } from '../src/core/payback/answers.ts'
import type { Scenario, Workload } from '../src/core/payback/scenario.ts'

/**
 * The model of payback.md as one would write it straight from the page: a list of objects a month, powers, a list
 * sorted for every month, a new scenario for every run. It is what `npm run bench:payback` measures against. It has no
 * other rigs, no months that are over, no shadow work and no failing hardware: the bench's scenario has none.
 */

type PlainWork = { gain: number; seconds: number; kept: number; failCost: number }
type PlainMonth = { m: number; net: number; cumulative: number; discounted: number }
export type PlainProjection = {
  months: PlainMonth[]
  npv: number
  residual: number
  /** Month in which it is paid; null is never. */
  payback: number | null
}

const at = (series: readonly number[], m: number): number => series[Math.min(m, series.length - 1)] ?? 0

const rateOf = (scenario: Scenario): number => {
  const { tariff } = scenario.energy
  if ('flat' in tariff) return tariff.flat
  return tariff.bands.reduce((sum, band) => sum + band.rate * (band.share ?? (band.hours ?? 0) / 24), 0)
}

const rhoOf = ({ quality }: Workload): number => (quality.qApi > 0 ? quality.qLocal / quality.qApi : 0)

function keptOf(work: Workload): number {
  const { policy, haircut } = work.quality
  if (policy === 'haircut') return Math.max(0, 1 - haircut)
  if (policy === 'retry') return rhoOf(work) > 0 ? 1 : 0
  return Math.min(1, Math.max(0, rhoOf(work)))
}

function worked(scenario: Scenario, work: Workload, m: number): PlainWork & { spend: number } {
  const { rig, energy } = scenario
  const volume = Math.pow(1 + work.growthMonthly, Math.min(m, work.growthMonths ?? Infinity))
  const steps = scenario.priceSteps
    .filter((step) => step.fromMonth <= m && (step.workload === undefined || step.workload === work.id))
    .reduce((product, step) => product * step.factor, 1)
  const price = Math.pow(1 + work.apiPriceChangeMonthly, Math.min(m, work.priceMonths ?? Infinity)) * steps
  const spend = work.spend * volume * price
  const { policy, qApi, qLocal } = work.quality
  const rho = rhoOf(work)
  const keep = keptOf(work)
  const attempts = policy === 'retry' && rho > 0 ? 1 / rho : 1
  const share = m < work.avoidableFromMonth ? 0 : work.routableShare
  const secondsEach =
    work.tokensIn / (rig.prefillTps ?? Infinity) + work.tokensOut / (rig.decodeTps ?? Infinity)
  const seconds = secondsEach * work.tokenRatio * volume * attempts * share
  const failCost = work.requests * volume * work.failureCost * Math.max(0, qApi - qLocal) * share
  const rate = rateOf(scenario) * Math.pow(1 + energy.escalationAnnual, m / 12)
  const marginal = (seconds / 3600) * ((rig.loadW - rig.idleW) / 1000) * energy.pue * rate
  const kept = spend * share * keep
  return { spend, seconds, kept, failCost, gain: kept - failCost - marginal }
}

function cashOf(scenario: Scenario, m: number): number {
  const { rig, energy, opex, hoursPerMonth } = scenario
  const live = at(scenario.live, m)
  const nodes = scenario.investments
    .filter((investment) => investment.month < m)
    .reduce((sum, investment) => sum + (investment.addsNodes ?? 0), rig.nodes)
  const capacity =
    nodes * 3600 * hoursPerMonth * (rig.hoursPerDay / 24) * rig.availability * rig.maxUtil * live
  const works = scenario.workloads
    .map((work) => worked(scenario, work, m))
    .filter((work) => work.gain > 0)
    .sort((a, b) => b.gain / b.seconds - a.gain / a.seconds)
  let free = capacity
  let avoided = 0
  let failed = 0
  let busy = 0
  for (const work of works) {
    const fits = work.seconds > 0 ? Math.min(live, free / work.seconds) : live
    free -= fits * work.seconds
    const moved = fits * at(scenario.ramp, m)
    avoided += work.kept * moved
    failed += work.failCost * moved
    busy += work.seconds * moved
  }
  const onHours = hoursPerMonth * (rig.onHoursPerDay / 24) * nodes * live
  const kwh = ((onHours * rig.idleW + (busy / 3600) * (rig.loadW - rig.idleW)) / 1000) * energy.pue
  const cost =
    kwh * rateOf(scenario) * Math.pow(1 + energy.escalationAnnual, m / 12) + energy.fixedMonthly * live
  const capex = scenario.investments
    .filter((investment) => investment.kind === 'capex' && investment.month <= m)
    .reduce((sum, investment) => sum + investment.amount, 0)
  const running =
    ((capex * opex.maintenancePctCapexAnnual) / 12 +
      opex.engHoursPerMonth * opex.engRate +
      opex.coloMonthly +
      opex.licencesMonthly) *
    live
  const invested = scenario.investments
    .filter((investment) => investment.month === m)
    .reduce((sum, investment) => sum + investment.amount, 0)
  return avoided - failed - cost - running - invested
}

/** What the hardware sells for at the end, straight between the points of the curve. */
function residualOf({ investments, residualCurve, horizonMonths }: Scenario): number {
  const shareAt = (age: number): number => {
    const points = [...residualCurve].sort((a, b) => a[0] - b[0])
    const after = points.find(([months]) => months >= age)
    const before = points.findLast(([months]) => months <= age)
    if (before === undefined || after === undefined) return (before ?? after)?.[1] ?? 0
    if (before === after || after[0] === before[0]) return before[1]
    return before[1] + ((after[1] - before[1]) * (age - before[0])) / (after[0] - before[0])
  }
  return investments
    .filter(({ kind, month }) => kind === 'capex' && month <= horizonMonths)
    .reduce((sum, { amount, month }) => sum + amount * shareAt(horizonMonths - month), 0)
}

export function plainProjection(scenario: Scenario): PlainProjection {
  const rate = Math.pow(1 + scenario.discountRateAnnual, 1 / 12) - 1
  const months: PlainMonth[] = []
  let cumulative = 0
  let discounted = 0
  for (let m = 0; m <= scenario.horizonMonths; m += 1) {
    const net = cashOf(scenario, m)
    cumulative += net
    discounted += net / Math.pow(1 + rate, m)
    months.push({ m, net, cumulative, discounted })
  }
  const residual = residualOf(scenario)
  return {
    months,
    residual,
    npv: discounted + residual / Math.pow(1 + rate, scenario.horizonMonths),
    payback: months.find((month) => month.cumulative >= -0.005)?.m ?? null,
  }
}

/** mulberry32 */
function* randoms(seed: number): Generator<number, never> {
  let a = seed
  for (;;) {
    a |= 0
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    yield ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function drawn([low, mode, high]: Triangle, u: number): number {
  const share = (mode - low) / (high - low)
  return u < share
    ? low + Math.sqrt(u * (high - low) * (mode - low))
    : high - Math.sqrt((1 - u) * (high - low) * (high - mode))
}

export function plainVaried(scenario: Scenario, values: Partial<Record<Driver, number>>): Scenario {
  const of = (driver: Driver, otherwise: number): number => values[driver] ?? otherwise
  const { tariff } = scenario.energy
  const spend = scenario.workloads.reduce((sum, work) => sum + work.spend, 0)
  const mean = scenario.workloads.reduce((sum, work) => sum + rhoOf(work) * work.spend, 0) / spend
  return {
    ...scenario,
    workloads: scenario.workloads.map((work) => ({
      ...work,
      spend: work.spend * of('apiPrice', 1),
      growthMonthly: work.growthMonthly + of('growth', 0),
      apiPriceChangeMonthly: work.apiPriceChangeMonthly + of('apiPriceChange', 0),
      routableShare: Math.min(1, work.routableShare * of('routableShare', 1)),
      quality: {
        ...work.quality,
        qLocal: work.quality.qApi * Math.max(0, rhoOf(work) + of('quality', mean) - mean),
      },
    })),
    investments: scenario.investments.map((investment) => ({
      ...investment,
      amount: investment.kind === 'capex' ? investment.amount * of('capex', 1) : investment.amount,
    })),
    rig: {
      ...scenario.rig,
      decodeTps: scenario.rig.decodeTps === null ? null : scenario.rig.decodeTps * of('decodeSpeed', 1),
    },
    energy: {
      ...scenario.energy,
      tariff:
        'flat' in tariff
          ? { flat: tariff.flat * of('tariff', 1) }
          : { bands: tariff.bands.map((band) => ({ ...band, rate: band.rate * of('tariff', 1) })) },
    },
    opex: {
      ...scenario.opex,
      engHoursPerMonth: scenario.opex.engHoursPerMonth * of('engineeringHours', 1),
    },
    residualCurve: scenario.residualCurve.map(
      ([months, share]) => [months, share * of('residual', 1)] as const,
    ),
  }
}

export type PlainRange = {
  p10: number
  p50: number
  p90: number
  shareNever: number
  band: { low: number[]; high: number[] }
}

export function plainRange(scenario: Scenario, ranges: DriverRanges, n: number, seed: number): PlainRange {
  const random = randoms(seed)
  const runs: PlainProjection[] = []
  for (let run = 0; run < n; run += 1) {
    const values: Partial<Record<Driver, number>> = {}
    for (const driver of drivers) {
      const range = ranges[driver]
      if (range !== undefined) values[driver] = drawn(range, random.next().value)
    }
    runs.push(plainProjection(plainVaried(scenario, values)))
  }
  const ranked = (list: readonly number[], p: number): number =>
    list[Math.ceil(Number((p * list.length).toFixed(6))) - 1] ?? Number.NaN
  const byMonth = Array.from({ length: scenario.horizonMonths + 1 }, (_, m) =>
    runs.map((run) => run.months[m]?.cumulative ?? 0).sort((a, b) => a - b),
  )
  const paid = runs.map((run) => run.payback ?? Infinity).sort((a, b) => a - b)
  return {
    p10: ranked(paid, 0.1),
    p50: ranked(paid, 0.5),
    p90: ranked(paid, 0.9),
    shareNever: paid.filter((month) => month === Infinity).length / n,
    band: {
      low: byMonth.map((month) => ranked(month, 0.1)),
      high: byMonth.map((month) => ranked(month, 0.9)),
    },
  }
}
