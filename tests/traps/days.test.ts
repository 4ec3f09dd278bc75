import { describe, expect, it } from 'vitest'
import { aLedger } from '../make.ts'
import {
  aLedgerOf,
  bigQuery,
  billed,
  cells,
  everyOrder,
  fixture,
  focusFile,
  imported,
  refusalOf,
} from './bills.ts'

const daysOf = async (text: string): Promise<readonly string[]> =>
  cells(await aLedgerOf(text)).map((cell) => cell.slice(0, 10))

describe('trap 29: the day is the one the export cuts by', () => {
  it('trap 29: an offset that changes inside a month neither loses nor doubles a day', async () => {
    const head = 'user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency'
    const row = (start: string): string => `u-1,${start},${start},deepseek-v4-pro,Paid,1,USD`
    const text = [
      head,
      ...['2026-10-24T00:00:00+02:00', '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00'].map(row),
    ].join('\n')
    expect(await daysOf(text)).toEqual(['2026-10-24', '2026-10-25', '2026-10-26'])
  })

  it('trap 29: a moment with an offset is the UTC day of that moment where days are UTC', async () => {
    const text = focusFile([['2026-07-05T23:30:00-05:00', '2026-07-06T00:30:00-05:00', '1']])
    expect(await daysOf(text)).toEqual(['2026-07-06'])
  })

  it('trap 29: Google’s invoice months are Pacific: the UTC hours beyond a month’s end stay in it', async () => {
    // 1 August 05:00 UTC is 31 July in California; July’s first hour there is 1 July 07:00 UTC.
    const july = bigQuery([
      ['2026-07-01 07:00:00+00:00', '202607', '1'],
      ['2026-07-31 12:00:00+00:00', '202607', '2'],
      ['2026-08-01 05:00:00+00:00', '202607', '4'],
    ])
    const august = bigQuery([
      ['2026-08-01 07:00:00+00:00', '202608', '8'],
      ['2026-08-31 12:00:00+00:00', '202608', '16'],
    ])
    for (const texts of everyOrder([july, august]))
      expect(billed(await aLedgerOf(...texts))).toEqual([
        '2026-07 Google Cloud USD 7',
        '2026-08 Google Cloud USD 24',
      ])
    expect(await daysOf(july)).toEqual(['2026-07-01', '2026-07-31'])
  })

  it('trap 29: DeepSeek’s hours are days of the user’s own clock, wherever UTC is by then', async () => {
    const head = 'user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency'
    const rows = ['2026-07-01T00:00:00+08:00', '2026-07-01T23:00:00+08:00', '2026-07-02T00:00:00+08:00'].map(
      (start) => `u-1,${start},${start},deepseek-v4-pro,Paid,1,USD`,
    )
    expect(await daysOf([head, ...rows].join('\n'))).toEqual(['2026-07-01', '2026-07-02'])
  })
})

it('trap 30: times without a zone, and several forms in one file or row, are read alike', async () => {
  const openai = await aLedgerOf(fixture('openai-cost-grouped.csv'))
  expect(new Set(cells(openai).map((cell) => cell.slice(0, 10)))).toEqual(
    new Set(['2026-09-28', '2026-09-30']),
  )
  // Its ISO text has no zone and is read elsewhere as another day: the seconds since 1970 count.
  const elsewhere = fixture('openai-cost-grouped.csv').replaceAll(
    '2026-09-28T00:00:00,',
    '2026-09-27T22:00:00,',
  )
  expect(cells(await aLedgerOf(elsewhere))).toEqual(cells(openai))
  const focus = focusFile([
    ['2026-07-05 23:00:00', '2026-07-06T00:00:00Z', '1'],
    ['2026-07-06T23:00Z', '2026-07-07T00:00:00.000Z', '1'],
  ])
  expect(await daysOf(focus)).toEqual(['2026-07-05', '2026-07-06'])
  expect((await imported(aLedger(), fixture('oracle-cost.csv'))).rowCount).toBe(4)
})

it('trap 31: 9/2/2023, 4/1/25 and 20260701 are read where the file proves them, and refused where it does not', async () => {
  const azure = (date: string, from: string, to: string): string =>
    `SubscriptionId,ConsumedService,MeterCategory,CostInBillingCurrency,BillingCurrency,Date,BillingPeriodStartDate,BillingPeriodEndDate\ns,c,Storage,1,USD,${date},${from},${to}`
  expect(await daysOf(azure('9/2/2023', '9/1/2023', '9/30/2023'))).toEqual(['2023-09-02'])
  expect(await daysOf(azure('9/2/2023', '1/2/2023', '28/2/2023'))).toEqual(['2023-02-09'])
  expect(new Set(await daysOf(fixture('focus-1.2-saas.csv')))).toEqual(new Set(['2025-04-01']))
  expect((await daysOf(fixture('deepseek-cost-v2.csv')))[0]).toBe('2026-07-01')
  const undecided = fixture('focus-1.2-saas.csv').replaceAll('5/1/25,4/1/25', '5/2/25,4/2/25')
  expect(await refusalOf(undecided)).toMatchObject({ kind: 'ambiguous-date', text: '4/2/25' })
})

it('trap 32: Azure’s period ends on its last day, that of AWS and FOCUS on the day after', async () => {
  const azure = (date: string): string =>
    `SubscriptionId,ConsumedService,MeterCategory,CostInBillingCurrency,BillingCurrency,Date,BillingPeriodStartDate,BillingPeriodEndDate\ns,c,Storage,1,USD,${date},09/01/2023,09/30/2023`
  expect(await daysOf(azure('09/30/2023'))).toEqual(['2023-09-30'])
  expect(await daysOf(azure('10/01/2023'))).toEqual(['2023-09-30'])
  const focus = focusFile([
    ['2026-07-31T00:00:00Z', '2026-08-01T00:00:00Z', '1'],
    ['2026-08-01T00:00:00Z', '2026-08-02T00:00:00Z', '2'],
  ])
  expect(billed(await aLedgerOf(focus))).toEqual(['2026-07 Acme USD 3'])
  expect(await daysOf(focus)).toEqual(['2026-07-31'])
})

it('a charge of a whole month covers it to its last day and no further', async () => {
  const statement = await imported(
    aLedger(),
    focusFile([['2026-07-01T00:00:00Z', '2026-08-01T00:00:00Z', '1']]),
  )
  expect((statement.lastDay ?? 0) - (statement.firstDay ?? 0)).toBe(30)
})
