import { isSameSource, type Source } from '../core/charge.ts'
import type { Day, DayRange } from '../core/period.ts'
import {
  futureDays,
  priceFlags,
  unknownCurrencies,
  zoneDays,
  type Flag,
  type PriceTable,
} from '../core/sanity.ts'
import { spanOf } from '../core/statement.ts'
import { joinedTokenUses, ownTokenUses, type SourceUse } from '../core/token-use.ts'
import type { Ledger } from '../ledger/open.ts'
import { stagedUse, type StagedUseCell } from '../ledger/staged-use.ts'
import {
  billedByCurrency,
  billedFrom,
  daysKnown,
  knownSources,
  sourceUse,
  usageByMonth,
} from '../ledger/use-cells.ts'
import {
  daysIn,
  inMonth,
  spentOn,
  stagedMonths,
  unusualOf,
  type Staged,
  type StagedStatement,
} from './staged-months.ts'

/**
 * What looks wrong about a staged bill, by itself, beside what is in the ledger, and beside the other bills of its drop. `asOf` is the day from which days are in the future. Nothing of it keeps the bill from being
 * imported.
 */
export function sanityFlags(
  ledger: Ledger,
  own: Staged,
  asOf: Day,
  prices: PriceTable,
  beside: readonly Staged[] = [],
): readonly Flag[] {
  const { stage, statement } = own
  const spent = spentOn(stage.days())
  const amounts = spent.map(({ day, currency, billed }) => ({ day, currency, amount: billed }))
  return [
    ...unknownCurrencies(amounts),
    ...futureDays(amounts, asOf),
    ...stagedPrices(ledger, own, prices, beside),
    ...stagedMonths(ledger, statement, spent, asOf, beside),
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

/**
 * Money and tokens of a bill, or its money beside the tokens of the ledger and of the other bills of its drop, or its
 * tokens beside the ledger's money.
 */
function stagedPrices(
  ledger: Ledger,
  { stage: { bill }, statement }: Staged,
  prices: PriceTable,
  drop: readonly Staged[],
): readonly Flag[] {
  const { coverage, names, places } = statement
  const sources = knownSources(ledger)
  const dropped = drop.flatMap((other) => stagedUsage(ledger, other))
  const counting = new Set(
    [...sources, ...dropped.map(({ source }) => source)]
      .filter(({ dataset }) => dataset === 'usage')
      .map(({ serviceProviderName }) => serviceProviderName),
  )
  const uncounted = places.flatMap((place, staged) => {
    const covered = coverage[place]
    return covered?.dataset === 'cost' && counting.has(covered.serviceProviderName) ? [staged] : []
  })
  const cells = stagedUse(ledger, bill, names, uncounted)
  if (cells.length === 0) return []
  const beside = (uses: readonly SourceUse[], dataset: Source['dataset']): readonly SourceUse[] => {
    const sellers = new Set(uses.map(({ source }) => source.serviceProviderName))
    const span = spanOf(coverage)
    if (span.firstDay === null || span.lastDay === null) return []
    const { firstDay, lastDay } = span
    return sources
      .filter((known) => known.dataset === dataset && sellers.has(known.serviceProviderName))
      .map((known) => sourceUse(ledger, known, { firstDay, lastDay }, dataset === 'cost'))
  }
  const [costs, usages] = [usesOf(statement, cells, 'cost'), usesOf(statement, cells, 'usage')]
  const known = beside(costs, 'usage')
  const isNew = ({ source }: SourceUse): boolean =>
    !known.some((one) => isSameSource(one.source, source) && one.cells.length > 0)
  return [
    ...flagsOf(costs, [...known, ...dropped.filter(isNew)], prices),
    ...priceFlags(joinedTokenUses(beside(usages, 'cost'), usages, prices.modelOf), prices),
  ]
}

/** Tokens of a staged usage export; none of what brings money. */
function stagedUsage(ledger: Ledger, { stage: { bill }, statement }: Staged): readonly SourceUse[] {
  if (statement.coverage.every(({ dataset }) => dataset !== 'usage')) return []
  return usesOf(statement, stagedUse(ledger, bill, statement.names, []), 'usage')
}

const usesOf = (
  { coverage, places }: StagedStatement,
  cells: readonly StagedUseCell[],
  dataset: Source['dataset'],
): readonly SourceUse[] =>
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
