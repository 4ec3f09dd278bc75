import type { Problem } from '../core/problem.ts'
import type { ImportOutcome } from '../core/statement.ts'
import type { Ledger } from '../ledger/open.ts'
import { nameOf, type BillFile } from './original.ts'
import { planImport, type PlanWants } from './plan-import.ts'

/**
 * Imports files without asking anybody: each replaces the days it covers, also where the plan has doubts. A file has
 * one outcome, an archive one for each bill in it; a bill whose very bytes are in the ledger changes nothing. `now` is
 * milliseconds since 1970.
 */
export async function importStatements(
  ledger: Ledger,
  files: readonly BillFile[],
  now: number,
  wants: PlanWants = {},
): Promise<readonly ImportOutcome[]> {
  const planning = await planImport(ledger, files, now, wants)
  try {
    const { bills } = planning.plan()
    planning.answer(new Map(bills.map(({ number }) => [number, { kind: 'import' }])))
    const done = planning.commit()
    if (!done.ok) return refusedAll(files, done.problem)
    if (done.value.state === 'changed') throw new Error('The ledger changed between a plan and its commit')
    return done.value.outcomes
  } finally {
    await planning.end()
  }
}

/** The same problem for every file. */
export const refusedAll = (files: readonly BillFile[], problem: Problem): readonly ImportOutcome[] =>
  files.map((file) => ({ state: 'refused', file: nameOf(file), problem }))
