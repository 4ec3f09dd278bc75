import type { ChargeCategory } from '../../core/charge.ts'
import { dayOfDate, parseDay, startOfDay, type Day } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { chargeDays, type ChargeDays } from './charge-days.ts'
import { badCell, need, rememberedCell, type Columns } from '../dialect.ts'

/**
 * Reads the days a FOCUS row is charged for, both ends included: the charge period moved into the billing
 * period where it lies outside, so that a month adds up to its invoice. Usage covers its whole charge
 * period; a purchase, tax, credit or adjustment speaks for its first day only.
 */
export function focusPeriods(
  columns: Columns,
  title: string,
): Result<(row: Row, category: ChargeCategory) => Result<ChargeDays, Problem>, Problem> {
  const needed = need(columns, title, [
    'ChargePeriodStart',
    'ChargePeriodEnd',
    'BillingPeriodStart',
    'BillingPeriodEnd',
  ])
  if (!needed.ok) return needed
  const [chargeStart, chargeEnd, billingStart, billingEnd] = needed.value
  const readDay = rememberedCell(dateOf)
  const readEnd = rememberedCell(endOf)

  /** By the number of the text that a charge's beginning has: rows of one are mostly of one period. */
  const lately: (Lately | undefined)[] = []

  return ok((row, category) => {
    const from = readDay(row, chargeStart)
    const to = readEnd(row, chargeEnd)
    const billedFrom = readDay(row, billingStart)
    const billedTo = readEnd(row, billingEnd)
    if (from === null) return refused(badCell(row, columns, chargeStart, 'date'))
    if (to === null) return refused(badCell(row, columns, chargeEnd, 'date'))
    if (billedFrom === null) return refused(badCell(row, columns, billingStart, 'date'))
    if (billedTo === null) return refused(badCell(row, columns, billingEnd, 'date'))
    const number = row.number(chargeStart)
    const before = number < 0 ? undefined : lately[number]
    if (
      before?.from === from &&
      before.to === to &&
      before.billedFrom === billedFrom &&
      before.billedTo === billedTo &&
      before.category === category
    )
      return before.days
    const slashed = from.slashed || to.slashed || billedFrom.slashed || billedTo.slashed
    if (slashed && !(isFirst(billedFrom.day) && isFirst(billedTo.day) && billedTo.day > billedFrom.day))
      return refused(badCell(row, columns, billingStart, 'date'))
    const charge = { from: from.day, to: to.day }
    const days = ok(chargeDays(charge, { from: billedFrom.day, to: billedTo.day }, category))
    if (number >= 0) lately[number] = { from, to, billedFrom, billedTo, category, days }
    return days
  })
}

const slashShape = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/

type Dated = { readonly day: Day; readonly slashed: boolean }
type Lately = Readonly<Record<'from' | 'to' | 'billedFrom' | 'billedTo', Dated>> & {
  readonly category: ChargeCategory
  readonly days: Result<ChargeDays, Problem>
}

/**
 * ISO dates as FOCUS wants them; also `4/1/25` as month/day/year, which the specification's own SaaS
 * examples use. Billing periods run from the first of a month to the first of another, so the reading
 * is refused by the caller where that would not come out.
 */
function dateOf(text: string): Dated | null {
  const iso = parseDay(text)
  if (iso !== null) return { day: iso, slashed: false }
  const match = slashShape.exec(text.trim())
  if (!match) return null
  const year = Number(match[3])
  const day = dayOfDate(year < 100 ? 2000 + year : year, Number(match[1]), Number(match[2]))
  return day === null ? null : { day, slashed: true }
}

/** FOCUS excludes the end of a period; the last second of a day, as some sellers write it, includes that day. */
function endOf(text: string): Dated | null {
  const end = dateOf(text)
  return end !== null && lastSecond.test(text) ? { ...end, day: end.day + 1 } : end
}

const lastSecond = /[T ]23:59(?::59(?:\.\d+)?)?(?:Z| ?UTC|[+-]00:?00)?\s*$/

const isFirst = (day: Day): boolean => new Date(startOfDay(day)).getUTCDate() === 1
