import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { nanosText } from '../../src/core/money.ts'
import { aLedger, noon } from '../make.ts'

const samples = join(import.meta.dirname, '../../../shared/samples/billing')

describe.skipIf(!existsSync(samples))(
  'real bills, where ../shared/samples is there: the known answers to the last decimal',
  () => {
    it.each([
      ['anthropic/claude_api_cost_2026_02_08_to_2026_02_15.csv', 24, '19.97', '19.97'],
      ['focus/focus_sample_1000.csv', 1000, '20.52022672899', '14.97651418586'],
    ])('%s', async (file, rowCount, billed, effective) => {
      const ledger = aLedger()
      const [outcome] = await importStatements(ledger, [{ path: join(samples, file) }], noon)
      expect(outcome).toMatchObject({
        statement: { rowCount, totals: [{ currency: 'USD', billed, effective }] },
      })
      expect((await check(ledger)).ok).toBe(true)
    })

    it('Anthropic by model, and FOCUS by seller', async () => {
      const ledger = aLedger()
      const files = ['anthropic/claude_api_cost_2026_02_08_to_2026_02_15.csv', 'focus/focus_sample_1000.csv']
      await importStatements(
        ledger,
        files.map((file) => ({ path: join(samples, file) })),
        noon,
      )
      const sums = new Map<string, bigint>()
      for (const { provider = '', service = '', billed } of readSpendRows(ledger, ['provider', 'service'])) {
        const name = provider === 'Anthropic' ? service : provider
        sums.set(name, (sums.get(name) ?? 0n) + (billed ?? 0n))
      }
      const text = (name: string): string => nanosText(sums.get(name) ?? 0n)
      expect([text('Claude Sonnet 4.5'), text('Claude Haiku 4.5'), text('Web search')]).toEqual([
        '19.48',
        '0.42',
        '0.07',
      ])
      expect(Number(text('AWS'))).toBeCloseTo(18.0066386184, 6)
      expect(Number(text('Microsoft'))).toBeCloseTo(1.97651418586, 6)
      expect(Number(text('Oracle'))).toBeCloseTo(0.53707392473, 6)
    })
  },
)
