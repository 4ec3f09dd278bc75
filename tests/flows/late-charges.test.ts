import { expect, it } from 'vitest'
import { listStatements } from '../../src/ledger/statements.ts'
import { dayText } from '../../src/core/period.ts'
import { aLedgerOf, billed } from '../traps/bills.ts'

const header =
  'BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,ServiceName,ProviderName,BillingAccountId'

/** A charge of a day, on the bill of a month of 2026. */
const charge = (cost: string, day: string, month: 6 | 7 | 8): string =>
  `${cost},${cost},USD,${day}T00:00:00Z,${day}T23:00:00Z,2026-0${month}-01T00:00:00Z,2026-0${month + 1}-01T00:00:00Z,Usage,Models,Acme,a`
const focus = (...charges: readonly string[]): string => [header, ...charges, ''].join('\n')

const julyUse = focus(
  charge('3', '2026-07-01', 7),
  charge('4', '2026-07-31', 7),
  charge('0.24', '2026-07-30', 8),
)
const augustBill = focus(
  charge('0.24', '2026-07-30', 8),
  charge('5', '2026-08-01', 8),
  charge('5', '2026-08-31', 8),
)

it('a charge that is on the next bill counts in the month of that bill', async () => {
  expect(billed(await aLedgerOf(julyUse))).toEqual(['2026-07 Acme USD 7', '2026-08 Acme USD 0.24'])
})

it('and once, when that bill comes too, in either order', async () => {
  const both = ['2026-07 Acme USD 7', '2026-08 Acme USD 10.24']
  expect(billed(await aLedgerOf(julyUse, augustBill))).toEqual(both)
  expect(billed(await aLedgerOf(augustBill, julyUse))).toEqual(both)
})

it('a charge of the bill before takes no day from that bill', async () => {
  const ledger = await aLedgerOf(
    focus(charge('1', '2026-07-30', 6), charge('3', '2026-07-01', 7), charge('4', '2026-07-31', 7)),
  )
  expect(billed(ledger)).toEqual(['2026-07 Acme USD 8'])
  const [july] = listStatements(ledger)
  expect(july?.firstDay && dayText(july.firstDay)).toBe('2026-07-01')
})
