import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { planImport, type Planning } from '../../src/flows/plan-import.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { commitWords, outcomeWords, planWords } from '../../src/renderer/planWords.ts'
import { anthropicBill, noon } from '../make.ts'
import { aLedgerOf } from '../traps/bills.ts'

const bill = (month: string, days: number, usd: string, workspace = 'Web'): string =>
  anthropicBill(
    Array.from({ length: days }, (_, at) => [`${month}-${String(at + 1).padStart(2, '0')}`, usd]),
  ).replaceAll(',Default,', `,${workspace},`)

const plan = (ledger: Ledger, ...texts: readonly string[]): Promise<Planning> =>
  planImport(
    ledger,
    texts.map((text, at) => ({ name: `dropped-${at}.csv`, bytes: Buffer.from(text) })),
    noon,
  )

it('a bill of whose days none would count is not called new', async () => {
  const ledger = await aLedgerOf(bill('2026-07', 31, '10'))
  const planning = await plan(ledger, bill('2026-07', 10, '9'))
  expect(planWords(planning.plan())).toBe('1 bill of Anthropic covers days that a newer one speaks for.')
  await planning.end()
})

it('nor is its money added to what comes on new days', async () => {
  const ledger = await aLedgerOf(bill('2026-07', 31, '10'))
  const planning = await plan(ledger, bill('2026-07', 10, '9'), bill('2026-06', 30, '3'))
  expect(planWords(planning.plan())).toBe(
    '2 bills: 1 new, 1 for days that a newer one speaks for, $90.00 on new days.',
  )
  await planning.end()
})

it('a bill that asks because of a newer one is counted once', async () => {
  const ledger = await aLedgerOf(bill('2026-07', 31, '10'))
  const planning = await plan(ledger, bill('2026-07', 10, '99', 'Research'), bill('2026-06', 30, '3'))
  expect(planWords(planning.plan())).toBe('2 bills: 1 new, 1 waits for your answer, $90.00 on new days.')
  await planning.end()
})

it('money of which another export shows the same is not told as if all of it counted', async () => {
  const ledger = await aLedgerOf()
  const focus = [
    'BilledCost,EffectiveCost,BillingCurrency,BillingAccountId,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,ProviderName,ServiceName',
    '10,10,USD,a,Usage,2026-07-01,2026-07-02,2026-07-01,2026-08-01,Anthropic,Claude',
    '',
  ].join('\n')
  const planning = await plan(ledger, bill('2026-07', 31, '10'), focus)
  expect(planWords(planning.plan())).toBe(
    '2 bills: 2 new, $320.00 on new days. Not all of this money will count.',
  )
  planning.answer(new Map([[1, { kind: 'skip' }]]))
  expect(planWords(planning.plan())).toMatch(/^1 new bill of Anthropic: .*, \$310\.00\.$/)
  await planning.end()
})

it('an original that is put back is told, and that no money changes', async () => {
  const text = bill('2026-07', 31, '10')
  const ledger = await aLedgerOf(text)
  const [statement] = listStatements(ledger)
  rmSync(join(ledger.archive, `${statement?.sha256}.zst`))
  const planning = await plan(ledger, text)
  expect(commitWords(planning.plan())).toEqual({
    label: 'Put 1 original file back',
    why: null,
    enter: 'Enter puts it back, Esc cancels. No money changes.',
  })
  const done = planning.commit()
  await planning.end()
  if (!done.ok || done.value.state !== 'committed') throw new Error(JSON.stringify(done))
  expect(outcomeWords(done.value.outcomes)).toBe('1 original file put back')

  const again = await plan(ledger, text)
  const nothing = again.commit()
  await again.end()
  if (!nothing.ok || nothing.value.state !== 'committed') throw new Error(JSON.stringify(nothing))
  expect(outcomeWords(nothing.value.outcomes)).toBe('1 already here')
})
