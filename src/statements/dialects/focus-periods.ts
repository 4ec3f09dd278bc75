import type { ChargeCategory } from '../../core/charge.ts'
import { dayOfDate, parseDay, type Day, type DayRange } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, need, type Columns } from '../dialect.ts'

/**
 * Reads the days a FOCUS row is charged for, both ends included: the charge period moved into the billing
 * period where it lies outside, so that a month adds up to its invoice. Usage covers its whole charge
 * period; a purchase, tax, credit or adjustment speaks for its first day only.
 */
export function focusPeriods(
  columns: Columns,
  title: string,
): Result<(row: Row, category: ChargeCategory) => Result<DayRange, Problem>, Problem> {
  const needed = need(columns, title, [
    'ChargePeriodStart',
    'ChargePeriodEnd',
    'BillingPeriodStart',
    'BillingPeriodEnd',
  ])
  if (!needed.ok) return needed
  const places = needed.value

  return ok((row, category) => {
    const [chargeStart, chargeEnd, billingStart, billingEnd] = places.map((place) => readDay(row.name(place)))
    const wrong = [chargeStart, chargeEnd, billingStart, billingEnd].findIndex((day) => day == null)
    if (chargeStart == null || chargeEnd == null || billingStart == null || billingEnd == null)
      return refused(badCell(row, columns, places[wrong] ?? 0, 'date'))
    const slashed = places.find((place) => row.name(place).includes('/'))
    if (slashed !== undefined && !(isFirst(billingStart) && isFirst(billingEnd) && billingEnd > billingStart))
      return refused(badCell(row, columns, slashed, 'date'))
    const clamp = (day: Day): Day =>
      Math.min(Math.max(day, billingStart), Math.max(billingStart, billingEnd - 1))
    const firstDay = clamp(chargeStart)
    const lastDay = category === 'Usage' ? Math.max(firstDay, clamp(chargeEnd - 1)) : firstDay
    return ok({ firstDay, lastDay })
  })
}

const slashShape = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/

/**
 * ISO dates as FOCUS wants them; also `4/1/25` as month/day/year, which the specification's own SaaS
 * examples use. Billing periods run from the first of a month to the first of another, so the reading
 * is refused by the caller where that would not come out.
 */
function readDay(text: string): Day | null {
  const iso = parseDay(text)
  if (iso !== null) return iso
  const match = slashShape.exec(text.trim())
  if (!match) return null
  const year = Number(match[3])
  return dayOfDate(year < 100 ? 2000 + year : year, Number(match[1]), Number(match[2]))
}

const isFirst = (day: Day): boolean => new Date(day * 86_400_000).getUTCDate() === 1
