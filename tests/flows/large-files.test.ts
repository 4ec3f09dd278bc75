import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, noon } from '../make.ts'

/** More than 32 MB, from which on a file goes into the archive by a thread of its own. */
const rows = 700_000
const text = anthropicBill(
  Array.from({ length: rows }, (_, row) => [`2026-07-0${(row % 9) + 1}`, `0.00${(row % 7) + 1}`] as const),
)

function written(name: string, content: string): string {
  const path = join(aFolder(), name)
  writeFileSync(path, content)
  return path
}

/** Rows of 0.001 to 0.007 in turn: 100,000 rounds of 0.028. */
const total = '2800'

describe('a file of more than 32 MB', () => {
  it('ties out, lies in the archive as it was dropped, and is the same made anew', async () => {
    const ledger = aLedger()
    const path = written('july.csv', text)
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(text.length).toBeGreaterThan(32 * 1024 * 1024)
    expect(await importStatements(ledger, [{ path }], noon)).toMatchObject([
      { state: 'imported', statement: { sha256, rowCount: rows, totals: [{ billed: total }] } },
    ])
    expect(readdirSync(ledger.archive).toSorted()).toEqual([`${sha256}.json`, `${sha256}.zst`])
    const before = listStatements(ledger)
    expect(await check(ledger)).toMatchObject({ ok: true })
    expect(await rebuild(ledger)).toMatchObject({ ok: true })
    expect(listStatements(ledger)).toEqual(before)
  })

  it('with a crooked last line is refused by its line, and leaves nothing in the archive', async () => {
    const ledger = aLedger()
    const path = written('crooked.csv', `${text.trimEnd()}\n2026-07-01,too short\n`)
    expect(await importStatements(ledger, [{ path }], noon)).toMatchObject([
      { state: 'refused', problem: { kind: 'crooked-row', line: rows + 2 } },
    ])
    expect(readdirSync(ledger.archive)).toEqual([])
  })

  it('whose reading is cancelled halfway leaves nothing in the archive', async () => {
    const ledger = aLedger()
    const cancelling = new AbortController()
    const planning = planImport(ledger, [{ path: written('cancelled.csv', text) }], noon, {
      signal: cancelling.signal,
      tell: ({ bytesRead }) => {
        if (bytesRead > text.length / 2) cancelling.abort(new Error('cancelled'))
      },
    })
    await expect(planning).rejects.toThrow('cancelled')
    expect(readdirSync(ledger.archive)).toEqual([])
  })
})
