import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { OpenedFigure } from '../../src/core/drill-down.ts'
import { parseMonth } from '../../src/core/period.ts'
import { problemWords } from '../../src/core/words.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readOriginalRows } from '../../src/flows/read-original-rows.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import { openFigure } from '../../src/ledger/figures.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'

const july = parseMonth('2026-07') ?? 0
const open = (
  ledger: Ledger,
  currency: string | null = 'USD',
  ...providers: readonly string[]
): OpenedFigure => openFigure(ledger, { month: july, providers, currency })

const bill = anthropicBill([
  ['2026-07-01', '10.001'],
  ['2026-07-02', '20'],
  ['2026-07-02', '0.5', 'Claude Haiku 4.5'],
  ['2026-08-01', '99'],
])

describe('a figure of the Spend screen', () => {
  it('opens to the statements that add up to it, and each of those to its daily cells', async () => {
    const ledger = aLedger()
    await importText(ledger, bill, 'july.csv')
    const figure = open(ledger, 'USD', 'Anthropic')
    const [spend] = readSpendRows(ledger, ['provider'])
    expect(figure).toMatchObject({ billed: spend?.billed, effective: spend?.effective })
    expect(figure.statements).toMatchObject([
      { fileName: 'july.csv', days: 2, billed: 30_501_000_000n, chargeCount: 3 },
    ])
    const cells = figure.statements[0]?.charges.map((charge) => [
      charge.billed,
      charge.serviceName,
      charge.firstLine,
    ])
    expect(cells).toEqual([
      [20_000_000_000n, 'Claude Sonnet 4.5', 3],
      [10_001_000_000n, 'Claude Sonnet 4.5', 2],
      [500_000_000n, 'Claude Haiku 4.5', 4],
    ])
  })

  it('leaves out what does not count: undone imports, replaced days, other sellers and currencies', async () => {
    const ledger = aLedger()
    await importText(ledger, bill, 'first.csv')
    await importText(
      ledger,
      anthropicBill([
        ['2026-07-02', '21'],
        ['2026-08-02', '1'],
      ]),
      'second.csv',
      noon + 1,
    )
    expect(open(ledger).statements.map(({ fileName, billed }) => [fileName, billed])).toEqual([
      ['second.csv', 21_000_000_000n],
      ['first.csv', 10_001_000_000n],
    ])
    expect(open(ledger, 'USD', 'OpenAI').statements).toEqual([])
    expect(open(ledger, 'EUR')).toMatchObject({ billed: null, statements: [] })
    undoStatement(ledger, 2, noon + 2)
    expect(open(ledger)).toMatchObject({ billed: 30_501_000_000n })
  })

  it('tokens open to the usage export that counts them', async () => {
    const ledger = aLedger()
    const usage =
      'usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count\n2026-07-01,m,k,Default,standard,90,10,0,50,7,0\n'
    await importText(ledger, usage, 'usage.csv')
    const [statement] = open(ledger, null).statements
    expect(statement).toMatchObject({ fileName: 'usage.csv', billed: null, effective: null })
    expect(statement?.charges.map(({ sku, consumedQuantity }) => [sku, consumedQuantity]).sort()).toEqual([
      ['cachedInput', 50],
      ['input', 100],
      ['output', 7],
    ])
  })
})

describe('the rows of the original behind a cell', () => {
  const rowsOf = async (
    ledger: Ledger,
  ): Promise<readonly (readonly [string, number, string | undefined])[]> => {
    const [charge] = open(ledger).statements[0]?.charges ?? []
    if (!charge) throw new Error('No charge')
    const read = await readOriginalRows(ledger, 1, charge)
    if (!read.ok) throw new Error(JSON.stringify(read.problem))
    return read.value.rows.map(({ file, line, cells }) => [file, line, cells.at(-1)?.text])
  }

  it.each([
    ['plain', Buffer.from(bill)],
    ['gzip', gzipSync(bill)],
  ])('%s', async (_, bytes) => {
    const ledger = aLedger()
    await importStatements(ledger, [{ name: 'july.csv', bytes }], noon)
    expect(await rowsOf(ledger)).toEqual([['july.csv', 3, '20']])
  })

  it('of a JSON answer, by the names of its fields', async () => {
    const ledger = aLedger()
    const page = {
      data: [
        {
          starting_at: '2026-07-01T00:00:00Z',
          ending_at: '2026-07-02T00:00:00Z',
          results: [
            { currency: 'USD', amount: '1250.5', workspace_id: null, description: 'Claude Sonnet 4.5' },
          ],
        },
      ],
      has_more: false,
    }
    await importStatements(ledger, [{ name: 'cost.json', bytes: Buffer.from(JSON.stringify(page)) }], noon)
    const [charge] = open(ledger).statements[0]?.charges ?? []
    if (!charge) throw new Error('No charge')
    const read = await readOriginalRows(ledger, 1, charge)
    expect(read.ok && read.value.rows[0]?.cells).toContainEqual({ header: 'amount', text: '1250.5' })
  })

  it('whose original is gone is said in words', async () => {
    const ledger = aLedger()
    await importText(ledger, bill)
    const [charge] = open(ledger).statements[0]?.charges ?? []
    if (!charge) throw new Error('No charge')
    const original = readdirSync(ledger.archive).find((name) => name.endsWith('.zst')) ?? ''
    writeFileSync(join(ledger.archive, original), 'not zstd')
    expect(await readOriginalRows(ledger, 1, charge)).toMatchObject({
      problem: { kind: 'original-gone', state: 'changed' },
    })
    rmSync(ledger.archive, { recursive: true })
    const gone = await readOriginalRows(ledger, 1, charge)
    expect(gone.ok ? '' : problemWords(gone.problem)).toBe(
      'The rows of bill.csv cannot be shown: its original is missing from the archive beside the ledger. What was read from it still counts. Put the archive’s files back from a backup, if there is one.',
    )
  })
})
