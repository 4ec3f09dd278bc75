import { describe, expect, it } from 'vitest'
import { aLedgerOf, billed, cells, refusalOf } from '../traps/bills.ts'

const head =
  'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd'

type Row = readonly [cost: number, from: string, to: string, billedFrom: string, billedTo: string]

const bill = (...rows: readonly Row[]): string =>
  [
    head,
    ...rows.map(([cost, ...dates]) => `${cost},${cost},USD,Usage,1,Bedrock,AWS,${dates.join(',')}`),
  ].join('\n')
const days = async (text: string): Promise<readonly string[]> =>
  cells(await aLedgerOf(text)).map((cell) => cell.slice(0, 10))

describe('dates of FOCUS as a spreadsheet saves them', () => {
  it.each([
    ['the month first', '2/3/2026 0:00', '2/4/2026 0:00', '2/1/2026 0:00', '3/1/2026 0:00'],
    ['the day first', '03/02/2026 00:00', '04/02/2026 00:00', '01/02/2026 00:00', '01/03/2026 00:00'],
    [
      'the month first, by the clock',
      '2/3/2026 1:00:00 PM',
      '2/3/2026 2:00:00 PM',
      '2/1/2026 12:00:00 AM',
      '3/1/2026 12:00 am',
    ],
    ['the year first', '2026/2/3 0:00', '2026/2/4 0:00', '2026-02-01 0:00', '2026-03-01 0:00'],
    ['the month first in two digits', '2/3/26', '2/4/26', '2/1/26', '3/1/26'],
    ['the last minute of the month', '2/3/2026 0:00', '2/3/2026 23:59', '2/1/2026 0:00', '2/28/2026 23:59'],
  ])('%s, are of 3 February', async (_, ...dates) => {
    expect(await days(bill([1, ...dates]))).toEqual(['2026-02-03'])
  })

  it('are read alike to the end of the file once a row has shown their order', async () => {
    const year = ['1/1/2026', '1/1/2027'] as const
    const shown: Row = [1, '2/28/2026', '3/1/2026', ...year]
    const doubtful: Row = [2, '2/3/2026', '2/4/2026', ...year]
    expect(await days(bill(shown, doubtful))).toEqual(['2026-02-03', '2026-02-28'])
    expect(billed(await aLedgerOf(bill(shown, doubtful)))).toEqual(['2026-02 AWS USD 3'])
  })

  it('that may be of two days are refused, and told', async () => {
    expect(
      await refusalOf(bill([2, '2/3/2026 0:00', '2/4/2026 0:00', '1/1/2026 0:00', '1/1/2027 0:00'])),
    ).toMatchObject({
      kind: 'ambiguous-date',
      header: 'ChargePeriodStart',
      text: '2/3/2026 0:00',
      line: 2,
      column: 8,
    })
  })

  it('that contradict each other are refused', async () => {
    const february = ['2/1/2026', '3/1/2026'] as const
    expect(
      await refusalOf(
        bill([1, '2/3/2026', '2/4/2026', ...february], [1, '28/2/2026', '3/1/2026', ...february]),
      ),
    ).toMatchObject({ kind: 'bad-cell', expected: 'date', text: '28/2/2026', line: 3 })
    expect(await refusalOf(bill([1, '2/30/2026', '3/1/2026', ...february]))).toMatchObject({
      kind: 'bad-cell',
      expected: 'date',
      text: '2/30/2026',
    })
    expect(await refusalOf(bill([1, 'soon', '3/1/2026', ...february]))).toMatchObject({ text: 'soon' })
  })

  it('that are the same day in both orders are of that day', async () => {
    expect(await days(bill([1, '1/1/2026', '2/2/2026', '1/1/2026', '1/1/2027']))).toEqual(['2026-01-01'])
  })
})
