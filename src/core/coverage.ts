import type { Day, DayRange } from './period.ts'

/** The days that one statement covers of a source, and what it says of its own age. */
export type CoveredRange<Id> = DayRange & {
  readonly by: Id
  /** All its usage is on an invoice. */
  readonly invoiced: boolean
  /** When the file says it was written; null where nothing says. Milliseconds since 1970. */
  readonly writtenAt: number | null
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

const bySeniority = <Id>(one: CoveredRange<Id>, other: CoveredRange<Id>): number =>
  Number(one.invoiced) - Number(other.invoiced) ||
  one.lastDay - other.lastDay ||
  (one.writtenAt ?? 0) - (other.writtenAt ?? 0) ||
  one.importedAt - other.importedAt
