import { assertNever } from '../result.ts'
import { drivers, type Driver, type DriverRanges, type Triangle } from './answers.ts'
import type { EnergyTerms, Investment, Quality, Scenario, Workload } from './scenario.ts'

/** One thing that varies: between which values, and what a value does to a scenario. */
export type Variation<Name extends string = string> = {
  readonly name: Name
  readonly range: Triangle
  readonly apply: (scenario: Scenario, value: number) => Scenario
}

/** The ranges as variations, in the order in which values are drawn. */
export function variationsOf(ranges: DriverRanges): readonly Variation<Driver>[] {
  return drivers.flatMap((name) => {
    const range = ranges[name]
    if (range === undefined) return []
    return [{ name, range, apply: (scenario: Scenario, value: number) => applyDriver(scenario, name, value) }]
  })
}

/**
 * The scenario with one driver at a value: a factor for `apiPrice`, `routableShare`, `decodeSpeed`, `capex`, `tariff`,
 * `engineeringHours` and `residual`; a share a month to add for `growth` and `apiPriceChange`; useful answers per
 * useful answer of the API for `quality`. At `baseOf` the scenario stays as it is.
 */
export function applyDriver(scenario: Scenario, driver: Driver, value: number): Scenario {
  if (value === baseOf(scenario, driver)) return scenario
  switch (driver) {
    case 'apiPrice':
      return eachWorkload(scenario, (work) => ({ ...work, spend: work.spend * value }))
    case 'growth':
      return eachWorkload(scenario, (work) => ({
        ...work,
        growthMonthly: Math.max(-1, work.growthMonthly + value),
      }))
    case 'apiPriceChange':
      return eachWorkload(scenario, (work) => ({
        ...work,
        apiPriceChangeMonthly: Math.max(-1, work.apiPriceChangeMonthly + value),
      }))
    case 'quality':
      return withQuality(scenario, value)
    case 'routableShare':
      return eachWorkload(scenario, (work) => ({
        ...work,
        routableShare: Math.min(1, work.routableShare * value),
      }))
    case 'decodeSpeed':
      return {
        ...scenario,
        rig: faster(scenario.rig, value),
        otherRigs: scenario.otherRigs.map((rig) => faster(rig, value)),
      }
    case 'capex':
      return {
        ...scenario,
        investments: scenario.investments.map((investment) =>
          isOpenPrice(scenario, investment)
            ? { ...investment, amount: investment.amount * value }
            : investment,
        ),
      }
    case 'tariff':
      return { ...scenario, energy: { ...scenario.energy, tariff: dearer(scenario.energy.tariff, value) } }
    case 'engineeringHours':
      return {
        ...scenario,
        opex: { ...scenario.opex, engHoursPerMonth: scenario.opex.engHoursPerMonth * value },
      }
    case 'residual':
      return {
        ...scenario,
        residualCurve: scenario.residualCurve.map(([months, share]) => [months, share * value] as const),
      }
    default:
      return assertNever(driver)
  }
}

/** The value of the driver that leaves the scenario as it is. */
export function baseOf(scenario: Scenario, driver: Driver): number {
  switch (driver) {
    case 'growth':
    case 'apiPriceChange':
      return 0
    case 'quality':
      return meanQuality(scenario)
    case 'apiPrice':
    case 'routableShare':
    case 'decodeSpeed':
    case 'capex':
    case 'tariff':
    case 'engineeringHours':
    case 'residual':
      return 1
    default:
      return assertNever(driver)
  }
}

/** Whether the driver has anything in the scenario to act on. */
export function actsOn(scenario: Scenario, driver: Driver): boolean {
  const { opex } = scenario
  const rigs = [scenario.rig, ...scenario.otherRigs]
  switch (driver) {
    case 'apiPrice':
    case 'quality':
    case 'routableShare':
      return routable(scenario).length > 0
    case 'growth':
      return routable(scenario).some((work) => work.growthMonths !== 0)
    case 'apiPriceChange':
      return routable(scenario).some((work) => work.priceMonths !== 0)
    case 'decodeSpeed':
      return (
        rigs.some((rig) => rig.decodeTps !== null) && routable(scenario).some((work) => work.tokensOut > 0)
      )
    case 'capex':
      return scenario.investments.some((investment) => isOpenPrice(scenario, investment))
    case 'tariff':
      return (
        ratesOf(scenario.energy.tariff).some((rate) => rate > 0) &&
        (rigs.some((rig) => rig.loadW > 0 || rig.idleW > 0) ||
          Object.values(scenario.energy.measuredKwh).some((kwh) => kwh > 0))
      )
    case 'engineeringHours':
      return opex.engHoursPerMonth * opex.engRate > 0
    case 'residual':
      return (
        scenario.residualCurve.some(([, share]) => share > 0) &&
        scenario.investments.some(({ kind, amount }) => kind === 'capex' && amount > 0)
      )
    default:
      return assertNever(driver)
  }
}

/**
 * The ranges of payback.md section 2.8, which are assumptions, for every driver that has something to act on.
 * `quality` comes from measured pairs or from a preset, and does not vary where it is not given. Its likeliest value
 * is that of the scenario, which the user may have changed; its ends keep their distance from it.
 */
export function defaultRanges(scenario: Scenario, quality?: Triangle): DriverRanges {
  const ranges: DriverRanges =
    quality === undefined
      ? assumedRanges
      : { ...assumedRanges, quality: around(meanQuality(scenario), quality) }
  return Object.fromEntries(
    drivers
      .filter((driver) => actsOn(scenario, driver))
      .flatMap((driver) => (ranges[driver] === undefined ? [] : [[driver, ranges[driver]] as const])),
  )
}

const around = (base: number, [low, mode, high]: Triangle): Triangle => [
  Math.max(0, base - (mode - low)),
  base,
  base + (high - mode),
]

const assumedRanges: DriverRanges = {
  apiPrice: [0.75, 1, 1.25],
  growth: [-0.02, 0, 0.02],
  apiPriceChange: [-0.04, 0, 0.01],
  routableShare: [0.75, 1, 1.1],
  decodeSpeed: [0.5, 1, 1.25],
  capex: [0.9, 1, 1.3],
  tariff: [0.8, 1, 1.3],
  engineeringHours: [0.5, 1, 2.5],
  residual: [0, 1, 1],
}

const eachWorkload = (scenario: Scenario, change: (work: Workload) => Workload): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map(change),
})

const routable = ({ workloads }: Scenario): readonly Workload[] =>
  workloads.filter((work) => work.spend > 0 && work.routableShare > 0)

/** What has been paid in a month that is over is known, and does not vary. */
const isOpenPrice = ({ actuals }: Scenario, { kind, month, amount }: Investment): boolean =>
  kind === 'capex' && amount > 0 && actuals.every((actual) => actual.month < month)

const faster = <Rig extends { readonly decodeTps: number | null }>(rig: Rig, factor: number): Rig =>
  rig.decodeTps === null ? rig : { ...rig, decodeTps: rig.decodeTps * factor }

type Tariff = EnergyTerms['tariff']
const ratesOf = (tariff: Tariff): readonly number[] =>
  'flat' in tariff ? [tariff.flat] : tariff.bands.map(({ rate }) => rate)
const dearer = (tariff: Tariff, factor: number): Tariff =>
  'flat' in tariff
    ? { flat: tariff.flat * factor }
    : { bands: tariff.bands.map((band) => ({ ...band, rate: band.rate * factor })) }

/** Useful local answers per useful answer of the API. */
function relative({ policy, qApi, qLocal, haircut }: Quality): number {
  if (policy === 'haircut') return Math.max(0, 1 - haircut)
  return qApi > 0 ? qLocal / qApi : 0
}

/** Over the workloads that may go local, by their spend. */
function meanQuality(scenario: Scenario): number {
  const works = routable(scenario)
  const [first, ...others] = works.map((work) => relative(work.quality))
  if (first === undefined) return 1
  if (others.every((value) => value === first)) return first
  const spend = works.reduce((sum, work) => sum + work.spend, 0)
  return works.reduce((sum, work) => sum + relative(work.quality) * work.spend, 0) / spend
}

/** Every workload as many points up or down as their mean; none below nothing. */
function withQuality(scenario: Scenario, value: number): Scenario {
  const mean = meanQuality(scenario)
  return eachWorkload(scenario, (work) => {
    const { quality } = work
    const now = relative(quality)
    const aimed = now === mean ? value : Math.max(0, now + value - mean)
    return {
      ...work,
      quality:
        quality.policy === 'haircut'
          ? { ...quality, haircut: 1 - aimed }
          : { ...quality, qLocal: quality.qApi * aimed },
    }
  })
}
