import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ImportOutcome } from '../src/core/statement.ts'
import { importStatements } from '../src/flows/import-statements.ts'
import { openLedger, type Ledger } from '../src/ledger/open.ts'

/** A folder that is gone when the test is over. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'breakwatt-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A real, empty ledger in a folder of its own. */
export function aLedger(file = join(aFolder(), 'ledger.sqlite')): Ledger {
  const opened = openLedger(file)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  onTestFinished(() => {
    opened.value.close()
  })
  return opened.value
}

/** 2026-11-21 12:00 UTC: the moment tests look from unless they say otherwise. */
export const noon = Date.UTC(2026, 10, 21, 12)

/** Imports one text as a file. */
export async function importText(
  ledger: Ledger,
  text: string,
  name = 'bill.csv',
  now = noon,
): Promise<ImportOutcome> {
  const [outcome] = await importStatements(ledger, [{ name, bytes: Buffer.from(text) }], now)
  if (!outcome) throw new Error('No outcome')
  return outcome
}

const anthropicHeader = 'usage_date_utc,model,workspace,token_type,cost_usd'

/** An Anthropic cost export: rows are `[day, dollars]` or `[day, dollars, model]`. */
export const anthropicBill = (
  rows: readonly (readonly [string, string] | readonly [string, string, string])[],
): string =>
  [
    anthropicHeader,
    ...rows.map(([day, dollars, model = 'Claude Sonnet 4.5']) => `${day},${model},Default,output,${dollars}`),
    '',
  ].join('\n')

/** An Anthropic bill of whole months, the same dollars each day: `['2026-07', '10.00']`. */
export const anthropicMonths = (months: readonly (readonly [string, string])[]): string =>
  anthropicBill(
    months.flatMap(([month, dollars]) => {
      const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
      return Array.from(
        { length: days },
        (_, day) => [`${month}-${String(day + 1).padStart(2, '0')}`, dollars] as const,
      )
    }),
  )
