import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/core/period.ts'
import type { ImportOutcome } from '../../src/core/statement.ts'
import { problemWords } from '../../src/core/words.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { aLedger, noon } from '../make.ts'

const samples = join(import.meta.dirname, '../../../shared/samples/billing')
const table = join(import.meta.dirname, '../../test-results/sample-bills.md')

function told(outcome: ImportOutcome | undefined): readonly string[] {
  if (outcome?.state === 'imported') {
    const { dialect, dataset, rowCount, firstDay, lastDay, totals } = outcome.statement
    const days =
      firstDay === null || lastDay === null ? 'no days' : `${dayText(firstDay)} to ${dayText(lastDay)}`
    const sums = totals.map(
      ({ currency, billed, effective }) => `${currency} ${billed} billed, ${effective} effective`,
    )
    return [`${dialect} (${dataset})`, String(rowCount), days, sums.join('; ') || 'no money']
  }
  const sentence =
    outcome?.state === 'refused' ? problemWords(outcome.problem) : (outcome?.state ?? 'nothing')
  return ['refused', '–', '–', sentence]
}

describe.skipIf(!existsSync(samples))('every sample bill, where ../shared/samples is there', () => {
  const files = existsSync(samples) ? globSync('**/*.{csv,csv.gz,json,jsonl}', { cwd: samples }).sort() : []

  it('is imported and holds, or is refused in a sentence; what became of each is written to test-results', async () => {
    const lines: string[] = []
    for (const file of files) {
      const ledger = aLedger()
      const outcomes = await importStatements(ledger, [{ path: join(samples, file) }], noon)
      expect(outcomes, file).toHaveLength(1)
      expect(['imported', 'refused'], file).toContain(outcomes[0]?.state)
      expect((await check(ledger)).ok, file).toBe(true)
      lines.push(`| ${[file, ...told(outcomes[0])].join(' | ')} |`)
      ledger.close()
    }
    expect(files.length).toBeGreaterThan(50)
    mkdirSync(join(table, '..'), { recursive: true })
    const head = ['| file | read as | rows | days | totals, or why not |', '| --- | --- | --- | --- | --- |']
    writeFileSync(table, [...head, ...lines, ''].join('\n'))
  }, 120_000)
})
