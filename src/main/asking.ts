import type { Problem } from '../core/problem.ts'
import type { Result } from '../core/result.ts'
import type { Ledger } from '../ledger/open.ts'

/** Answers out of the ledger that is shown. */
export type Read = <T>(use: (ledger: Ledger) => T) => Result<T, Problem>

/** Changes the ledger that is shown, and tells everything that follows it. */
export type Change = <T>(use: (ledger: Ledger) => Result<T, Problem>) => Result<T, Problem>
