import type { Currency } from './money.ts'
import type { Month } from './period.ts'

/** Money in this file is in currency units as floating point; ties and crossings use half a cent. */
const tie = 0.005

/** In which month cumulated net first reaches zero; payback.md section 2.1. */
export type Crossing =
  | {
      readonly status: 'paid'
      readonly month: number
      readonly fraction: number
      readonly relapse: readonly number[]
    }
  | { readonly status: 'never' }

/**
 * The first month m with cumulative(m) >= 0 (a tie counts as paid), the fraction of a month at which a
 * straight line between months crosses, and the later months that fall below zero again.
 * `net[m]` is month m's cash, m = 0 the month of the investment.
 */
export function crossing(net: readonly number[]): Crossing {
  let cumulative = 0
  let paid: { readonly month: number; readonly fraction: number } | null = null
  const relapse: number[] = []
  for (const [m, cash] of net.entries()) {
    const before = cumulative
    cumulative += cash
    if (paid === null && cumulative >= -tie)
      paid = { month: m, fraction: m === 0 ? 0 : m - 1 + Math.min(1, -before / cash) }
    else if (paid !== null && cumulative < -tie) relapse.push(m)
  }
  return paid === null ? { status: 'never' } : { status: 'paid', ...paid, relapse }
}

/** A month that repeats: what the bill was, what the rig can take of it, and what running it costs. */
export type SteadyRig = {
  readonly outlay: number
  /** API bill a month. */
  readonly spend: number
  /** Share of the bill that a local model may take, 0 to 1. */
  readonly routableShare: number
  /** Share of the routed spend that is really saved: failures go back to the API at full price. */
  readonly keep: number
  /** Share of the routable work the rig has time for, 0 to 1; 1 where it could not be checked. */
  readonly served: number
  readonly energy: number
  readonly maintenance: number
  readonly engineering: number
  readonly horizonMonths: number
}

export type PaybackMonth = {
  /** Months after the purchase. */
  readonly index: number
  readonly month: Month
  /** Cumulated cost of staying on the API, and of the rig with what stays on the API. */
  readonly apiOnly: number
  readonly withRig: number
}

export const savedMonthly = (rig: SteadyRig): number => rig.spend * rig.routableShare * rig.keep * rig.served
export const runningMonthly = (rig: SteadyRig): number => rig.energy + rig.maintenance + rig.engineering

/** Cash of months 0 to the horizon: the outlay, then what is saved less what running costs. */
export const netMonths = (rig: SteadyRig): readonly number[] => [
  -rig.outlay,
  ...Array.from({ length: rig.horizonMonths }, () => savedMonthly(rig) - runningMonthly(rig)),
]

export type NeverReason = 'no-routable-spend' | 'capacity' | 'running-cost' | 'horizon' | 'saving-too-small'

/** Months that `horizon` is stretched to when asking whether patience alone would help. */
const longHorizon = 600

/** Why it never pays: the first single constraint whose removal makes it pay (payback.md section 2.5). */
export function whyNever(rig: SteadyRig): {
  readonly reason: NeverReason
  readonly binding: readonly NeverReason[]
} {
  if (rig.spend * rig.routableShare <= 0)
    return { reason: 'no-routable-spend', binding: ['no-routable-spend'] }
  const relaxed: readonly [NeverReason, SteadyRig][] = [
    ['capacity', { ...rig, served: 1 }],
    ['running-cost', { ...rig, energy: 0, maintenance: 0, engineering: 0 }],
    ['horizon', { ...rig, horizonMonths: longHorizon }],
  ]
  const binding = relaxed
    .filter(([, looser]) => crossing(netMonths(looser)).status === 'paid')
    .map(([reason]) => reason)
  return {
    reason: binding[0] ?? 'saving-too-small',
    binding: binding.length > 0 ? binding : ['saving-too-small'],
  }
}

/** One thing an answer rests on. `value` null is not known. */
export type Assumption = {
  readonly name: string
  readonly label: string
  readonly value: number | string | null
  readonly unit: string
  readonly source: string
}

/** What the user asks. Numbers left out come from the preset, the rig's own records, or the named default. */
export type PaybackQuestion = {
  /** A preset, a rig of the user's own, or such a rig with a preset's figures for what it does not record. */
  readonly presetId?: string
  readonly price?: number
  readonly loadWatts?: number
  readonly pricePerKwh?: number
  readonly routableShare?: number
  /** A rig whose price, tariff and measured energy replace the assumed ones. */
  readonly rigId?: number
}

export type PaybackStatus = 'paid' | 'never' | 'not-enough-history' | 'nothing-to-recover'

export type PaybackAnswer = {
  readonly status: PaybackStatus
  /** Months after the purchase, counted from 0; null unless paid. */
  readonly month: number | null
  readonly fraction: number | null
  readonly calendarMonth: Month | null
  readonly reason: NeverReason | null
  readonly binding: readonly NeverReason[]
  readonly currency: Currency
  /** Complete months of bills found, of the three that an answer needs. */
  readonly completeMonths: readonly Month[]
  readonly saved: number | null
  readonly running: number | null
  /** Share of the routable tokens the rig has time for; null where tokens or speed are not known. */
  readonly servedShare: number | null
  readonly assumptions: readonly Assumption[]
  readonly months: readonly PaybackMonth[]
}
