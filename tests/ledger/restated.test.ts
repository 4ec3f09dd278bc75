import { describe, expect, it } from 'vitest'
import { monthText } from '../../src/core/period.ts'
import { check } from '../../src/flows/check.ts'
import { readSpend } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { redoStatement, undoStatement } from '../../src/flows/undo-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, importText } from '../make.ts'

const bill = (first: string, second: string, third: string): string =>
  anthropicBill([
    ['2026-07-01', first],
    ['2026-07-02', second],
    ['2026-08-03', third],
  ])

const restated = (ledger: Ledger): readonly string[] =>
  readSpend(ledger, Date.UTC(2026, 8, 20)).months.flatMap(({ month, sources }) =>
    sources.some((source) => source.restated) ? [monthText(month)] : [],
  )

describe('a month is restated', () => {
  it('when two exports tell different money of a day, whichever came first', async () => {
    for (const texts of [
      [bill('60', '40', '5'), bill('61', '40', '5.0')],
      [bill('61', '40', '5.0'), bill('60', '40', '5')],
    ]) {
      const ledger = aLedger()
      for (const [at, text] of texts.entries()) await importText(ledger, text, `${at}.csv`, at)
      expect(restated(ledger)).toEqual(['2026-07'])
      expect(await check(ledger)).toMatchObject({ ok: true })
    }
  })

  it('not by the same money written otherwise, nor by the last day of an export, which may not have been over', async () => {
    const ledger = aLedger()
    await importText(ledger, bill('60', '40', '5'), 'a.csv', 1)
    await importText(ledger, bill('60.0', '40.00', '5.000'), 'b.csv', 2)
    await importText(ledger, bill('60.00', '40.0', '7'), 'c.csv', 3)
    expect(restated(ledger)).toEqual([])
  })

  it('only while both count: also after a rebuild, and again when the one comes back', async () => {
    const ledger = aLedger()
    await importText(ledger, bill('60', '40', '5'), 'a.csv', 1)
    await importText(ledger, bill('61', '40', '5'), 'b.csv', 2)
    undoStatement(ledger, 1, 3)
    expect(restated(ledger)).toEqual([])
    expect(await rebuild(ledger)).toMatchObject({ ok: true })
    expect(restated(ledger)).toEqual([])
    redoStatement(ledger, 1)
    expect(restated(ledger)).toEqual(['2026-07'])
    expect(await check(ledger)).toMatchObject({ ok: true })
  })
})
