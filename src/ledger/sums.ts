import type { Nanos } from '../core/money.ts'

/** Nanos in a whole currency unit. */
const unit = 1_000_000_000n

/**
 * SQL for a sum of money as two columns, units and the nanos beside them: SQLite's own sum() ends at 9.2
 * billion currency units, which a year of bills in rupiah can reach. Of `monthly_spend`'s pair of columns.
 */
export const sumOf = (name: string): string =>
  `sum(${name}_units) AS ${name}Units, sum(${name}_nanos) AS ${name}Rest`

/** The same of a single column of nanos. */
export const sumOfNanos = (column: string, name: string): string =>
  `sum(${column} / ${unit}) AS ${name}Units, sum(${column} % ${unit}) AS ${name}Rest`

/** The two columns put together again; to be read with safe integers. */
export const sumIn = (row: Readonly<Record<string, unknown>>, name: string): Nanos =>
  (row[`${name}Units`] as bigint) * unit + (row[`${name}Rest`] as bigint)
