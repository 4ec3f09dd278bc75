import type { DatasetKind, Source } from './charge.ts'
import type { Currency, Nanos } from './money.ts'
import type { Day, DayRange } from './period.ts'
import type { Problem } from './problem.ts'

/** Exact decimal texts of a file's own columns, added up. */
export type StatementTotal = {
  readonly currency: Currency
  readonly billed: string
  readonly effective: string
}

/** What one statement covers of one source. */
export type Coverage = Source & DayRange & { readonly rows: number }

/** One imported file. */
export type Statement = {
  readonly id: number
  readonly fileName: string
  readonly sha256: string
  readonly byteCount: number
  readonly dialect: string
  readonly dialectVersion: number
  readonly dataset: DatasetKind
  /** Null for a header-only file. */
  readonly firstDay: Day | null
  readonly lastDay: Day | null
  readonly rowCount: number
  /** Milliseconds since 1970, UTC. */
  readonly importedAt: number
  /** When its import was undone; null while it counts. */
  readonly undoneAt: number | null
  readonly totals: readonly StatementTotal[]
  readonly coverage: readonly Coverage[]
}

/** What the replaced days cost before and cost now, in one currency. */
export type Restated = { readonly currency: Currency; readonly before: Nanos; readonly after: Nanos }

/** Days for which this statement now speaks instead of an older one of the same source. */
export type Replaced = Source & {
  readonly days: number
  readonly statementId: number
  readonly fileName: string
  /** Billed cost of those days; empty where neither statement brings money. */
  readonly restated: readonly Restated[]
}

/** Less than half of the money is left: more likely a part or a filtered export than a correction. */
export const shrinks = ({ restated }: Replaced): boolean =>
  restated.some(({ before, after }) => before > 0n && after * 2n < before)

/** What became of one dropped file. */
export type ImportOutcome =
  | {
      readonly state: 'imported'
      readonly file: string
      readonly statement: Statement
      readonly replaced: readonly Replaced[]
    }
  | { readonly state: 'already-imported'; readonly file: string; readonly statement: Statement }
  | { readonly state: 'refused'; readonly file: string; readonly problem: Problem }

/** One thing or null: a statement of several sellers has no single one. */
export function onlyOne<T>(values: readonly T[]): T | null {
  const distinct = new Set(values)
  const [first] = distinct
  return distinct.size === 1 && first !== undefined ? first : null
}

/** First and last day of everything a statement covers; nulls for a file without days. */
export function spanOf(coverage: readonly DayRange[]): {
  readonly firstDay: Day | null
  readonly lastDay: Day | null
} {
  if (coverage.length === 0) return { firstDay: null, lastDay: null }
  return {
    firstDay: Math.min(...coverage.map((days) => days.firstDay)),
    lastDay: Math.max(...coverage.map((days) => days.lastDay)),
  }
}
