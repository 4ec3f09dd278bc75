import type { ImportPlan } from './import-plan.ts'
import { addAll, alternativeOf, type MoneyReason, type PlannedMoney } from './money-sources.ts'
import type { Month } from './period.ts'
import { assertNever } from './result.ts'

/** How months and kinds of export are written: the window has its own way. */
export type SameMoneyFigures = {
  readonly month: (month: Month) => string
  readonly exportName: (name: string) => string
}

/**
 * Which bills of a plan do not count, or what does not count because of them, as sentences; months of which the same
 * is to be said stand together.
 */
export function sameMoneyWords(
  { bills, sameMoney }: Pick<ImportPlan, 'bills' | 'sameMoney'>,
  { month, exportName }: SameMoneyFigures,
): readonly string[] {
  const nameOf = (use: PlannedMoney): string =>
    use.bills.length > 0
      ? listed(use.bills.map((number) => bills[number]?.file ?? ''))
      : `the ${exportName(use.exportName)} export that is here already`
  const months = Map.groupBy(sameMoney, (use) => `${use.month} ${use.serviceProviderName}`)
  const said = [...months.values()].flatMap((uses) => {
    const names = (own: readonly PlannedMoney[]): string =>
      listed([...new Set(own.toSorted(byAlternative).map(nameOf))])
    const [first] = uses
    if (first === undefined) return []
    const { month: own, serviceProviderName: seller } = first
    const used = names(uses.filter(({ counts }) => counts))
    if (first.choice === addAll) return [{ month: own, seller, words: `${used} add up, as you chose` }]
    const unused = Map.groupBy(
      uses.filter(({ counts }) => !counts),
      ({ reason }) => reason,
    )
    return Array.from(unused, ([reason, others]) => ({
      month: own,
      seller,
      words: `${names(others)} is not counted: ${used} shows the same money and ${whyOf(reason)}`,
    }))
  })
  return Array.from(
    Map.groupBy(said, ({ seller, words }) => `${seller}\n${words}`).values(),
    (same) =>
      `${same[0]?.seller}, ${listed(same.map((one) => month(one.month)).slice(0, mostMonths))}${same.length > mostMonths ? ` and ${same.length - mostMonths} more months` : ''}: ${same[0]?.words}.`,
  )
}

/** Months that are told by name. */
const mostMonths = 3

/** Why an export is used, of itself. */
function whyOf(reason: MoneyReason): string {
  switch (reason) {
    case 'days':
      return 'covers more days of the month'
    case 'exact':
      return 'itemises the bill'
    case 'newest':
      return 'is at least as new'
    case 'chosen':
      return 'is the one you chose'
    case 'alone':
      return 'stands alone'
    default:
      return assertNever(reason)
  }
}

const byAlternative = (one: PlannedMoney, other: PlannedMoney): number =>
  alternativeOf(one) < alternativeOf(other) ? -1 : 1

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
