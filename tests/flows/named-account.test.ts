import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { PlanAnswer } from '../../src/core/import-plan.ts'
import type { ImportOutcome } from '../../src/core/statement.ts'
import { check } from '../../src/flows/check.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { setControlTotal } from '../../src/flows/set-control-total.ts'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { anthropicBill, noon } from '../make.ts'
import { aLedgerOf, billed } from '../traps/bills.ts'

const ours = anthropicBill([['2026-07-01', '10.00']])

async function importAgain(
  ledger: Ledger,
  text: string,
  answer: PlanAnswer,
): Promise<ImportOutcome | undefined> {
  const planning = await planImport(ledger, [{ name: 'again.csv', bytes: Buffer.from(text) }], noon + 1)
  planning.answer(new Map([[0, answer]]))
  const done = planning.commit()
  await planning.end()
  return done.ok && done.value.state === 'committed' ? done.value.outcomes[0] : undefined
}

it('a bill that was undone comes back as the account it is named now, with the total typed for it', async () => {
  const ledger = await aLedgerOf(ours)
  setControlTotal(ledger, 1, { currency: 'USD', billed: '10.00' })
  undoStatement(ledger, 1, noon)
  const again = await importAgain(ledger, ours, { kind: 'import-as', label: 'Team B' })
  expect(again).toMatchObject({ state: 'imported', statement: { id: 1, accountLabel: 'Team B' } })
  expect(listStatements(ledger)).toMatchObject([
    { id: 1, fileName: 'again.csv', undoneAt: null, controlTotals: [{ billed: '10', saidBy: 'user' }] },
  ])
  const other = anthropicBill([['2026-07-01', '3.00']])
  await importAgain(ledger, other, { kind: 'import' })
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 13'])
  expect((await check(ledger)).ok).toBe(true)
  expect((await rebuild(ledger)).ok).toBe(true)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 13'])
})

it('under its old name, and without any, it comes back as it was', async () => {
  const ledger = await aLedgerOf()
  await importAgain(ledger, ours, { kind: 'import-as', label: 'Team B' })
  for (const answer of [{ kind: 'import' }, { kind: 'import-as', label: 'Team B' }] as const) {
    undoStatement(ledger, 1, noon)
    await importAgain(ledger, ours, answer)
    expect(listStatements(ledger)).toMatchObject([{ id: 1, importedAt: noon + 1, accountLabel: 'Team B' }])
  }
})

it('an original that is no longer in the archive is put back by dropping the file again', async () => {
  const ledger = await aLedgerOf(ours)
  const [statement] = listStatements(ledger)
  rmSync(join(ledger.archive, `${statement?.sha256}.zst`))
  expect((await check(ledger)).ok).toBe(false)
  expect(await importAgain(ledger, ours, { kind: 'import' })).toMatchObject({ state: 'already-imported' })
  expect((await check(ledger)).ok).toBe(true)
})
