import { expect, it } from 'vitest'
import type { PlanAnswer } from '../../src/core/import-plan.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { redoStatement, undoStatement } from '../../src/flows/undo-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { anthropicBill, noon } from '../make.ts'
import { aLedgerOf, billed } from '../traps/bills.ts'

const july = (days: number, usd: string): string =>
  anthropicBill(Array.from({ length: days }, (_, at) => [`2026-07-${String(at + 1).padStart(2, '0')}`, usd]))

async function importWith(ledger: Ledger, text: string, said: 'import' | 'outrank' | PlanAnswer, now = noon) {
  const planning = await planImport(ledger, [{ name: 'later.csv', bytes: Buffer.from(text) }], now)
  const answer: PlanAnswer = typeof said === 'string' ? { kind: said } : said
  const plan = planning.answer(new Map([[0, answer]]))
  const done = planning.commit()
  await planning.end()
  expect(done.ok && done.value.state).toBe('committed')
  return plan.bills[0]
}

it('a correction of part of a month counts once the user says that it is the newer one', async () => {
  const ledger = await aLedgerOf(july(31, '10'))
  expect(await importWith(ledger, july(10, '9'), 'outrank')).toMatchObject({
    outrankedBy: [],
    replaced: [{ fileName: 'bill-0.csv', days: 10 }],
    sources: [{ newDays: 0, replacedDays: 10, outrankedDays: 0 }],
  })
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 300'])
})

it('without that word the export that reaches further goes on speaking', async () => {
  const ledger = await aLedgerOf(july(31, '10'))
  await importWith(ledger, july(10, '9'), 'import')
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 310'])
})

it('an export that comes later and reaches as far replaces the correction like any other', async () => {
  const ledger = await aLedgerOf(july(31, '10'))
  await importWith(ledger, july(10, '9'), 'outrank')
  await importWith(ledger, july(31, '9.5'), 'import', noon + 1)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 294.5'])
})

it('an older export that comes later does not', async () => {
  const ledger = await aLedgerOf(july(31, '10'))
  await importWith(ledger, july(10, '9'), 'outrank')
  await importWith(ledger, july(20, '9.8'), 'import', noon + 1)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 300'])
})

it('the word holds for each account by itself: what comes later of another one replaces as ever', async () => {
  const of = (account: string, lastDay: string, usd: string): readonly string[] =>
    ['2026-07-01', lastDay].map(
      (day) =>
        `${usd},${usd},USD,${day}T00:00:00Z,${day}T01:00:00Z,${day.slice(0, 7)}-01T00:00:00Z,${day}T23:00:00Z,Usage,M,Acme,${account}`,
    )
  const focus = (...rows: readonly (readonly string[])[]): string =>
    [
      'BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,ServiceName,ProviderName,BillingAccountId',
      ...rows.flat(),
      '',
    ].join('\n')
  const ledger = await aLedgerOf(focus(of('org-1', '2026-08-31', '10'), of('org-2', '2026-07-20', '10')))
  await importWith(ledger, focus(of('org-1', '2026-07-31', '9'), of('org-2', '2026-07-20', '9')), 'outrank')
  await importWith(ledger, focus(of('org-2', '2026-07-31', '8')), 'import', noon + 1)
  // July 1 and 31 of org-1 at 9, August 31 at 10; July 1 and 31 of org-2 at 8.
  expect(billed(ledger)).toEqual(['2026-07 Acme USD 34', '2026-08 Acme USD 10'])
})

it('undo, redo and a rebuild from the archive keep the word', async () => {
  const ledger = await aLedgerOf(july(31, '10'))
  await importWith(ledger, july(10, '9'), 'outrank')
  undoStatement(ledger, 2, noon)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 310'])
  redoStatement(ledger, 2)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 300'])
  expect((await rebuild(ledger)).ok).toBe(true)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 300'])
})

it('a file that was undone comes back as the newer one where the user says so, also beside one imported later', async () => {
  const ledger = await aLedgerOf(july(31, '10'), july(31, '11'))
  undoStatement(ledger, 1, noon)
  expect(await importWith(ledger, july(31, '10'), 'outrank', noon + 2)).toMatchObject({
    broughtBack: null,
    replaced: [{ fileName: 'bill-1.csv', days: 31 }],
  })
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 310'])
  expect(listStatements(ledger).map(({ id }) => id)).toEqual([2, 1])
  expect((await rebuild(ledger)).ok).toBe(true)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 310'])
})

it('it stays the account that it was imported as', async () => {
  const ledger = await aLedgerOf(july(31, '10'))
  await importWith(ledger, july(31, '2'), { kind: 'import-as', label: 'Lab' }, noon + 1)
  await importWith(ledger, july(31, '3'), { kind: 'import-as', label: 'Lab' }, noon + 2)
  undoStatement(ledger, 2, noon)
  await importWith(ledger, july(31, '2'), 'outrank', noon + 3)
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 372'])
  expect(listStatements(ledger).map(({ accountLabel }) => accountLabel)).toEqual([null, 'Lab', 'Lab'])
})
