import { describe, expect, it } from 'vitest'
import { nanosText } from '../../src/core/money.ts'
import { dayText } from '../../src/core/period.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, importText } from '../make.ts'

const billed = (ledger: Ledger): string =>
  nanosText(readSpendRows(ledger, ['provider']).reduce((sum, row) => sum + (row.billed ?? 0n), 0n))

describe('AWS reports', () => {
  const head =
    'lineItem/LineItemType,lineItem/UnblendedCost,lineItem/CurrencyCode,bill/PayerAccountId,lineItem/UsageStartDate,lineItem/UsageEndDate,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate'
  const line = (type: string, cost: string): string =>
    `${type},${cost},USD,1,2026-07-01T00:00:00Z,2026-07-01T01:00:00Z,2026-07-01T00:00:00Z,2026-08-01T00:00:00Z`
  const plans =
    'savingsPlan/SavingsPlanEffectiveCost,savingsPlan/TotalCommitmentToDate,savingsPlan/UsedCommitment'

  it('without the columns of Savings Plans, effective is billed, negation included', async () => {
    const bill = [head, line('SavingsPlanCoveredUsage', '10'), line('SavingsPlanNegation', '-10')].join('\n')
    expect(await importText(aLedger(), bill)).toMatchObject({
      statement: { totals: [{ billed: '0', effective: '0' }] },
    })
  })

  it.each([
    ['a covered usage without its share', `${head},${plans}\n${line('SavingsPlanCoveredUsage', '10')},,,`, 9],
    ['a line item type nobody knows', `${head}\n${line('Gift', '-10')}`, 1],
    ['a prototype for a line item type', `${head}\n${line('constructor', '-10')}`, 1],
    ['a cost that is none', `${head}\n${line('Usage', '')}`, 2],
  ])('%s is refused', async (_, bill, column) => {
    expect(await importText(aLedger(), bill)).toMatchObject({
      state: 'refused',
      problem: { kind: 'bad-cell', line: 2, column },
    })
  })

  it('a report and the FOCUS file of the same days are one money', async () => {
    const ledger = aLedger()
    await importText(ledger, [head, line('Usage', '10')].join('\n'))
    await importText(
      ledger,
      'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd\n' +
        '10,10,USD,Usage,1,EC2,AWS,2026-07-01T00:00:00Z,2026-07-01T01:00:00Z,2026-07-01T00:00:00Z,2026-08-01T00:00:00Z',
      'focus.csv',
    )
    expect(billed(ledger)).toBe('10')
  })
})

describe('Azure exports', () => {
  const bill = (...rows: readonly (readonly [date: string, from: string, to: string])[]): string =>
    [
      'SubscriptionId,ConsumedService,MeterCategory,CostInBillingCurrency,BillingCurrency,Date,BillingPeriodStartDate,BillingPeriodEndDate',
      ...rows.map((dates) => ['s', 'c', 'Storage', '1', 'USD', ...dates].join(',')),
    ].join('\n')
  const days = async (text: string): Promise<unknown> => {
    const ledger = aLedger()
    const outcome = await importText(ledger, text)
    if (outcome.state !== 'imported') return outcome
    const found = ledger.db.prepare('SELECT charge_day FROM charges ORDER BY 1').raw().all() as number[][]
    return found.map(([day = 0]) => dayText(day))
  }

  it.each([
    ['9/2/2023 is 2 September where nothing says otherwise', ['9/2/2023', '', ''], '2023-09-02'],
    ['and 9 February where the period ends on 28/2', ['9/2/2023', '1/2/2023', '28/2/2023'], '2023-02-09'],
    ['the last day of a period is in it', ['2023-09-30', '2023-09-01', '2023-09-30'], '2023-09-30'],
    ['a day after the period is moved to its last', ['10/2/2023', '9/1/2023', '9/30/2023'], '2023-09-30'],
    ['a day before it to its first', ['2023-08-30', '2023-09-01', '2023-09-30'], '2023-09-01'],
  ] as const)('%s', async (_, dates, day) => {
    expect(await days(bill(dates))).toEqual([day])
  })

  it.each([
    [
      'a file that changes its order of day and month',
      [
        ['9/13/2023', '', ''],
        ['13/9/2023', '', ''],
      ],
      3,
    ],
    [
      'a day first after dates that could be either',
      [
        ['9/2/2023', '', ''],
        ['13/9/2023', '', ''],
      ],
      3,
    ],
    ['a date that is none', [['2023-02-30', '', '']], 2],
    ['a period that ends before it is a date', [['2023-02-20', '2023-02-01', 'soon']], 2],
  ] as const)('%s is refused', async (_, rows, line) => {
    expect(await days(bill(...rows))).toMatchObject({
      state: 'refused',
      problem: { kind: 'bad-cell', expected: 'date', line },
    })
  })

  it.each([
    [
      'a cost in dollars on a line in euros',
      'Month,Service name,Cost (USD),Currency\n2026-06,X,1,EUR',
      'currency',
    ],
    ['a month that begins on its second day', 'Month,Service name,Cost,Currency\n2026-06-02,X,1,EUR', 'date'],
    ['an amount with a decimal comma', 'Month,Service name,Cost,Currency\n2026-06,X,"2,3665",EUR', 'amount'],
  ])('a Cost analysis download with %s is refused', async (_, text, expected) => {
    expect(await importText(aLedger(), text)).toMatchObject({
      state: 'refused',
      problem: { kind: 'bad-cell', expected },
    })
  })

  it('a day and a cost without anything of Azure in the header are nobody’s', async () => {
    expect(await importText(aLedger(), 'Date,Cost (USD),Currency\n2026-06-01,1,USD')).toMatchObject({
      problem: { kind: 'unknown-format' },
    })
  })
})
