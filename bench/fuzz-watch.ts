import { fork } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from './fuzz-run.ts'

/** Cases from one number to another, both included. Numbers of a seed are the same cases ever after. */
export type Order = {
  readonly seed: number
  readonly first: number
  readonly last: number
  /** Where the bytes of cases that are not fine are kept. */
  readonly folder: string
  /** Where its ledgers lie; in memory it is quicker. */
  readonly ledgers: string
}

export type Watching = Order & {
  /** A case that takes longer is killed, in milliseconds. */
  readonly patience: number
  /** Told of every case, in order; answers whether to go on. */
  readonly tell: (done: Case) => boolean
  /** What runs the cases. */
  readonly program?: URL
}

/** Where the bytes of a case lie while it runs, and stay when it is not fine. */
export const evidence = (folder: string, seed: number, number: number, name: string): string =>
  join(folder, `case-${seed}-${number}-${name}`)

/** The bytes of a case that was not fine; null where there are none. */
export function evidenceOf({ folder, seed }: Pick<Order, 'folder' | 'seed'>, number: number): string | null {
  const name = readdirSync(folder).find((one) => one.startsWith(`case-${seed}-${number}-`))
  return name === undefined ? null : join(folder, name)
}

/** Where the process of a number has its ledger. */
export const ledgerOf = (ledgers: string, process: number): string =>
  join(ledgers, `breakwatt-fuzz-${process}`)

const fuzzChild = new URL('fuzz-child.ts', import.meta.url)

/** What the process says before its first case. */
export const ready = 'ready'

/** Longest that it takes to say so, in milliseconds: its bills are made first. */
const longestStart = 120_000

/**
 * Has another process run the cases. One that hangs is killed with its process, one that ends the process is reported
 * as well; either way the cases behind it are run by a new one.
 */
export async function watchFuzz(watching: Watching): Promise<void> {
  const { last, tell } = watching
  let next = watching.first
  let goesOn = true
  while (goesOn && next <= last) {
    const died = await runFrom(watching, next, (done) => {
      next = done.number + 1
      return (goesOn = tell(done))
    })
    if (died === null) continue
    goesOn = tell({ ...nothing, number: next, violations: [died] })
    next += 1
  }
}

const nothing: Case = {
  number: 0,
  dialect: 'not told',
  mutations: 1,
  accepted: 0,
  refused: [],
  unseen: 0,
  violations: [],
}

/** Runs cases until the last one or until one of them ends the process: why it did, or null. */
function runFrom(
  { seed, last, folder, ledgers, patience, program = fuzzChild }: Watching,
  first: number,
  tell: (done: Case) => boolean,
): Promise<string | null> {
  const order: Order = { seed, first, last, folder, ledgers }
  const child = fork(program, [JSON.stringify(order)], { execArgv: [] })
  return new Promise((resolve) => {
    let why: string | null = null
    let isOver = false
    let next = first
    const killIn = (wait: number): NodeJS.Timeout =>
      setTimeout(() => {
        why = `hangs: no end in ${wait / 1000} seconds`
        child.kill('SIGKILL')
      }, wait)
    let timer = killIn(longestStart)
    child.on('message', (done: Case | typeof ready) => {
      clearTimeout(timer)
      if (isOver) return
      timer = killIn(patience)
      if (done === ready) return
      next = done.number + 1
      isOver = !tell(done) || done.number === last
      if (!isOver) return
      clearTimeout(timer)
      child.kill('SIGKILL')
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      rmSync(ledgerOf(ledgers, child.pid ?? 0), { recursive: true, force: true })
      // It may have begun the case behind the last one.
      const begun = isOver ? evidenceOf({ folder, seed }, next) : null
      if (begun !== null) rmSync(begun)
      resolve(isOver ? null : (why ?? `ends the process: ${signal ?? `exit ${code}`}`))
    })
  })
}
