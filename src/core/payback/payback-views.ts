import type { Projection } from './projection.ts'

/*
 * Three ways to ask when a rig pays; payback.md section 1. They give different answers to the same figures, so each
 * figure says which view it is of.
 */

/** Cash: months until the saving has paid the outlay back; null where it never does. */
export function cashMonths(outlay: number, savedMonthly: number, runningMonthly: number): number | null {
  const net = savedMonthly - runningMonthly
  return net > 0 ? outlay / net : null
}

/** Cash, the other way about: what must be saved a month to have the outlay back by then. */
export const savingNeeded = (outlay: number, months: number, runningMonthly: number): number =>
  outlay / months + runningMonthly

/** Amortised: the outlay less what the hardware sells for, over its life, and the running cost. */
export const amortisedMonthly = (
  outlay: number,
  lifeMonths: number,
  runningMonthly: number,
  residual = 0,
): number => (outlay - residual) / lifeMonths + runningMonthly

/** Cost per million tokens of a rig that makes that many a month. */
export const perMillion = (monthly: number, tokensMonthly: number): number => (monthly / tokensMonthly) * 1e6

/**
 * Threshold: the bill of a period from which the rig costs less than the part of the bill that it replaces, for the
 * same period; null where it replaces nothing.
 */
export const thresholdSpend = (totalCost: number, routableShare: number, keep = 1): number | null =>
  routableShare * keep > 0 ? totalCost / (routableShare * keep) : null

/** Threshold, as money: what a period's bill leaves after the rig's whole cost of that period. */
export const thresholdGain = (
  spend: number,
  routableShare: number,
  keep: number,
  totalCost: number,
): number => spend * routableShare * keep - totalCost

/** The three views of one projection. Money in its units. */
export type PaybackViews = {
  readonly cash: { readonly months: number | null }
  /** A mean month of the horizon: what the rig costs, its price less its resale value spread over it, and avoids. */
  readonly amortised: { readonly cost: number; readonly avoided: number }
  /** A mean year: the rig's cost, the bill, and the bill from which the rig costs less than what it replaces of it. */
  readonly threshold: { readonly cost: number; readonly bill: number; readonly billNeeded: number | null }
}

export function viewsOf({ months, payback, amortised }: Projection): PaybackViews {
  const horizon = Math.max(1, months.length - 1)
  // Month 0's bill comes before the rig, unless the rig is at work in it already.
  const counted = months.filter(({ m, avoided }) => m > 0 || avoided > 0)
  const avoided = counted.reduce((sum, month) => sum + month.avoided, 0)
  const bill = counted.reduce((sum, month) => sum + month.apiOnly, 0)
  const cost = 12 * amortised.monthlyCost
  return {
    cash: { months: payback.fraction },
    amortised: { cost: amortised.monthlyCost, avoided: avoided / horizon },
    threshold: {
      cost,
      bill: (12 * bill) / horizon,
      billNeeded: bill > 0 ? thresholdSpend(cost, avoided / bill) : null,
    },
  }
}
