import type { ChargeCategory } from '../../core/charge.ts'
import type { Day, DayRange } from '../../core/period.ts'

/** Days from `from` up to, not including, `to`. */
export type Period = { readonly from: Day; readonly to: Day }

/** Days a charge speaks for, and whether they had to be moved into the billing period. */
export type ChargeDays = DayRange & { readonly moved: boolean }

/**
 * The days a charge speaks for: its charge period moved into the billing period where it lies outside.
 * Usage covers its whole charge period; a tax row that spans the month, like every other charge that is
 * no usage, speaks for its first day only. The same rule as for FOCUS files.
 */
export function chargeDays(charge: Period, billing: Period | null, category: ChargeCategory): ChargeDays {
  const clamp = (day: Day): Day =>
    billing === null ? day : Math.min(Math.max(day, billing.from), Math.max(billing.from, billing.to - 1))
  const firstDay = clamp(charge.from)
  const moved = firstDay !== charge.from
  const spans = category === 'Usage' && !moved
  return { firstDay, lastDay: spans ? Math.max(firstDay, clamp(charge.to - 1)) : firstDay, moved }
}
