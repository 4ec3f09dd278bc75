/** A figure that a payback question starts from, with its unit and where it comes from. */
export type FinanceDefault = {
  readonly value: number
  readonly unit: string
  readonly source: string
  /** `YYYY-MM-DD`. */
  readonly date: string
}

const assumed = (value: number, unit: string, source = 'assumption of Breakwatt; put in your own') =>
  ({ value, unit, source, date: '2026-11-21' }) as const

/** What payback assumes of money and time where nobody says otherwise: all of it can be changed. Shares are 0 to 1. */
export const financeDefaults = {
  discountRateAnnual: assumed(0.08, 'a year'),
  horizonMonths: assumed(36, 'months'),
  amortisationMonths: assumed(
    36,
    'months',
    'published articles 001, 003 and 004 spread the price over 36 months',
  ),
  hoursPerMonth: assumed(730, 'hours', '8,760 hours of a year over 12 months'),
  maxUtilisation: assumed(0.8, 'share of the time it is up'),
  availability: assumed(0.98, 'share of the time'),
  maintenanceShareOfPriceAYear: assumed(0.03, 'of the price, a year'),
} as const satisfies Readonly<Record<string, FinanceDefault>>
