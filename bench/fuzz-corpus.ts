import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { aZip } from '../tests/make-zip.ts'

/** A bill to start from: `pack` puts mutated text into the container it is dropped in. */
export type Seed = {
  readonly dialect: string
  readonly name: string
  readonly bytes: Buffer
  /** Null where the bytes are dropped as they are. */
  readonly pack: ((bytes: Buffer) => Buffer) | null
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

const page = (bucket: (day: number) => object): Buffer =>
  Buffer.from(
    `${JSON.stringify({ object: 'page', data: [1, 2, 3].map(bucket), has_more: false }, null, 1)}\n`,
  )
const second = (day: number): number => Date.UTC(2026, 6, day) / 1000
const instant = (day: number): string => new Date(Date.UTC(2026, 6, day)).toISOString()

/** Answers of the providers' APIs, which have no file of their own among the bills. */
const answers: readonly Omit<Seed, 'pack'>[] = [
  {
    dialect: 'openai-costs-json',
    name: 'openai-costs.json',
    bytes: page((day) => ({
      object: 'bucket',
      start_time: second(day),
      end_time: second(day + 1),
      results: [
        {
          object: 'organization.costs.result',
          amount: { value: 0.06 * day, currency: 'usd' },
          line_item: 'gpt-5, input',
          project_id: 'proj_1',
          organization_id: 'org-1',
        },
      ],
    })),
  },
  {
    dialect: 'anthropic-cost-report',
    name: 'anthropic-cost-report.json',
    bytes: page((day) => ({
      starting_at: instant(day),
      ending_at: instant(day + 1),
      results: [
        {
          amount: '123.45',
          currency: 'USD',
          cost_type: 'tokens',
          description: 'Claude Sonnet 4.5 Usage - Input Tokens',
          model: 'claude-sonnet-4-5',
          service_tier: 'standard',
          token_type: 'uncached_input_tokens',
          context_window: '0-200k',
          workspace_id: null,
        },
      ],
    })),
  },
]

/** Two pages of one FOCUS file in Parquet, as DuckDB writes it. */
async function parquetOf(csv: string, codec: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'breakwatt-fuzz-'))
  const database = await DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  try {
    const path = join(folder, 'bill.parquet')
    const rows = `SELECT * REPLACE (CAST("BilledCost" AS DECIMAL(38, 12)) AS "BilledCost")
      FROM read_csv('${csv}', all_varchar = true, header = true, delim = ',', quote = '"')`
    await connection.run(`COPY (${rows}) TO '${path}' (FORMAT parquet, CODEC ${codec})`)
    return readFileSync(path)
  } finally {
    connection.closeSync()
    database.closeSync()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every bill of tests/fixtures/bills, answers of APIs, and some of them in each container. */
export async function fuzzSeeds(): Promise<readonly Seed[]> {
  const plain: readonly Seed[] = [
    ...readdirSync(bills)
      .filter((name) => isBill.test(name))
      .map((name) => ({ dialect: dialectOf(name), name, bytes: readFileSync(join(bills, name)) })),
    ...answers,
  ].map((seed) => ({ ...seed, pack: null }))
  const named = (name: string): Buffer => readFileSync(join(bills, name))
  const [anthropic, openai, focus] = ['anthropic-cost-b.csv', 'openai-cost-grouped.csv', 'focus-1.0.csv'].map(
    named,
  )
  if (!anthropic || !openai || !focus) throw new Error('The bills to pack are not there')
  const zipped = (bytes: Buffer): Buffer =>
    aZip([
      { name: 'one.csv', bytes },
      { name: 'folder/two.csv', bytes: openai },
    ])
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(anthropic.toString('utf8'), 'utf16le')])
  return [
    ...plain,
    { dialect: 'in gzip', name: 'bill.csv.gz', bytes: anthropic, pack: (bytes) => gzipSync(bytes) },
    { dialect: 'gzip itself', name: 'bill.csv.gz', bytes: gzipSync(focus), pack: null },
    { dialect: 'in ZIP', name: 'bills.zip', bytes: focus, pack: zipped },
    { dialect: 'ZIP itself', name: 'bills.zip', bytes: zipped(anthropic), pack: null },
    { dialect: 'UTF-16', name: 'bill.csv', bytes: utf16, pack: null },
    {
      dialect: 'Parquet itself',
      name: 'bill.parquet',
      bytes: await parquetOf(join(bills, 'focus-1.0.csv'), 'snappy'),
      pack: null,
    },
    {
      dialect: 'Parquet itself',
      name: 'bill.parquet',
      bytes: await parquetOf(join(bills, 'focus-1.0.csv'), 'zstd'),
      pack: null,
    },
  ]
}
