import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { dialects } from '../../src/statements/dialects/index.ts'
import { aLedger, importText } from '../make.ts'

/** Header rows in full, each under the name of the dialect that reads it. */
const headers = readFileSync(join(import.meta.dirname, '../fixtures/headers.txt'), 'utf8')
  .trim()
  .split('\n\n')
  .map((block) => /^# (?<dialect>[\w-]+): (?<title>.+)\n(?<header>.+)$/.exec(block)?.groups ?? {})

describe('a header as the seller writes it, in full', () => {
  it.each(headers.map(({ dialect, title, header }) => [dialect, title, header]))(
    'is that of %s: %s',
    async (dialect, _, header = '') => {
      const [names = []] = parse(header)
      const recognising = dialects.filter((one) => one.recognises(new Set(names)))
      expect(recognising.map(({ name }) => name)).toEqual([dialect])
      const outcome = await importText(aLedger(), `${header}\n`)
      if (outcome.state === 'imported') expect(outcome.statement.dialect).toBe(dialect)
      else expect(outcome).toMatchObject({ problem: { kind: 'refused-form', form: dialect } })
    },
  )

  it('is there of every dialect', () => {
    const there = new Set(headers.map(({ dialect }) => dialect))
    expect(dialects.map(({ name }) => name).filter((name) => !there.has(name))).toEqual([])
  })
})
