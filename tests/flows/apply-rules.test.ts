import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nanosText } from '../../src/core/money.ts'
import { monthText, parseDay } from '../../src/core/period.ts'
import type { Rule } from '../../src/core/rules.ts'
import type { SpendRow } from '../../src/core/spend.ts'
import { ruledSpend } from '../../src/flows/apply-rules.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import { added } from '../make-rules.ts'
import { aLedger, anthropicBill, anthropicMonths, importText, noon } from '../make.ts'

const short = (rows: readonly SpendRow[]) =>
  rows.map((row) => [
    monthText(row.month),
    row.costCentre ?? null,
    row.workload ?? null,
    row.effective === null ? null : nanosText(row.effective),
  ])

describe('spend under rules', () => {
  it('goes to the cost centre and workload of the first rule that fits, the rest to none', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicBill([
        ['2026-07-01', '10', 'Claude Opus 4.5'],
        ['2026-07-02', '3', 'Claude Haiku 4.5'],
        ['2026-07-03', '0.5', 'Claude Sonnet 4.5'],
      ]),
    )
    added(ledger, { name: 'opus', service: '*opus*', assign: { workload: 'agents' } })
    added(ledger, {
      name: 'most',
      service: 'claude * 4.5',
      until: '2026-07-02',
      assign: { costCentre: 'R&D' },
    })
    expect(short(readSpendRows(ledger, ['costCentre', 'workload']))).toEqual([
      ['2026-07', null, null, '0.5'],
      ['2026-07', 'R&D', null, '3'],
      ['2026-07', 'R&D', 'agents', '10'],
    ])
  })

  it('a rule that begins inside a month holds from that very day', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicMonths([['2026-06', '1'], ['2026-07', '2'], ['2026-08', '3']])) // prettier-ignore
    added(ledger, { from: '2026-07-11', until: '2026-08-10', assign: { costCentre: 'Shop' } })
    expect(short(readSpendRows(ledger, ['costCentre']))).toEqual([
      ['2026-06', null, null, '30'],
      ['2026-07', null, null, '20'],
      ['2026-07', 'Shop', null, '42'],
      ['2026-08', null, null, '63'],
      ['2026-08', 'Shop', null, '30'],
    ])
  })

  it('a project stays the bill’s own where no rule says another', async () => {
    const ledger = aLedger()
    await importText(
      ledger,
      [
        'usage_date_utc,model,workspace,token_type,cost_usd',
        '2026-07-01,a,Alpha,output,1',
        '2026-07-01,a,Beta,output,2',
        '',
      ].join('\n'),
    )
    added(ledger, { project: 'alpha', assign: { project: 'Search' } })
    const rows = readSpendRows(ledger, ['project', 'ruledProject'])
    expect(rows.map(({ project, ruledProject }) => [project, ruledProject])).toEqual([
      ['Alpha', 'Search'],
      ['Beta', 'Beta'],
    ])
  })

  it('tokens follow the rules as money does, and by the day', async () => {
    const ledger = aLedger()
    const usage = [
      'usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count',
      '2026-07-10,claude-sonnet-4-20250514,key-1,Default,message,100,0,0,20,7,0',
      '2026-07-20,claude-sonnet-4-20250514,key-1,Default,message,1000,0,0,200,70,0',
      '',
    ].join('\n')
    expect(await importText(ledger, usage, 'usage.csv')).toMatchObject({ state: 'imported' })
    added(ledger, { from: '2026-07-15', assign: { workload: 'chat' } })
    expect(readSpendRows(ledger, ['workload']).map(({ workload, tokens }) => [workload, tokens])).toEqual([
      [null, { input: 100, cachedInput: 20, output: 7 }],
      ['chat', { input: 1000, cachedInput: 200, output: 70 }],
    ])
  })

  it('an undone bill is in no row, and rules outlive a rebuild', async () => {
    const ledger = aLedger()
    const first = await importText(ledger, anthropicMonths([['2026-07', '2']]), 'july.csv')
    await importText(ledger, anthropicBill([['2026-08-03', '9']]), 'august.csv')
    added(ledger, { from: '2026-07-11', assign: { costCentre: 'Shop' } })
    const before = readSpendRows(ledger, ['costCentre'])
    expect((await rebuild(ledger)).ok).toBe(true)
    expect(readSpendRows(ledger, ['costCentre'])).toEqual(before)
    if (first.state !== 'imported') throw new Error('Not imported')
    undoStatement(ledger, first.statement.id, noon)
    expect(short(readSpendRows(ledger, ['costCentre']))).toEqual([['2026-08', 'Shop', null, '9']])
  })
})

describe('any rules', () => {
  it('leave every sum as it is, by month, provider and project', async () => {
    const ledger = aLedger()
    const models = ['Claude Opus 4.5', 'Claude Haiku 4.5', 'Claude Sonnet 4.5']
    const days = Array.from({ length: 92 }, (_, place) => new Date(Date.UTC(2026, 4, 1 + place)))
    await importText(
      ledger,
      anthropicBill(
        days.flatMap((date, place) =>
          models.map(
            (model, at) => [date.toISOString().slice(0, 10), `${place}.${at}0000000${at}3`, model] as const,
          ),
        ),
      ),
    )
    await importText(ledger, anthropicBill([['2026-06-12', '-4.25', models[0] ?? '']]), 'credit.csv')
    const first = parseDay('2026-04-20') ?? 0
    const anyRule = fc.record({
      service: fc.constantFrom(null, '*', '*opus*', 'claude haiku*', 'none'),
      start: fc.integer({ min: 0, max: 110 }),
      length: fc.option(fc.integer({ min: 0, max: 60 })),
      costCentre: fc.constantFrom(null, 'A', 'B'),
      project: fc.constantFrom(null, 'P'),
      workload: fc.constantFrom(null, 'W', 'V'),
    })
    const unruled = readSpendRows(ledger, ['provider', 'service'])
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), (drawn) => {
        const rules = drawn.map(({ service, start, length, ...assign }, place): Rule => ({
          id: place + 1,
          name: `rule ${place}`,
          match: { provider: null, account: null, project: null, service },
          assign,
          effectiveFrom: first + start,
          effectiveUntil: length === null ? null : first + start + length,
          order: place,
          addedAt: 0,
          removedAt: null,
        }))
        const by = ['provider', 'service', 'costCentre', 'workload', 'ruledProject'] as const
        expect(addedUp(ruledSpend(ledger, by, rules))).toEqual(addedUp(unruled))
      }),
      { numRuns: 60 },
    )
  })
})

describe('rules over every kind of bill there is', () => {
  it('leave every sum as it is, also where several exports show the same money', async () => {
    const ledger = aLedger()
    const folder = 'tests/fixtures/bills'
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'))
    await importStatements(
      ledger,
      files.map((name) => ({ path: join(folder, name) })),
      noon,
    )
    const unused = ledger.db.prepare('SELECT count(*) FROM money_months WHERE counts = 0').pluck().get()
    expect(unused).toBeGreaterThan(0)
    const unruled = readSpendRows(ledger, ['provider', 'service'])
    expect(new Set(unruled.map(({ provider }) => provider)).size).toBeGreaterThan(8)
    const ruled = [...new Set(unruled.map(({ month }) => month))].map((month, place) =>
      added(ledger, {
        name: `month ${month}`,
        service: place % 2 === 0 ? '*a*' : '*',
        from: `${monthText(month)}-${place % 3 === 0 ? '01' : '02'}`,
        until: `${monthText(month)}-20`,
        assign: { costCentre: `centre ${place}`, project: 'P' },
      }),
    )
    expect(ruled.length).toBeGreaterThan(12)
    const rows = readSpendRows(ledger, ['provider', 'service', 'costCentre', 'ruledProject'])
    expect(addedUp(rows)).toEqual(addedUp(unruled))
    expect(tokensIn(rows)).toEqual(tokensIn(unruled))
    expect(new Set(rows.map(({ costCentre }) => costCentre)).size).toBeGreaterThan(6)
  })
})

const tokensIn = (rows: readonly SpendRow[]): number =>
  rows.reduce((sum, { tokens }) => sum + (tokens ? tokens.input + tokens.cachedInput + tokens.output : 0), 0)

/** Costs by month, provider and service; rows of tokens alone left out. */
function addedUp(rows: readonly SpendRow[]) {
  const sums = new Map<string, { billed: bigint; effective: bigint }>()
  for (const { month, provider, service, currency, billed, effective } of rows) {
    if (currency === null) continue
    const name = JSON.stringify([month, provider, service, currency])
    const sum = sums.get(name) ?? { billed: 0n, effective: 0n }
    sums.set(name, {
      billed: sum.billed + (billed ?? 0n),
      effective: sum.effective + (effective ?? 0n),
    })
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
}
