import type { Nanos } from '../core/money.ts'

/** Nanos in a whole currency unit. */
const unit = 1_000_000_000n

/**
 * SQL for the sum of a nanos column as two columns. SQLite's own sum() ends at 9.2 billion currency units,
 * which a year of bills in rupiah or won can reach.
 */
export const sumOf = (column: string, name: string): string =>
  `sum(${column} / ${unit}) AS ${name}Units, sum(${column} % ${unit}) AS ${name}Rest`

/** The two columns put together again; to be read with safe integers. */
export const sumIn = (row: Readonly<Record<string, unknown>>, name: string): Nanos =>
  (row[`${name}Units`] as bigint) * unit + (row[`${name}Rest`] as bigint)
