import { describe, expect, it } from 'vitest'
import { monthText } from '../../src/core/period.ts'
import { importRates } from '../../src/flows/import-rates.ts'
import { setRate } from '../../src/flows/own-rates.ts'
import { readSpend } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'

const rates = [
  'Date,USD,JPY,CNY,',
  '2026-07-31,1.30,160,8,',
  '2026-07-30,1.20,160,N/A,',
  '2026-06-30,1.60,160,8,',
  '',
].join('\n')

const deepseek = [
  'user_id,utc_date,model,wallet_type,cost,currency',
  'u1,2026-07-03,deepseek-chat,Paid,16.0000000000000000,CNY',
  'u1,2026-08-03,deepseek-chat,Paid,24.0000000000000000,CNY',
  '',
].join('\n')

async function aLedgerOfTwoCurrencies(): Promise<Ledger> {
  const ledger = aLedger()
  const bill = anthropicBill([
    ['2026-06-01', '16'],
    ['2026-07-01', '100'],
    ['2026-08-01', '7'],
  ])
  expect(await importText(ledger, bill)).toMatchObject({ state: 'imported' })
  expect(await importText(ledger, deepseek, 'cost.csv')).toMatchObject({ state: 'imported' })
  await importRates(ledger, { name: 'eurofxref-hist.csv', bytes: Buffer.from(rates) })
  return ledger
}

const units = (euros: bigint) => euros * 10n ** 9n
const known = (ledger: Ledger, currency: string) => {
  const { reported } = readSpend(ledger, noon, currency)
  if (!reported) throw new Error('Not reported')
  return reported
}
const totals = (ledger: Ledger, currency: string) =>
  known(ledger, currency).months.flatMap(({ month, total }) =>
    total === null ? [] : [[monthText(month), total.billed]],
  )

describe('spend in the reporting currency', () => {
  it('is converted month by month at the mean of the month’s days; a month without a rate stands apart', async () => {
    const ledger = await aLedgerOfTwoCurrencies()
    // July: 100 USD / 1.25 + 16 CNY / 8; June: 16 USD / 1.60; August has no rate.
    expect(totals(ledger, 'EUR')).toEqual([
      ['2026-06', units(10n)],
      ['2026-07', units(82n)],
    ])
    const { months, apart } = known(ledger, 'EUR')
    expect(months.find(({ month }) => monthText(month) === '2026-07')?.from).toEqual([
      {
        currency: 'CNY',
        billed: units(16n),
        effective: units(16n),
        used: { rate: '0.125', days: 1, origin: 'ecb' },
      },
      {
        currency: 'USD',
        billed: units(100n),
        effective: units(100n),
        used: { rate: '0.8', days: 2, origin: 'ecb' },
      },
    ])
    expect(
      apart.map(({ month, currency, billed, reason }) => [monthText(month), currency, billed, reason]),
    ).toEqual([
      ['2026-08', 'CNY', units(24n), { kind: 'no-rate', lacking: ['CNY'] }],
      ['2026-08', 'USD', units(7n), { kind: 'no-rate', lacking: ['USD'] }],
    ])
  })

  it('money that already is in it needs no rate', async () => {
    const ledger = await aLedgerOfTwoCurrencies()
    expect(totals(ledger, 'USD')).toEqual([
      ['2026-06', units(16n)],
      ['2026-07', units(100n) + (16n * 10n ** 9n * 125n) / 800n],
      ['2026-08', units(7n)],
    ])
  })

  it('a rate of the user’s own fills a month, or outranks the bank; a rebuild keeps it', async () => {
    const ledger = await aLedgerOfTwoCurrencies()
    setRate(ledger, { day: '2026-08-31', from: 'USD', to: 'EUR', rate: '0.9' })
    setRate(ledger, { day: '2026-07-15', from: 'USD', to: 'EUR', rate: '0.5' })
    const after = [
      ['2026-06', units(10n)],
      ['2026-07', units(52n)],
      ['2026-08', 6_300_000_000n],
    ]
    expect(totals(ledger, 'EUR')).toEqual(after)
    expect(known(ledger, 'EUR').apart.map(({ currency }) => currency)).toEqual(['CNY'])
    expect((await rebuild(ledger)).ok).toBe(true)
    expect(totals(ledger, 'EUR')).toEqual(after)
  })

  it('is not there where no currency was asked for, and empty for an empty ledger', async () => {
    expect(readSpend(await aLedgerOfTwoCurrencies(), noon).reported).toBeNull()
    expect(readSpend(aLedger(), noon, 'EUR').reported).toEqual({ currency: 'EUR', months: [], apart: [] })
  })
})
