import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/core/period.ts'
import { problemWords } from '../../src/core/words.ts'
import { importRates, isRatesHeader } from '../../src/flows/import-rates.ts'
import { readRates, removeRate, setRate } from '../../src/flows/own-rates.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { ratesByMonth } from '../../src/ledger/rates.ts'
import { aFolder, aLedger } from '../make.ts'
import { aZip } from '../make-zip.ts'

const history = [
  'Date,USD,JPY,CYP,TWD,',
  '2026-07-31,1.1438,168.09,N/A,N/A,',
  '2026-07-30,1.1500,168.50,N/A,N/A,',
  '2007-12-31,1.4721,164.93,0.585274,N/A,',
  '',
].join('\n')

const load = (ledger: Ledger, text: string, name = 'eurofxref-hist.csv') =>
  importRates(ledger, { name, bytes: Buffer.from(text) })

const stored = (ledger: Ledger) =>
  [
    ...ratesByMonth(ledger, ['EUR', 'USD', 'JPY', 'CYP', 'TWD'], { firstDay: 0, lastDay: 100_000 }).values(),
  ].flat()

describe('importing the ECB’s reference rates', () => {
  it('reads the history: newest first, N/A passed over, the comma at the end', async () => {
    const ledger = aLedger()
    expect(await load(ledger, history)).toEqual({
      ok: true,
      value: {
        file: 'eurofxref-hist.csv',
        firstDay: parseDay('2007-12-31'),
        lastDay: parseDay('2026-07-31'),
        days: 3,
        currencies: ['CYP', 'JPY', 'USD'],
        added: 7,
        changed: 0,
      },
    })
    expect(stored(ledger)).toHaveLength(7)
    expect(stored(ledger)).toContainEqual({
      day: parseDay('2007-12-31'),
      base: 'EUR',
      currency: 'CYP',
      rate: '0.585274',
      origin: 'ecb',
    })
  })

  it('reads the newest day’s file, with spaces and the month in English', async () => {
    const ledger = aLedger()
    const daily = 'Date, USD, JPY, ISK, \n20 November 2026, 1.0512, 163.21, N/A, \n'
    expect(await load(ledger, daily, 'eurofxref.csv')).toMatchObject({
      ok: true,
      value: { days: 1, added: 2 },
    })
    expect(stored(ledger)).toContainEqual({
      day: parseDay('2026-11-20'),
      base: 'EUR',
      currency: 'USD',
      rate: '1.0512',
      origin: 'ecb',
    })
  })

  it('reads it out of the bank’s ZIP, and from a path', async () => {
    const ledger = aLedger()
    const zip = aZip([{ name: 'eurofxref-hist.csv', bytes: Buffer.from(history) }])
    expect(await importRates(ledger, { name: 'eurofxref-hist.zip', bytes: zip })).toMatchObject({
      ok: true,
      value: { added: 7 },
    })
    const path = join(aFolder(), 'rates.csv')
    writeFileSync(path, history)
    expect(await importRates(ledger, { path })).toMatchObject({ ok: true, value: { added: 0, changed: 0 } })
  })

  it('a second time changes only what the bank corrected; the user’s own rates stay', async () => {
    const ledger = aLedger()
    await load(ledger, history)
    setRate(ledger, { day: '2026-07-31', from: 'EUR', to: 'USD', rate: '1.10' })
    expect(await load(ledger, history.replace('1.1438', '1.1440'))).toMatchObject({
      value: { added: 0, changed: 1 },
    })
    expect(readRates(ledger)).toMatchObject({
      own: [{ base: 'EUR', currency: 'USD', rate: '1.10', origin: 'user' }],
      bank: { days: 3, currencies: ['CYP', 'JPY', 'USD'] },
    })
  })

  it('a day that stands in it twice says nothing new', async () => {
    const ledger = aLedger()
    expect(await load(ledger, `${history}2026-07-31,1.14380,168.09,0.58,N/A,\n`)).toMatchObject({
      value: { days: 3, added: 8, changed: 0 },
    })
    expect(stored(ledger)).toContainEqual(expect.objectContaining({ currency: 'CYP', rate: '0.58' }))
  })

  it('a day that stands in it twice with another rate is refused, with both lines', async () => {
    const ledger = aLedger()
    const refused = await load(ledger, `${history}2026-07-30,1.1501,168.50,N/A,N/A,\n`)
    if (refused.ok) throw new Error('Not refused')
    expect(problemWords(refused.problem)).toBe(
      'Line 5 of eurofxref-hist.csv says 1.1501 for USD on 2026-07-30, and line 3 says 1.15. Nothing was imported. Download the rates of the European Central Bank again, or take out the wrong line.',
    )
    expect(stored(ledger)).toEqual([])
  })

  it.each([
    ['2026-07-31,1.1438,abc,N/A,N/A,', 'bad-cell', 'column 3 (JPY) reads “abc”, which is not an amount'],
    ['2026-07-31,0,168.09,N/A,N/A,', 'bad-cell', 'column 2 (USD) reads “0”, which is not an amount'],
    [
      '31/07/2026,1.1438,168.09,N/A,N/A,',
      'bad-cell',
      'column 1 (Date) reads “31/07/2026”, which is not a date',
    ],
    ['2026-07-31,1.1438', 'crooked-row', 'has 2 cells, the header has 6'],
  ])('refuses the whole file for %j', async (row, kind, words) => {
    const ledger = aLedger()
    const refused = await load(ledger, `${history}${row}\n`)
    if (refused.ok) throw new Error('Not refused')
    expect(refused.problem.kind).toBe(kind)
    expect(problemWords(refused.problem)).toContain(words)
    expect(stored(ledger)).toEqual([])
  })

  it('says what it expected when it is given a bill', async () => {
    const refused = await load(aLedger(), 'usage_date_utc,model,cost_usd\n2026-07-01,a,1\n', 'bill.csv')
    expect(refused).toEqual({
      ok: false,
      problem: { kind: 'no-rates-file', file: 'bill.csv', header: ['usage_date_utc', 'model', 'cost_usd'] },
    })
    expect(await load(aLedger(), 'Date,USD,JPY,\n')).toMatchObject({ problem: { kind: 'file-empty' } })
    expect(await load(aLedger(), '')).toMatchObject({ problem: { kind: 'file-empty' } })
  })

  it('knows its header when it sees one', () => {
    expect(isRatesHeader(['Date', 'USD', 'JPY', ''])).toBe(true)
    expect(isRatesHeader(['Date', ' USD', ' JPY', ' '])).toBe(true)
    expect(isRatesHeader(['Date', 'USD'])).toBe(false)
    expect(isRatesHeader(['Date', 'Cost', 'USD'])).toBe(false)
    expect(isRatesHeader(['Day', 'USD', 'JPY'])).toBe(false)
    expect(isRatesHeader(['Date', 'USD', '', 'JPY'])).toBe(false)
  })
})

describe('a rate of one’s own', () => {
  it('takes the place of the one said before of the pair and day, either way round; and goes again', () => {
    const ledger = aLedger()
    setRate(ledger, { day: '2026-07-31', from: 'usd', to: 'EUR', rate: '0.9123' })
    setRate(ledger, { day: '2026-07-31', from: 'EUR', to: 'USD', rate: '1.1' })
    expect(readRates(ledger).own).toEqual([
      { day: parseDay('2026-07-31'), base: 'EUR', currency: 'USD', rate: '1.1', origin: 'user' },
    ])
    expect(removeRate(ledger, { day: '2026-07-31', from: 'USD', to: 'EUR' })).toEqual({
      ok: true,
      value: null,
    })
    expect(readRates(ledger)).toEqual({ own: [], bank: null })
    expect(removeRate(ledger, { day: '2026-07-31', from: 'USD', to: 'EUR' })).toEqual({
      ok: false,
      problem: { kind: 'no-such-rate', day: '2026-07-31', from: 'USD', to: 'EUR' },
    })
  })

  it.each([
    [{ rate: '0' }, 'rate'],
    [{ rate: '0,9123' }, 'rate'],
    [{ from: 'dollars' }, 'from'],
    [{ to: 'USD' }, 'to'],
    [{ day: '2026-02-30' }, 'day'],
  ])('is refused in words: %j', (wrong, field) => {
    const typed = { day: '2026-07-31', from: 'USD', to: 'EUR', rate: '0.9', ...wrong }
    expect(setRate(aLedger(), typed)).toMatchObject({ ok: false, problem: { kind: 'bad-input', field } })
  })
})
