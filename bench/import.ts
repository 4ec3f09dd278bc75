import { createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeFocusFile } from './focus-file.ts'

/**
 * Import of a made-up FOCUS file into a ledger, SHA-256, archive and SQLite included, against peers that only
 * aggregate cost and tokens by day, seller, service and sub-account. Every contender runs in a process of its
 * own, in turns (A B C D, A B C D), and prints its total; all must agree. Times are ratios to DuckDB.
 *
 *   npm run bench:import -- [rows] [rounds]     default 1000000 3
 */
const rows = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 3)
const folder = join(import.meta.dirname, '..', '.bench')
const small = 100_000

type Run = { readonly seconds: number; readonly peakMb: number; readonly total: string }

const contenders = ['breakwatt', 'duckdb', 'csv-parse', 'papaparse'] as const

function run(contender: string, file: string): Run {
  const child = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'import-contender.ts'), contender, file],
    {
      encoding: 'utf8',
    },
  )
  if (child.status !== 0) throw new Error(`${contender}: ${child.stderr}`)
  return JSON.parse(child.stdout) as Run
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** The file, made if need be, and read once so that no contender pays for the disk. */
async function fileOf(count: number): Promise<string> {
  const file = join(folder, `focus-${count}.csv`)
  if (!existsSync(file)) await writeFocusFile(file, count)
  await pipeline(
    createReadStream(file),
    new Writable({
      write: (_chunk, _encoding, done) => {
        done()
      },
    }),
  )
  return file
}

mkdirSync(folder, { recursive: true })
const file = await fileOf(rows)
const runs = new Map<string, Run[]>(contenders.map((name) => [name, []]))
for (let round = 0; round < rounds; round += 1)
  for (const contender of contenders) runs.get(contender)?.push(run(contender, file))

const totals = new Set([...runs.values()].flat().map(({ total }) => Number(total).toFixed(4)))
if (totals.size !== 1) throw new Error(`The contenders disagree: ${[...totals].join(', ')}`)

const base = median(runs.get('duckdb')?.map(({ seconds }) => seconds) ?? [])
const size = (statSync(file).size / 1e6).toFixed(0)
console.log(
  `${rows} rows, 45 columns, ${size} MB; ${cpus().length} cores, Node ${process.version}; median of ${rounds}\n`,
)
console.log('contender    seconds   × DuckDB   peak RSS MB')
for (const [name, list] of runs) {
  const seconds = median(list.map((one) => one.seconds))
  const peak = Math.max(...list.map((one) => one.peakMb))
  console.log(
    `${name.padEnd(11)} ${seconds.toFixed(2).padStart(8)} ${(seconds / base).toFixed(2).padStart(10)} ${peak.toFixed(0).padStart(13)}`,
  )
}

const smallPeak = run('breakwatt', await fileOf(small)).peakMb
const peak = Math.max(...(runs.get('breakwatt') ?? []).map((one) => one.peakMb))
const grown = peak - smallPeak
console.log(
  `\nMemory: ${peak.toFixed(0)} MB at ${rows} rows, ${smallPeak.toFixed(0)} MB at ${small}: ${grown.toFixed(0)} MB more.`,
)
console.log(
  grown <= 150 ? 'Constant memory holds (at most 150 MB more).' : 'CONSTANT MEMORY DOES NOT HOLD (150 MB).',
)
rmSync(join(folder, 'ledgers'), { recursive: true, force: true })
if (grown > 150) process.exitCode = 1
