import { isSameSource, type Source } from '../core/charge.ts'
import { sourceMonths } from '../core/completeness.ts'
import type { Currency, Nanos } from '../core/money.ts'
import { firstDayOf, lastDayOf, monthOfDay, type Day, type DayRange, type Month } from '../core/period.ts'
import { unusualMonths, type Flag, type WholeMonth } from '../core/sanity.ts'
import type { NewStatement } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/open.ts'
import type { Stage } from '../ledger/stage.ts'
import type { StagedDay } from '../ledger/staged-days.ts'
import { daysKnown, knownSources, usageByMonth, usageOn } from '../ledger/use-cells.ts'

/** What is needed of a bill whose cells wait in the stage. */
export type StagedStatement = Pick<NewStatement, 'coverage' | 'names' | 'places'>

/** A staged bill and what it says. */
export type Staged = { readonly stage: Pick<Stage, 'bill' | 'days'>; readonly statement: StagedStatement }

type SpentDay = StagedDay & { readonly currency: Currency }

/** Months on either side of a bill that its own are held against, and those against which these are. */
const monthsAround = 4

/** The bill's months among those of the same sources in the ledger, whose days it covers it stands for. */
export function stagedMonths(
  ledger: Ledger,
  { coverage, places }: StagedStatement,
  days: readonly SpentDay[],
  asOf: Day,
  beside: readonly Staged[],
): readonly Flag[] {
  const sources = knownSources(ledger)
  return coverage.flatMap((covered, place) => {
    const own = days.filter((one) => places[one.place] === place)
    if (covered.dataset !== 'cost' || own.length === 0) return []
    const brought = new Set(own.map(({ day }) => monthOfDay(day)))
    const known = sources.find((source) => isSameSource(source, covered))
    const around = {
      firstDay: firstDayOf(monthOfDay(covered.firstDay) - monthsAround),
      lastDay: lastDayOf(monthOfDay(covered.lastDay) + monthsAround),
    }
    const before = known ? daysKnown(ledger, known.id, around) : []
    const staying = before.filter((day) => day < covered.firstDay || day > covered.lastDay)
    const isTouched = (month: Month): boolean =>
      month >= monthOfDay(covered.firstDay) && month <= monthOfDay(covered.lastDay)
    const rest = staying.filter((day) => isTouched(monthOfDay(day)))
    const mates = monthsBeside(
      beside,
      covered,
      (month) => isTouched(month) || before.some((day) => monthOfDay(day) === month),
    )
    const months: readonly Spent[] = [
      ...mates.spent,
      ...own.map(inMonthOfDay),
      ...(known && rest.length > 0 ? usageOn(ledger, known.id, rest) : []).map(inMonthOfDay),
      ...(known ? usageByMonth(ledger, known.id) : []).filter(({ month }) => !isTouched(month)).map(inMonth),
    ]
    return unusualOf(covered, months, [...staying, ...mates.days, ...daysIn(covered)], asOf).filter(
      ({ month }) => brought.has(month),
    )
  })
}

type MonthsBeside = { readonly spent: readonly Spent[]; readonly days: readonly Day[] }

/** Months of a source that other bills of the drop bring, each from the first that has it. */
function monthsBeside(
  beside: readonly Staged[],
  source: Source,
  isKnown: (month: Month) => boolean,
): MonthsBeside {
  const from = new Map<Month, Staged>()
  const all = beside.flatMap((staged) =>
    staged.statement.coverage.flatMap((covered, place) => {
      if (!isSameSource(covered, source)) return []
      const isOwn = (day: Day): boolean => {
        const month = monthOfDay(day)
        if (!from.has(month)) from.set(month, staged)
        return !isKnown(month) && from.get(month) === staged
      }
      const own = staged.stage.days().filter((one) => staged.statement.places[one.place] === place)
      return [{ days: daysIn(covered).filter(isOwn), spent: spentOn(own).filter(({ day }) => isOwn(day)) }]
    }),
  )
  return {
    spent: all.flatMap(({ spent }) => spent).map(inMonthOfDay),
    days: all.flatMap(({ days }) => days),
  }
}

/** What the days cost, without those of usage alone. */
export const spentOn = (days: readonly StagedDay[]): readonly SpentDay[] =>
  days.flatMap(({ currency, ...day }) => (currency === null ? [] : [{ ...day, currency }]))

/** Every day of a range. */
export const daysIn = ({ firstDay, lastDay }: DayRange): readonly Day[] =>
  Array.from({ length: lastDay - firstDay + 1 }, (_, day) => firstDay + day)

type Spent = WholeMonth

/** A sum as one of its month. */
export const inMonth = (spent: {
  readonly month: Month
  readonly currency: Currency
  readonly effective: Nanos
}): Spent => ({ month: spent.month, currency: spent.currency, amount: spent.effective })

const inMonthOfDay = (spent: {
  readonly day: Day
  readonly currency: Currency
  readonly effective: Nanos
}): Spent => inMonth({ ...spent, month: monthOfDay(spent.day) })

/** The unusual ones among the complete months of a source; several amounts of a month are added up. */
export function unusualOf(
  { serviceProviderName, billingAccountId }: Pick<Source, 'serviceProviderName' | 'billingAccountId'>,
  spent: readonly Spent[],
  days: Iterable<Day>,
  asOf: Day,
): readonly Extract<Flag, { readonly kind: 'unusual-month' }>[] {
  const covered = [...Map.groupBy(days, monthOfDay)].map(([month, known]) => ({
    serviceProviderName,
    billingAccountId,
    month,
    coveredDays: known.length,
    firstDay: Math.max(firstDayOf(month), Math.min(...known)),
    lastDay: Math.min(lastDayOf(month), Math.max(...known)),
    restated: false,
  }))
  const complete = new Set(
    sourceMonths(covered, asOf).flatMap(({ month, state }) => (state === 'complete' ? [month] : [])),
  )
  return [...Map.groupBy(spent, ({ currency }) => currency)].flatMap(([currency, own]) => {
    const sums = [...complete].map((month) => ({
      month,
      currency,
      amount: own.reduce((sum, one) => (one.month === month ? sum + one.amount : sum), 0n),
    }))
    return unusualMonths(sums).map((month) => ({
      kind: 'unusual-month',
      serviceProviderName,
      billingAccountId,
      ...month,
    }))
  })
}
