import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/core/period.ts'
import type { ImportOutcome } from '../../src/core/statement.ts'
import { problemWords } from '../../src/core/words.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { aLedger, noon } from '../make.ts'
import { sampleResults, type SampleResult } from './sample-results.ts'

const samples = join(import.meta.dirname, '../../../shared/samples/billing')
const table = join(import.meta.dirname, '../../test-results/sample-bills.md')

function told(outcome: ImportOutcome): readonly string[] {
  if (outcome.state === 'imported') {
    const { dialect, dataset, rowCount, firstDay, lastDay, totals } = outcome.statement
    const days =
      firstDay === null || lastDay === null ? 'no days' : `${dayText(firstDay)} to ${dayText(lastDay)}`
    const sums = totals.map(
      ({ currency, billed, effective }) => `${currency} ${billed} billed, ${effective} effective`,
    )
    return [`${dialect} (${dataset})`, String(rowCount), days, sums.join('; ') || 'no money']
  }
  return ['refused', '–', '–', outcome.state === 'refused' ? problemWords(outcome.problem) : outcome.state]
}

/** An outcome as the table of results has it. */
function resultOf(outcome: ImportOutcome | undefined, file: string): SampleResult | undefined {
  if (outcome?.state === 'refused') {
    const sentence = problemWords(outcome.problem).replaceAll(basename(file), 'FILE')
    return { refused: outcome.problem.kind, sentence }
  }
  if (outcome?.state !== 'imported') return undefined
  const { dialect, rowCount, firstDay, lastDay, totals } = outcome.statement
  const days = firstDay === null || lastDay === null ? null : ([dayText(firstDay), dayText(lastDay)] as const)
  return { dialect, rowCount, days, totals }
}

describe.skipIf(!existsSync(samples))('every sample bill, where ../shared/samples is there', () => {
  const files = existsSync(samples)
    ? globSync('**/*', { cwd: samples, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(samples.length + 1))
        .sort()
    : []
  const lines: string[] = []

  it.each(files)('%s is what the table of results says, or is refused in a sentence', async (file) => {
    const ledger = aLedger()
    const outcomes = await importStatements(ledger, [{ path: join(samples, file) }], noon)
    const expected = sampleResults[file]
    if (expected) expect(outcomes.map((outcome) => resultOf(outcome, file))).toEqual([expected])
    for (const outcome of outcomes)
      if (outcome.state === 'refused') expect(problemWords(outcome.problem)).toMatch(/^\S.{20,}\.$/)
      else expect(outcome.state).toBe('imported')
    expect((await check(ledger)).ok).toBe(true)
    lines.push(...outcomes.map((outcome) => `| ${[file, ...told(outcome)].join(' | ')} |`))
  })

  it('what became of each is written to test-results', () => {
    expect(lines.length).toBeGreaterThanOrEqual(files.length)
    mkdirSync(join(table, '..'), { recursive: true })
    const head = ['| file | read as | rows | days | totals, or why not |', '| --- | --- | --- | --- | --- |']
    writeFileSync(table, [...head, ...lines, ''].join('\n'))
  })
})
