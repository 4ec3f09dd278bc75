import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startImporter, type Importer } from '../../src/flows/import-off-thread.ts'
import { openFigure } from '../../src/ledger/figures.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText, noon } from '../make.ts'

function anImporter(): Importer {
  const importer = startImporter(new URL('../../src/flows/import-worker.ts', import.meta.url))
  onTestFinished(() => importer.close())
  return importer
}

const quiet = (): undefined => undefined
const bytes = (day: string, name = 'a.csv'): { readonly name: string; readonly bytes: Uint8Array } => ({
  name,
  bytes: Buffer.from(anthropicBill([[day, '1']])),
})

describe('importing on another thread', () => {
  it('files by path and by bytes are planned, and reach the ledger that this thread reads', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    const path = join(aFolder(), 'a.csv')
    writeFileSync(path, anthropicBill([['2026-07-01', '1']]))
    const importer = anImporter()
    const dropped = [{ path }, bytes('2026-08-01', 'b.csv'), { name: 'c.csv', bytes: Buffer.from('x') }]
    const planned = await importer.plan(file, dropped, noon, quiet)
    if (!planned.ok || planned.value === null) throw new Error(JSON.stringify(planned))
    expect(planned.value.bills.map(({ state }) => state)).toEqual(['ready', 'ready', 'rejected'])
    expect(listStatements(ledger)).toEqual([])
    const left = await importer.answer(planned.value.id, [[1, { kind: 'skip' }]])
    if (!left.ok) throw new Error(JSON.stringify(left))
    const done = await importer.commit(left.value.id)
    expect(done).toMatchObject({
      value: { outcomes: [{ state: 'imported' }, { state: 'skipped' }, { state: 'refused' }] },
    })
    expect(listStatements(ledger).map(({ fileName }) => fileName)).toEqual(['a.csv'])
  })

  it('one plan waits at a time: the one before is put away', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    const importer = anImporter()
    const [first, second] = await Promise.all([
      importer.plan(file, [bytes('2026-07-01')], noon, quiet),
      importer.plan(file, [bytes('2026-07-02')], noon, quiet),
    ])
    const id = (planned: typeof first): number => (planned.ok ? (planned.value?.id ?? 0) : 0)
    expect(await importer.commit(id(first))).toMatchObject({ problem: { kind: 'no-such-plan' } })
    expect(await importer.commit(id(second))).toMatchObject({ ok: true })
    expect(listStatements(ledger)).toHaveLength(1)
    expect(await importer.commit(id(second))).toMatchObject({ problem: { kind: 'no-such-plan' } })
  })

  it('cancelling stops the reading and leaves nothing', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    const path = join(aFolder(), 'long.csv')
    writeFileSync(path, anthropicBill(Array.from({ length: 400_000 }, () => ['2026-07-01', '1'] as const)))
    const importer = anImporter()
    const planned = importer.plan(file, [{ path }], noon, () => {
      importer.cancel()
    })
    expect(await planned).toEqual({ ok: true, value: null })
    expect(readdirSync(ledger.archive)).toEqual([])
  })

  it('cancelling also reaches a reading that still waits for its turn, and none that is asked for later', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    const path = join(aFolder(), 'long.csv')
    writeFileSync(path, anthropicBill(Array.from({ length: 400_000 }, () => ['2026-07-01', '1'] as const)))
    const importer = anImporter()
    const read = importer.plan(file, [{ path }], noon, quiet)
    const waiting = importer.plan(file, [bytes('2026-07-01')], noon, quiet)
    importer.cancel()
    expect(await Promise.all([read, waiting])).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(existsSync(ledger.archive) ? readdirSync(ledger.archive) : []).toEqual([])
    expect(await importer.plan(file, [bytes('2026-07-02')], noon, quiet)).toMatchObject({
      value: { bills: [{ state: 'ready' }] },
    })
  })

  it('the rows behind a figure come back from the original', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    await importText(
      ledger,
      anthropicBill([
        ['2026-07-01', '1'],
        ['2026-07-02', '5'],
        ['2026-07-02', '7'],
      ]),
    )
    const figure = { month: 678, providers: [], currency: 'USD' }
    const [statement] = openFigure(ledger, figure).statements
    expect(statement).toMatchObject({ billed: 13_000_000_000n, chargeCount: 2 })
    const [dearest] = statement?.charges ?? []
    if (!dearest) throw new Error('No charge')
    const rows = await anImporter().rows(file, 1, dearest)
    expect(rows).toMatchObject({
      value: {
        rowCount: 2,
        rows: [
          { file: 'bill.csv', line: 3 },
          { file: 'bill.csv', line: 4 },
        ],
      },
    })
    expect(rows.ok && rows.value.rows[1]?.cells.at(-1)).toEqual({ header: 'cost_usd', text: '7' })
  })

  it('a ledger that cannot be opened is a problem', async () => {
    expect(await anImporter().plan(aFolder(), [bytes('2026-07-01')], noon, quiet)).toMatchObject({
      ok: false,
      problem: { kind: 'ledger-unusable' },
    })
  })

  it('after the thread was closed, asking is an error and not a silence', async () => {
    const importer = anImporter()
    const asked = importer.plan(join(aFolder(), 'l.sqlite'), [bytes('2026-07-01')], noon, quiet)
    await importer.close()
    await expect(asked).rejects.toThrow('ended')
  })
})
