import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { aFolder } from './make.ts'

/** How a Parquet file is written: DuckDB's options of COPY beyond its format, such as `CODEC zstd`. */
export type ParquetWriting = { readonly options?: readonly string[] }

/** A real Parquet file of what an SQL query of DuckDB gives; `from` names the CSV file it may read as `rows`. */
export async function aParquet(query: string, { options = [] }: ParquetWriting = {}): Promise<Buffer> {
  const path = join(aFolder(), 'bill.parquet')
  const database = await DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  try {
    await connection.run(`SET TimeZone = 'UTC'`)
    await connection.run(`COPY (${query}) TO '${path}' (${['FORMAT parquet', ...options].join(', ')})`)
  } finally {
    connection.closeSync()
    database.closeSync()
  }
  return readFileSync(path)
}

/** The rows of a CSV text as Parquet; `types` are SQL expressions for columns that are no text, by their names. */
export async function parquetOfCsv(
  csv: string,
  types: Readonly<Record<string, string>> = {},
  writing: ParquetWriting = {},
): Promise<Buffer> {
  const path = join(aFolder(), 'rows.csv')
  writeFileSync(path, csv)
  const replaced = Object.entries(types).map(([name, expression]) => `${expression} AS "${name}"`)
  const columns = replaced.length === 0 ? '*' : `* REPLACE (${replaced.join(', ')})`
  return aParquet(
    `SELECT ${columns} FROM read_csv('${path}', all_varchar = true, header = true, delim = ',', quote = '"')`,
    writing,
  )
}
