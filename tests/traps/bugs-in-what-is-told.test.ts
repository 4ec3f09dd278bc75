import { expect, it } from 'vitest'
import { monthText, parseMonth, quarterText } from '../../src/core/period.ts'
import { addRig } from '../../src/flows/add-rig.ts'
import { changeTariff, enterEnergy } from '../../src/flows/change-rig.ts'
import { raiseAlerts } from '../../src/flows/raise-alerts.ts'
import { readRigs } from '../../src/flows/read-rigs.ts'
import { readSpend } from '../../src/flows/read-spend.ts'
import { markNotified } from '../../src/ledger/alerts.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, anthropicMonths, importText, noon } from '../make.ts'
import { aLedgerOf, fixture, imported } from './bills.ts'

/** A rig without a meter, by its number. */
function aTower(ledger: Ledger, inServiceOn: string, pricePerKwh: string): number {
  const rig = addRig(ledger, {
    name: 'tower',
    presetId: 'rtx4090-card',
    price: '1999.99',
    currency: 'USD',
    inServiceOn,
    pricePerKwh,
    metered: false,
  })
  if (!rig.ok) throw new Error(JSON.stringify(rig.problem))
  return rig.value.id
}

it('bug 8: money that no file told is unknown, not nothing', async () => {
  const ledger = await aLedgerOf(fixture('anthropic-usage-v2-by-hour.csv'))
  const month = readSpend(ledger, noon).months.find(({ tokens: counted }) => counted !== null)
  expect(month).toMatchObject({ amounts: [], tokens: { input: 30, cachedInput: 100, output: 12 } })
  expect(await importText(aLedger(), fixture('focus-blank-cost-refused.csv'))).toMatchObject({
    problem: { kind: 'refused-form', form: 'focus-without-cost' },
  })
})

it('bug 8: a month without a reading has unknown energy and cost, not none', () => {
  const ledger = aLedger()
  const rigId = aTower(ledger, '2026-09-01', '0.30')
  expect(enterEnergy(ledger, rigId, '2026-09', '100', noon).ok).toBe(true)
  const months = readRigs(ledger, noon).months
  expect(months.map(({ month, kwh, energyCost }) => [monthText(month), kwh, energyCost])).toEqual([
    ['2026-11', null, null],
    ['2026-10', null, null],
    ['2026-09', 100, { nanos: 30_000_000_000n, currency: 'USD' }],
  ])
})

it('bug 12: a corrected tariff corrects the months that it was in force', () => {
  const ledger = aLedger()
  const rigId = aTower(ledger, '2026-07-01', '0.30')
  for (const month of ['2026-08', '2026-09'])
    expect(enterEnergy(ledger, rigId, month, '100', noon).ok).toBe(true)
  const costOf = (month: string): unknown =>
    readRigs(ledger, noon).months.find((one) => one.month === parseMonth(month))?.energyCost?.nanos
  expect([costOf('2026-08'), costOf('2026-09')]).toEqual([30_000_000_000n, 30_000_000_000n])
  expect(changeTariff(ledger, rigId, '2026-09-01', '0.50').ok).toBe(true)
  expect([costOf('2026-08'), costOf('2026-09')]).toEqual([30_000_000_000n, 50_000_000_000n])
})

const quarters = (third: readonly (readonly [string, string])[]): string =>
  anthropicMonths([...['2026-04', '2026-05', '2026-06'].map((month) => [month, '10.00'] as const), ...third])

it('bug 13: growth is told once, and never because months are missing', async () => {
  const missing = await aLedgerOf(quarters([['2026-07', '90.00']]))
  expect(raiseAlerts(missing, noon)).toEqual([])
  const grown = await aLedgerOf(
    quarters(['2026-07', '2026-08', '2026-09'].map((month) => [month, '20.00'] as const)),
  )
  const [alert] = raiseAlerts(grown, noon)
  expect(alert).toBeDefined()
  await imported(grown, anthropicBill([['2026-10-01', '20.00']]), 'later.csv')
  expect(raiseAlerts(grown, noon + 1).map(({ id }) => id)).toEqual(alert ? [alert.id] : [])
})

it('bug 13: growth that goes on is told once more for the next quarter, and not while a month of it is missing', async () => {
  const january = Date.UTC(2027, 0, 10)
  const summer = ['2026-07', '2026-08', '2026-09'].map((month) => [month, '20.00'] as const)
  const ledger = await aLedgerOf(quarters(summer))
  const tell = (now: number): readonly string[] =>
    raiseAlerts(ledger, now).map(({ id, quarter }) => {
      markNotified(ledger, id, now)
      return quarterText(quarter)
    })
  expect(tell(noon)).toEqual(['2026-Q3'])
  const autumn = ['2026-10', '2026-11'].map((month) => [month, '40.00'] as const)
  await imported(ledger, anthropicMonths(autumn), 'autumn.csv')
  expect(tell(january)).toEqual([])
  await imported(ledger, anthropicMonths([['2026-12', '40.00']]), 'december.csv')
  expect(tell(january + 1)).toEqual(['2026-Q4'])
  await imported(ledger, anthropicMonths([...autumn, ['2026-12', '50.00']]), 'restated.csv')
  expect(tell(january + 2)).toEqual([])
})
