import { Worker } from 'node:worker_threads'
import type { ImportOutcome } from '../core/statement.ts'
import type { BillFile, ImportProgress } from './import-statements.ts'
import type { ImportOrder, ImportReport } from './import-worker.ts'

/** Imports on a thread of its own, kept warm, so that the window never waits. */
export type Importer = {
  readonly importInto: (
    ledgerFile: string,
    files: readonly BillFile[],
    now: number,
    tell: (progress: ImportProgress) => void,
  ) => Promise<readonly ImportOutcome[]>
  readonly close: () => Promise<void>
}

/**
 * Megabytes of young objects. An import makes a billion short-lived ones; left alone, V8 would set a hundred
 * megabytes aside for them and gain nothing.
 */
const youngMb = 16

/** `worker` is where the host keeps the built or plain `import-worker`. */
export function startImporter(worker: URL): Importer {
  const thread = new Worker(worker, { resourceLimits: { maxYoungGenerationSizeMb: youngMb } })
  const waiting = new Map<
    number,
    {
      readonly tell: (progress: ImportProgress) => void
      readonly done: (outcomes: readonly ImportOutcome[]) => void
      readonly failed: (bug: Error) => void
    }
  >()
  let count = 0
  const failAll = (bug: Error): void => {
    for (const { failed } of waiting.values()) failed(bug)
    waiting.clear()
  }
  thread.on('error', failAll)
  thread.on('exit', () => {
    failAll(new Error('The import thread has ended'))
  })
  thread.on('message', (report: ImportReport) => {
    const order = waiting.get(report.number)
    if (!order) return
    if ('progress' in report) {
      order.tell(report.progress)
      return
    }
    waiting.delete(report.number)
    if ('outcomes' in report) order.done(report.outcomes)
    else order.failed(new Error(report.bug))
  })
  return {
    importInto: (ledgerFile, files, now, tell) =>
      new Promise((done, failed) => {
        count += 1
        waiting.set(count, { tell, done, failed })
        thread.postMessage({ number: count, ledgerFile, files, now } satisfies ImportOrder)
      }),
    close: async () => {
      await thread.terminate()
    },
  }
}
