import fc from 'fast-check'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { willImport } from '../../src/core/import-plan.ts'
import type { ImportOutcome, Replaced, Statement } from '../../src/core/statement.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import type { BillFile } from '../../src/flows/original.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { setControlTotal } from '../../src/flows/set-control-total.ts'
import { redoStatement, undoStatement } from '../../src/flows/undo-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, noon } from '../make.ts'
import { acmeBills, agedBills, answers, billText, orderOf, runs, someBills, type MadeBill } from './bills.ts'
import { withLedger } from './ledgers.ts'
import { isNewestMoney, seen } from './seen.ts'

const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']
const filesOf = (bills: readonly MadeBill[]): readonly BillFile[] =>
  bills.map((bill, place) => ({
    name: `${names[place] ?? ''}.csv`,
    bytes: Buffer.from(billText(bill, place)),
  }))

/** One after another, a minute apart. */
async function importEach(
  ledger: Ledger,
  files: readonly BillFile[],
  from = noon,
): Promise<readonly ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  for (const [place, file] of files.entries())
    outcomes.push(...(await importStatements(ledger, [file], from + place * 60_000)))
  return outcomes
}

const ledgerOf = (files: readonly BillFile[], mayTie = true): Promise<unknown> =>
  withLedger(async (ledger) => {
    const outcomes = await importEach(ledger, files)
    expect(outcomes.map(({ state }) => state)).toEqual(files.map(() => 'imported'))
    if (!mayTie) fc.pre(!isNewestMoney(ledger))
    return seen(ledger)
  })
const at = (files: readonly BillFile[], order: readonly number[]): readonly BillFile[] =>
  order.flatMap((place) => files[place] ?? [])
const inAnyOrder = <B extends readonly MadeBill[]>(
  bills: fc.Arbitrary<B>,
): fc.Arbitrary<readonly [B, readonly number[]]> =>
  bills.chain((made) => fc.tuple(fc.constant(made), orderOf(made.length)))

/** Coverage in one order: the ledger gives it by account, a plan as the file names them. */
const byAccount = <S extends Pick<Statement, 'coverage'>>(statement: S): S => ({
  ...statement,
  coverage: statement.coverage.toSorted((one, other) =>
    one.billingAccountId < other.billingAccountId ? -1 : 1,
  ),
})

/** What was replaced, in one order and without the numbers that only the ledger gives. */
const inOrder = (all: readonly Replaced[]): readonly Replaced[] => {
  const keyOf = (one: Replaced): string => `${one.billingAccountId} ${one.fileName}`
  return all
    .map((one) => ({ ...one, statementId: null }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

describe('imports in any order', () => {
  it('give the same ledger where every export says how old it is: by its invoice, by how far it reaches', async () => {
    await fc.assert(
      fc.asyncProperty(inAnyOrder(agedBills), async ([bills, order]) => {
        const files = filesOf(bills)
        expect(await ledgerOf(at(files, order))).toEqual(await ledgerOf(files))
      }),
      runs,
    )
  })

  it('and by when its manifest says that it was written', async () => {
    const one = acmeBills
      .filter((bills) => bills.length > 1)
      .map((bills) => bills.map((bill) => ({ ...bill, invoiced: false })))
    await fc.assert(
      fc.asyncProperty(inAnyOrder(one), async ([bills, order]) => {
        const root = aFolder()
        const folders = bills.map((bill, place): BillFile => {
          const run = `2026-08-0${place + 1}T04:05:06.000Z-0a1b-2c3d`
          const folder = join(root, names[place] ?? '')
          mkdirSync(join(folder, run), { recursive: true })
          writeFileSync(join(folder, run, 'focus-00001.csv'), billText(bill, place))
          const manifest = { dataFiles: [`s3://bucket/exports/data/${run}/focus-00001.csv`] }
          writeFileSync(join(folder, 'export-Manifest.json'), JSON.stringify(manifest))
          return { path: folder }
        })
        const written = (ledger: Ledger): readonly (number | null)[] =>
          listStatements(ledger)
            .map(({ writtenAt }) => writtenAt)
            .sort()
        const given = await withLedger(async (ledger) => {
          await importEach(ledger, at(folders, order))
          return [written(ledger), seen(ledger)]
        })
        const inTurn = await withLedger(async (ledger) => {
          await importEach(ledger, folders)
          return [written(ledger), seen(ledger)]
        })
        expect(given).toEqual(inTurn)
        expect(given[0]).toEqual(bills.map((_, place) => Date.UTC(2026, 7, place + 1, 4, 5, 6)))
      }),
      runs,
    )
  })
})

describe('importing the same again', () => {
  it('changes nothing, in any order, one by one or in one drop', async () => {
    await fc.assert(
      fc.asyncProperty(inAnyOrder(someBills), fc.boolean(), async ([bills, order], together) =>
        withLedger(async (ledger) => {
          const files = filesOf(bills)
          await importEach(ledger, files)
          const before = [seen(ledger), listStatements(ledger)]
          const again = at(files, order)
          const outcomes = together
            ? await importStatements(ledger, again, noon + 86_400_000)
            : await importEach(ledger, again, noon + 86_400_000)
          expect(outcomes.map(({ state }) => state)).toEqual(files.map(() => 'already-imported'))
          expect([seen(ledger), listStatements(ledger)]).toEqual(before)
        }),
      ),
      runs,
    )
  })

  it('in one drop is the same as one by one', async () => {
    await fc.assert(
      fc.asyncProperty(someBills, async (bills) => {
        const files = filesOf(bills)
        // Of one drop no export is the newest.
        const oneByOne = await ledgerOf(files, false)
        const together = await withLedger(async (ledger) => {
          await importStatements(ledger, files, noon)
          return seen(ledger)
        })
        expect(together).toEqual(oneByOne)
      }),
      runs,
    )
  })
})

describe('undoing an import', () => {
  const undoing = someBills.chain((bills) =>
    fc.tuple(fc.constant(bills), fc.integer({ min: 0, max: bills.length - 1 })),
  )

  it('is as if it had never been, also after later imports; redoing is as if nothing had happened', async () => {
    await fc.assert(
      fc.asyncProperty(undoing, async ([bills, undone]) => {
        const files = filesOf(bills)
        const without = await ledgerOf(files.filter((_, place) => place !== undone))
        await withLedger(async (ledger) => {
          await importEach(ledger, files)
          setControlTotal(ledger, 1, { billed: '12.34', currency: 'USD' })
          const all = seen(ledger)
          undoStatement(ledger, undone + 1, noon)
          if (undone === 0) expect(seen(ledger)).toEqual(without)
          expect(await check(ledger)).toMatchObject({ ok: true })
          redoStatement(ledger, undone + 1)
          expect(seen(ledger)).toEqual(all)
          setControlTotal(ledger, 1, null)
          undoStatement(ledger, undone + 1, noon)
          expect(seen(ledger)).toEqual(without)
          expect(await rebuild(ledger)).toMatchObject({ ok: true })
          expect(seen(ledger)).toEqual(without)
          expect(await check(ledger)).toMatchObject({ ok: true })
        })
      }),
      runs,
    )
  })
})

describe('a plan', () => {
  it('is what its commit does: the same sources, the same days replaced, the same money', async () => {
    await fc.assert(
      fc.asyncProperty(someBills, fc.nat(4), fc.infiniteStream(answers), async (bills, alone, given) =>
        withLedger(async (ledger) => {
          const files = filesOf(bills)
          await importEach(ledger, files.slice(0, alone))
          const before = seen(ledger)
          const planning = await planImport(ledger, files, noon + 86_400_000)
          const all = [...given.take(files.length)]
          const plan = planning.answer(new Map(all.entries()))
          expect(seen(ledger)).toEqual(before)
          const done = planning.commit()
          await planning.end()
          if (!done.ok || done.value.state !== 'committed') throw new Error(JSON.stringify(done))
          const { outcomes } = done.value
          for (const [number, bill] of plan.bills.entries()) {
            const outcome = outcomes[number]
            if (bill.state === 'already-imported') {
              expect(outcome?.state).toBe('already-imported')
              continue
            }
            if (bill.state === 'ready' && bill.answer?.kind === 'skip') {
              expect(outcome?.state).toBe('skipped')
              continue
            }
            if (bill.state !== 'ready' || outcome?.state !== 'imported') throw new Error(bill.state)
            expect(inOrder(outcome.replaced)).toEqual(inOrder(bill.replaced))
            expect(byAccount(outcome.statement)).toMatchObject(byAccount(bill.statement))
            for (const { newDays, replacedDays, outrankedDays, ...source } of bill.sources)
              expect(newDays + replacedDays + outrankedDays).toBe(source.lastDay - source.firstDay + 1)
          }
          const last = plan.bills.findLast(willImport)
          if (last?.state === 'ready') {
            const days = ledger.db
              .prepare(
                'SELECT count(*) FROM covered_days WHERE statement_id = (SELECT max(id) FROM statements)',
              )
              .pluck()
              .get()
            expect(days).toBe(
              last.sources.reduce((sum, { newDays, replacedDays }) => sum + newDays + replacedDays, 0),
            )
          }
        }),
      ),
      runs,
    )
  })
})
