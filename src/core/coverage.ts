import type { Day, DayRange } from './period.ts'

/** How new an export is, by what it says itself. */
export type Seniority = {
  /** All its usage is on an invoice. */
  readonly invoiced: boolean
  /** The last day it reaches. */
  readonly lastDay: Day
  /** When the file says it was written; null where nothing says. Milliseconds since 1970. */
  readonly writtenAt: number | null
}

/** The same, and the user's word that it is as new as `rank`, where it says itself that it is older; else null. */
export type Aged = Seniority & { readonly rank: Seniority | null }

/** The days that one statement covers of a source, and what it says of its own age. */
export type CoveredRange<Id> = DayRange &
  Aged & {
    readonly by: Id
    /** Milliseconds since 1970; between equals the later place in the list counts. */
    readonly importedAt: number
  }

/**
 * Which statement speaks for each day of a source, from the statements' ranges alone. Where several cover a day the
 * newest export speaks: the invoiced one before an estimate, then the one that reaches further, then the one that was
 * written later, and between equals the one that was imported later.
 */
export function speakersOf<Id>(ranges: readonly CoveredRange<Id>[]): ReadonlyMap<Day, Id> {
  const speaks = new Map<Day, Id>()
  for (const { by, firstDay, lastDay } of ranges.toSorted(bySeniority))
    for (let day = firstDay; day <= lastDay; day += 1) speaks.set(day, by)
  return speaks
}

/** The newest of them; null for none. */
export const newestOf = (ranges: readonly Aged[]): Seniority | null =>
  ranges.map(seniorityOf).toSorted(byAge).at(-1) ?? null

const seniorityOf = ({ invoiced, lastDay, writtenAt, rank }: Aged): Seniority => {
  const own = { invoiced, lastDay, writtenAt }
  return rank !== null && byAge(own, rank) < 0 ? rank : own
}

/** The older one first. */
export const byAge = (one: Seniority, other: Seniority): number =>
  Number(one.invoiced) - Number(other.invoiced) ||
  one.lastDay - other.lastDay ||
  (one.writtenAt ?? 0) - (other.writtenAt ?? 0)

const bySeniority = (one: CoveredRange<unknown>, other: CoveredRange<unknown>): number =>
  byAge(seniorityOf(one), seniorityOf(other)) || one.importedAt - other.importedAt
