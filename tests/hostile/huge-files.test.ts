import { closeSync, openSync, readdirSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { resourceUsage } from 'node:process'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { problemWords } from '../../src/core/words.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import type { BillFile } from '../../src/flows/original.ts'
import { aFolder, aLedger, anthropicBill, importText, noon } from '../make.ts'

const header = 'usage_date_utc,model,workspace,token_type,cost_usd'
const megabyte = 1024 * 1024
const seconds = 20

/** The one sentence a file is refused with, soon; nothing of it may be left behind. */
async function refusal(file: BillFile, ledger = aLedger()): Promise<string> {
  await importText(ledger, anthropicBill([['2026-06-01', '5']]), 'before.csv')
  const began = performance.now()
  const [outcome] = await importStatements(ledger, [file], noon)
  expect(performance.now() - began).toBeLessThan(seconds * 1000)
  expect(await check(ledger)).toMatchObject({ ok: true, statements: [{ file: 'before.csv' }] })
  expect(readdirSync(ledger.archive)).toHaveLength(2)
  return outcome?.state === 'refused' ? problemWords(outcome.problem) : JSON.stringify(outcome)
}

/** A file of 1 GB whose last line is so many MB of letters, and then a hole in the file. */
function aLineOfAGigabyte(before: string, letterMegabytes: number): string {
  const path = join(aFolder(), 'line.csv')
  const file = openSync(path, 'w')
  writeSync(file, before)
  const letters = Buffer.alloc(megabyte, 'a')
  for (let written = 0; written < letterMegabytes; written += 1) writeSync(file, letters)
  closeSync(file)
  truncateSync(path, 1024 * megabyte)
  return path
}

const tooLong = (line: number, megabytes: number): string =>
  `Line ${line} of line.csv is longer than ${megabytes} MB, so it is no line of a bill. Nothing was imported. Export the file again.`

describe('a line of 1 GB', () => {
  it.each([
    ['as a row', `${header}\n2026-07-01,`, tooLong(2, 16)],
    ['in a cell whose quotation mark is never closed', `${header}\n2026-07-01,"`, tooLong(2, 16)],
    ['as the header', 'usage_date_utc,', tooLong(1, 16)],
    ['as a page of JSON', '{"object":"page","data":[{"a":"', tooLong(1, 32)],
  ])('%s is refused after its first megabytes, in less than 400 MB of memory', async (_, front, sentence) => {
    const path = aLineOfAGigabyte(front, sentence.includes(' 32 MB') ? 33 : 17)
    const before = resourceUsage().maxRSS
    expect(await refusal({ path })).toBe(sentence)
    expect(resourceUsage().maxRSS - before).toBeLessThan(400 * 1024)
  })

  it('packed as gzip too', async () => {
    const bytes = gzipSync(Buffer.concat([Buffer.from(`${header}\n`), Buffer.alloc(20 * megabyte, 'a')]))
    expect(await refusal({ name: 'line.csv', bytes })).toBe(tooLong(2, 16))
  })
})

describe('100,000 columns', () => {
  const more = Array.from({ length: 100_000 }, (_, place) => `column ${place}`)

  it('beside those of a known bill are read as that bill', async () => {
    const ledger = aLedger()
    const row = (cells: string): string => `${cells}${','.repeat(more.length)}`
    const outcome = await importText(
      ledger,
      [
        `${header},${more.join(',')}`,
        row('2026-07-01,sonnet,Default,output,1.50'),
        row('2026-07-02,sonnet,Default,output,2'),
        '',
      ].join('\n'),
    )
    expect(outcome).toMatchObject({ state: 'imported', statement: { totals: [{ billed: '3.5' }] } })
  })

  it('that no bill has are refused with the first of them', async () => {
    expect(await refusal({ name: 'wide.csv', bytes: Buffer.from(`${more.join(',')}\n`) })).toContain(
      'Its first line reads: column 0, column 1, column 2, column 3, column 4, column 5 and 99994 more.',
    )
  })
})

describe('10 million quotation marks', () => {
  const bill = (marks: string): BillFile => ({
    name: 'marks.csv',
    bytes: Buffer.from(`${header}\n2026-07-01,${marks},Default,output,1\n`),
  })

  it('in pairs are a cell of half as many', async () => {
    const ledger = aLedger()
    const [outcome] = await importStatements(ledger, [bill('"'.repeat(10_000_000))], noon)
    expect(outcome).toMatchObject({ state: 'imported', statement: { totals: [{ billed: '1' }] } })
    const length = ledger.db.prepare('SELECT max(length(text)) FROM names').pluck().get()
    expect(length).toBe(4_999_999)
  })

  it('one more is a cell that is never closed', async () => {
    expect(await refusal(bill('"'.repeat(10_000_001)))).toBe(
      'Line 2 of marks.csv opens a quotation mark in column 2 that is never closed. Nothing was imported. Export the file again, or open it and repair that line.',
    )
  })

  it('from the first byte on are no bill', async () => {
    const sentence = await refusal({ name: 'marks.csv', bytes: Buffer.alloc(10_000_000, '"') })
    expect(sentence).toMatch(/^marks\.csv is no export that Breakwatt knows\./)
    expect(sentence.length).toBeLessThan(800)
  })
})

describe('NUL bytes', () => {
  it.each([
    ['in a cell', anthropicBill([['2026-07-01', '1', 'son\0net']])],
    ['in an amount', anthropicBill([['2026-07-01', '1\0']])],
    ['at the end', `${anthropicBill([['2026-07-01', '1']])}\0\0\0`],
    ['and nothing else', '\0'.repeat(1000)],
  ])('%s: it is no text', async (_, text) => {
    expect(await refusal({ name: 'nul.csv', bytes: Buffer.from(text) })).toBe(
      'nul.csv looks like a binary file, not like a bill in CSV or JSON. Export it as CSV.',
    )
  })
})
