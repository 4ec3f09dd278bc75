import { addTo, parseDecimal, zeroSum, type Decimal } from './decimal.ts'
import { toNanos, type Money } from './money.ts'
import { dayOfInstant, daysIn, firstDayOf, lastDayOf, startOfDay, type Day, type Month } from './period.ts'
import type { Rig, RigMonth } from './rig.ts'

/** One look at one channel of a rig. Null is not known, never zero. */
export type PowerReading = {
  /** What is measured: a GPU's uuid. */
  readonly channel: string
  /** Our own clock, milliseconds since 1970, UTC. */
  readonly at: number
  /** A clock that is never set, milliseconds from any start. */
  readonly monotonic: number
  readonly watts: number | null
  /** 0 to 1. */
  readonly utilisation: number | null
  /** Degrees Celsius. */
  readonly temperature: number | null
  /** Another value of the same look came back as an error. */
  readonly besideError: boolean
}

/** A quarter hour of a rig, or what is to be added to one. */
export type PowerIncrement = {
  /** Start of the quarter hour, whole seconds since 1970, UTC. */
  readonly start: number
  /** Energy of the known time. */
  readonly wattHours: number
  /** Seconds whose energy is known; where one of n channels is known, a second counts 1/n. */
  readonly knownSeconds: number
  /** Seconds in which the rig answered, its power known or not. */
  readonly upSeconds: number
  /** Highest power of the rig as a whole; null where it was never known as a whole. */
  readonly maxWatts: number | null
}

export type PowerBucket = PowerIncrement & { readonly rigId: number }

export const bucketSeconds = 900

export const bucketOfInstant = (ms: number): number => Math.floor(ms / 1000 / bucketSeconds) * bucketSeconds

const highest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)

/** Two parts of the same quarter hour as one. */
export const addIncrements = (a: PowerIncrement, b: PowerIncrement): PowerIncrement => ({
  start: a.start,
  wattHours: a.wattHours + b.wattHours,
  knownSeconds: a.knownSeconds + b.knownSeconds,
  upSeconds: a.upSeconds + b.upSeconds,
  maxWatts: highest(a.maxWatts, b.maxWatts),
})

/** The tariff's price on a day; null before the first tariff. */
export function pricePerKwhOn(tariffs: Rig['tariffs'], day: Day): Money | null {
  const valid = tariffs.filter(({ from }) => from <= day).sort((a, b) => b.from - a.from)
  return valid[0]?.pricePerKwh ?? null
}

/** A measured or entered number of kWh, digit for digit. */
function exactKwh(kwh: number): Decimal {
  const exact = parseDecimal(kwh.toString())
  if (exact === null) throw new Error(`Not an amount of energy: ${kwh}`)
  return exact
}

/** kWh of each day, priced at the tariff of that day and rounded once; null where a day has no tariff. */
function costOf(rig: Rig, kwhOfDays: ReadonlyMap<Day, Decimal>): Money | null {
  const sum = zeroSum()
  for (const [day, kwh] of kwhOfDays) {
    const price = pricePerKwhOn(rig.tariffs, day)
    if (price === null) return null
    addTo(sum, { digits: kwh.digits * price.nanos, scale: kwh.scale + 9 })
  }
  return { currency: rig.price.currency, nanos: toNanos(sum) }
}

/** Decimals beyond those of the entered kWh that a day's even share keeps. */
const shareScale = 18

/** The month's kWh spread evenly over its days; the last day takes what the division left over. */
function evenly(kwh: Decimal, month: Month): ReadonlyMap<Day, Decimal> {
  const digits = kwh.digits * 10n ** BigInt(shareScale)
  const days = BigInt(daysIn(month))
  const share = digits / days
  const shares = new Map<Day, Decimal>()
  for (let day = firstDayOf(month); day <= lastDayOf(month); day += 1) {
    const isLast = day === lastDayOf(month)
    shares.set(day, { digits: isLast ? digits - share * (days - 1n) : share, scale: kwh.scale + shareScale })
  }
  return shares
}

function byDay(buckets: readonly PowerBucket[]): ReadonlyMap<Day, Decimal> {
  const wattHours = new Map<Day, number>()
  for (const bucket of buckets) {
    const day = dayOfInstant(bucket.start * 1000)
    wattHours.set(day, (wattHours.get(day) ?? 0) + bucket.wattHours)
  }
  return new Map([...wattHours].map(([day, sum]) => [day, exactKwh(sum / 1000)]))
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

/** A clock set back can make a quarter hour hold more than its 900 s: more than all of it cannot be known. */
const atMostAll = (seconds: number): number => Math.min(bucketSeconds, seconds)

/** The seconds of a month that a rig was in service, up to `now` (ms since 1970, UTC). */
export function secondsInService(rig: Rig, month: Month, now: number): number {
  const from = Math.max(startOfDay(firstDayOf(month)), startOfDay(rig.inServiceOn))
  const to = Math.min(startOfDay(firstDayOf(month + 1)), now)
  return Math.max(0, (to - from) / 1000)
}

/**
 * A rig's month from its quarter hours and what the user entered for it.
 * An entered month is taken as measured at the wall and so goes before the GPU boards' own meter. `buckets`
 * may hold other rigs and months; `now` is in ms since 1970, UTC.
 */
export function rigMonth(
  rig: Rig,
  month: Month,
  buckets: readonly PowerBucket[],
  enteredKwh: number | null,
  now: number,
): RigMonth {
  const firstDay = Math.max(firstDayOf(month), rig.inServiceOn)
  const seen = buckets.filter(
    ({ rigId, start }) =>
      rigId === rig.id &&
      start >= startOfDay(firstDay) / 1000 &&
      start < startOfDay(firstDayOf(month + 1)) / 1000,
  )
  const upSeconds = sumOf(seen.map((bucket) => atMostAll(bucket.upSeconds)))
  const known = {
    rigId: rig.id,
    rigName: rig.name,
    month,
    uptimeHours: upSeconds > 0 ? upSeconds / 3600 : null,
  }
  if (enteredKwh !== null) {
    const energyCost = costOf(rig, evenly(exactKwh(enteredKwh), month))
    return { ...known, method: 'manual', kwh: enteredKwh, coverage: 1, energyCost }
  }
  const knownSeconds = sumOf(seen.map((bucket) => atMostAll(bucket.knownSeconds)))
  const seconds = secondsInService(rig, month, now)
  if (knownSeconds === 0 || seconds === 0)
    return { ...known, method: null, kwh: null, coverage: 0, energyCost: null }
  return {
    ...known,
    method: 'nvidia-smi',
    kwh: sumOf(seen.map(({ wattHours }) => wattHours)) / 1000,
    coverage: Math.min(1, knownSeconds / seconds),
    energyCost: costOf(rig, byDay(seen)),
  }
}
