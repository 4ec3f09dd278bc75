import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Table } from './table.ts'

let connection: Promise<DuckDBConnection> | null = null
const connected = (): Promise<DuckDBConnection> =>
  (connection ??= DuckDBInstance.create(':memory:').then((database) => database.connect()))

export const isParquet = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === 'PAR1'

/** Columns of a Parquet file as DuckDB reads them; null where it finds the file damaged. */
export async function parquetTable(
  bytes: Buffer,
  isWanted: (name: string) => boolean,
): Promise<Table | null> {
  const path = join(tmpdir(), `breakwatt-oracle-${process.pid}.parquet`)
  const duckdb = await connected()
  writeFileSync(path, bytes)
  try {
    const shape = await duckdb.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${path}')`)
    const names = shape
      .getRowsJson()
      .flatMap(([name]) => (typeof name === 'string' && isWanted(name) ? [name] : []))
    const cells = names.map((name) => `CAST("${name.replaceAll('"', '""')}" AS VARCHAR)`)
    const read = await duckdb.runAndReadAll(`SELECT ${cells.join(', ') || 1} FROM read_parquet('${path}')`)
    const rows = read.getRowsJson().map((row) => row.map((cell) => (typeof cell === 'string' ? cell : '')))
    return { names, rows, preamble: [], separator: null }
  } catch {
    return null
  } finally {
    rmSync(path, { force: true })
  }
}
