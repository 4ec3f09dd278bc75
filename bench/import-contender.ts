import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startImporter, type Importer } from '../src/flows/import-off-thread.ts'
import { openLedger } from '../src/ledger/open.ts'
import type { Contender } from './peers.ts'
import { isShape, shapes } from './shapes.ts'

/** One contender on one file, in a process of its own: prints seconds, peak memory and its total as JSON. */
const [, , name = '', file = '', shape = '', warmUp = ''] = process.argv

/** An empty ledger that is there already, as in the program when a file is dropped. */
function aLedger(): string {
  const folder = join(import.meta.dirname, '..', '.bench', 'ledgers')
  mkdirSync(folder, { recursive: true })
  const file = join(mkdtempSync(join(folder, 'run-')), 'ledger.sqlite')
  const opened = openLedger(file)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  opened.value.close()
  return file
}

/** Plans and commits a file. Answers its exact total, and how many seconds after the order its plan was there. */
async function importFile(
  importer: Importer,
  ledger: string,
  path: string,
): Promise<{ total: string; planned: number }> {
  const ordered = performance.now()
  const plan = await importer.plan(ledger, [{ path }], Date.now(), () => undefined)
  const planned = (performance.now() - ordered) / 1000
  if (!plan.ok || plan.value === null) throw new Error(JSON.stringify(plan))
  const done = await importer.commit(plan.value.id)
  if (!done.ok || done.value.state !== 'committed') throw new Error('The plan was not committed')
  const [outcome] = done.value.outcomes
  if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
  return { total: outcome.statement.totals[0]?.billed ?? '', planned }
}

let planned: number | null = null

/** Milliseconds in which the worker has loaded what it loads while nobody waits. */
const settling = 500

/**
 * Hash, archive and ledger included. The worker has begun, as in the program, where it is started with the window;
 * the first import finds nothing compiled, unless another file goes before.
 */
async function breakwatt(): Promise<Contender> {
  const importer = startImporter(new URL('../out/main/import-worker.js', import.meta.url))
  await importer.discard()
  await new Promise((resolve) => setTimeout(resolve, settling))
  if (warmUp !== '') await importFile(importer, aLedger(), warmUp)
  const ledger = aLedger()
  return async (path) => {
    const done = await importFile(importer, ledger, path)
    await importer.close()
    planned = done.planned
    return done.total
  }
}

// The peers are loaded only where one of them runs: what they take would count as ours.
const contender = name === 'breakwatt' ? await breakwatt() : (await import('./peers.ts')).peers[name]
if (!contender || !isShape(shape)) throw new Error(`No contender ${name} of ${shape}`)
const began = performance.now()
const before = process.resourceUsage()
const total = await contender(file, shapes[shape])
const seconds = (performance.now() - began) / 1000
const after = process.resourceUsage()
const cpu = (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1e6

/** Peak resident memory in MB: the kernel's own figure where there is one. */
function peakMb(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

process.stdout.write(JSON.stringify({ seconds, cpu, peakMb: peakMb(), total, planned }))
