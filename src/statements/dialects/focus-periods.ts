import type { ChargeCategory } from '../../core/charge.ts'
import { firstDayOf, monthOfDay, type Day } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, need, rememberedCell, type Columns } from '../dialect.ts'
import { chargeDays, type ChargeDays, type Period } from './charge-days.ts'
import { dayOrders, plainDay, slashedDay, type DayOrder, type SlashedDay } from './slashed-days.ts'

/**
 * Reads the days a FOCUS row is charged for, both ends included: the charge period moved into the billing
 * period where it lies outside, so that a month adds up to its invoice. Usage covers its whole charge
 * period; a purchase, tax, credit or adjustment speaks for its first day only.
 * FOCUS wants ISO dates; the specification's own SaaS examples have `4/1/25`, and a spreadsheet saves
 * `2/28/2026 0:00`. Whether the month or the day is first, the periods themselves tell, once for the whole file.
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
  const places = needed.value
  const [chargeStart, chargeEnd, billingStart, billingEnd] = places
  const readDate = rememberedCell((text) => plainDay(text) ?? slashedDay(text))
  let proven: DayOrder | null = null

  /** The first of the row's dates that is in doubt, told as what it is. */
  const inDoubt = (row: Row): Problem => {
    const dates = places.map((place) => ({ place, date: readDate(row, place) }))
    const isNone = ({ date }: (typeof dates)[number]): boolean =>
      date === null || (proven === null ? isOneOrderOnly(date) : date[proven] === null)
    const none = dates.find(isNone)
    if (none) return badCell(row, columns, none.place, 'date')
    const place = dates.find(({ date }) => date?.monthFirst !== date?.dayFirst)?.place ?? chargeStart
    const header = columns.names[place] ?? ''
    return { kind: 'ambiguous-date', header, text: row.text(place), ...row.place(place) }
  }
  const periodsIn = (dates: Dates): Periods | null => {
    if (isPlain(dates)) return readAs('monthFirst', dates)
    proven ??= orderIn(dates)
    return proven === null ? null : readAs(proven, dates)
  }

  /** By the number of the text that a charge's beginning has: rows of one are mostly of one period. */
  const lately: (Lately | undefined)[] = []

  return ok((row, category) => {
    const from = readDate(row, chargeStart)
    const to = readDate(row, chargeEnd)
    const billedFrom = readDate(row, billingStart)
    const billedTo = readDate(row, billingEnd)
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
    if (from === null || to === null || billedFrom === null || billedTo === null) return refused(inDoubt(row))
    const dates = { from, to, billedFrom, billedTo }
    const periods = periodsIn(dates)
    if (periods === null) return refused(inDoubt(row))
    const days = ok(chargeDays(periods.charge, periods.billing, category))
    if (number >= 0) lately[number] = { ...dates, category, days }
    return days
  })
}

type Dates = Readonly<Record<'from' | 'to' | 'billedFrom' | 'billedTo', SlashedDay>>
type Lately = Dates & { readonly category: ChargeCategory; readonly days: Result<ChargeDays, Problem> }
type Periods = { readonly charge: Period; readonly billing: Period }

const isPlain = ({ from, to, billedFrom, billedTo }: Dates): boolean =>
  from.monthFirst === from.dayFirst &&
  to.monthFirst === to.dayFirst &&
  billedFrom.monthFirst === billedFrom.dayFirst &&
  billedTo.monthFirst === billedTo.dayFirst

/** No date at all, or one beside others that show the other order. */
const isOneOrderOnly = ({ monthFirst, dayFirst }: SlashedDay): boolean =>
  monthFirst === null || dayFirst === null

function readAs(order: DayOrder, { from, to, billedFrom, billedTo }: Dates): Periods | null {
  const charge = period(from[order], endAs(order, to))
  const billing = period(billedFrom[order], endAs(order, billedTo))
  return charge === null || billing === null ? null : { charge, billing }
}

const period = (from: Day | null, to: Day | null): Period | null =>
  from === null || to === null ? null : { from, to }

/** FOCUS excludes the end of a period; the last minute of a day, as some sellers write it, includes that day. */
function endAs(order: DayOrder, { [order]: day, atLastMinute }: SlashedDay): Day | null {
  return day !== null && atLastMinute ? day + 1 : day
}

const isForward = ({ charge, billing }: Periods): boolean =>
  charge.from <= charge.to && billing.from < billing.to
const isFirst = (day: Day): boolean => day === firstDayOf(monthOfDay(day))
const isOfMonths = ({ billing }: Periods): boolean => isFirst(billing.from) && isFirst(billing.to)
const isInside = ({ charge, billing }: Periods): boolean =>
  charge.from >= billing.from && charge.to <= billing.to

/** The order in which a row's dates exist and its periods make sense; null where both do, or neither. */
function orderIn(dates: Dates): DayOrder | null {
  let readings = dayOrders.flatMap((order) => {
    const periods = readAs(order, dates)
    return periods === null ? [] : [{ order, periods }]
  })
  for (const isSense of [isForward, isOfMonths, isInside]) {
    if (readings.length < 2) break
    const likely = readings.filter(({ periods }) => isSense(periods))
    if (likely.length > 0) readings = likely
  }
  const [reading, another] = readings
  return reading === undefined || another !== undefined ? null : reading.order
}
