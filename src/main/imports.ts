import type { Answer, Handlers } from '../contract/bridge.ts'
import { finishedMapping } from '../core/parse-mapping.ts'
import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import { guessSample, readingsOf } from '../flows/guess-mapping.ts'
import type { Importer } from '../flows/import-off-thread.ts'
import type { BillFile } from '../flows/original.ts'
import { saveMapping } from '../ledger/mappings.ts'
import type { Tell } from './ipc.ts'
import type { Ledgers } from './ledgers.ts'

export type ImportWants = {
  readonly importer: Importer
  readonly ledgers: Ledgers
  /** Asks for bills in the system's dialog; none when it was closed. */
  readonly choose: () => Promise<readonly string[]>
  readonly tell: Tell
  /** Passes a change of the ledger on to everything that follows it. */
  readonly announce: <T>(done: Result<T, Problem>) => Result<T, Problem>
}

type ImportCalls =
  | 'planImport'
  | 'chooseBills'
  | 'answerPlan'
  | 'commitPlan'
  | 'discardPlan'
  | 'cancelImport'
  | 'readOriginalRows'
  | 'planAgain'
  | 'guessColumns'
  | 'guessWith'
  | 'readSample'
  | 'saveMapping'

/** Everything asked of the import thread. Bills always go to the user's own ledger, which is then shown. */
export function importHandlers({
  importer,
  ledgers,
  choose,
  tell,
  announce,
}: ImportWants): Pick<Handlers, ImportCalls> {
  const plan = async (files: readonly BillFile[]): Promise<Answer<'planImport'>> => {
    if (!ledgers.own.ok) return ledgers.own
    return importer.plan(ledgers.file, files, Date.now(), (progress) => {
      tell('import:progress', progress)
    })
  }
  return {
    planImport: plan,
    chooseBills: async () => {
      const paths = await choose()
      return paths.length === 0 ? ok(null) : plan(paths.map((path) => ({ path })))
    },
    answerPlan: (number, answers) => importer.answer(number, answers),
    commitPlan: async (number) => {
      const done = await importer.commit(number)
      if (!done.ok || done.value.state === 'changed') return done
      ledgers.closeSamples()
      return announce(done)
    },
    discardPlan: () => importer.discard(),
    planAgain: (number) => importer.again(number, Date.now()),
    guessColumns: (number, bill) => importer.guess(number, bill),
    guessWith: (sample, chosen) => ok(guessSample(sample, chosen)),
    readSample: (draft, sample) => ok(readingsOf(draft, sample)),
    saveMapping: (draft) => {
      const mapping = finishedMapping(draft)
      if (!mapping.ok) return mapping
      if (!ledgers.own.ok) return ledgers.own
      saveMapping(ledgers.own.value, mapping.value, Date.now())
      return ok(null)
    },
    cancelImport: () => {
      importer.cancel()
      return ok(null)
    },
    readOriginalRows: (statementId, charge) => {
      const shown = ledgers.shown()
      return shown.ok ? importer.rows(shown.value.file, statementId, charge) : shown
    },
  }
}
