import { byAge, newestOf, type Seniority } from './coverage.ts'
import type { Currency, Nanos } from './money.ts'
import type { Day, Month } from './period.ts'

type Billed = { readonly currency: Currency; readonly billed: Nanos }

/** A cost source's money in one month of its seller, as one of perhaps several exports of the same money. */
export type MoneySource = {
  readonly sourceId: number
  /** Empty when the export does not name the account. */
  readonly billingAccountId: string
  readonly exportName: string
  /** The user imported it as an account of its own: it is other money than that of the accounts beside it. */
  readonly keptApart: boolean
  readonly coveredDays: number
  /** The first and the last of them. */
  readonly firstDay: Day
  readonly lastDay: Day
  /** The statements that speak for them, by number. */
  readonly statements: readonly number[]
  readonly billed: readonly Billed[]
  /** What of it each project was billed; empty where nobody needs to know. */
  readonly projects: readonly { readonly project: string; readonly billed: readonly Billed[] }[]
  /** How new the newest of them says that it is. */
  readonly newest: Seniority | null
  /** When the last statement of it was imported, milliseconds since 1970. */
  readonly importedAt: number
}

/** Why a source's money counts in a month, or does not. */
export type MoneyReason =
  /** Nothing else shows the same money. */
  | 'alone'
  /** The user chose it, or another one. */
  | 'chosen'
  /** It covers more days of the month than the others, or fewer. */
  | 'days'
  /** It is the more exact kind of export, or the less exact one. */
  | 'exact'
  /** It is the newer one, by what it says itself or by its import, or the older one. */
  | 'newest'

export type MoneyUse = { readonly sourceId: number; readonly counts: boolean; readonly reason: MoneyReason }

/** A month whose money several exports will show once a plan is carried out; `bills` are those of the plan, by number. */
export type PlannedMoney = MoneyMonth & { readonly bills: readonly number[] }

/** One export of money that several exports show, in a month. */
export type MoneyMonth = MoneySource & {
  readonly serviceProviderName: string
  readonly month: Month
  readonly counts: boolean
  readonly reason: MoneyReason
  /** What the user chose for the month; null where the rule decides. */
  readonly choice: string | null
}

/** Chosen instead of an alternative's name: all of them are different money and add up. */
export const addAll = 'all'

/** What can be chosen: an export, and whether it names the account. */
export const alternativeOf = ({
  exportName,
  billingAccountId,
}: Pick<MoneySource, 'exportName' | 'billingAccountId'>): string =>
  billingAccountId === '' ? `${exportName} without account` : exportName

/** An export of what lies below an account, which it does not name; its sources are accounts of their own. */
export const partOfAccount = 'azure-subscription'

/** Of the same bill: what was paid at once is spread over the time it serves. */
const spreadView = 'azure-amortized'

/**
 * Exports that add up other people's figures, from the least exact on: a view that spreads a bill over the time it
 * serves, a part of an account, then reports with rounded or grouped sums. Those not named here itemise the bill itself.
 */
const lessExact = [
  spreadView,
  partOfAccount,
  'aws-cost-explorer',
  'azure-cost-analysis',
  'google-reports',
  'google-cost-table',
]
const exactness = ({ exportName }: MoneySource): number => {
  const place = lessExact.indexOf(exportName)
  return place === -1 ? lessExact.length : place
}

/**
 * Which sources of a seller's month give it its money. Sources of different files whose days overlap show the same
 * money when their accounts are the same, when one of them names no account, when their accounts are named in two ways
 * and their sums are within one percent, or when one is of a part of the other's account; of those, only one alternative
 * counts: the user's choice, else one that is no spread view, else the one that covers the most days, else the most
 * exact, else the newest. `choice` is an alternative's name, `addAll`, or null where the user has not chosen.
 */
export function moneySources(sources: readonly MoneySource[], choice: string | null): readonly MoneyUse[] {
  if (choice === addAll) return sources.map(({ sourceId }) => ({ sourceId, counts: true, reason: 'chosen' }))
  return groupsOfSame(sources).flatMap((group) => usesIn(group, choice))
}

function groupsOfSame(sources: readonly MoneySource[]): readonly (readonly MoneySource[])[] {
  const groups: MoneySource[][] = []
  for (const source of sources) {
    const same = groups.filter((group) => group.some((other) => isSameMoney(source, other)))
    const joined = [source, ...same.flat()]
    for (const group of same) groups.splice(groups.indexOf(group), 1)
    groups.push(joined)
  }
  return groups
}

function isSameMoney(one: MoneySource, other: MoneySource): boolean {
  if (alternativeOf(one) === alternativeOf(other)) return false
  // Rows of one file are different money, whether they name an account or not.
  if (one.statements.some((statement) => other.statements.includes(statement))) return false
  // A file of quiet days shows no money, so none that another one shows: it must not take its place.
  if (one.billed.length === 0 || other.billed.length === 0) return false
  if (areApart(one, other)) return false
  if (one.billingAccountId === other.billingAccountId) return true
  if (one.keptApart || other.keptApart) return false
  if (one.billingAccountId === '' || other.billingAccountId === '') return true
  if (one.exportName === other.exportName) return false
  if (nameIn(one) === nameIn(other) || isPartOf(one, other) || isPartOf(other, one)) return true
  return kindOfName(one) !== kindOfName(other) && one.billed.some((sum) => isNear(sum, other.billed))
}

/** An account's name without the path that leads to it. */
const nameIn = ({ billingAccountId }: MoneySource): string =>
  (billingAccountId.split('/').at(-1) ?? '').toLowerCase()

/** How it is made: two numbers are two accounts, a number and a code of letters may be two names of one. */
const kindOfName = (source: MoneySource): string =>
  nameIn(source)
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replace(/\d+/g, '9')
    .replace(/[a-z]+/g, 'a')

/** No day is in both, and neither has the sum of the month on one day: one export took over from the other. */
const areApart = (one: MoneySource, other: MoneySource): boolean =>
  one.coveredDays > 1 &&
  other.coveredDays > 1 &&
  (one.lastDay < other.firstDay || other.lastDay < one.firstDay)

/** Each of its projects is in the other one too, by its name or by what it was billed. */
const isPartOf = (part: MoneySource, whole: MoneySource): boolean =>
  part.exportName === partOfAccount &&
  part.projects.length > 0 &&
  part.projects.every((own) =>
    whole.projects.some(
      (other) => other.project === own.project || own.billed.some((sum) => isNear(sum, other.billed)),
    ),
  )

/** Sums within one percent of the larger one, and not both next to nothing. */
function isNear({ currency, billed }: Billed, others: readonly Billed[]): boolean {
  const other = others.find((sum) => sum.currency === currency)
  if (other === undefined || billed <= 0n || other.billed <= 0n) return false
  const [less, more] = billed < other.billed ? [billed, other.billed] : [other.billed, billed]
  return (more - less) * 100n <= more
}

function usesIn(group: readonly MoneySource[], choice: string | null): readonly MoneyUse[] {
  const alternatives = Map.groupBy(group, alternativeOf)
  const use = (counts: boolean, reason: MoneyReason, sources: readonly MoneySource[]): readonly MoneyUse[] =>
    sources.map(({ sourceId }) => ({ sourceId, counts, reason }))
  const chosen = choice === null ? undefined : alternatives.get(choice)
  const ranked = [...alternatives.values()].toSorted(byWorth)
  const [best] = ranked
  if (best === undefined) return []
  if (ranked.length === 1) return use(true, 'alone', best)
  const used = chosen ?? best
  const reasonOver = (other: readonly MoneySource[]): MoneyReason =>
    chosen
      ? 'chosen'
      : spreadOf(best) === spreadOf(other) && daysOf(best) !== daysOf(other)
        ? 'days'
        : exactnessOf(best) !== exactnessOf(other)
          ? 'exact'
          : 'newest'
  const others = ranked.filter((sources) => sources !== used)
  return [
    ...use(true, reasonOver(others[0] ?? used), used),
    ...others.flatMap((sources) => use(false, reasonOver(sources), sources)),
  ]
}

/** A view that spreads the bill is no cash: it counts where nothing else shows the money, however many days it has. */
const spreadOf = (sources: readonly MoneySource[]): number =>
  Number(sources.some(({ exportName }) => exportName === spreadView))
const daysOf = (sources: readonly MoneySource[]): number =>
  Math.max(...sources.map(({ coveredDays }) => coveredDays))
const exactnessOf = (sources: readonly MoneySource[]): number => Math.max(...sources.map(exactness))
const newestIn = (sources: readonly MoneySource[]): Seniority | null =>
  newestOf(sources.flatMap(({ newest }) => (newest === null ? [] : [{ ...newest, rank: null }])))
const importedOf = (sources: readonly MoneySource[]): number =>
  Math.max(...sources.map(({ importedAt }) => importedAt))
const nameOf = ([first]: readonly MoneySource[]): string => (first ? alternativeOf(first) : '')

function byNewest(one: readonly MoneySource[], other: readonly MoneySource[]): number {
  const [own, others] = [newestIn(one), newestIn(other)]
  return own === null || others === null ? 0 : byAge(others, own)
}

/** Better ones first. */
const byWorth = (one: readonly MoneySource[], other: readonly MoneySource[]): number =>
  spreadOf(one) - spreadOf(other) ||
  daysOf(other) - daysOf(one) ||
  exactnessOf(other) - exactnessOf(one) ||
  byNewest(one, other) ||
  importedOf(other) - importedOf(one) ||
  (nameOf(one) < nameOf(other) ? -1 : 1)
