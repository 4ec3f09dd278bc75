import {
  doubtedIn,
  waits,
  willImport,
  type ImportPlan,
  type PlanAnswer,
  type PlannedBill,
} from '../core/import-plan.ts'
import type { Problem } from '../core/problem.ts'
import type { ImportOutcome, Statement } from '../core/statement.ts'
import { commitStatement, forgetStatement, setUndone, type NewStatement } from '../ledger/commit.ts'
import { saveMapping } from '../ledger/mappings.ts'
import type { Ledger } from '../ledger/open.ts'
import { notesOfStatements, statementOfHash } from '../ledger/statements.ts'
import { keepRates } from './import-rates.ts'
import { withNotes } from './keep-notes.ts'
import type { BillRead } from './stage-bills.ts'
import { statementOf, type StagedBill } from './staged-bill.ts'

type Ready = Extract<PlannedBill, { readonly state: 'ready' }>

/**
 * Does what a plan says, all of it in one transaction. `stillSo` answers the plan as it is by then; null where it is no
 * longer what it was: then nothing is done.
 */
export function carryOut(
  ledger: Ledger,
  reads: readonly BillRead[],
  stillSo: () => ImportPlan | null,
): readonly ImportOutcome[] | null {
  try {
    return withNotes(ledger, (note) => {
      const plan = stillSo()
      if (plan === null) return null
      const done = plan.bills.map((bill) => carryOutOne(ledger, bill, reads[bill.number]))
      for (const outcome of done) if (outcome.state === 'imported') note(outcome.statement.id)
      return done
    })
  } catch (thrown) {
    takeBack(ledger, reads)
    throw thrown
  }
}

/**
 * Takes the originals of bills that did not come in out of the archive again, but for those that another program has
 * imported meanwhile.
 */
function takeBack(ledger: Ledger, reads: readonly BillRead[]): void {
  ledger.db
    .transaction(() => {
      const needed = new Set(
        notesOfStatements(ledger).flatMap(({ original, originals }) => [
          original,
          ...originals.map(({ sha256 }) => sha256),
        ]),
      )
      for (const read of reads) {
        if (read.state !== 'staged') continue
        const { original, originals } = read.staged
        if ([original, ...originals.map(({ sha256 }) => sha256)].some((sha256) => needed.has(sha256)))
          continue
        for (const keeping of read.keepings) keeping.takeBack()
      }
    })
    .immediate()
}

function carryOutOne(ledger: Ledger, bill: PlannedBill, read: BillRead | undefined): ImportOutcome {
  const { file } = bill
  if (bill.state === 'rejected') return { state: 'refused', file, problem: bill.problem }
  if (bill.state === 'rates' && read?.state === 'rates')
    return willImport(bill)
      ? { state: 'rates-imported', file, rates: keepRates(ledger, file, read.rates) }
      : { state: 'skipped', file }
  if (bill.state === 'rates' || read?.state !== 'staged')
    throw new Error(`${file} is planned and was not read`)
  const { staged, keepings } = read
  if (bill.state === 'already-imported') {
    const statement = statementOfHash(ledger, staged.sha256)
    putBack(ledger, read)
    return statement
      ? { state: 'already-imported', file, statement, putBack: bill.putsBack }
      : { state: 'skipped', file }
  }
  if (waits(bill)) return { state: 'refused', file, problem: inDoubt(bill) }
  if (!willImport(bill)) return { state: 'skipped', file }
  const { broughtBack, replaced } = bill
  if (broughtBack !== null) {
    putBack(ledger, read)
    setUndone(ledger, broughtBack.id, null)
    return { state: 'imported', file, statement: { ...broughtBack, undoneAt: null }, replaced }
  }
  const label = labelFor(bill.answer, statementOfHash(ledger, staged.sha256))
  for (const keeping of keepings) keeping.keep()
  const written = commitStatement(ledger, staged.stage, {
    ...statementOf(staged, label),
    ...forgotten(ledger, staged.sha256),
    coverage: bill.statement.coverage,
  })
  const { mapping, importedAt } = staged
  if (mapping !== null) saveMapping(ledger, mapping, importedAt)
  if (written === null) throw new Error(`${file} is planned as new and is in the ledger`)
  return { state: 'imported', file, ...written }
}

/** Puts the originals of a statement back into the archive, where somebody has taken them out. */
function putBack(
  ledger: Ledger,
  { staged, keepings }: Extract<BillRead, { readonly state: 'staged' }>,
): void {
  if (isOriginalOf(ledger, staged)) for (const keeping of keepings) keeping.keep()
}

/** Whether the statement of the same bytes was read from the same files. */
export function isOriginalOf(ledger: Ledger, { sha256, original, originals }: StagedBill): boolean {
  const known = notesOfStatements(ledger).find((note) => note.sha256 === sha256)
  return known?.original === original && known.originals.length === originals.length
}

/** What keeps a bill's accounts apart: what the user says, else what was said when the same bytes were imported before. */
export const labelFor = (answer: PlanAnswer | null | undefined, known: Statement | null): string | null =>
  answer?.kind === 'import-as' ? answer.label : (known?.accountLabel ?? null)

/** A statement of the same bytes that was undone gives way to one that is not as it was: number and typed totals stay. */
function forgotten(ledger: Ledger, sha256: string): Partial<Pick<NewStatement, 'id' | 'controlTotals'>> {
  const known = statementOfHash(ledger, sha256)
  if (known === null) return {}
  forgetStatement(ledger, known.id)
  return { id: known.id, controlTotals: known.controlTotals }
}

/** Nobody said what to do about days of which it is in doubt whether they are the same money. */
function inDoubt(bill: Ready): Problem {
  const { file } = bill
  const [first] = doubtedIn(bill)
  const doubt = first?.doubts[0]
  if (!first || !doubt) throw new Error(`${file} waits for an answer and nothing is in doubt`)
  return first.stays
    ? { kind: 'outranked-in-doubt', file, newer: first.fileName, days: first.days, doubt }
    : { kind: 'replacement-in-doubt', file, replaces: first.fileName, doubt }
}
