import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanAnswer } from '../../src/core/import-plan.ts'
import type { ImportOutcome } from '../../src/core/statement.ts'
import { check } from '../../src/flows/check.ts'
import type { BillFile } from '../../src/flows/original.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { redoStatement, undoStatement } from '../../src/flows/undo-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { noon } from '../make.ts'
import { answers, billText, runs, someBills, type MadeBill } from './bills.ts'
import { withLedger } from './ledgers.ts'
import { seen } from './seen.ts'

/** What somebody does next with one of the bills. Null leaves an import to the program, which refuses what is in doubt. */
type Step =
  | { readonly kind: 'import'; readonly bill: number; readonly answer: PlanAnswer | null }
  | { readonly kind: 'undo' | 'redo'; readonly bill: number }

/** What came in, when, and as whose: all that its being in the ledger rests on. */
type Came = { readonly bill: number; readonly at: number; readonly answer: PlanAnswer }

const minute = 60_000
const fileOf = (bills: readonly MadeBill[], place: number): BillFile => ({
  name: `bill ${place}.csv`,
  bytes: Buffer.from(
    billText(bills[place] ?? { form: 'aws-cur', invoiced: false, lastDay: 0, rows: [] }, place),
  ),
})

async function importOne(
  ledger: Ledger,
  file: BillFile,
  answer: PlanAnswer | null,
  now: number,
): Promise<ImportOutcome> {
  const planning = await planImport(ledger, [file], now)
  if (answer !== null) planning.answer(new Map([[0, answer]]))
  const done = planning.commit()
  await planning.end()
  if (!done.ok || done.value.state !== 'committed') throw new Error(JSON.stringify(done))
  const [outcome] = done.value.outcomes
  if (outcome === undefined) throw new Error('No outcome')
  return outcome
}

/** A ledger's number of each bill that is or was in it. */
const numberOf = (ledger: Ledger, bill: number): number =>
  listStatements(ledger).find(({ fileName }) => fileName === `bill ${bill}.csv`)?.id ?? 0

/** Does all of it, a minute apart; what is in the ledger in the end, in the order in which it came. */
async function live(
  ledger: Ledger,
  bills: readonly MadeBill[],
  steps: readonly Step[],
): Promise<readonly Came[]> {
  const came: Came[] = []
  const undone = new Set<number>()
  for (const [place, step] of steps.entries()) {
    const { bill } = step
    const at = noon + place * minute
    const known = came.some((one) => one.bill === bill)
    if (step.kind === 'import') {
      const outcome = await importOne(ledger, fileOf(bills, bill), step.answer, at)
      expect(['imported', ...fated(step.answer, known && !undone.has(bill))]).toContain(outcome.state)
      if (outcome.state !== 'imported') continue
      const before = came.findIndex((one) => one.bill === bill)
      const renamed =
        labelIn(step.answer) !== null && labelIn(step.answer) !== labelIn(came[before]?.answer ?? null)
      // What comes back as another account comes anew; else as it was.
      if (before !== -1 && renamed) came.splice(before, 1)
      if (before === -1 || renamed) came.push({ bill, at, answer: step.answer ?? { kind: 'import' } })
      undone.delete(bill)
    } else if (known) {
      const id = numberOf(ledger, bill)
      const done = step.kind === 'undo' ? undoStatement(ledger, id, at) : redoStatement(ledger, id)
      expect(done.ok).toBe(true)
      if (step.kind === 'undo') undone.add(bill)
      else undone.delete(bill)
    }
  }
  return came.filter(({ bill }) => !undone.has(bill))
}

const labelIn = (answer: PlanAnswer | null): string | null =>
  answer?.kind === 'import-as' ? answer.label : null

/** What else than coming in may become of an import. */
const fated = (answer: PlanAnswer | null, isIn: boolean): readonly ImportOutcome['state'][] =>
  isIn ? ['already-imported'] : answer === null ? ['refused'] : answer.kind === 'skip' ? ['skipped'] : []

const histories = someBills.chain((bills) => {
  const bill = fc.nat(bills.length - 1)
  const importing = fc.record({
    kind: fc.constant('import' as const),
    bill,
    answer: fc.option(answers, { freq: 6 }),
  })
  const changing = fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const), bill })
  const steps = fc.array(fc.oneof<[fc.Arbitrary<Step>, fc.Arbitrary<Step>]>(importing, changing), {
    minLength: 3,
    maxLength: 10,
  })
  return fc.tuple(fc.constant(bills), steps)
})

describe('imports, answers, undoing and redoing in any order', () => {
  it('leave what a ledger is that never had what is undone in the end, and it can be made anew', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ([bills, steps]) =>
        withLedger(async (ledger) => {
          const came = await live(ledger, bills, steps)
          const never = await withLedger(async (other) => {
            for (const { bill, at, answer } of came) await importOne(other, fileOf(bills, bill), answer, at)
            return seen(other)
          })
          expect(seen(ledger)).toEqual(never)
          expect(await check(ledger)).toMatchObject({ ok: true })
          expect(await rebuild(ledger)).toMatchObject({ ok: true })
          expect(seen(ledger)).toEqual(never)
        }),
      ),
      runs,
    )
  })

  it('an import and its undoing at once change nothing, whatever it was imported as', async () => {
    const last = someBills.chain((bills) =>
      fc.tuple(fc.constant(bills), fc.array(answers, { minLength: bills.length, maxLength: bills.length })),
    )
    await fc.assert(
      fc.asyncProperty(last, async ([bills, as]) =>
        withLedger(async (ledger) => {
          for (const [place, answer] of as.entries()) {
            const before = [seen(ledger), listStatements(ledger)]
            const at = noon + place * minute
            const outcome = await importOne(ledger, fileOf(bills, place), answer, at)
            if (outcome.state === 'imported') {
              const after = seen(ledger)
              undoStatement(ledger, outcome.statement.id, at + 1)
              expect([
                seen(ledger),
                listStatements(ledger).filter(({ undoneAt }) => undoneAt === null),
              ]).toEqual(before)
              redoStatement(ledger, outcome.statement.id)
              expect(seen(ledger)).toEqual(after)
            } else expect([seen(ledger), listStatements(ledger)]).toEqual(before)
          }
        }),
      ),
      runs,
    )
  })
})
