import { isSameSource, type Source } from '../core/charge.ts'
import { sourceMonths } from '../core/completeness.ts'
import type { Currency, Nanos } from '../core/money.ts'
import { firstDayOf, lastDayOf, monthOfDay, type Day, type DayRange, type Month } from '../core/period.ts'
import {
  futureDays,
  priceFlags,
  unknownCurrencies,
  unusualMonths,
  zoneDays,
  type Flag,
  type PriceTable,
  type WholeMonth,
} from '../core/sanity.ts'
import { spanOf } from '../core/statement.ts'
import { joinedTokenUses, ownTokenUses, type SourceUse } from '../core/token-use.ts'
import type { NewStatement } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/open.ts'
import type { Stage } from '../ledger/stage.ts'
import type { StagedDay } from '../ledger/staged-days.ts'
import { stagedUse } from '../ledger/staged-use.ts'
import {
  billedByCurrency,
  billedFrom,
  daysKnown,
  knownSources,
  sourceUse,
  usageByMonth,
  usageOn,
} from '../ledger/use-cells.ts'

/** What is needed of a bill whose cells wait in the stage. */
export type StagedStatement = Pick<NewStatement, 'coverage' | 'names' | 'places'>

/**
 * What looks wrong about a staged bill, by itself and beside what is in the ledger. `asOf` is the day from which days
 * are in the future. Nothing of it keeps the bill from being imported.
 */
export function sanityFlags(
  ledger: Ledger,
  { bill, days }: Pick<Stage, 'bill' | 'days'>,
  statement: StagedStatement,
  asOf: Day,
  prices: PriceTable,
): readonly Flag[] {
  const spent = days().flatMap(({ currency, ...day }) => (currency === null ? [] : [{ ...day, currency }]))
  const amounts = spent.map(({ day, currency, billed }) => ({ day, currency, amount: billed }))
  return [
    ...unknownCurrencies(amounts),
    ...futureDays(amounts, asOf),
    ...stagedPrices(ledger, bill, statement, prices),
    ...stagedMonths(ledger, statement, spent, asOf),
  ]
}

const always: DayRange = { firstDay: Number.MIN_SAFE_INTEGER, lastDay: Number.MAX_SAFE_INTEGER }

/** The same of everything that is in the ledger. */
export function ledgerFlags(ledger: Ledger, asOf: Day, prices: PriceTable): readonly Flag[] {
  const sources = knownSources(ledger)
  const usages = sources.filter(({ dataset }) => dataset === 'usage')
  const counting = new Set(usages.map(({ serviceProviderName }) => serviceProviderName))
  const bills = sources.filter(({ dataset }) => dataset === 'cost')
  const costs = bills.map((source) =>
    sourceUse(ledger, source, always, counting.has(source.serviceProviderName)),
  )
  return [
    ...unknownCurrencies(billedByCurrency(ledger)),
    ...futureDays(billedFrom(ledger, asOf + zoneDays + 1), asOf),
    ...flagsOf(
      costs,
      usages.map((source) => sourceUse(ledger, source, always, false)),
      prices,
    ),
    ...bills.flatMap((source) => {
      const months = usageByMonth(ledger, source.id).map(inMonth)
      return unusualOf(source, months, daysKnown(ledger, source.id, always), asOf)
    }),
  ]
}

const flagsOf = (
  costs: readonly SourceUse[],
  usages: readonly SourceUse[],
  prices: PriceTable,
): readonly Flag[] =>
  priceFlags(
    [...ownTokenUses(costs, prices.modelOf), ...joinedTokenUses(costs, usages, prices.modelOf)],
    prices,
  )

/** Money and tokens of a bill, or its money beside the ledger's tokens, or its tokens beside the ledger's money. */
function stagedPrices(
  ledger: Ledger,
  bill: number,
  { coverage, names, places }: StagedStatement,
  prices: PriceTable,
): readonly Flag[] {
  const sources = knownSources(ledger)
  const has = (dataset: Source['dataset'], seller: string): boolean =>
    sources.some((known) => known.dataset === dataset && known.serviceProviderName === seller)
  const uncounted = places.flatMap((place, staged) => {
    const covered = coverage[place]
    return covered?.dataset === 'cost' && has('usage', covered.serviceProviderName) ? [staged] : []
  })
  const cells = stagedUse(ledger, bill, names, uncounted)
  if (cells.length === 0) return []
  const brought = (dataset: Source['dataset']): readonly SourceUse[] =>
    coverage.flatMap((covered, place) =>
      covered.dataset === dataset
        ? [
            {
              source: covered,
              days: new Set(daysIn(covered)),
              cells: cells.filter((cell) => places[cell.place] === place),
            },
          ]
        : [],
    )
  const beside = (uses: readonly SourceUse[], dataset: Source['dataset']): readonly SourceUse[] => {
    const sellers = new Set(uses.map(({ source }) => source.serviceProviderName))
    const span = spanOf(coverage)
    if (span.firstDay === null || span.lastDay === null) return []
    const { firstDay, lastDay } = span
    return sources
      .filter((known) => known.dataset === dataset && sellers.has(known.serviceProviderName))
      .map((known) => sourceUse(ledger, known, { firstDay, lastDay }, dataset === 'cost'))
  }
  const [costs, usages] = [brought('cost'), brought('usage')]
  return [
    ...flagsOf(costs, beside(costs, 'usage'), prices),
    ...priceFlags(joinedTokenUses(beside(usages, 'cost'), usages, prices.modelOf), prices),
  ]
}

type SpentDay = StagedDay & { readonly currency: Currency }

/** Months on either side of a bill that its own are held against, and those against which these are. */
const monthsAround = 4

/** The bill's months among those of the same sources in the ledger, whose days it covers it stands for. */
function stagedMonths(
  ledger: Ledger,
  { coverage, places }: StagedStatement,
  days: readonly SpentDay[],
  asOf: Day,
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
    const months: readonly Spent[] = [
      ...own.map(inMonthOfDay),
      ...(known && rest.length > 0 ? usageOn(ledger, known.id, rest) : []).map(inMonthOfDay),
      ...(known ? usageByMonth(ledger, known.id) : []).filter(({ month }) => !isTouched(month)).map(inMonth),
    ]
    return unusualOf(covered, months, [...staying, ...daysIn(covered)], asOf).filter(({ month }) =>
      brought.has(month),
    )
  })
}

const daysIn = ({ firstDay, lastDay }: DayRange): readonly Day[] =>
  Array.from({ length: lastDay - firstDay + 1 }, (_, day) => firstDay + day)

type Spent = WholeMonth

const inMonth = (spent: {
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
function unusualOf(
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
