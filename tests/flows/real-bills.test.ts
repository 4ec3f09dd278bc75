import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { nanosText } from '../../src/core/money.ts'
import { aLedger, noon } from '../make.ts'

const samples = join(import.meta.dirname, '../../../shared/samples/billing')
const anthropicWeek = 'anthropic/claude_api_cost_2026_02_08_to_2026_02_15.csv'
const focusMonth = 'focus/focus_sample_1000.csv'

/** The rows of one seller of a FOCUS file, as they stand in it, below its header. */
function rowsOfSeller(file: string, seller: string): Buffer {
  const text = readFileSync(join(samples, file), 'utf8')
  const rows = parse<{ readonly record: Record<string, string>; readonly raw: string }>(text, {
    bom: true,
    columns: true,
    raw: true,
  })
  const own = rows.filter(({ record }) => record['ProviderName'] === seller).map(({ raw }) => raw.trim())
  return Buffer.from([text.split(/\r?\n/, 1)[0], ...own].join('\n'))
}

/** What was billed, by provider, or by service where `by` says so. */
async function billedBy(by: 'provider' | 'service', ...files: readonly string[]) {
  const ledger = aLedger()
  for (const file of files) await importStatements(ledger, [{ path: join(samples, file) }], noon)
  expect((await check(ledger)).ok).toBe(true)
  const sums = new Map<string, bigint>()
  for (const row of readSpendRows(ledger, ['provider', 'service'])) {
    const name = row[by] ?? ''
    sums.set(name, (sums.get(name) ?? 0n) + (row.billed ?? 0n))
  }
  return {
    ledger,
    billed: Object.fromEntries(Array.from(sums, ([name, sum]) => [name, nanosText(sum)])),
  }
}

describe.skipIf(!existsSync(samples))(
  'real bills, where ../shared/samples is there: the known answers to the last decimal',
  () => {
    it.each([
      [anthropicWeek, 24, '19.97', '19.97'],
      [focusMonth, 1000, '20.52022672899', '14.97651418586'],
    ])('%s', async (file, rowCount, billed, effective) => {
      const ledger = aLedger()
      const [outcome] = await importStatements(ledger, [{ path: join(samples, file) }], noon)
      expect(outcome).toMatchObject({
        statement: { rowCount, totals: [{ currency: 'USD', billed, effective }] },
      })
      expect((await check(ledger)).ok).toBe(true)
    })

    it('Anthropic by model', async () => {
      expect((await billedBy('service', anthropicWeek)).billed).toEqual({
        'Claude Sonnet 4.5': '19.48',
        'Claude Haiku 4.5': '0.42',
        'Web search': '0.07',
      })
    })

    it.each([
      ['AWS', 942, '18.0066386184', '13'],
      ['Microsoft', 51, '1.97651418586', '1.97651418586'],
      ['Oracle', 7, '0.53707392473', '0'],
    ])('FOCUS, the rows of %s alone', async (seller, rowCount, billed, effective) => {
      const bytes = rowsOfSeller(focusMonth, seller)
      const [outcome] = await importStatements(aLedger(), [{ name: `${seller}.csv`, bytes }], noon)
      expect(outcome).toMatchObject({
        statement: { rowCount, totals: [{ currency: 'USD', billed, effective }] },
      })
    })

    it('FOCUS by seller, each daily cell rounded once to a billionth', async () => {
      // The known answers end 386184, 418586 and 392473; 800, 48 and 7 cells, worked out with Python's decimal.
      expect((await billedBy('provider', focusMonth)).billed).toEqual({
        AWS: '18.00663863',
        Microsoft: '1.976514186',
        Oracle: '0.537073925',
      })
    })

    const pair = ['azure/EA_ActualCost_Small_BOM.csv', 'azure/EA_AmortizedCost_Small_BOM.csv'] as const
    it.each([
      ['actual first', pair],
      ['amortized first', pair.toReversed()],
    ])('Azure’s actual and amortized view of one account and month count once, %s', async (_, files) => {
      const { ledger, billed } = await billedBy('provider', ...files)
      // 8.5450077867419368 and 16.296932136636644627485419: together they would be 24.84. What was paid counts.
      expect(billed).toEqual({ Microsoft: '8.545007787' })
      const kept = ledger.db
        .prepare('SELECT billed_exact FROM statement_totals ORDER BY length(billed_exact)')
        .pluck()
        .all()
      expect(kept).toEqual(['8.5450077867419368', '16.296932136636644627485419'])
      const using = ledger.db.prepare('SELECT counts FROM money_months ORDER BY counts').pluck().all()
      expect(using).toEqual([0, 1])
    })

    it('an AWS manifest and the report it names are one bill', async () => {
      const ledger = aLedger()
      const files = ['aws/koku-local-Manifest.json', 'aws/koku-local-1.csv.gz']
      const outcomes = await importStatements(
        ledger,
        files.map((file) => ({ path: join(samples, file) })),
        noon,
      )
      expect(outcomes).toMatchObject([
        {
          state: 'imported',
          file: 'koku-local',
          statement: { rowCount: 13380, totals: [{ billed: '143227.76367818761501799105' }] },
        },
      ])
    })
  },
)
