import { expect, it } from 'vitest'
import { monthText } from '../../src/core/period.ts'
import { raiseAlerts } from '../../src/flows/raise-alerts.ts'
import { readSpend } from '../../src/flows/read-spend.ts'
import { anthropicBill, anthropicMonths, noon } from '../make.ts'
import { aLedgerOf, bigQuery, billed, everyOrder, focusFile, julyReport } from './bills.ts'

it('trap 1: a later export of the same month holds all earlier rows again, and counts instead of them', async () => {
  const first = julyReport('', [
    [1, '1'],
    [2, '2'],
  ])
  const later = julyReport('', [
    [1, '1'],
    [2, '2'],
    [3, '4'],
  ])
  for (const texts of [
    [first, later],
    [later, first],
  ])
    expect(billed(await aLedgerOf(...texts))).toEqual(['2026-07 AWS USD 7'])
})

it('trap 1: Azure’s daily copies of the month so far, each longer than the one before, count once', async () => {
  const head =
    'SubscriptionId,ConsumedService,MeterCategory,CostInBillingCurrency,BillingCurrency,Date,BillingPeriodStartDate,BillingPeriodEndDate,BillingAccountId'
  const copy = (...costs: readonly string[]): string =>
    [
      head,
      ...costs.map(
        (cost, place) => `s,c,Storage,${cost},USD,07/0${place + 1}/2026,07/01/2026,07/31/2026,8611`,
      ),
    ].join('\n')
  // A copy's last day is still running when it is written: 1.5 becomes 2.
  for (const copies of everyOrder([copy('1'), copy('1', '1.5'), copy('1', '2', '4')]))
    expect(billed(await aLedgerOf(...copies))).toEqual(['2026-07 Microsoft USD 7'])
})

it('trap 1: FOCUS and BigQuery exports of the month so far count once', async () => {
  const days = ['01', '02', '03']
  const focus = (count: number): string =>
    focusFile(
      days.slice(0, count).map((day) => [`2026-07-${day}T00:00:00Z`, `2026-07-${day}T12:00:00Z`, '2']),
    )
  const google = (count: number): string =>
    bigQuery(days.slice(0, count).map((day) => [`2026-07-${day} 12:00:00+00:00`, '202607', '2']))
  for (const texts of everyOrder([focus(1), focus(2), focus(3)]))
    expect(billed(await aLedgerOf(...texts))).toEqual(['2026-07 Acme USD 6'])
  for (const texts of everyOrder([google(1), google(2), google(3)]))
    expect(billed(await aLedgerOf(...texts))).toEqual(['2026-07 Google Cloud USD 6'])
})

it('trap 2: a month that changes after it was final takes its refund and its support fee', async () => {
  const estimate = julyReport('', [
    [1, '10'],
    [31, '20'],
  ])
  const invoiced = julyReport('INV-1', [
    [1, '10'],
    [31, '20'],
    [31, '-5', 'Refund'],
    [31, '2.5', 'Fee'],
  ])
  for (const texts of [
    [estimate, invoiced],
    [invoiced, estimate],
  ])
    expect(billed(await aLedgerOf(...texts))).toEqual(['2026-07 AWS USD 27.5'])
})

it('trap 2: a FOCUS correction of a closed month is money of the month that bills it', async () => {
  const july = focusFile([['2026-07-15T00:00:00Z', '2026-07-16T00:00:00Z', '100']])
  const august = focusFile(
    [
      ['2026-08-01T00:00:00Z', '2026-08-02T00:00:00Z', '50'],
      ['2026-07-15T00:00:00Z', '2026-07-16T00:00:00Z', '-5'],
    ],
    '2026-08-01T00:00:00Z',
    '2026-09-01T00:00:00Z',
  )
  const [head = '', usage = '', correction = ''] = august.split('\n')
  const classed = [`${head},ChargeClass`, `${usage},`, `${correction},Correction`].join('\n')
  for (const texts of everyOrder([july, classed]))
    expect(billed(await aLedgerOf(...texts))).toEqual(['2026-07 Acme USD 100', '2026-08 Acme USD 45'])
})

it('trap 2: an adjustment of Google’s for a month that is over is money of its invoice’s month', async () => {
  const july = bigQuery([['2026-07-15 12:00:00+00:00', '202607', '100']])
  const august = bigQuery([
    ['2026-08-20 12:00:00+00:00', '202608', '50'],
    ['2026-07-15 12:00:00+00:00', '202608', '-5', 'adjustment'],
  ])
  for (const texts of everyOrder([july, august]))
    expect(billed(await aLedgerOf(...texts))).toEqual([
      '2026-07 Google Cloud USD 100',
      '2026-08 Google Cloud USD 45',
    ])
})

it('trap 3: two ranges that share a day count that day once, by the later range', async () => {
  const january = anthropicBill([
    ['2026-01-17', '1.00'],
    ['2026-02-01', '0.40'],
  ])
  const february = anthropicBill([
    ['2026-02-01', '0.90'],
    ['2026-02-16', '2.00'],
  ])
  for (const texts of [
    [january, february],
    [february, january],
  ])
    expect(billed(await aLedgerOf(...texts))).toEqual([
      '2026-01 Anthropic USD 1',
      '2026-02 Anthropic USD 2.9',
    ])
})

it('trap 4: a month left half way is partial, the one that runs is running: neither is a drop', async () => {
  const ledger = await aLedgerOf(
    anthropicBill([
      ['2026-09-01', '30.00'],
      ['2026-10-15', '5.00'],
    ]),
  )
  const states = readSpend(ledger, noon).months.map(({ month, state }) => `${monthText(month)} ${state}`)
  expect(states).toEqual(['2026-09 complete', '2026-10 partial', '2026-11 running'])
})

it('trap 4: a month left half way is no quarter to grow from', async () => {
  const spring = anthropicMonths(['2026-04', '2026-05', '2026-06'].map((month) => [month, '30.00']))
  const untilMidJune = spring.slice(0, spring.indexOf('2026-06-16'))
  const summer = anthropicMonths(['2026-07', '2026-08', '2026-09'].map((month) => [month, '30.00']))
  // 76 days of 30 dollars in the second quarter: against 92 they would be a rise of 21 percent and 480 dollars.
  const ledger = await aLedgerOf(untilMidJune, summer)
  expect(readSpend(ledger, noon).months.map(({ state }) => state)).toContain('partial')
  expect(raiseAlerts(ledger, noon)).toEqual([])
})
