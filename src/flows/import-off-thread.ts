import { Worker } from 'node:worker_threads'
import type { OpenedCharge } from '../core/drill-down.ts'
import type { Mapping } from '../core/mapping.ts'
import type { PlanAnswer } from '../core/import-plan.ts'
import type { BillFile } from './original.ts'
import type { FromWorker, ImportAnswers, ImportOrder, ToWorker } from './import-worker.ts'
import type { ImportProgress } from './stage-bills.ts'

/**
 * Plans and imports on a thread of its own, kept warm, so that the window never waits. One plan waits at a time: a new
 * one takes the place of the one before.
 */
export type Importer = {
  /** Null when it was cancelled. `now` is milliseconds since 1970. */
  readonly plan: (
    ledgerFile: string,
    files: readonly BillFile[],
    now: number,
    tell: (progress: ImportProgress) => void,
    mappings?: readonly Mapping[],
  ) => Promise<ImportAnswers['plan']>
  /** Answers by the bill's number in the plan, all of them; the plan as it then is. */
  readonly answer: (
    plan: number,
    answers: readonly (readonly [number, PlanAnswer])[],
  ) => Promise<ImportAnswers['answer']>
  readonly commit: (plan: number) => Promise<ImportAnswers['commit']>
  /** Plans the files of the waiting plan anew. */
  readonly again: (plan: number, now: number) => Promise<ImportAnswers['again']>
  /** What the columns of a bill of the waiting plan seem to mean. */
  readonly guess: (plan: number, bill: number) => Promise<ImportAnswers['guess']>
  /** Throws the waiting plan away. */
  readonly discard: () => Promise<ImportAnswers['discard']>
  /** Stops the reading that is under way, if one is; nothing of it stays. */
  readonly cancel: () => void
  /** See `import-rates`: a quarter of a million rates take a second. */
  readonly rates: (ledgerFile: string, file: BillFile) => Promise<ImportAnswers['rates']>
  /** See `read-original-rows`: a large bill takes seconds. */
  readonly rows: (
    ledgerFile: string,
    statementId: number,
    charge: OpenedCharge,
  ) => Promise<ImportAnswers['rows']>
  readonly close: () => Promise<void>
}

/**
 * Megabytes of young objects. An import makes a billion short-lived ones; left alone, V8 would set a hundred
 * megabytes aside for them and gain nothing.
 */
const youngMb = 12

type Order = {
  readonly tell: (progress: ImportProgress) => void
  readonly done: (answer: ImportAnswers[keyof ImportAnswers]) => void
  readonly failed: (bug: Error) => void
}

/** `worker` is where the host keeps the built or plain `import-worker`. */
export function startImporter(worker: URL): Importer {
  const thread = new Worker(worker, { resourceLimits: { maxYoungGenerationSizeMb: youngMb } })
  const waiting = new Map<number, Order>()
  let count = 0
  const failAll = (bug: Error): void => {
    for (const { failed } of waiting.values()) failed(bug)
    waiting.clear()
  }
  thread.on('error', failAll)
  thread.on('exit', () => {
    failAll(new Error('The import thread has ended'))
  })
  thread.on('message', (report: FromWorker) => {
    const order = waiting.get(report.number)
    if (!order) return
    if ('progress' in report) {
      order.tell(report.progress)
      return
    }
    waiting.delete(report.number)
    if ('answer' in report) order.done(report.answer)
    else order.failed(new Error(report.bug))
  })
  const post = (message: ToWorker): void => {
    thread.postMessage(message)
  }
  /** The worker answers each kind of order with its own kind of answer. */
  const ask = <K extends keyof ImportAnswers>(
    order: Extract<ImportOrder, { kind: K }>,
    tell: Order['tell'] = () => undefined,
  ): Promise<ImportAnswers[K]> =>
    new Promise((done, failed) => {
      count += 1
      waiting.set(count, { tell, done: done as Order['done'], failed })
      post({ number: count, order })
    })
  return {
    plan: (ledgerFile, files, now, tell, mappings = []) =>
      ask<'plan'>({ kind: 'plan', ledgerFile, files, now, mappings }, tell),
    answer: (plan, answers) => ask<'answer'>({ kind: 'answer', plan, answers }),
    commit: (plan) => ask<'commit'>({ kind: 'commit', plan }),
    again: (plan, now) => ask<'again'>({ kind: 'again', plan, now }),
    guess: (plan, bill) => ask<'guess'>({ kind: 'guess', plan, bill }),
    discard: () => ask<'discard'>({ kind: 'discard' }),
    rates: (ledgerFile, file) => ask<'rates'>({ kind: 'rates', ledgerFile, file }),
    rows: (ledgerFile, statementId, charge) => ask<'rows'>({ kind: 'rows', ledgerFile, statementId, charge }),
    cancel: () => {
      post('cancel')
    },
    close: async () => {
      await thread.terminate()
    },
  }
}
