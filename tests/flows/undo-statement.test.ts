import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nanosText } from '../../src/core/money.ts'
import { monthText } from '../../src/core/period.ts'
import { undoWords } from '../../src/core/undo-words.ts'
import { check } from '../../src/flows/check.ts'
import { readSpend, readSpendRows } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { redoStatement, undoStatement } from '../../src/flows/undo-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'

const first = anthropicBill([
  ['2026-07-01', '10'],
  ['2026-07-15', '10'],
])
const second = anthropicBill([
  ['2026-07-10', '11'],
  ['2026-07-31', '13'],
])

const billed = (ledger: Ledger): readonly string[] =>
  readSpendRows(ledger, ['provider']).map((row) => `${monthText(row.month)} ${nanosText(row.billed ?? 0n)}`)

const isoText = (ms: number): string => new Date(ms).toISOString()

/** Everything the screens ask. */
const seen = (ledger: Ledger): unknown => [
  readSpendRows(ledger, ['provider', 'service', 'project', 'category']),
  readSpend(ledger, noon),
]

describe('undoing an import', () => {
  it('restores exactly what was there before, and is itself undone', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    const before = seen(ledger)
    await importText(ledger, second, 'second.csv', noon + 1)
    const after = seen(ledger)
    expect(billed(ledger)).toEqual(['2026-07 34'])
    undoStatement(ledger, 2, noon + 2)
    expect(seen(ledger)).toEqual(before)
    expect((await check(ledger)).ok).toBe(true)
    redoStatement(ledger, 2)
    expect(seen(ledger)).toEqual(after)
    expect((await check(ledger)).ok).toBe(true)
  })

  it('also after later imports: only what the undone file brought goes', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    await importText(ledger, second, 'second.csv', noon + 1)
    undoStatement(ledger, 1, noon + 2)
    expect(billed(ledger)).toEqual(['2026-07 24'])
    undoStatement(ledger, 2, noon + 3)
    expect(billed(ledger)).toEqual([])
    expect(readSpend(ledger, noon).months).toEqual([])
  })

  it('survives a rebuild', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    await importText(ledger, second, 'second.csv', noon + 1)
    undoStatement(ledger, 2, noon + 2)
    const before = [seen(ledger), listStatements(ledger)]
    expect(await rebuild(ledger)).toMatchObject({ ok: true, value: { statements: 2 } })
    expect([seen(ledger), listStatements(ledger)]).toEqual(before)
  })

  it('dropping the file again brings it back', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    undoStatement(ledger, 1, noon + 1)
    expect(await importText(ledger, first, 'first.csv', noon + 2)).toMatchObject({
      state: 'imported',
      statement: { id: 1, undoneAt: null },
    })
    expect(billed(ledger)).toEqual(['2026-07 20'])
  })

  it('a number that no statement has is a problem', () => {
    expect(undoStatement(aLedger(), 7, noon)).toEqual({
      ok: false,
      problem: { kind: 'no-such-statement', id: 7 },
    })
  })

  it('whatever was imported: import and undo leave no difference', async () => {
    const day = fc.integer({ min: 1, max: 28 })
    const bill = fc.array(fc.tuple(day, fc.integer({ min: 1, max: 999 })), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(bill, { maxLength: 4 }), bill, async (earlier, last) => {
        const ledger = aLedger()
        const text = (rows: readonly (readonly [number, number])[]): string =>
          anthropicBill(
            rows.map(([date, cents]) => [`2026-07-${String(date).padStart(2, '0')}`, `0.${cents}`]),
          )
        for (const [place, rows] of earlier.entries())
          await importText(ledger, text(rows), 'a.csv', noon + place)
        const before = seen(ledger)
        const outcome = await importText(ledger, text(last), 'b.csv', noon + 9)
        if (outcome.state === 'imported') undoStatement(ledger, outcome.statement.id, noon + 10)
        expect(seen(ledger)).toEqual(before)
        expect((await check(ledger)).ok).toBe(true)
        ledger.close()
      }),
      { numRuns: 40 },
    )
  })
})

describe('undoing says what it did', () => {
  it('which days went back to whom, which nobody covers now, and what is kept', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    await importText(ledger, second, 'second.csv', noon + 1)
    const undone = undoStatement(ledger, 2, noon + 2)
    if (!undone.ok) throw new Error(JSON.stringify(undone.problem))
    expect(undone.value).toMatchObject({
      handedOver: [
        { days: 6, statementId: 1, fileName: 'first.csv' },
        { days: 16, statementId: null, fileName: null },
      ],
      untouchedDays: 0,
    })
    expect(undoWords(undone.value, isoText)).toBe(
      'second.csv no longer counts: 6 days go back to first.csv, 16 days are covered by no statement now. Its file and what you typed for it are kept, so that it can be brought back.',
    )
    const back = redoStatement(ledger, 2)
    expect(back.ok && undoWords(back.value, isoText)).toBe(
      'second.csv counts again: 6 days are taken from first.csv again, 16 days are covered again.',
    )
  })

  it('an original that was deleted from the archive is not said to be kept', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    rmSync(ledger.archive, { recursive: true })
    const undone = undoStatement(ledger, 1, noon + 1)
    expect(undone.ok && undoWords(undone.value, isoText)).toBe(
      'first.csv no longer counts: 15 days are covered by no statement now. What was read from its file and what you typed for it are kept, so that it can be brought back; the file itself is missing from the archive.',
    )
    expect(redoStatement(ledger, 1)).toMatchObject({ value: { state: 'changed' } })
    expect(billed(ledger)).toEqual(['2026-07 20'])
  })

  it('one that is undone already is left as it is, and so is one that counts', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    const counts = redoStatement(ledger, 1)
    expect(counts.ok && undoWords(counts.value, isoText)).toBe(
      'first.csv counts already. Nothing was changed.',
    )
    undoStatement(ledger, 1, noon + 1)
    const before = listStatements(ledger)
    const again = undoStatement(ledger, 1, noon + 60_000)
    expect(again.ok && undoWords(again.value, isoText)).toBe(
      'first.csv is undone already, since 2026-11-21T12:00:00.001Z. Nothing was changed.',
    )
    expect(listStatements(ledger)).toEqual(before)
  })

  it('days that a newer statement speaks for stay with it', async () => {
    const ledger = aLedger()
    await importText(ledger, first, 'first.csv')
    await importText(ledger, second, 'second.csv', noon + 1)
    expect(undoStatement(ledger, 1, noon + 2)).toMatchObject({
      value: { handedOver: [{ days: 9, statementId: null }], untouchedDays: 6 },
    })
  })
})
