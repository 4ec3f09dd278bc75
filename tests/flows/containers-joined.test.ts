import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/core/problem.ts'
import type { Result } from '../../src/core/result.ts'
import { problemWords } from '../../src/core/words.ts'
import { deliveries } from '../../src/flows/dropped-files.ts'
import { joinedBill, soleBill, zipBills } from '../../src/flows/open-bill.ts'
import { openOriginal, type BillFile, type Original } from '../../src/flows/original.ts'
import { unpackLimits } from '../../src/flows/unpack.ts'
import { aFolder, anthropicBill } from '../make.ts'
import { parquetOfCsv } from '../make-parquet.ts'
import { aZip, type ZipContent } from '../make-zip.ts'
import { readWhole, type BillSeen } from '../read-bytes.ts'

const july = anthropicBill([
  ['2026-07-01', '1.50'],
  ['2026-07-02', '2.25'],
])
const august = anthropicBill([['2026-08-01', '4.000000001']])
const openai = 'start_time_iso,amount_value,amount_currency,line_item\n2026-07-01,5,usd,"m, input"\n'
const sha256 = (...texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('')).digest('hex')

async function opened(files: readonly BillFile[]): Promise<readonly Original[]> {
  const originals: Original[] = []
  for (const file of files) {
    const original = await openOriginal(file)
    if (!original.ok) throw new Error(problemWords(original.problem))
    originals.push(original.value)
  }
  return originals
}

type Bytes = Readonly<Record<string, string | Uint8Array>>
const filesOf = (bytes: Bytes): readonly BillFile[] =>
  Object.entries(bytes).map(([name, text]) => ({ name, bytes: Buffer.from(text as Uint8Array) }))

/** Reads several files as the one statement they are. */
async function joined(bytes: Bytes, rowCount: number | null = null): Promise<Result<BillSeen, Problem>> {
  const originals = await opened(filesOf(bytes))
  const said = { writtenAt: null, rowCount }
  return readWhole(await joinedBill('all', originals, (original) => original.chunks(), unpackLimits, said))
}

describe('several files of one statement', () => {
  it('are read one after another, whatever each is packed in; the whole has a SHA-256 of what they unpack to', async () => {
    const done = await joined({
      'a.csv': july,
      'b.csv.gz': gzipSync(august),
      'c.csv.zip': aZip([{ name: 'c.csv', bytes: july }]),
    })
    expect(done).toMatchObject({
      value: {
        sha256: sha256(july, august, july),
        byteCount: july.length * 2 + august.length,
        read: {
          rowCount: 5,
          totals: [{ currency: 'USD', billed: '11.500000001' }],
          coverage: [{ rows: 5, serviceProviderName: 'Anthropic' }],
        },
      },
    })
  })

  it('may have their columns in another order, and one of them may be Parquet', async () => {
    const swapped = 'cost_usd,token_type,workspace,model,usage_date_utc\n4,output,Default,m,2026-07-03\n'
    const done = await joined({ 'a.csv': july, 'b.csv': swapped, 'c.parquet': await parquetOfCsv(august) })
    expect(done).toMatchObject({
      value: { read: { rowCount: 4, totals: [{ billed: '11.750000001' }] }, places: [0, 0, 0] },
    })
  })

  it('of two kinds are no parts of one bill', async () => {
    const done = await joined({ 'a.csv': july, 'b.csv': openai })
    expect(done).toEqual({ ok: false, problem: { kind: 'parts-differ', file: 'b.csv', first: 'a.csv' } })
  })

  it('must have the rows their manifest speaks of', async () => {
    expect(await joined({ 'a.csv': july, 'b.csv': august }, 3)).toMatchObject({ ok: true })
    expect(await joined({ 'a.csv': july, 'b.csv': august }, 4)).toEqual({
      ok: false,
      problem: { kind: 'rows-differ', file: 'all', expected: 4, found: 3 },
    })
  })

  it('are final only where all usage of all of them is on an invoice', async () => {
    const report = (invoices: readonly string[]): string =>
      [
        'bill/InvoiceId,bill/PayerAccountId,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UnblendedCost,lineItem/CurrencyCode',
        ...invoices.map(
          (invoice) =>
            `${invoice},555,2026-07-01T00:00:00Z,2026-08-01T00:00:00Z,Usage,2026-07-03T00:00:00Z,2026-07-03T01:00:00Z,1,USD`,
        ),
        '',
      ].join('\n')
    const invoiced = async (...parts: readonly string[]): Promise<unknown> => {
      const done = await joined(Object.fromEntries(parts.map((part, n) => [`team-${n}.csv`, part])))
      return done.ok ? done.value.read.coverage.map((covered) => covered.invoiced) : done.problem
    }
    expect(await invoiced(report(['i1']), report(['i1', 'i2']))).toEqual([true])
    expect(await invoiced(report(['i1']), report(['']), report(['i1']))).toEqual([false])
    expect(await invoiced(july, august)).toEqual([null])
  })

  it('are found in a folder and read as one, from their manifest to their total', async () => {
    const folder = join(aFolder(), 'run')
    mkdirSync(folder)
    writeFileSync(join(folder, 'part_0_0001.csv'), july)
    writeFileSync(join(folder, 'part_1_0001.csv'), august)
    const blobs = [0, 1].map((n) => ({ blobName: `x/run/part_${n}_0001.csv` }))
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ dataRowCount: 3, blobs }))
    const [delivery] = await deliveries([{ path: folder }])
    if (delivery?.state !== 'found') throw new Error('not found')
    const originals = await opened(delivery.files)
    const bill = await joinedBill(
      delivery.name,
      originals,
      (original) => original.chunks(),
      unpackLimits,
      delivery,
    )
    expect(await readWhole(bill)).toMatchObject({ value: { read: { rowCount: 3 } } })
    expect(bill.bytesRead()).toBe(bill.byteCount)
    for (const original of originals) await original.close()
  })
})

async function zipped(...contents: readonly ZipContent[]): Promise<readonly unknown[]> {
  const [original] = await opened([{ name: 'a.zip', bytes: aZip(contents) }])
  if (!original) throw new Error('not opened')
  const seen: unknown[] = []
  for (const bill of await zipBills(original, unpackLimits)) {
    const done = await readWhole(bill)
    seen.push([bill.name, done.ok ? done.value.read.totals[0]?.billed : problemWords(done.problem)])
  }
  return seen
}

describe('a ZIP archive of an export', () => {
  const manifest = (blobs: readonly string[], dataRowCount = 3): ZipContent => ({
    name: 'run/manifest.json',
    bytes: JSON.stringify({ blobs: blobs.map((blobName) => ({ blobName })), dataRowCount }),
  })
  const first = { name: 'run/one.csv', bytes: july }
  const second = { name: 'run/two.csv', bytes: august }

  it('is read by its manifest, which is no bill', async () => {
    expect(await zipped(manifest(['x/run/one.csv', 'x/run/two.csv']), first, second)).toEqual([
      ['a.zip', '7.750000001'],
    ])
  })

  it('says which files are missing and whether rows are', async () => {
    expect(await zipped(manifest(['x/run/one.csv', 'x/run/two.csv']), first)).toEqual([
      [
        'a.zip',
        expect.stringContaining('a.zip/run/manifest.json names files that are not beside it: two.csv.'),
      ],
    ])
    expect(await zipped(manifest(['x/run/one.csv', 'x/run/two.csv'], 5), first, second)).toEqual([
      ['a.zip', expect.stringContaining('should have 5 rows by its manifest and has 3')],
    ])
  })

  it('with a manifest of another kind beside its parts: the names of the parts tell', async () => {
    const parts = [july, august].map((bytes, n) => ({ name: `part-${n + 1}-of-2.csv`, bytes }))
    expect(await zipped({ name: 'manifest.json', bytes: '{"files":2}' }, ...parts)).toEqual([
      ['a.zip', '7.750000001'],
    ])
  })

  it('in another archive is refused in words', async () => {
    const inner = aZip([{ name: 'a.csv', bytes: july }])
    expect(await zipped({ name: 'in.zip', bytes: inner }, { name: 'b.csv', bytes: august })).toEqual([
      ['a.zip/in.zip', expect.stringMatching(/^a\.zip\/in\.zip is an archive inside an archive\./)],
      ['a.zip/b.csv', '4.000000001'],
    ])
  })
})

describe('a file that is not left alone while it is read', () => {
  const large = anthropicBill(Array.from({ length: 60_000 }, () => ['2026-07-01', '0.01', 'Claude Opus 4.5']))

  async function readingWhile(
    pack: (text: string) => string | Uint8Array,
    disturb: (path: string) => void,
  ): Promise<unknown> {
    const path = join(aFolder(), 'bill.csv')
    writeFileSync(path, pack(large))
    const [original] = await opened([{ path }])
    if (!original) throw new Error('not opened')
    const { chunks } = original
    async function* disturbed(): AsyncGenerator<Uint8Array> {
      let first = true
      for await (const chunk of chunks()) {
        yield chunk
        if (first) disturb(path)
        first = false
      }
    }
    const done = await readWhole(soleBill(original, disturbed(), unpackLimits))
    await original.close()
    return done.ok ? done.value.read.totals : done.problem.kind
  }

  it('is refused when it grew', async () => {
    const more = anthropicBill([['2026-07-02', '5']]).split('\n')[1] ?? ''
    const grow = (path: string): void => {
      writeFileSync(path, `${more}\n`, { flag: 'a' })
    }
    expect(await readingWhile((text) => text, grow)).toBe('file-changed')
  })

  it('is refused when it shrank to whole rows', async () => {
    const shrink = (path: string): void => {
      truncateSync(path, large.lastIndexOf('\n', large.length - 2) + 1)
    }
    expect(await readingWhile((text) => text, shrink)).toBe('file-changed')
  })

  it('is read to its end when it was removed: what is open stays whole', async () => {
    const remove = (path: string): void => {
      rmSync(path)
    }
    const removed = await readingWhile((text) => text, remove)
    expect(removed).toEqual([{ currency: 'USD', billed: '600', effective: '600' }])
  })

  it('gzip cut short by it is damaged', async () => {
    const cut = (path: string): void => {
      truncateSync(path, 5000)
    }
    expect(['container-broken', 'file-changed']).toContain(await readingWhile((text) => gzipSync(text), cut))
  })
})
