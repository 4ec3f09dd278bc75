import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anthropicBill, anthropicMonths } from '../make.ts'
import { aPlace, json, run } from './run.ts'

/** Whole months before this one, oldest first, as YYYY-MM. */
function monthsBefore(count: number): readonly string[] {
  const now = new Date()
  return Array.from({ length: count }, (_, step) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + step, 1)).toISOString().slice(0, 7),
  )
}

describe('import', () => {
  it('answers in the documented form, good and bad together, exit code 1', async () => {
    const { files, ledger } = aPlace(
      anthropicBill([
        ['2026-07-01', '1.50'],
        ['2026-07-02', '0.25'],
      ]),
      'usage_date_utc,model,token_type,cost_usd\n2026-07-01,m,output,much\n',
    )
    const ran = await run('import', ...files, ...ledger)
    expect(ran.code).toBe(1)
    expect(ran.err).toBe(
      'Line 2 of bill-1.csv, column 4 (cost_usd) reads “much”, which is not an amount. Nothing was imported. Export the file again, or open it and repair that cell.\n',
    )
    expect(json(ran)).toEqual({
      statements: [
        {
          file: 'bill-0.csv',
          state: 'imported',
          id: 1,
          dialect: 'anthropic-cost',
          serviceProvider: 'Anthropic',
          account: null,
          dataset: 'cost',
          firstDay: '2026-07-01',
          lastDay: '2026-07-02',
          rows: 2,
          totals: [{ currency: 'USD', billed: '1.75', effective: '1.75' }],
          importedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) as string,
          undoneAt: null,
          accountLabel: null,
          controlTotals: [],
          sources: [
            {
              serviceProvider: 'Anthropic',
              account: null,
              export: 'anthropic-cost',
              invoiced: null,
              firstDay: '2026-07-01',
              lastDay: '2026-07-02',
              rows: 2,
            },
          ],
          replaced: [],
          problem: null,
          outrankedBy: [],
          flags: [],
        },
        expect.objectContaining({
          file: 'bill-1.csv',
          state: 'refused',
          id: null,
          problem: { kind: 'bad-cell', message: ran.err.trim(), line: 2, column: 4 },
        }),
      ],
      sameMoney: [],
    })
  })

  it('says of an import what its plan said: days that stay with a newer bill, and what looks wrong', async () => {
    const { files, ledger } = aPlace(
      anthropicBill([
        ['2026-07-01', '1.50'],
        ['2026-07-02', '1.50'],
      ]),
      anthropicBill([
        ['2026-07-01', '1.40'],
        ['2026-07-02', '1.50'],
        ['2026-07-03', '1.50'],
      ]),
    )
    await run('import', files[1] ?? '', ...ledger)
    const ran = await run('import', files[0] ?? '', ...ledger)
    expect(json(ran)).toMatchObject({
      statements: [{ state: 'imported', outrankedBy: [{ statement: 1, file: 'bill-1.csv', days: 2 }] }],
    })
    const other = aPlace(anthropicBill([['2099-01-01', '1']]))
    expect(json(await run('import', ...other.files, ...other.ledger))).toMatchObject({
      statements: [{ state: 'imported', flags: [{ kind: 'future-days' }] }],
    })
  })

  it('the same file again is already imported, exit code 0', async () => {
    const { files, ledger } = aPlace(anthropicBill([['2026-07-01', '1.50']]))
    await run('import', ...files, ...ledger)
    const again = await run('import', ...files, ...ledger)
    expect(again.code).toBe(0)
    expect(json(again)).toMatchObject({
      statements: [{ state: 'already-imported', id: 1, totals: [{ billed: '1.5' }] }],
    })
    expect(json(await run('statements', ...ledger))).toMatchObject({
      statements: [{ file: 'bill-0.csv', rows: 1 }],
    })
  })
})

describe('undo and redo', () => {
  it('take an import out of the count and back', async () => {
    const { files, ledger } = aPlace(anthropicBill([['2026-07-01', '1.50']]))
    await run('import', ...files, ...ledger)
    expect(json(await run('undo', '--statement', '1', ...ledger))).toMatchObject({
      statement: 1,
      undone: true,
      handedOver: [{ days: 1, statement: null }],
    })
    expect(json(await run('spend', ...ledger))).toEqual({ rows: [] })
    expect(json(await run('redo', '--statement', '1', ...ledger))).toMatchObject({
      statement: 1,
      undone: false,
    })
    expect(json(await run('spend', ...ledger))).toMatchObject({ rows: [{ billed: '1.5' }] })
    expect((await run('undo', '--statement', '9', ...ledger)).code).toBe(1)
    expect((await run('undo', ...ledger)).code).toBe(2)
  })
})

describe('spend, check, rebuild', () => {
  it('spend by every dimension; amounts are exact texts', async () => {
    const { files, ledger } = aPlace(
      anthropicBill([
        ['2026-07-01', '0.0000000015', 'm1'],
        ['2026-08-01', '2', 'm2'],
      ]),
    )
    await run('import', ...files, ...ledger)
    expect(json(await run('spend', '--by', 'month,provider,service,project,category', ...ledger))).toEqual({
      rows: [
        {
          month: '2026-07',
          serviceProvider: 'Anthropic',
          service: 'm1',
          project: 'Default',
          category: 'Usage',
          currency: 'USD',
          billed: '0.000000002',
          effective: '0.000000002',
          tokens: null,
        },
        {
          month: '2026-08',
          serviceProvider: 'Anthropic',
          service: 'm2',
          project: 'Default',
          category: 'Usage',
          currency: 'USD',
          billed: '2',
          effective: '2',
          tokens: null,
        },
      ],
    })
    expect(json(await run('check', ...ledger))).toMatchObject({
      ok: true,
      integrity: 'ok',
      statements: [{ tiesOut: true, archive: 'intact' }],
    })
    expect(json(await run('rebuild', ...ledger))).toMatchObject({ statements: 1, same: true })
  })

  it('a ledger that cannot be opened is a sentence, exit code 1', async () => {
    const { files } = aPlace('This is no ledger, though it is long enough to be one. '.repeat(30))
    const ran = await run('spend', '--ledger', files[0] ?? '')
    expect(ran.code).toBe(1)
    expect(ran.err).toMatch(/^The ledger .*bill-0\.csv is damaged: /)
    expect(ran.err).not.toMatch(/ at .*\.ts/)
  })
})

describe('alerts', () => {
  it('growth above 20 % and 250 is told once, however often the bills are imported', async () => {
    const quarters = monthsBefore(9)
    const month = new Date().getUTCMonth()
    const wholeQuarters = quarters.slice(3 - (month % 3), 9 - (month % 3))
    const { files, ledger } = aPlace(
      anthropicMonths(wholeQuarters.map((text, place) => [text, place < 3 ? '10' : '20'] as const)),
      anthropicMonths(wholeQuarters.map((text, place) => [text, place < 3 ? '10' : '21'] as const)),
    )
    await run('import', files[0] ?? '', ...ledger)
    const first = json(await run('alerts', ...ledger))
    expect(first).toMatchObject({ alerts: [{ kind: 'growth', currency: 'USD' }] })
    await run('import', files[1] ?? '', ...ledger)
    expect(json(await run('alerts', ...ledger))).toEqual(first)
  })
})

describe('the command line', () => {
  it.each([
    [['import']],
    [['spend', '--by', 'provider']],
    [['spend', '--by', 'month,weather']],
    [['spend', '--sort', 'x']],
    [['payback']],
    [['payback', '--preset', 'x', '--share', 'half']],
    [['dance']],
    [[]],
  ])('%j is a usage error, exit code 2', async (args) => {
    const { ledger } = aPlace()
    const ran = await run(...args, ...ledger)
    expect(ran.code).toBe(2)
    expect(ran.out).toBe('')
    expect(ran.err).toContain('breakwatt <command>')
  })

  it('an unknown preset names those there are', async () => {
    const { ledger } = aPlace()
    const ran = await run('payback', '--preset', 'abacus', ...ledger)
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('rtx4090-rig-seed000')
  })

  it('sample does the main job and leaves no trace', async () => {
    const traces = (): readonly string[] =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('breakwatt-sample-'))
    const before = traces()
    const ran = await run('sample', '--no-json')
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('Sample bills, made up; nothing is kept.')
    expect(ran.out).toMatch(/Pays off in \w{3} \d{4}, month \d+/)
    expect(traces()).toEqual(before)
    expect(existsSync(join(import.meta.dirname, '../../ledger.sqlite'))).toBe(false)
  })
})
