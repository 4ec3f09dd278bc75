import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { problemWords } from '../../src/core/words.ts'
import type { ImportOutcome } from '../../src/core/statement.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { unpackLimits, type UnpackLimits } from '../../src/flows/unpack.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { archiveOf, type Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText, noon } from '../make.ts'
import { aZip, type ZipContent } from '../make-zip.ts'

const july = anthropicBill([
  ['2026-07-01', '1.50'],
  ['2026-07-02', '2.25'],
])
const august = anthropicBill([['2026-08-01', '4.000000001']])
const openai = 'start_time_iso,amount_value,amount_currency,line_item\n2026-07-01,5,usd,"m, input"\n'
const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Drops a file as the window does: by its path. */
async function drop(
  ledger: Ledger,
  name: string,
  bytes: Uint8Array,
  now = noon,
  limits: UnpackLimits = unpackLimits,
): Promise<readonly ImportOutcome[]> {
  const path = join(aFolder(), name)
  writeFileSync(path, bytes)
  return importStatements(ledger, [{ path }], now, { limits })
}

const zipped = (...contents: readonly ZipContent[]): Buffer => aZip(contents)
const seen = (ledger: Ledger): unknown => [
  listStatements(ledger),
  readSpendRows(ledger, ['provider', 'service', 'project', 'category']),
]
const kept = (ledger: Ledger): readonly string[] => readdirSync(ledger.archive).toSorted()

/** The ledger holds, and is the same made anew: from its own archive, and from the archive alone. */
async function expectToHold(ledger: Ledger): Promise<void> {
  const before = seen(ledger)
  const files = kept(ledger)
  expect(await check(ledger)).toMatchObject({ ok: true })
  expect(await rebuild(ledger)).toMatchObject({ ok: true })
  expect(seen(ledger)).toEqual(before)
  ledger.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${ledger.file}${end}`, { force: true })
  const fresh = aLedger(ledger.file)
  expect(await rebuild(fresh)).toMatchObject({ ok: true })
  expect(seen(fresh)).toEqual(before)
  expect(await check(fresh)).toMatchObject({ ok: true })
  expect(kept(fresh)).toEqual(files)
}

describe('a gzip file', () => {
  it('is told by its bytes, read as the bill in it, and kept as it was dropped', async () => {
    const ledger = aLedger()
    const bytes = gzipSync(july)
    const outcomes = await drop(ledger, 'july.csv', bytes)
    expect(outcomes).toMatchObject([
      {
        state: 'imported',
        file: 'july.csv',
        statement: { sha256: sha256(july), byteCount: july.length, totals: [{ billed: '3.75' }] },
      },
    ])
    expect(kept(ledger)).toEqual([`${sha256(bytes)}.zst`, `${sha256(july)}.json`].toSorted())
    await expectToHold(ledger)
  })

  it('and the same bill without it are one and the same', async () => {
    const ledger = aLedger()
    await drop(ledger, 'july.csv.gz', gzipSync(july))
    const files = kept(ledger)
    expect(await importText(ledger, july, 'july.csv')).toMatchObject({
      state: 'already-imported',
      statement: { fileName: 'july.csv.gz' },
    })
    expect(await drop(ledger, 'again.gz', gzipSync(july, { level: 1 }))).toMatchObject([
      { state: 'already-imported' },
    ])
    expect(kept(ledger)).toEqual(files)
  })

  it('of several members, with padding behind them, is one bill; the padding is kept too', async () => {
    const ledger = aLedger()
    const bytes = Buffer.concat([
      gzipSync(july.slice(0, 60)),
      gzipSync(july.slice(60)),
      Buffer.alloc(3 * 1024 * 1024),
    ])
    expect(await drop(ledger, 'july.gz', bytes)).toMatchObject([{ statement: { rowCount: 2 } }])
    expect(kept(ledger)).toContain(`${sha256(bytes)}.zst`)
    await expectToHold(ledger)
  })

  it.each([
    ['cut short', gzipSync(july).subarray(0, 40), 'container-broken'],
    ['cut at its first bytes', gzipSync(july).subarray(0, 3), 'container-broken'],
    ['with a wrong sum', Buffer.from(gzipSync(july)).fill(0, gzipSync(july).length - 8), 'container-broken'],
    ['of a ZIP archive', gzipSync(zipped({ name: 'a.csv', bytes: july })), 'container-nested'],
    ['of nothing', gzipSync(''), 'file-empty'],
    ['of blank lines', gzipSync(' \r\n\t\r\n'), 'file-empty'],
  ])('%s is refused and leaves nothing behind', async (_, bytes, kind) => {
    const ledger = aLedger()
    expect(await drop(ledger, 'july.csv.gz', bytes)).toMatchObject([
      { state: 'refused', file: 'july.csv.gz', problem: { kind, file: 'july.csv.gz' } },
    ])
    expect(kept(ledger)).toEqual([])
    expect(listStatements(ledger)).toEqual([])
  })
})

describe('a ZIP archive', () => {
  it('offers every file in it as a bill of its own; folders and hidden files are none', async () => {
    const ledger = aLedger()
    const bytes = zipped(
      { name: 'usage/', bytes: '', method: 0 },
      { name: 'usage/cost-2026-7.csv', bytes: july },
      { name: 'usage/openai.csv', bytes: openai, method: 0 },
      { name: 'usage/august.csv.gz', bytes: gzipSync(august) },
      { name: '__MACOSX/usage/._cost-2026-7.csv', bytes: 'x' },
      { name: 'usage/.DS_Store', bytes: 'x' },
      { name: 'readme.txt', bytes: 'Hello\n' },
    )
    const outcomes = await drop(ledger, 'export.zip', bytes)
    expect(outcomes).toMatchObject([
      { state: 'imported', file: 'export.zip/usage/cost-2026-7.csv', statement: { sha256: sha256(july) } },
      { state: 'imported', file: 'export.zip/usage/openai.csv', statement: { dialect: 'openai-cost' } },
      { state: 'imported', file: 'export.zip/usage/august.csv.gz', statement: { sha256: sha256(august) } },
      { state: 'refused', file: 'export.zip/readme.txt', problem: { kind: 'unknown-format' } },
    ])
    expect(outcomes).toHaveLength(4)
    expect(kept(ledger)).toEqual(
      [`${sha256(bytes)}.zst`, ...[july, openai, august].map((bill) => `${sha256(bill)}.json`)].toSorted(),
    )
    await expectToHold(ledger)
  })

  it('again changes nothing, and neither does a bill of it alone', async () => {
    const ledger = aLedger()
    const bytes = zipped({ name: 'july.csv', bytes: july }, { name: 'august.csv', bytes: august })
    await drop(ledger, 'a.zip', bytes)
    const before = [seen(ledger), kept(ledger)]
    expect(await drop(ledger, 'b.zip', bytes, noon + 1)).toMatchObject([
      { state: 'already-imported', file: 'b.zip/july.csv', statement: { fileName: 'a.zip/july.csv' } },
      { state: 'already-imported', file: 'b.zip/august.csv' },
    ])
    expect(await importText(ledger, august)).toMatchObject({ state: 'already-imported' })
    expect([seen(ledger), kept(ledger)]).toEqual(before)
  })

  it('is read from its bytes alone too', async () => {
    const ledger = aLedger()
    const bytes = zipped({ name: 'july.csv', bytes: july })
    expect(await importStatements(ledger, [{ name: 'a.zip', bytes }], noon)).toMatchObject([
      { state: 'imported', file: 'a.zip/july.csv' },
    ])
    await expectToHold(ledger)
  })

  it('may name its files as it likes: nothing is written under their names', async () => {
    const folder = aFolder()
    const ledger = aLedger(join(folder, 'deep', 'ledger.sqlite'))
    const bytes = zipped(
      { name: '../../july.csv', bytes: july },
      { name: '/etc/august.csv', bytes: august },
      { name: 'C:\\bills\\open\u001bai.csv', bytes: openai },
    )
    expect(await drop(ledger, 'a.zip', bytes)).toMatchObject([
      { state: 'imported', file: 'a.zip/../../july.csv' },
      { state: 'imported', file: 'a.zip//etc/august.csv' },
      { state: 'imported', file: 'a.zip/C:/bills/open\ufffdai.csv' },
    ])
    expect(readdirSync(folder)).toEqual(['deep'])
    expect(readdirSync(join(folder, 'deep')).filter((name) => !name.startsWith('ledger.sqlite'))).toEqual([])
    await expectToHold(ledger)
  })

  const notes = Buffer.from(aZip([{ name: 'a.csv', bytes: july }]))
  it.each<[string, Uint8Array, object]>([
    ['cut short', notes.subarray(0, 100), { kind: 'container-broken', file: 'a.zip' }],
    ['without any file', zipped({ name: 'x/', bytes: '', method: 0 }), { kind: 'container-empty' }],
    ['with nothing at all', zipped(), { kind: 'container-empty' }],
    [
      'with a password',
      zipped({ name: 'a.csv', bytes: july, flags: 1 }),
      { kind: 'container-encrypted', file: 'a.zip/a.csv' },
    ],
    [
      'with strong encryption',
      zipped({ name: 'a.csv', bytes: july, flags: 0x41 }),
      { kind: 'container-encrypted', file: 'a.zip' },
    ],
    [
      'packed in another way',
      zipped({ name: 'a.csv', bytes: july, method: 93 }),
      { kind: 'container-unknown-method', file: 'a.zip/a.csv' },
    ],
    [
      'whose file is not what its sum says',
      zipped({ name: 'a.csv', bytes: july, crc: 1 }),
      { kind: 'container-broken', file: 'a.zip/a.csv' },
    ],
    [
      'whose file is no deflated text',
      zipped({ name: 'a.csv', bytes: july, packed: Buffer.alloc(50, 0xff) }),
      { kind: 'container-broken', file: 'a.zip/a.csv' },
    ],
    [
      'with one name twice',
      zipped({ name: 'a.csv', bytes: july }, { name: 'a.csv', bytes: august }),
      { kind: 'container-broken', file: 'a.zip' },
    ],
    [
      'that is a workbook',
      zipped({ name: '[Content_Types].xml', bytes: '' }, { name: 'xl/workbook.xml', bytes: '' }),
      { kind: 'refused-form', file: 'a.zip', form: 'workbook' },
    ],
  ])('%s is refused in words and leaves nothing behind', async (_, bytes, problem) => {
    const ledger = aLedger()
    const outcomes = await drop(ledger, 'a.zip', bytes)
    expect(outcomes).toMatchObject([{ state: 'refused', problem }])
    const [outcome] = outcomes
    if (outcome?.state === 'refused') expect(problemWords(outcome.problem)).toMatch(/^a\.zip.*\.$/)
    expect(kept(ledger)).toEqual([])
  })

  it('with one bad bill among good ones: the good ones come in', async () => {
    const ledger = aLedger()
    const bytes = zipped(
      { name: 'locked.csv', bytes: july, flags: 1 },
      { name: 'crooked.csv', bytes: `${july}2026-07-03,x\n` },
      { name: 'august.csv', bytes: august },
    )
    expect(await drop(ledger, 'a.zip', bytes)).toMatchObject([
      { problem: { kind: 'container-encrypted' } },
      { problem: { kind: 'crooked-row', file: 'a.zip/crooked.csv', line: 4 } },
      { state: 'imported', file: 'a.zip/august.csv' },
    ])
    await expectToHold(ledger)
  })
})

describe('what unpacks to more than a bill', () => {
  const filler = anthropicBill([['2026-07-01', '1', 'm'.repeat(200_000)]])
  const small: UnpackLimits = { bytes: 150_000, ratio: 1000, ratioFrom: 1000, members: 3 }
  const steep: UnpackLimits = { bytes: 1e9, ratio: 20, ratioFrom: 10_000, members: 3 }

  it.each([
    ['gzip, too large', gzipSync(filler), small],
    ['gzip, too steep', gzipSync(filler), steep],
    ['ZIP, too large', zipped({ name: 'a.csv', bytes: filler }), small],
    ['ZIP, too steep', zipped({ name: 'a.csv', bytes: filler }), steep],
    ['gzip in a ZIP', zipped({ name: 'a.csv', bytes: gzipSync(filler) }), small],
  ])('%s is refused', async (_, bytes, limits) => {
    const ledger = aLedger()
    expect(await drop(ledger, 'a.csv.gz', bytes, noon, limits)).toMatchObject([
      { state: 'refused', problem: { kind: 'unpacks-too-large' } },
    ])
    expect(kept(ledger)).toEqual([])
    expect(await drop(ledger, 'a.csv.gz', bytes)).toMatchObject([{ state: 'imported' }])
  })

  it('a ZIP that says less than it holds is broken', async () => {
    const honest = zipped({ name: 'a.csv', bytes: filler })
    const lying = Buffer.from(honest)
    const central = lying.indexOf('PK\x01\x02')
    lying.writeUInt32LE(1000, central + 24)
    expect(await drop(aLedger(), 'a.zip', lying)).toMatchObject([{ problem: { kind: 'container-broken' } }])
  })

  it('an archive of too many files is none of bills', async () => {
    const files = Array.from({ length: 4 }, (_, n) => ({ name: `bill ${n}b.csv`, bytes: july }))
    expect(await drop(aLedger(), 'a.zip', zipped(...files), noon, small)).toMatchObject([
      { problem: { kind: 'container-too-many', most: 3 } },
    ])
  })

  it('a plain bill of any size is not asked', async () => {
    expect(await drop(aLedger(), 'a.csv', Buffer.from(filler), noon, small)).toMatchObject([
      { state: 'imported' },
    ])
  })
})

describe('parts of one bill', () => {
  const first = anthropicBill([
    ['2026-07-01', '1', 'A'],
    ['2026-07-02', '2', 'B'],
  ])
  const second = anthropicBill([
    ['2026-07-02', '4', 'C'],
    ['2026-07-02', '8', 'B'],
  ])
  const third = anthropicBill([['2026-07-03', '16.000000000001', 'D']])

  it('are one statement: no part replaces another', async () => {
    const ledger = aLedger()
    const named = zipped(
      { name: 'bill-0002.csv', bytes: second },
      { name: 'bill-0001.csv', bytes: first },
      { name: 'bill-0003.csv', bytes: third },
    )
    expect(await drop(ledger, 'bill.zip', named)).toMatchObject([
      {
        state: 'imported',
        file: 'bill.zip',
        replaced: [],
        statement: {
          fileName: 'bill.zip',
          sha256: sha256(first + second + third),
          rowCount: 5,
          byteCount: (first + second + third).length,
          totals: [{ billed: '31.000000000001' }],
          coverage: [{ rows: 5 }],
        },
      },
    ])
    expect(await drop(ledger, 'again.zip', named, noon + 1)).toMatchObject([{ state: 'already-imported' }])
    const services = readSpendRows(ledger, ['service']).map(({ service, billed }) => [service, billed])
    expect(services.toSorted()).toEqual([
      ['A', 1_000_000_000n],
      ['B', 10_000_000_000n],
      ['C', 4_000_000_000n],
      ['D', 16_000_000_000n],
    ])
    const lines = ledger.db.prepare('SELECT first_line, last_line FROM charges ORDER BY rowid').raw().all()
    expect(lines).toEqual([
      [2, 2],
      [3, 3],
      [2, 2],
      [3, 3],
      [2, 2],
    ])
    await expectToHold(ledger)
  })

  it('that are not all there are refused', async () => {
    const ledger = aLedger()
    const bytes = zipped(
      { name: 'bill-part-3-of-3.csv.gz', bytes: gzipSync(third) },
      { name: 'bill-part-1-of-3.csv.gz', bytes: gzipSync(first) },
    )
    expect(await drop(ledger, 'bill.zip', bytes)).toMatchObject([
      {
        state: 'refused',
        file: 'bill.zip',
        problem: { kind: 'parts-missing', file: 'bill.zip/bill-part-*-of-3.csv.gz', missing: [2] },
      },
    ])
    expect(kept(ledger)).toEqual([])
    const whole = zipped(
      { name: 'bill-part-3-of-3.csv.gz', bytes: gzipSync(third) },
      { name: 'bill-part-1-of-3.csv.gz', bytes: gzipSync(first) },
      { name: 'bill-part-2-of-3.csv.gz', bytes: gzipSync(second) },
    )
    expect(await drop(ledger, 'bill.zip', whole)).toMatchObject([
      { state: 'imported', file: 'bill.zip', statement: { sha256: sha256(first + second + third) } },
    ])
    await expectToHold(ledger)
  })

  it('of several sellers count each part’s sources and names from its own', async () => {
    const ledger = aLedger()
    const focus = (rows: readonly (readonly [string, string, string])[]): string =>
      [
        'BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,ServiceName,ProviderName,BillingAccountId',
        ...rows.map(
          ([cost, service, provider]) =>
            `${cost},${cost},USD,2026-07-01T00:00:00Z,2026-07-02T00:00:00Z,2026-07-01T00:00:00Z,2026-08-01T00:00:00Z,Usage,${service},${provider},acc`,
        ),
        '',
      ].join('\n')
    const bytes = zipped(
      {
        name: 'f-00001.csv',
        bytes: focus([
          ['1', 'S3', 'AWS'],
          ['2', 'VM', 'Azure'],
        ]),
      },
      {
        name: 'f-00002.csv',
        bytes: focus([
          ['4', 'VM', 'Azure'],
          ['8', 'Run', 'GCP'],
          ['16', 'S3', 'AWS'],
        ]),
      },
    )
    expect(await drop(ledger, 'f.zip', bytes)).toMatchObject([{ state: 'imported', file: 'f.zip' }])
    const rows = readSpendRows(ledger, ['provider', 'service']).map((row) => [
      row.provider,
      row.service,
      row.billed,
    ])
    expect(rows.toSorted()).toEqual([
      ['AWS', 'S3', 17_000_000_000n],
      ['Google Cloud', 'Run', 8_000_000_000n],
      ['Microsoft', 'VM', 6_000_000_000n],
    ])
    await expectToHold(ledger)
  })

  it('beside other bills go by what their names share', async () => {
    const ledger = aLedger()
    const bytes = zipped(
      { name: 'bill-0001.csv', bytes: first },
      { name: 'bill-0002.csv', bytes: second },
      { name: 'august.csv', bytes: august },
    )
    expect(await drop(ledger, 'all.zip', bytes)).toMatchObject([
      { state: 'imported', file: 'all.zip/bill-*.csv' },
      { state: 'imported', file: 'all.zip/august.csv' },
    ])
    await expectToHold(ledger)
  })

  it('name the part a fault is in', async () => {
    const bytes = zipped(
      { name: 'bill-0001.csv', bytes: first },
      { name: 'bill-0002.csv', bytes: `${second}2026-07-09,x\n` },
    )
    const ledger = aLedger()
    expect(await drop(ledger, 'bill.zip', bytes)).toMatchObject([
      { file: 'bill.zip', problem: { kind: 'crooked-row', file: 'bill.zip/bill-0002.csv', line: 4 } },
    ])
    expect(kept(ledger)).toEqual([])
  })

  it.each([
    ['months', ['cost-2026-1.csv', 'cost-2026-2.csv']],
    ['copies', ['cost (1).csv', 'cost (2).csv']],
    ['numbers with a gap', ['cost-0001.csv', 'cost-0003.csv']],
    ['in two folders', ['a/cost-0001.csv', 'b/cost-0002.csv']],
  ])('are not %s', async (_, names) => {
    const contents = names.map((name, at) => ({ name, bytes: at === 0 ? july : august }))
    expect(await drop(aLedger(), 'a.zip', zipped(...contents))).toMatchObject(
      names.map((name) => ({ state: 'imported', file: `a.zip/${name}` })),
    )
  })

  it('are not files of other columns', async () => {
    const bytes = zipped({ name: 'bill-0001.csv', bytes: july }, { name: 'bill-0002.csv', bytes: openai })
    expect(await drop(aLedger(), 'a.zip', bytes)).toMatchObject([
      { state: 'imported', file: 'a.zip/bill-0001.csv' },
      { state: 'imported', file: 'a.zip/bill-0002.csv' },
    ])
  })
})

describe('the archive of containers', () => {
  it('check finds the original of several statements changed; rebuild then changes nothing', async () => {
    const ledger = aLedger()
    const bytes = zipped({ name: 'july.csv', bytes: july }, { name: 'august.csv', bytes: august })
    await drop(ledger, 'a.zip', bytes)
    const before = seen(ledger)
    writeFileSync(join(ledger.archive, `${sha256(bytes)}.zst`), 'not zstd')
    const checked = await check(ledger)
    expect(checked.statements.map(({ archive }) => archive)).toEqual(['changed', 'changed'])
    expect(await rebuild(ledger)).toMatchObject({ ok: false, problem: { kind: 'archive-incomplete' } })
    rmSync(join(ledger.archive, `${sha256(bytes)}.zst`))
    expect(await rebuild(ledger)).toMatchObject({ ok: false, problem: { kind: 'archive-incomplete' } })
    expect(seen(ledger)).toEqual(before)
    expect(kept(ledger).filter((name) => name.startsWith('incoming-'))).toEqual([])
  })

  it('an original without a note of a statement counts for nothing', async () => {
    const ledger = aLedger()
    await drop(
      ledger,
      'a.zip',
      zipped({ name: 'july.csv', bytes: july }, { name: 'august.csv', bytes: august }),
    )
    rmSync(join(ledger.archive, `${sha256(july)}.json`))
    ledger.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${ledger.file}${end}`, { force: true })
    const fresh = aLedger(ledger.file)
    await rebuild(fresh)
    expect(listStatements(fresh)).toMatchObject([{ fileName: 'a.zip/august.csv' }])
  })

  it('a ledger and notes from before containers are read as they were', async () => {
    const ledger = aLedger()
    await importText(ledger, july, 'july.csv')
    const before = seen(ledger)
    ledger.close()
    const note = join(archiveOf(ledger.file), `${sha256(july)}.json`)
    const { id, fileName, importedAt } = JSON.parse(readFileSync(note, 'utf8')) as Record<string, unknown>
    writeFileSync(note, JSON.stringify({ id, fileName, importedAt }))
    const old = new Database(`${ledger.file}.old`)
    old.pragma('application_id = 0x42576174')
    migrate(old, 3)
    old
      .prepare(
        `INSERT INTO statements VALUES (1, ?, 'july.csv', 5, 'anthropic-cost', 1, 'cost', 2, 20635, 20636, ?)`,
      )
      .run(sha256(july), noon)
    old.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${ledger.file}${end}`, { force: true })
    writeFileSync(ledger.file, readFileSync(`${ledger.file}.old`))
    const migrated = aLedger(ledger.file)
    expect(await rebuild(migrated)).toMatchObject({ ok: true, value: { statements: 1 } })
    expect(seen(migrated)).toEqual(before)
    await expectToHold(migrated)
  })
})

const samples = join(import.meta.dirname, '../../../shared/samples/billing/aws')

describe.skipIf(!existsSync(samples))('real .csv.gz files, where ../shared/samples is there', () => {
  it.each(['cur-legacy-daily-2023-11-anon.csv.gz', 'koku-local-1.csv.gz', 'koku-test_cur.csv.gz'])(
    '%s is opened',
    async (file) => {
      const ledger = aLedger()
      const [outcome] = await importStatements(ledger, [{ path: join(samples, file) }], noon)
      if (outcome?.state === 'refused')
        expect(outcome.problem.kind).not.toMatch(/^(?:container-|unpacks-|not-text|file-)/)
      else {
        expect(outcome?.state).toBe('imported')
        await expectToHold(ledger)
      }
    },
  )
})
