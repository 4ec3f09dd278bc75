import type { Irr } from './projection.ts'

/** Net of months 0, 1, … in units. */
export type MonthlyFlows = readonly number[] | Float64Array

/** The month's rate of a rate a year: (1 + a)^(1/12) − 1. */
export const monthlyRate = (annual: number): number => (1 + annual) ** (1 / 12) - 1

/** The rate a year of a month's rate. */
export const annualRate = (monthly: number): number => (1 + monthly) ** 12 - 1

/** Sum of flow t / (1 + rate)^t; the first flow, t = 0, is not discounted. */
export function npv(flows: MonthlyFlows, rate: number): number {
  const shrink = 1 / (1 + rate)
  let factor = 1
  let sum = 0
  for (const flow of flows) {
    sum += flow * factor
    factor *= shrink
  }
  return sum
}

/**
 * The modified internal rate of return a period: outflows financed and inflows reinvested at `rate`. Null without
 * both an outflow and an inflow.
 */
export function mirr(flows: MonthlyFlows, rate: number): number | null {
  const periods = flows.length - 1
  let spent = 0
  let gained = 0
  for (let t = 0; t <= periods; t += 1) {
    const flow = flows[t] ?? 0
    if (flow < 0) spent -= flow / (1 + rate) ** t
    else gained += flow * (1 + rate) ** (periods - t)
  }
  return spent > 0 && gained > 0 ? (gained / spent) ** (1 / periods) - 1 : null
}

/** The internal rate of return of monthly flows, resale included; `discount` is the month's rate behind the MIRR. */
export function irr(flows: MonthlyFlows, discount: number): Irr {
  const signs = signChanges(flows)
  if (signs.changes === 0)
    return { status: 'undefined', why: signs.first < 0 ? 'no inflow' : 'no outflow', monthlyRoots: [] }
  const monthlyRoots = irrRoots(flows)
  const [only] = monthlyRoots
  if (only === undefined) return { status: 'undefined', why: 'none found', monthlyRoots: [] }
  if (monthlyRoots.length === 1) return { status: 'unique', annual: annualRate(only), monthlyRoots }
  const modified = mirr(flows, discount)
  return {
    status: 'not unique',
    monthlyRoots,
    mirrAnnual: modified === null ? null : annualRate(modified),
  }
}

/** How often the flows change sign, what is but rounding left out, and the sign they begin with. */
function signChanges(flows: MonthlyFlows): { readonly changes: number; readonly first: number } {
  let largest = 0
  for (const flow of flows) largest = Math.max(largest, Math.abs(flow))
  let first = 0
  let last = 0
  let changes = 0
  for (const flow of flows) {
    if (Math.abs(flow) <= largest * 1e-12) continue
    const sign = Math.sign(flow)
    if (first === 0) first = sign
    else if (sign !== last) changes += 1
    last = sign
  }
  return { changes, first }
}

/** Searched between these logarithms of 1 + rate: from −99.9999998 % to a rate of five thousand million a period. */
const widest = 22.3
/** Finer where rates of real projects lie, from −99.3 % to +640 % a period. */
const fine = { reach: 5, step: 0.002, above: 2 } as const
const coarseStep = 0.02

/**
 * Every rate per period at which the NPV is zero, lowest first. Looks for changes of sign on a fine grid of
 * logarithms of 1 + rate, and for turning points between them that reach zero. With one change of sign among the
 * flows there is but one such rate (Descartes), which is searched directly.
 */
export function irrRoots(flows: MonthlyFlows): readonly number[] {
  const { changes } = signChanges(flows)
  if (changes === 0) return []
  const value = (log: number): number => scaledNpv(flows, log)
  if (changes === 1) {
    const root = zeroBetween(value, -widest, widest)
    return root === null ? [] : [Math.expm1(root)]
  }
  const roots: number[] = []
  let [before, at] = [-widest, -widest]
  let [valueBefore, valueAt] = [value(at), value(at)]
  while (at < widest) {
    const next = at + (at >= -fine.reach && at < fine.above ? fine.step : coarseStep)
    const valueNext = value(next)
    const crosses = valueAt === 0 || Math.sign(valueAt) !== Math.sign(valueNext)
    const found = crosses ? zeroBetween(value, at, next) : null
    if (found !== null) roots.push(found)
    else if (turnsTowardsZero(valueBefore, valueAt, valueNext)) {
      const turn = turningPoint(value, before, next, Math.sign(valueAt))
      if (Math.sign(value(turn)) !== Math.sign(valueAt))
        for (const ends of [
          [before, turn],
          [turn, next],
        ] as const) {
          const root = zeroBetween(value, ...ends)
          if (root !== null) roots.push(root)
        }
    }
    ;[before, valueBefore, at, valueAt] = [at, valueAt, next, valueNext]
  }
  return distinct(roots).map(Math.expm1)
}

/**
 * The NPV at the rate whose logarithm of 1 + rate is given, times a positive factor for negative rates: its zeros and
 * its sign are those of the NPV, and it never overflows.
 */
function scaledNpv(flows: MonthlyFlows, log: number): number {
  let sum = 0
  if (log >= 0) {
    const shrink = Math.exp(-log)
    for (let t = flows.length - 1; t >= 0; t -= 1) sum = sum * shrink + (flows[t] ?? 0)
    return sum
  }
  const shrink = Math.exp(log)
  for (const flow of flows) sum = sum * shrink + flow
  return sum
}

/** Where a function changes sign between two places, by bisection to the last bit; null where the ends agree. */
function zeroBetween(value: (at: number) => number, from: number, to: number): number | null {
  let [low, high] = [from, to]
  const sign = Math.sign(value(low))
  if (sign === 0) return low
  if (Math.sign(value(high)) === sign) return null
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (Math.sign(value(middle)) === sign) low = middle
    else high = middle
  }
}

const turnsTowardsZero = (before: number, at: number, next: number): boolean =>
  Math.sign(before) === Math.sign(at) &&
  Math.sign(at) === Math.sign(next) &&
  Math.abs(at) <= Math.abs(before) &&
  Math.abs(at) <= Math.abs(next)

/** Where |value| is least between two places of one sign, by thirds. */
function turningPoint(value: (at: number) => number, from: number, to: number, sign: number): number {
  let [low, high] = [from, to]
  for (let round = 0; round < 60; round += 1) {
    const third = (high - low) / 3
    if (sign * value(low + third) < sign * value(high - third)) high -= third
    else low += third
  }
  return (low + high) / 2
}

const distinct = (roots: readonly number[]): readonly number[] =>
  roots.filter((root, index) => index === 0 || root - (roots[index - 1] ?? 0) > 1e-9)
