import { parentPort } from 'node:worker_threads'
import type { Problem } from '../core/problem.ts'
import type { ImportOutcome } from '../core/statement.ts'
import { openLedger } from '../ledger/open.ts'
import { importStatements, nameOf, type BillFile, type ImportProgress } from './import-statements.ts'

/** What the worker is asked; `number` tells the answers apart. */
export type ImportOrder = {
  readonly number: number
  readonly ledgerFile: string
  readonly files: readonly BillFile[]
  readonly now: number
}

export type ImportReport =
  | { readonly number: number; readonly progress: ImportProgress }
  | { readonly number: number; readonly outcomes: readonly ImportOutcome[] }
  | { readonly number: number; readonly bug: string }

/** Progress is told no more often than this, in milliseconds. */
const beat = 100

async function carryOut({ number, ledgerFile, files, now }: ImportOrder): Promise<ImportReport> {
  const opened = openLedger(ledgerFile)
  if (!opened.ok) return { number, outcomes: refusedAll(files, opened.problem) }
  let told = 0
  try {
    const outcomes = await importStatements(opened.value, files, now, (progress) => {
      const at = performance.now()
      if (at - told < beat) return
      told = at
      parentPort?.postMessage({ number, progress } satisfies ImportReport)
    })
    return { number, outcomes }
  } finally {
    opened.value.close()
  }
}

const refusedAll = (files: readonly BillFile[], problem: Problem): readonly ImportOutcome[] =>
  files.map((file) => ({ state: 'refused', file: nameOf(file), problem }))

let queue = Promise.resolve()

parentPort?.on('message', (order: ImportOrder) => {
  queue = queue.then(async () => {
    const report = await carryOut(order).catch((thrown: unknown): ImportReport => ({
      number: order.number,
      bug: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    }))
    parentPort?.postMessage(report)
  })
})
