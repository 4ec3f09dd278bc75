import { assertNever } from '../result.ts'
import { drivers, type Driver, type DriverRanges, type SwitchingValue } from './answers.ts'
import { actsOn, applyDriver, baseOf } from './drivers.ts'
import { outcomeOf } from './outcome.ts'
import type { Scenario } from './scenario.ts'

/**
 * For every driver that has something to act on, the value nearest to the assumed one at which NPV over the horizon is
 * zero, all others as assumed. It is looked for within the driver's reach, which its range may widen.
 */
export const switchingValues = (scenario: Scenario, ranges: DriverRanges): readonly SwitchingValue[] =>
  drivers
    .filter((driver) => actsOn(scenario, driver))
    .map((driver) => {
      const range = ranges[driver] ?? []
      const [low, high] = switchingReach(scenario, driver)
      const reach = [Math.min(low, ...range), Math.max(high, ...range)] as const
      const npvAt = (value: number): number => outcomeOf(applyDriver(scenario, driver, value)).npv
      const base = baseOf(scenario, driver)
      return { driver, base, ...crossingOfZero(npvAt, base, reach) }
    })

type Reach = readonly [low: number, high: number]
const factors: Reach = [0, 20]
const sharesAMonth: Reach = [-0.5, 0.5]

/** Beyond this a value says nothing anybody could act on. */
export function switchingReach(scenario: Scenario, driver: Driver): Reach {
  switch (driver) {
    case 'growth':
    case 'apiPriceChange':
      return sharesAMonth
    case 'quality':
      return [0, Math.max(1, baseOf(scenario, driver))]
    case 'routableShare':
      return [0, wholeShare(scenario)]
    case 'decodeSpeed':
      return [0.01, 20]
    case 'residual':
      return [0, 1]
    case 'apiPrice':
    case 'capex':
    case 'tariff':
    case 'engineeringHours':
      return factors
    default:
      return assertNever(driver)
  }
}

/** The factor at which all work could go local; work of which next to nothing can is left aside. */
function wholeShare({ workloads }: Scenario): number {
  const shares = workloads.map((work) => work.routableShare).filter((share) => share > 0.001)
  return 1 / Math.min(1, ...shares)
}

/** Money below a ten-thousandth of a cent is nothing. */
const nothing = 1e-6
const stations = 4
/** How near to the true value, as a share of it. */
const precision = 1e-12

type Zero = Pick<SwitchingValue, 'value' | 'holds'>

/** Walks from the base to both ends in growing steps, and closes in where the sign first changes. */
function crossingOfZero(npvAt: (value: number) => number, base: number, [low, high]: Reach): Zero {
  const start = npvAt(base)
  let [below, above] = [
    { value: base, npv: start },
    { value: base, npv: start },
  ]
  for (let station = 1; station <= stations; station += 1) {
    const way = (station / stations) ** 2
    for (const end of [low, high]) {
      if (end === base) continue
      const value = base + (end - base) * way
      const there = { value, npv: npvAt(value) }
      const here = end < base ? below : above
      if (here.npv > 0 !== there.npv > 0) {
        const zero = closeIn(npvAt, here, there)
        return { value: zero, holds: there.npv > 0 === value > base ? 'above' : 'below' }
      }
      if (end < base) below = there
      else above = there
    }
  }
  return { value: null, holds: null }
}

type Place = { readonly value: number; readonly npv: number }

/** Bisection that bends towards the zero of an exponential through the middle (Ridders); NPV is above zero at one end only. */
function closeIn(npvAt: (value: number) => number, from: Place, to: Place): number {
  let [left, right] = [from, to]
  for (;;) {
    const narrowed = (value: number): Place => {
      const place = { value, npv: npvAt(value) }
      if (place.npv > 0 === left.npv > 0) left = place
      else right = place
      return place
    }
    const { value, npv } = left
    const half = (right.value - value) / 2
    const slope = npv > right.npv ? 1 : -1
    const span = npv * right.npv
    const middle = narrowed(value + half)
    const bent = Math.sqrt(middle.npv ** 2 - span)
    if (Math.abs(middle.npv) < nothing || !(bent > 0)) return middle.value
    const guess = narrowed(middle.value + (half * slope * middle.npv) / bent)
    if (Math.abs(guess.npv) < nothing || Math.abs(half) < precision * Math.max(1, Math.abs(guess.value)))
      return guess.value
  }
}
