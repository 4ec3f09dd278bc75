import { expect, it } from 'vitest'
import type { PlannedBill } from '../../src/core/import-plan.ts'
import { problemWords } from '../../src/core/words.ts'
import { planImport, type Planning } from '../../src/flows/plan-import.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { anthropicBill, noon } from '../make.ts'
import { aLedgerOf, billed } from '../traps/bills.ts'

const bill = (days: number, usd: string, workspace: string): string =>
  anthropicBill(
    Array.from({ length: days }, (_, at) => [`2026-07-${String(at + 1).padStart(2, '0')}`, usd]),
  ).replaceAll(',Default,', `,${workspace},`)

const plan = (ledger: Ledger, text: string): Promise<Planning> =>
  planImport(ledger, [{ name: 'shorter.csv', bytes: Buffer.from(text) }], noon)
const ready = (planning: Planning): Extract<PlannedBill, { state: 'ready' }> => {
  const [only] = planning.plan().bills
  if (only?.state !== 'ready') throw new Error(JSON.stringify(only?.state))
  return only
}

it('asks where a newer bill goes on speaking for days of what may be another account', async () => {
  const ledger = await aLedgerOf(bill(31, '10', 'Web'))
  const planning = await plan(ledger, bill(25, '99', 'Research'))
  expect(ready(planning)).toMatchObject({
    answer: null,
    replaced: [],
    outrankedBy: [{ fileName: 'bill-0.csv', days: 25 }],
    sources: [{ newDays: 0, replacedDays: 0, outrankedDays: 25 }],
  })
  const done = planning.commit()
  const [outcome] = done.ok && done.value.state === 'committed' ? done.value.outcomes : []
  expect(outcome?.state === 'refused' && problemWords(outcome.problem)).toBe(
    'shorter.csv was not imported: bill-0.csv is newer and goes on speaking for 25 of its days, so nothing of it would count there, and 2026-07-01 is 99.00 USD here and 10.00 USD there: that one may be only a part of the bill. Import it as another account, or say that it is the newer one and replaces them.',
  )
  planning.answer(new Map([[0, { kind: 'import-as', label: 'Research' }]]))
  planning.commit()
  await planning.end()
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 2785'])
})

it('does not ask where the newer bill says much the same', async () => {
  const ledger = await aLedgerOf(bill(31, '10', 'Web'))
  const planning = await plan(ledger, bill(25, '9', 'Web'))
  expect(ready(planning)).toMatchObject({ answer: { kind: 'import' }, outrankedBy: [{ days: 25 }] })
  await planning.end()
})

it('asks before a credit note on its own goes under in the bill of the same days, in either order', async () => {
  const note = anthropicBill([['2026-07-12', '-100.00']])
  const july = bill(31, '10', 'Default')
  for (const [known, dropped, words] of [
    [july, note, 'and its credit of 100.00 USD would not count: it may be a credit note'],
    [note, july, 'and a credit of 100.00 USD would no longer count: it may be a credit note'],
  ] as const) {
    const ledger = await aLedgerOf(known)
    const planning = await plan(ledger, dropped)
    const done = planning.commit()
    const [outcome] = done.ok && done.value.state === 'committed' ? done.value.outcomes : []
    expect(outcome?.state === 'refused' && problemWords(outcome.problem)).toContain(words)
    planning.answer(new Map([[0, { kind: 'import-as', label: 'Credits' }]]))
    planning.commit()
    await planning.end()
    expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 210'])
  }
})

it('does not ask about a credit that stays, or one inside a bill', async () => {
  const ledger = await aLedgerOf(anthropicBill([['2026-07-12', '-100.00']]))
  const planning = await plan(ledger, anthropicBill([['2026-07-12', '-99.00']]))
  expect(ready(planning)).toMatchObject({ answer: { kind: 'import' } })
  await planning.end()
  const inside = (credit: string): string =>
    anthropicBill([
      ['2026-07-01', '200.00'],
      ['2026-07-02', credit],
    ])
  const another = await plan(await aLedgerOf(inside('-5.00')), inside('8.00'))
  expect(ready(another)).toMatchObject({ answer: { kind: 'import' } })
  await another.end()
})
