import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { fuzzSeeds } from './fuzz-corpus.ts'
import { bytesOfCase, fuzzing, type Case } from './fuzz-run.ts'

/**
 * Bills of every dialect with bytes and rows changed at random, imported one by one: nothing may crash or hang, a
 * refused file leaves nothing behind, and what is imported adds up to its rows. What a case holds follows from the
 * seed and its number. Exits with 1 on any violation; its bytes are then in .bench/.
 *
 *   npm run fuzz -- [mutations] [seed]     default 1000000 1
 */
const mutations = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? 1)
const folder = join(import.meta.dirname, '..', '.bench')

/** A case that gives no sign for so long hangs, in milliseconds. */
const longest = 120_000
/** Violations after which it is enough. */
const mostViolations = 20

type Order = { readonly first: number; readonly left: number }
type Report = Case | { readonly over: readonly string[] }

async function work({ first, left }: Order): Promise<void> {
  const tell = (report: Report): void => parentPort?.postMessage(report)
  const seeds = await fuzzSeeds()
  const run = fuzzing(seeds, seed, join(folder, `fuzz-${process.pid}-${first}`))
  let number = first
  for (let rest = left; rest > 0; number += 1) {
    const done = await run.next(number)
    rest -= done.mutations
    tell(done)
  }
  tell({ over: await run.end() })
}

type Tally = { cases: number; mutations: number; accepted: number; readonly refused: Map<string, number> }

async function watchOver(): Promise<number> {
  const seeds = await fuzzSeeds()
  const tallies = new Map<string, Tally>()
  let violations = 0
  let made = 0
  let number = 0
  const began = performance.now()

  const keep = (at: number, found: readonly string[]): void => {
    violations += 1
    const { from, bytes } = bytesOfCase(seeds, seed, at)
    const path = join(folder, `fuzz-${seed}-${at}-${from.name}`)
    writeFileSync(path, bytes)
    console.log(`\nseed ${seed}, case ${at} (${from.dialect}): ${path}\n  ${found.join('\n  ')}`)
  }
  const count = (done: Case): void => {
    const tally = tallies.get(done.dialect) ?? {
      cases: 0,
      mutations: 0,
      accepted: 0,
      refused: new Map<string, number>(),
    }
    tallies.set(done.dialect, tally)
    tally.cases += 1
    tally.mutations += done.mutations
    tally.accepted += done.accepted
    for (const kind of done.refused) tally.refused.set(kind, (tally.refused.get(kind) ?? 0) + 1)
    made += done.mutations
    number = done.number + 1
    if (done.violations.length > 0) keep(done.number, done.violations)
    if (done.number % 5000 === 0 && done.number > 0)
      console.log(
        `${made} changes in ${done.number} bills, ${((performance.now() - began) / 1000).toFixed(0)} s`,
      )
  }

  /** One run of the worker: to its end, or until a case hangs or ends it. */
  const runOnce = (): Promise<void> =>
    new Promise((resolve) => {
      const order: Order = { first: number, left: mutations - made }
      const worker = new Worker(new URL(import.meta.url), { workerData: order, argv: process.argv.slice(2) })
      let stopped = false
      const stop = (why: string | null): void => {
        if (stopped) return
        stopped = true
        clearTimeout(timer)
        if (why !== null) {
          keep(number, [why])
          number += 1
          made += 1
        }
        void worker.terminate().then(() => {
          resolve()
        })
      }
      const hangs = (): void => {
        stop(`hangs: no end in ${longest / 1000} seconds`)
      }
      let timer = setTimeout(hangs, longest)
      worker.on('message', (report: Report) => {
        clearTimeout(timer)
        timer = setTimeout(hangs, longest)
        if ('over' in report) {
          if (report.over.length > 0) keep(number - 1, report.over)
          stop(null)
          made = mutations
          return
        }
        count(report)
        if (violations >= mostViolations) stop(null)
      })
      worker.on('error', (bug) => {
        stop(`ends the thread: ${bug instanceof Error ? bug.message : String(bug)}`)
      })
    })

  while (made < mutations && violations < mostViolations) await runOnce()
  for (const [dialect, { cases, mutations: changed, accepted, refused }] of [...tallies].toSorted()) {
    const kinds = [...refused].toSorted((one, other) => other[1] - one[1])
    console.log(
      `${dialect.padEnd(24)} ${String(cases).padStart(6)} bills ${String(changed).padStart(8)} changes ${String(accepted).padStart(6)} accepted; refused: ${kinds.map(([kind, times]) => `${kind} ${times}`).join(', ')}`,
    )
  }
  console.log(`seed ${seed}: ${violations} violations, ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return violations === 0 ? 0 : 1
}

if (isMainThread) {
  mkdirSync(folder, { recursive: true })
  process.exitCode = await watchOver()
} else await work(workerData as Order)
