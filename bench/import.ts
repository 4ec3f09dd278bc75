import { createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { shapes, type ShapeName } from './shapes.ts'

/**
 * Import of made-up bills into a ledger, SHA-256, archive and SQLite included, against peers that only aggregate cost
 * and tokens by day and group. Every contender runs in a process of its own, in turns, and prints its total; all must
 * agree. Times are ratios to DuckDB in the same run.
 *
 *   npm run bench:import -- [--only focus,large,cur,small] [--rows 1000000] [--rounds 7]
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'focus,large,cur,small' },
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '7' },
  },
})
const rows = Number(options.rows)
const rounds = Number(options.rounds)
const parts = new Set(options.only.split(','))
const folder = join(import.meta.dirname, '..', '.bench')

/** What `large` has more rows than `focus`; peers that take minutes there are left out. */
const largeBy = 4
/**
 * These take turns first, and the others only then: on a machine that others share, half a minute of one contender's
 * work slows whoever comes next.
 */
const quick = ['breakwatt', 'duckdb']
const slow = ['udsv', 'papaparse', 'csv-parse']
const everybody = [...quick, ...slow]
/** Many times slower, they need fewer rounds to tell by how much. */
const slowRounds = 3

/** specs: at most so many times DuckDB, faster than csv-parse by so much, MB of memory, ms to a plan. */
const targets = { duckdb: 2, csvParse: 8, peakMb: 200, plannedMs: 100 }
/** Rows of a monthly export, and of the file whose memory the large one's is held against. */
const monthly = 300
const small = 100_000
/** MB more than for the small file: constant memory, the chance of garbage collection allowed for. */
const mostGrowth = 150

type Run = {
  readonly seconds: number
  readonly cpu: number
  readonly peakMb: number
  readonly total: string
  readonly planned: number | null
}

function run(contender: string, shape: ShapeName, ...files: readonly string[]): Run {
  const script = join(import.meta.dirname, 'import-contender.ts')
  const [file = '', warmUp = ''] = files
  const child = spawnSync(process.execPath, [script, contender, file, shape, warmUp], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`${contender}: ${child.stderr}`)
  return JSON.parse(child.stdout) as Run
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** The file, made if need be, and read once so that no contender pays for the disk. */
async function fileOf(shape: ShapeName, count: number): Promise<string> {
  const file = join(folder, `${shape}-${count}.csv`)
  if (!existsSync(file)) await shapes[shape].write(file, count)
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

const told = (target: string, reached: boolean): void => {
  console.log(`${reached ? 'Reached' : 'NOT REACHED'}: ${target}`)
}

async function compare(shape: ShapeName, count: number, contenders: readonly string[]): Promise<void> {
  const file = await fileOf(shape, count)
  const runs = new Map<string, Run[]>(contenders.map((name) => [name, []]))
  for (const group of [quick, slow]) {
    const takingTurns = group.filter((name) => contenders.includes(name))
    for (let round = 0; round < (group === slow ? Math.min(rounds, slowRounds) : rounds); round += 1)
      for (const contender of takingTurns) runs.get(contender)?.push(run(contender, shape, file))
  }
  const totals = new Set([...runs.values()].flat().map(({ total }) => Number(total).toFixed(3)))
  if (totals.size !== 1) throw new Error(`The contenders disagree: ${[...totals].join(', ')}`)

  const of = (name: string, what: 'seconds' | 'cpu'): number =>
    median((runs.get(name) ?? []).map((one) => one[what]))
  const peak = (name: string): number => Math.max(...(runs.get(name) ?? []).map(({ peakMb }) => peakMb))
  const size = (statSync(file).size / 1e6).toFixed(0)
  console.log(`\n${shape}, ${count} rows, ${size} MB; median of ${rounds}, of the slow ones of ${slowRounds}`)
  if (contenders.length < everybody.length)
    console.log(
      `Left out: ${everybody.filter((name) => !contenders.includes(name)).join(', ')} take minutes.`,
    )
  console.log('contender    seconds   × DuckDB   CPU s   peak RSS MB')
  for (const name of contenders) {
    const seconds = of(name, 'seconds')
    const ratio = seconds / of('duckdb', 'seconds')
    console.log(
      `${name.padEnd(11)} ${seconds.toFixed(2).padStart(8)} ${ratio.toFixed(2).padStart(10)} ${of(name, 'cpu').toFixed(2).padStart(7)} ${peak(name).toFixed(0).padStart(13)}`,
    )
  }
  const seconds = of('breakwatt', 'seconds')
  told(`at most ${targets.duckdb} × DuckDB`, seconds <= targets.duckdb * of('duckdb', 'seconds'))
  if (contenders.includes('csv-parse'))
    told(
      `at least ${targets.csvParse} × faster than csv-parse`,
      of('csv-parse', 'seconds') >= targets.csvParse * seconds,
    )
  told(`at most ${targets.peakMb} MB`, peak('breakwatt') <= targets.peakMb)
  const less = run('breakwatt', shape, await fileOf(shape, small)).peakMb
  const grown = peak('breakwatt') - less
  told(`constant memory: ${grown.toFixed(0)} MB more than with ${small} rows`, grown <= mostGrowth)
  if (grown > mostGrowth) process.exitCode = 1
}

async function planSmall(): Promise<void> {
  const [file, warmUp] = [await fileOf('focus', monthly), await fileOf('focus', monthly + 1)]
  const planned = Array.from({ length: rounds }, () => run('breakwatt', 'focus', file, warmUp).planned ?? NaN)
  const ms = median(planned) * 1000
  console.log(`\nfocus, ${monthly} rows, worker warm: planned after ${ms.toFixed(1)} ms; median of ${rounds}`)
  told(`planned within ${targets.plannedMs} ms`, ms <= targets.plannedMs)
}

mkdirSync(folder, { recursive: true })
console.log(`${cpus().length} cores, Node ${process.version}`)
if (parts.has('focus')) await compare('focus', rows, everybody)
if (parts.has('large')) await compare('focus', rows * largeBy, quick)
if (parts.has('cur')) await compare('cur', rows, everybody)
if (parts.has('small')) await planSmall()
rmSync(join(folder, 'ledgers'), { recursive: true, force: true })
