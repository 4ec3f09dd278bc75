import type { Projection } from './projection.ts'

/*
 * Three ways to ask when a rig pays; payback.md section 1. They give different answers to the same figures, so each
 * figure says which view it is of.
 */

/**
 * Threshold: the bill of a period from which the rig costs less than the part of the bill that it replaces, for the
 * same period; null where it replaces nothing.
 */
export const thresholdSpend = (totalCost: number, replacedShare: number): number | null =>
  replacedShare > 0 ? totalCost / replacedShare : null

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
