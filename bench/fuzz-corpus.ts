import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Mapping } from '../src/core/mapping.ts'
import { aZip } from '../tests/make-zip.ts'
import { answers } from './fuzz-answers.ts'
import { mappedBills } from './fuzz-mapped.ts'
import { variants } from './fuzz-variants.ts'

/** A bill to start from: `pack` puts mutated text into the container it is dropped in. */
export type Seed = {
  readonly dialect: string
  readonly name: string
  readonly bytes: Buffer
  /** Null where the bytes are dropped as they are. */
  readonly pack: ((bytes: Buffer) => Buffer) | null
  /** What the user says its columns mean; null where the app knows the form. */
  readonly mapping: Mapping | null
}

const bills = join(import.meta.dirname, '../tests/fixtures/bills')
const isBill = /\.(?:csv|tsv|jsonl)$/

/** What the JSON beside a bill says it is read as. */
function dialectOf(name: string): string {
  const became = JSON.parse(readFileSync(join(bills, name.replace(isBill, '.json')), 'utf8')) as {
    dialect?: string
  }
  return became.dialect ?? 'refused forms'
}

/** A bill in Parquet as DuckDB writes it, its costs as decimals. */
async function parquetOf(name: string, costs: readonly string[], codec: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'breakwatt-fuzz-'))
  const database = await DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  try {
    const path = join(folder, 'bill.parquet')
    const exact = costs.map((cost) => `CAST("${cost}" AS DECIMAL(38, 12)) AS "${cost}"`).join(', ')
    const rows = `SELECT * REPLACE (${exact})
      FROM read_csv('${join(bills, name)}', all_varchar = true, header = true, delim = ',', quote = '"')`
    await connection.run(`COPY (${rows}) TO '${path}' (FORMAT parquet, CODEC ${codec})`)
    return readFileSync(path)
  } finally {
    connection.closeSync()
    database.closeSync()
    rmSync(folder, { recursive: true, force: true })
  }
}

const named = (name: string): Buffer => readFileSync(join(bills, name))

const zipped = (bytes: Buffer): Buffer =>
  aZip([
    { name: 'one.csv', bytes },
    { name: 'folder/two.csv', bytes: named('openai-cost-grouped.csv') },
  ])

/** One bill in two parts, the second of which is changed. */
const inParts = (bytes: Buffer): Buffer =>
  aZip([
    { name: 'part-1-of-2.csv', bytes: named('focus-1.3.csv') },
    { name: 'part-2-of-2.csv', bytes },
  ])

const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

/** Every bill of tests/fixtures/bills, answers of APIs, other forms, mapped files, and some of them in each container. */
export async function fuzzSeeds(): Promise<readonly Seed[]> {
  const plain = [
    ...readdirSync(bills)
      .filter((name) => isBill.test(name))
      .map((name) => ({ dialect: dialectOf(name), name, bytes: named(name), mapping: null })),
    ...[...answers, ...variants].map((bill) => ({ ...bill, mapping: null })),
    ...mappedBills.map(({ mapping, ...bill }) => ({ dialect: 'mapped', ...bill, mapping })),
    {
      dialect: 'UTF-16',
      name: 'bill.csv',
      bytes: utf16(named('anthropic-cost-b.csv').toString('utf8')),
      mapping: null,
    },
  ].map((seed): Seed => ({ ...seed, pack: null }))
  const asParquet = await Promise.all([
    parquetOf('focus-1.0.csv', ['BilledCost', 'EffectiveCost'], 'snappy'),
    parquetOf('focus-1.0.csv', ['BilledCost', 'EffectiveCost'], 'zstd'),
    parquetOf('aws-cur-athena.csv', ['line_item_unblended_cost'], 'uncompressed'),
  ])
  const answer = answers[0]
  const packed: readonly Omit<Seed, 'mapping'>[] = [
    {
      dialect: 'in gzip',
      name: 'bill.csv.gz',
      bytes: named('anthropic-cost-b.csv'),
      pack: (of) => gzipSync(of),
    },
    {
      dialect: 'in gzip',
      name: 'answer.json.gz',
      bytes: answer?.bytes ?? Buffer.alloc(0),
      pack: (of) => gzipSync(of),
    },
    { dialect: 'gzip itself', name: 'bill.csv.gz', bytes: gzipSync(named('focus-1.0.csv')), pack: null },
    { dialect: 'in ZIP', name: 'bills.zip', bytes: named('focus-1.0.csv'), pack: zipped },
    { dialect: 'in ZIP, in parts', name: 'parts.zip', bytes: named('focus-1.3.csv'), pack: inParts },
    { dialect: 'ZIP itself', name: 'bills.zip', bytes: zipped(named('anthropic-cost-b.csv')), pack: null },
    ...asParquet.flatMap((bytes) => [
      { dialect: 'Parquet itself', name: 'bill.parquet', bytes, pack: null },
      { dialect: 'Parquet in ZIP', name: 'bill.zip', bytes, pack: parquetInZip },
    ]),
  ]
  return [...plain, ...packed.map((seed) => ({ ...seed, mapping: null }))]
}

const parquetInZip = (bytes: Buffer): Buffer => aZip([{ name: 'bill.parquet', bytes }])
