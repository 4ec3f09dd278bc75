import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, noon } from '../make.ts'
import { parquetOfCsv } from '../make-parquet.ts'
import { aZip } from '../make-zip.ts'

const july = anthropicBill([
  ['2026-07-01', '1.50'],
  ['2026-07-02', '2.250000000001'],
])
const seen = (ledger: Ledger): unknown => [
  listStatements(ledger),
  readSpendRows(ledger, ['provider', 'service', 'project', 'category']),
]

/** The ledger holds, and is the same made anew: from its own archive, and from the archive alone. */
async function expectToHold(ledger: Ledger): Promise<void> {
  const before = seen(ledger)
  expect(await check(ledger)).toMatchObject({ ok: true })
  expect(await rebuild(ledger)).toMatchObject({ ok: true })
  expect(seen(ledger)).toEqual(before)
  ledger.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${ledger.file}${end}`, { force: true })
  const fresh = aLedger(ledger.file)
  expect(await rebuild(fresh)).toMatchObject({ ok: true })
  expect(seen(fresh)).toEqual(before)
}

describe('a Parquet file', () => {
  it('is imported whole, kept as it was dropped, and the same made anew from the archive alone', async () => {
    const ledger = aLedger()
    const bytes = await parquetOfCsv(july, { cost_usd: 'CAST(cost_usd AS DECIMAL(38, 12))' })
    const path = join(aFolder(), 'july.parquet')
    writeFileSync(path, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(await importStatements(ledger, [{ path }], noon)).toMatchObject([
      {
        state: 'imported',
        file: 'july.parquet',
        statement: { sha256, byteCount: bytes.length, totals: [{ billed: '3.750000000001' }] },
      },
    ])
    expect(await importStatements(ledger, [{ path }], noon)).toMatchObject([{ state: 'already-imported' }])
    expect(readdirSync(ledger.archive).toSorted()).toEqual([`${sha256}.json`, `${sha256}.zst`])
    await expectToHold(ledger)
  })

  it('that is damaged leaves nothing behind', async () => {
    const ledger = aLedger()
    const bytes = (await parquetOfCsv(july)).subarray(0, -20)
    expect(await importStatements(ledger, [{ name: 'july.parquet', bytes }], noon)).toEqual([
      {
        state: 'refused',
        file: 'july.parquet',
        problem: { kind: 'container-broken', file: 'july.parquet' },
      },
    ])
    expect(readdirSync(ledger.archive)).toEqual([])
  })
})

describe('an export in a folder', () => {
  const august = anthropicBill([['2026-08-01', '4.000000001']])
  const manifest = (blobs: readonly string[], submittedTime: string): string =>
    JSON.stringify({ blobs: blobs.map((blobName) => ({ blobName })), runInfo: { submittedTime } })
  const aRun = (files: Readonly<Record<string, string | Uint8Array>>, submitted: string): string => {
    const folder = join(aFolder(), 'run')
    mkdirSync(folder)
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    writeFileSync(join(folder, 'manifest.json'), manifest(Object.keys(files), submitted))
    return folder
  }

  it('is one statement of several files, each kept as it is, and the same made anew', async () => {
    const ledger = aLedger()
    const folder = aRun(
      {
        'a.csv.gz': gzipSync(july),
        'b.zip': aZip([{ name: 'b.csv', bytes: august }]),
        'c.parquet': await parquetOfCsv(august.replace('08-01', '08-02')),
      },
      '2026-08-03T04:05:06.1234567Z',
    )
    expect(await importStatements(ledger, [{ path: folder }], noon)).toMatchObject([
      {
        state: 'imported',
        statement: {
          rowCount: 4,
          totals: [{ billed: '11.750000002001' }],
          writtenAt: Date.UTC(2026, 7, 3, 4, 5, 6, 123),
        },
      },
    ])
    expect(readdirSync(ledger.archive).filter((name) => name.endsWith('.zst'))).toHaveLength(3)
    expect(await importStatements(ledger, [{ path: folder }], noon + 1)).toMatchObject([
      { state: 'already-imported' },
    ])
    await expectToHold(ledger)
  })

  it('of one part, packed as ZIP, is so too', async () => {
    const ledger = aLedger()
    const folder = aRun({ 'a.zip': aZip([{ name: 'a.csv', bytes: july }]) }, '2026-08-03T04:05:06Z')
    expect(await importStatements(ledger, [{ path: folder }], noon)).toMatchObject([{ state: 'imported' }])
    await expectToHold(ledger)
  })

  it('a run of an earlier day, imported later, does not speak instead of a newer one', async () => {
    const total = async (amounts: readonly string[]): Promise<unknown> => {
      const ledger = aLedger()
      for (const amount of amounts) {
        const folder = aRun(
          { 'part_0_0001.csv': anthropicBill([['2026-07-01', amount]]) },
          amount === '1' ? '2026-07-02T00:00:00Z' : '2026-07-03T00:00:00Z',
        )
        await importStatements(ledger, [{ path: folder }], noon)
      }
      return readSpendRows(ledger, ['provider']).map(({ billed }) => billed)
    }
    expect(await total(['1', '2'])).toEqual([2_000_000_000n])
    expect(await total(['2', '1'])).toEqual([2_000_000_000n])
  })
})

describe('a table of tabs', () => {
  it('is a bill like one of commas', async () => {
    const tabs = Buffer.from(july.replaceAll(',', '\t'))
    expect(await importStatements(aLedger(), [{ name: 'july.tsv', bytes: tabs }], noon)).toMatchObject([
      { state: 'imported', statement: { totals: [{ billed: '3.750000000001' }] } },
    ])
  })
})
