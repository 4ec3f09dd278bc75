/** What payback assumes where nobody says otherwise; every one is listed with the answer. */
export const paybackDefaults = {
  /** In the currency of the rig. */
  pricePerKwh: { value: 0.1648, source: 'US residential average 2024, EIA' },
  routableShare: { value: 0.6, source: 'an article’s “60 % or more” of requests; put in your own' },
  keep: { value: 0.85, source: 'an article’s 15 % quality loss; measure your own in a parallel run' },
  /** Of the price, a year. */
  maintenance: { value: 0.03, source: 'assumption: 3 % of the price a year' },
  horizonMonths: { value: 36, source: 'assumption: 36 months of service' },
} as const
