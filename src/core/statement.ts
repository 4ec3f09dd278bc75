import type { DatasetKind, Source } from './charge.ts'
import type { Seniority } from './coverage.ts'
import type { Currency } from './money.ts'
import type { RatesImported } from './exchange.ts'
import type { Day, DayRange } from './period.ts'
import type { Problem } from './problem.ts'
import type { Restatement } from './restatement.ts'

/** Exact decimal texts of a file's own columns, added up. */
export type StatementTotal = {
  readonly currency: Currency
  readonly billed: string
  readonly effective: string
}

/** What an invoice adds up to: exact decimal text, and who says so. The user's word outranks the file's. */
export type ControlTotal = {
  readonly currency: Currency
  readonly billed: string
  readonly saidBy: 'file' | 'user'
}

/** What one statement covers of one source. */
export type Coverage = Source &
  DayRange & {
    readonly rows: number
    /** Whether all its usage is on an invoice already: final. Null where the export cannot say. */
    readonly invoiced: boolean | null
    /** As new as this by the user's word, where it would not speak for its days by itself; null where nobody said so. */
    readonly rank: Seniority | null
  }

/** One imported file. */
export type Statement = {
  readonly id: number
  readonly fileName: string
  readonly sha256: string
  readonly byteCount: number
  readonly dialect: string
  readonly dialectVersion: number
  readonly dataset: DatasetKind
  /** When the file says it was written (a manifest's time), milliseconds since 1970; null where nothing says. */
  readonly writtenAt: number | null
  /** Added to the accounts of the file, to keep it apart from other statements; null where it was not asked for. */
  readonly accountLabel: string | null
  /** What the file itself, or the user, says it should add up to. */
  readonly controlTotals: readonly ControlTotal[]
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

/** Days for which this statement now speaks instead of an older one of the same source. */
export type Replaced = Source &
  Restatement & {
    readonly days: number
    /** Null while the older one is itself only planned. */
    readonly statementId: number | null
    readonly fileName: string
  }

/** Days that an undone import handed to another statement, or that one brought back took from it. Null is none. */
export type HandedOver = {
  readonly days: number
  readonly statementId: number | null
  readonly fileName: string | null
}

/** What undoing an import, or bringing it back, did. Its cells and what was typed to it are kept. */
export type Undone =
  | {
      readonly state: 'changed'
      readonly statement: Statement
      readonly handedOver: readonly HandedOver[]
      /** Days it covers for which another statement spoke before and speaks now. */
      readonly untouchedDays: number
      /** Whether the archive has all files it was read from; a person may have deleted them. */
      readonly original: 'kept' | 'missing'
    }
  /** It was undone, or counted, already. */
  | { readonly state: 'as-it-was'; readonly statement: Statement }

/** What became of one dropped file. */
export type ImportOutcome =
  | {
      readonly state: 'imported'
      readonly file: string
      readonly statement: Statement
      readonly replaced: readonly Replaced[]
    }
  | {
      readonly state: 'already-imported'
      readonly file: string
      readonly statement: Statement
      /** Its original was gone from the archive and lies there again. */
      readonly putBack: boolean
    }
  | { readonly state: 'rates-imported'; readonly file: string; readonly rates: RatesImported }
  /** The user left it out. */
  | { readonly state: 'skipped'; readonly file: string }
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
