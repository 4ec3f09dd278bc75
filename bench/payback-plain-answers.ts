import { drivers, type Driver, type DriverRanges } from '../src/core/payback/answers.ts'
import type { Scenario } from '../src/core/payback/scenario.ts'
import { plainProjection, plainVaried, type PlainProjection } from './payback-plain.ts'

export type PlainBar = { driver: Driver; npvLow: number; npvHigh: number }
export type PlainAnswers = {
  projection: PlainProjection
  /** Monthly rates at which NPV is zero. */
  irr: number[]
  tornado: PlainBar[]
  switching: { driver: Driver; value: number | null }[]
  multiplier: number | null
}

const npvAt = (scenario: Scenario, driver: Driver, value: number): number =>
  plainProjection(plainVaried(scenario, { [driver]: value })).npv

/** Halves sixty times between two values of which only one has an NPV above zero. */
function halved(npv: (value: number) => number, low: number, high: number): number {
  let [from, to] = [low, high]
  const sign = npv(from) > 0
  for (let round = 0; round < 60; round += 1) {
    const middle = (from + to) / 2
    if (npv(middle) > 0 === sign) from = middle
    else to = middle
  }
  return (from + to) / 2
}

/** Every change of sign between a monthly rate of −99 % and one of 640 %, in small steps of its logarithm. */
function plainIrr({ months, residual }: PlainProjection): number[] {
  const flows = months.map(({ net }, m) => (m === months.length - 1 ? net + residual : net))
  const npv = (log: number): number =>
    flows.reduce((sum, flow, m) => sum + flow / Math.pow(1 + Math.expm1(log), m), 0)
  const roots: number[] = []
  for (let log = -4.6; log < 2; log += 0.002)
    if (npv(log) > 0 !== npv(log + 0.002) > 0) roots.push(Math.expm1(halved(npv, log, log + 0.002)))
  return roots
}

/** Projection, IRR, tornado, switching values within the reach given, and the volume that pays within a target. */
export function plainAnswers(
  scenario: Scenario,
  ranges: DriverRanges,
  reach: (driver: Driver) => readonly [number, number],
  targetMonths: number,
): PlainAnswers {
  const pays = (multiplier: number): boolean => {
    const workloads = scenario.workloads.map((work) => ({
      ...work,
      spend: work.spend * multiplier,
      tokensIn: work.tokensIn * multiplier,
      tokensOut: work.tokensOut * multiplier,
      requests: work.requests * multiplier,
    }))
    return plainProjection({ ...scenario, workloads, horizonMonths: targetMonths }).payback !== null
  }
  let [few, enough] = [0, 1]
  while (enough < 2 ** 20 && !pays(enough)) enough *= 2
  for (let round = 0; round < 60; round += 1) {
    const middle = (few + enough) / 2
    if (pays(middle)) enough = middle
    else few = middle
  }
  const projection = plainProjection(scenario)
  return {
    projection,
    irr: plainIrr(projection),
    tornado: drivers
      .flatMap((driver) => {
        const range = ranges[driver]
        if (range === undefined) return []
        return [
          {
            driver,
            npvLow: npvAt(scenario, driver, range[0]),
            npvHigh: npvAt(scenario, driver, range[2]),
          },
        ]
      })
      .sort((a, b) => Math.abs(b.npvHigh - b.npvLow) - Math.abs(a.npvHigh - a.npvLow)),
    switching: drivers.map((driver) => {
      const [low, high] = reach(driver)
      const npv = (value: number): number => npvAt(scenario, driver, value)
      return { driver, value: npv(low) > 0 === npv(high) > 0 ? null : halved(npv, low, high) }
    }),
    multiplier: enough >= 2 ** 20 ? null : enough,
  }
}
