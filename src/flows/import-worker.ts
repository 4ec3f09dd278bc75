import { setFlagsFromString } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import type { OpenedCharge, OriginalRows } from '../core/drill-down.ts'
import type { Committed, ImportPlan, PlanAnswer } from '../core/import-plan.ts'
import type { Mapping } from '../core/mapping.ts'
import type { RatesImported } from '../core/exchange.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { ledgerProblem, openLedger, type Ledger } from '../ledger/open.ts'
import { importRates } from './import-rates.ts'
import { guessFile, type GuessedFile } from './guess-mapping.ts'
import type { BillFile } from './original.ts'
import { planImport, type Planning } from './plan-import.ts'
import { priceTable } from './price-table.ts'
import { raiseAlerts } from './raise-alerts.ts'
import { readOriginalRows } from './read-original-rows.ts'
import type { ImportProgress } from './stage-bills.ts'

/** What the worker is asked. One plan waits at a time: a new one takes the place of the one before. */
export type ImportOrder =
  | {
      readonly kind: 'plan'
      readonly ledgerFile: string
      readonly files: readonly BillFile[]
      readonly now: number
      /** See `planImport`. */
      readonly mappings: readonly Mapping[]
    }
  | {
      readonly kind: 'answer'
      readonly plan: number
      readonly answers: readonly (readonly [number, PlanAnswer])[]
    }
  | { readonly kind: 'commit'; readonly plan: number }
  /** Reads the files of the waiting plan once more: by now it may be known how. */
  | { readonly kind: 'again'; readonly plan: number; readonly now: number }
  /** What the columns of a rejected bill seem to mean. */
  | { readonly kind: 'guess'; readonly plan: number; readonly bill: number }
  | { readonly kind: 'discard' }
  | { readonly kind: 'rates'; readonly ledgerFile: string; readonly file: BillFile }
  | {
      readonly kind: 'rows'
      readonly ledgerFile: string
      readonly statementId: number
      readonly charge: OpenedCharge
    }

/** What each order is answered with; a plan that was cancelled is null. */
export type ImportAnswers = {
  readonly plan: Result<ImportPlan | null, Problem>
  readonly answer: Result<ImportPlan, Problem>
  readonly commit: Result<Committed, Problem>
  readonly again: Result<ImportPlan | null, Problem>
  readonly guess: Result<GuessedFile, Problem>
  readonly discard: Result<null, Problem>
  readonly rates: Result<RatesImported, Problem>
  readonly rows: Result<OriginalRows, Problem>
}

/** `cancel` does not wait for its turn. */
export type ToWorker = { readonly number: number; readonly order: ImportOrder } | 'cancel'

export type FromWorker =
  | { readonly number: number; readonly progress: ImportProgress }
  | { readonly number: number; readonly answer: ImportAnswers[keyof ImportAnswers] }
  | { readonly number: number; readonly bug: string }

/** Progress is told no more often than this, in milliseconds. */
const beat = 100

type PlanOrder = Extract<ImportOrder, { readonly kind: 'plan' }>

type Waiting = {
  readonly id: number
  readonly order: PlanOrder
  readonly ledger: Ledger
  readonly planning: Planning
}

let waiting: Waiting | null = null
/** Of the readings that are under way or wait for their turn. */
const readings = new Set<AbortController>()

const tell = (report: FromWorker): void => parentPort?.postMessage(report)

async function carryOut(
  number: number,
  order: ImportOrder,
  signal: AbortSignal,
): Promise<ImportAnswers[keyof ImportAnswers]> {
  switch (order.kind) {
    case 'plan':
      return plan(number, order, signal)
    case 'answer':
      return onPlan(order.plan, ({ planning }) => ok(planning.answer(new Map(order.answers))))
    case 'commit': {
      const done = onPlan(order.plan, ({ planning }) => planning.commit())
      if (done.ok && done.value.state === 'committed') {
        lookForGrowth()
        await discard()
      }
      return done
    }
    case 'again': {
      const before = onPlan(order.plan, (found) => ok(found.order))
      return before.ok ? plan(number, { ...before.value, now: order.now }, signal) : before
    }
    case 'guess': {
      const files = onPlan(order.plan, ({ planning }) => ok(planning.filesOf(order.bill)))
      if (!files.ok) return files
      const [file] = files.value
      return file ? guessFile(file) : refused({ kind: 'no-such-plan' })
    }
    case 'discard':
      await discard()
      return ok(null)
    case 'rates':
      return onLedger(order.ledgerFile, (ledger) => importRates(ledger, order.file))
    case 'rows':
      return onLedger(order.ledgerFile, (ledger) => readOriginalRows(ledger, order.statementId, order.charge))
  }
}

/** What the disk refuses here does not undo the import: growth is looked for again when the program starts. */
function lookForGrowth(): void {
  if (!waiting) return
  try {
    raiseAlerts(waiting.ledger, Date.now())
  } catch (thrown) {
    if (ledgerProblem(waiting.order.ledgerFile, thrown) === null) throw thrown
  }
}

async function plan(number: number, order: PlanOrder, signal: AbortSignal): Promise<ImportAnswers['plan']> {
  const { ledgerFile, files, now, mappings } = order
  await discard()
  const opened = openLedger(ledgerFile)
  if (!opened.ok) return opened
  const ledger = opened.value
  let told = 0
  try {
    const planning = await planImport(ledger, files, now, {
      id: number,
      mappings,
      signal,
      tell: (progress) => {
        const at = performance.now()
        if (at - told < beat) return
        told = at
        tell({ number, progress })
      },
    })
    waiting = { id: number, order, ledger, planning }
    return ok(planning.plan())
  } catch (thrown) {
    ledger.close()
    if (signal.aborted) return ok(null)
    throw thrown
  }
}

async function onLedger<T>(
  file: string,
  use: (ledger: Ledger) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
  const opened = openLedger(file)
  if (!opened.ok) return opened
  try {
    return await use(opened.value)
  } finally {
    opened.value.close()
  }
}

function onPlan<T>(id: number, use: (waiting: Waiting) => Result<T, Problem>): Result<T, Problem> {
  return waiting?.id === id ? use(waiting) : refused({ kind: 'no-such-plan' })
}

async function discard(): Promise<void> {
  const { planning, ledger } = waiting ?? {}
  waiting = null
  await planning?.end()
  ledger?.close()
}

// In one import of ten V8 took what is made for each row for objects that last, and set 45 MB aside for them.
setFlagsFromString('--no-allocation-site-pretenuring')

// Read while nobody waits, so that the first plan need not.
void priceTable()

let queue = Promise.resolve()

parentPort?.on('message', (message: ToWorker) => {
  if (message === 'cancel') {
    for (const cancelling of readings) cancelling.abort()
    return
  }
  const { number, order } = message
  const cancelling = new AbortController()
  readings.add(cancelling)
  queue = queue.then(async () => {
    try {
      tell({ number, answer: await carryOut(number, order, cancelling.signal) })
    } catch (thrown) {
      tell({ number, bug: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) })
    } finally {
      readings.delete(cancelling)
    }
  })
})
