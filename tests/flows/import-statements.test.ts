import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTo, decimalText, parseDecimal, toScale, zeroSum } from '../../src/core/decimal.ts'
import { nanosText } from '../../src/core/money.ts'
import { monthText } from '../../src/core/period.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { storedTotals } from '../../src/ledger/check.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText, noon } from '../make.ts'

const billed = (ledger: Ledger): readonly string[] =>
  readSpendRows(ledger, ['provider']).map(
    (row) => `${monthText(row.month)} ${row.provider ?? ''} ${nanosText(row.billed ?? 0n)}`,
  )

describe('a slip in a date', () => {
  it.each(['9999-12-31', '0202-07-01'])(
    '%s is no day of a bill, and covers no thousands of years',
    async (day) => {
      const ledger = aLedger()
      expect(
        await importText(
          ledger,
          anthropicBill([
            ['2026-07-01', '1'],
            [day, '1'],
          ]),
        ),
      ).toMatchObject({
        state: 'refused',
        problem: { kind: 'bad-cell', line: 3, text: day, expected: 'date' },
      })
    },
  )
})

describe('a file is imported whole or not at all', () => {
  it('the same file again changes nothing and says when it came', async () => {
    const ledger = aLedger()
    const bill = anthropicBill([['2026-07-01', '1.50']])
    await importText(ledger, bill, 'july.csv', noon)
    const again = await importText(ledger, bill, 'renamed.csv', noon + 1000)
    expect(again).toMatchObject({
      state: 'already-imported',
      statement: { fileName: 'july.csv', importedAt: noon },
    })
    expect(billed(ledger)).toEqual(['2026-07 Anthropic 1.5'])
  })

  it.each([
    [
      'a crooked row',
      `${anthropicBill([['2026-07-01', '1.50']])}2026-07-02,x\n`,
      { kind: 'crooked-row', line: 3 },
    ],
    [
      'an amount that is none',
      anthropicBill([['2026-07-01', 'n/a']]),
      { kind: 'bad-cell', line: 2, column: 5, header: 'cost_usd' },
    ],
    ['an empty amount', anthropicBill([['2026-07-01', '']]), { kind: 'bad-cell', line: 2, column: 5 }],
    ['a date that is none', anthropicBill([['2026-02-30', '1']]), { kind: 'bad-cell', line: 2, column: 1 }],
    [
      'an amount beyond all bills',
      anthropicBill([
        ['2026-07-01', '1'],
        ['2026-07-01', '1E12'],
        ['2026-07-02', '1'],
      ]),
      { kind: 'amount-too-large', header: 'cost_usd', line: 3, column: 5 },
    ],
    [
      'amounts that are beyond all bills together',
      anthropicBill([
        ['2026-07-01', '6E9'],
        ['2026-07-01', '6E9'],
        ['2026-07-02', '1'],
      ]),
      { kind: 'amount-too-large', header: null, line: 3 },
    ],
    [
      'an amount in cents beyond all bills',
      '{"data":[{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-02T00:00:00Z","results":[\n{"currency":"USD","amount":"1000000000001","model":"m"}]}]}',
      { kind: 'amount-too-large', header: 'amount', line: 2, column: 28 },
    ],
    [
      'an amount beyond all bills beside a quantity of the same figures',
      'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,ConsumedQuantity,ConsumedUnit\n1,10000000000,USD,Usage,a,s,Acme,2026-07-01,2026-07-02,2026-07-01,2026-08-01,1,Hours\n',
      { kind: 'amount-too-large', header: 'EffectiveCost', line: 2, column: 2 },
    ],
    ['a stranger', 'name,age\nx,3\n', { kind: 'unknown-format', header: ['name', 'age'] }],
    [
      'a column twice',
      'usage_date_utc,model,token_type,cost_usd,cost_usd\n',
      { kind: 'repeated-column', column: 'cost_usd' },
    ],
    [
      'a FOCUS file without currency',
      'BilledCost,ChargePeriodStart,ChargeCategory,EffectiveCost\n',
      { kind: 'missing-column', column: 'BillingCurrency' },
    ],
    ['an empty file', '', { kind: 'file-empty' }],
    ['a file of empty lines', '\n\r\n', { kind: 'file-empty' }],
    ['a file of blanks', '  \n\t\n \u00a0\n', { kind: 'file-empty' }],
    ['a file of separators', `${';;;\n'.repeat(60)},,,\n`, { kind: 'file-empty' }],
    ['a file of quoted nothing', '"",""\n" ",""\n', { kind: 'file-empty' }],
  ])('%s leaves nothing behind', async (_, text, problem) => {
    const ledger = aLedger()
    const outcome = await importText(ledger, text)
    expect(outcome).toMatchObject({ state: 'refused', problem: { file: 'bill.csv', ...problem } })
    expect(listStatements(ledger)).toEqual([])
    expect(readSpendRows(ledger, [])).toEqual([])
    expect(readdirSync(ledger.archive)).toEqual([])
  })

  it('a file that is not there, an empty folder, and a good one: each has its own outcome', async () => {
    const ledger = aLedger()
    const folder = aFolder()
    const good = join(folder, 'good.csv')
    writeFileSync(good, anthropicBill([['2026-07-01', '2.00']]))
    const outcomes = await importStatements(
      ledger,
      [{ path: join(folder, 'gone.csv') }, { path: aFolder() }, { path: good }],
      noon,
    )
    expect(outcomes).toMatchObject([
      { state: 'refused', problem: { kind: 'folder-empty' } },
      { state: 'refused', problem: { kind: 'file-unreadable', reason: 'there is no such file' } },
      { state: 'imported', file: 'good.csv' },
    ])
  })

  it('rows that look alike all count', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicBill([
        ['2026-07-01', '0.75'],
        ['2026-07-01', '0.75'],
        ['2026-07-01', '1.16'],
      ]),
    )
    expect(billed(ledger)).toEqual(['2026-07 Anthropic 2.66'])
  })
})

describe('overlapping exports never count twice', () => {
  const first = anthropicBill([
    ['2026-07-01', '10'],
    ['2026-07-10', '10'],
    ['2026-07-15', '10'],
  ])
  const second = anthropicBill([
    ['2026-07-10', '11'],
    ['2026-07-15', '12'],
    ['2026-07-31', '13'],
  ])

  it('a newer export replaces the days it covers and says which', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    const outcome = await importText(ledger, second, 'second.csv', noon + 1)
    const restated = [{ currency: 'USD', before: 20_000_000_000n, after: 23_000_000_000n }]
    expect(outcome).toMatchObject({
      state: 'imported',
      replaced: [{ fileName: 'first.csv', days: 6, restated }],
    })
    expect(billed(ledger)).toEqual(['2026-07 Anthropic 46'])
  })

  it('in the other order the ledger is the same: the export that reaches further is the newer one', async () => {
    const ledger = aLedger()
    await importText(ledger, second, 'second.csv')
    await importText(ledger, first, 'first.csv', noon + 1)
    expect(billed(ledger)).toEqual(['2026-07 Anthropic 46'])
  })

  it('an export of the same days, imported later, is a correction', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicBill([
        ['2026-07-01', '10'],
        ['2026-07-02', '20'],
      ]),
    )
    await importText(
      ledger,
      anthropicBill([
        ['2026-07-01', '9'],
        ['2026-07-02', '20'],
      ]),
      'b.csv',
      noon + 1,
    )
    expect(billed(ledger)).toEqual(['2026-07 Anthropic 29'])
  })

  it('two accounts never replace each other', async () => {
    const ledger = aLedger()
    const bill = (org: string): string =>
      `start_time_iso,amount_value,amount_currency,organization_id,line_item\n2026-07-01,5,usd,${org},"m, input"\n`
    await importText(ledger, bill('org-1'))
    await importText(ledger, bill('org-2'), 'b.csv', noon + 1)
    expect(billed(ledger)).toEqual(['2026-07 OpenAI 10'])
  })

  it('a late row of an older bill neither takes a day away from that bill nor is lost', async () => {
    const ledger = aLedger()
    const header =
      'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd'
    const row = (cost: string, from: string, to: string, month: string, next: string): string =>
      `${cost},${cost},USD,Usage,1,Service,Cloud,${from},${to},${month}-01,${next}-01`
    const september = [
      header,
      row('10', '2026-09-01', '2026-09-02', '2026-09', '2026-10'),
      row('100', '2026-09-30', '2026-10-01', '2026-09', '2026-10'),
    ]
    const octoberByUsage = [
      header,
      row('1', '2026-10-01', '2026-10-02', '2026-09', '2026-10'),
      row('5', '2026-10-02', '2026-10-03', '2026-10', '2026-11'),
    ]
    await importText(ledger, september.join('\n'), 'september.csv')
    await importText(ledger, octoberByUsage.join('\n'), 'october.csv', noon + 1)
    expect(billed(ledger)).toEqual(['2026-09 Cloud 110', '2026-10 Cloud 6'])
  })

  it('a day re-exported as empty is a day without cost', async () => {
    const ledger = aLedger()
    const header = 'start_time_iso,amount_value,amount_currency,organization_id,line_item'
    await importText(
      ledger,
      `${header}\n2026-07-01,5,usd,org-1,"m, input"\n2026-07-02,6,usd,org-1,"m, input"\n`,
    )
    await importText(
      ledger,
      `${header}\n2026-07-01,5,usd,org-1,"m, input"\n2026-07-02,,,,\n`,
      'b.csv',
      noon + 1,
    )
    expect(billed(ledger)).toEqual(['2026-07 OpenAI 5'])
  })
})

describe('usage brings tokens, never money', () => {
  it('tokens stand on the row of the money; alone, money is unknown and not zero', async () => {
    const ledger = aLedger()
    const usage =
      'usage_date_utc,model_version,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n2026-07-01,m,100,50,7\n'
    await importText(ledger, usage, 'usage.csv')
    expect(readSpendRows(ledger, ['provider'])).toMatchObject([
      {
        provider: 'Anthropic',
        currency: null,
        billed: null,
        tokens: { input: 100, cachedInput: 50, output: 7 },
      },
    ])
    await importText(ledger, anthropicBill([['2026-07-01', '3']]), 'cost.csv')
    expect(readSpendRows(ledger, ['provider'])).toMatchObject([
      { currency: 'USD', billed: 3_000_000_000n, tokens: { input: 100, cachedInput: 50, output: 7 } },
    ])
  })
})

describe('the ledger ties out to the file', () => {
  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), fc.integer({ min: 9, max: 30 }), fc.boolean())
    .map(([digits, scale, exponent]) => (exponent ? `${digits}E-${scale}` : decimalText({ digits, scale })))
  const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 28 }), amount, fc.constantFrom('m1', 'm2')), {
    minLength: 1,
    maxLength: 40,
  })

  it('the exact total is the column’s sum; the cells differ from it by half a nano each at most', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (drawn) => {
        const ledger = aLedger()
        const outcome = await importText(
          ledger,
          anthropicBill(
            drawn.map(
              ([day, text, model]) => [`2026-07-${String(day).padStart(2, '0')}`, text, model] as const,
            ),
          ),
        )
        if (outcome.state !== 'imported') throw new Error(JSON.stringify(outcome))
        const exact = zeroSum()
        for (const [, text] of drawn) addTo(exact, parseDecimal(text) ?? zeroSum())
        expect(outcome.statement.totals).toEqual([
          { currency: 'USD', billed: decimalText(exact), effective: decimalText(exact) },
        ])
        const [stored] = storedTotals(ledger, outcome.statement.id)
        if (!stored) throw new Error('Nothing stored')
        const off = toScale(exact, 40) - toScale({ digits: stored.billed, scale: 9 }, 40)
        expect((off < 0n ? -off : off) * 2n).toBeLessThanOrEqual(BigInt(drawn.length) * 10n ** 31n)
        expect((await check(ledger)).ok).toBe(true)
        ledger.close()
      }),
      { numRuns: 60 },
    )
  })

  it('sums beyond what one cell may hold stay exact', async () => {
    const ledger = aLedger()
    const large = Array.from(
      { length: 5 },
      (_, n) => ['2026-07-01', '9000000000.000000001', `model ${n}`] as const,
    )
    await importText(ledger, anthropicBill([...large, ['2026-07-01', '-1.000000001', 'credit']]))
    expect(billed(ledger)).toEqual(['2026-07 Anthropic 44999999999.000000004'])
    expect((await check(ledger)).ok).toBe(true)
  })

  it('a file of more cells than memory holds at a time ties out all the same, equal cells merged', async () => {
    const ledger = aLedger()
    const models = 120_000
    const rows = Array.from({ length: models }, (_, n) => `2026-07-01,model ${n},Default,output,0.0000000015`)
    const text = [`usage_date_utc,model,workspace,token_type,cost_usd`, ...rows, ...rows, ''].join('\n')
    const outcome = await importText(ledger, text)
    expect(outcome).toMatchObject({ statement: { rowCount: 240_000, totals: [{ billed: '0.00036' }] } })
    const cells = ledger.db
      .prepare('SELECT count(*), sum(row_count), max(last_line) FROM charges')
      .raw()
      .get()
    expect(cells).toEqual([models, 240_000, 240_001])
    expect((await check(ledger)).ok).toBe(true)
  })
})
