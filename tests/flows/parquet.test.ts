import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { problemWords } from '../../src/core/words.ts'
import { zipBills } from '../../src/flows/open-bill.ts'
import { openOriginal } from '../../src/flows/original.ts'
import { parquetCells, parquetTexts } from '../../src/flows/parquet-cells.ts'
import { unpackLimits } from '../../src/flows/unpack.ts'
import { aFolder, aLedger } from '../make.ts'
import { aParquet, parquetOfCsv } from '../make-parquet.ts'
import { aZip } from '../make-zip.ts'
import { readFile, readWhole, type BillSeen } from '../read-bytes.ts'

const bill = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../fixtures/bills/${name}.csv`), 'utf8')

async function seen(name: string, bytes: string | Uint8Array): Promise<BillSeen> {
  const read = await readFile({ name, bytes: Buffer.from(bytes as Uint8Array) })
  if (!read.ok) throw new Error(problemWords(read.problem))
  return read.value
}

/** The cells without the lines they stand on: a CSV has its header on line 1. */
const withoutLines = ({ cells }: BillSeen): unknown =>
  cells.map((cell) => ({ ...(cell as object), first_line: null, last_line: null }))

async function expectSame(parquet: Uint8Array, csv: string): Promise<void> {
  const [one, other] = [await seen('bill.parquet', parquet), await seen('bill.csv', csv)]
  expect(one.read).toEqual(other.read)
  expect(withoutLines(one)).toEqual(withoutLines(other))
}

/** As FOCUS asks for, and as most writers do it. */
const focusTypes = (cost: string): Readonly<Record<string, string>> => ({
  BilledCost: `CAST(BilledCost AS ${cost})`,
  EffectiveCost: `CAST(EffectiveCost AS ${cost})`,
  ConsumedQuantity: `CAST(nullif(ConsumedQuantity, 'NULL') AS DOUBLE)`,
  ChargePeriodStart: 'CAST(ChargePeriodStart AS TIMESTAMP)',
  ChargePeriodEnd: 'CAST(ChargePeriodEnd AS TIMESTAMPTZ)',
  BillingPeriodStart: 'CAST(BillingPeriodStart AS TIMESTAMP_MS)',
  BillingPeriodEnd: 'CAST(BillingPeriodEnd AS DATE)',
  SkuId: `nullif(SkuId, 'NULL')`,
})

describe('the same rows as CSV and as Parquet are the same bill, to the last digit', () => {
  it.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4_raw'])('FOCUS, %s', async (codec) => {
    const csv = bill('focus-1.0')
    await expectSame(
      await parquetOfCsv(csv, focusTypes('DECIMAL(38, 14)'), { options: [`CODEC ${codec}`] }),
      csv,
    )
  })

  it.each(['DECIMAL(9, 8)', 'DECIMAL(18, 12)', 'DOUBLE', 'VARCHAR'])('FOCUS, costs as %s', async (cost) => {
    const csv = bill('focus-1.0').replaceAll('12.50', '2.50').replaceAll('1.81E-8', '2E-8')
    await expectSame(await parquetOfCsv(csv, focusTypes(cost)), csv)
  })

  it('CUR 2.0, whose product and tags are maps', async () => {
    const csv = bill('aws-cur-2').replace('not json', '')
    const map = (name: string): string =>
      `CASE WHEN ${name} LIKE '{%' THEN CAST(CAST(${name} AS JSON) AS MAP(VARCHAR, VARCHAR)) END`
    const types = {
      line_item_unblended_cost: 'CAST(line_item_unblended_cost AS DOUBLE)',
      line_item_usage_amount: 'CAST(line_item_usage_amount AS DOUBLE)',
      line_item_usage_start_date: 'CAST(line_item_usage_start_date AS TIMESTAMP)',
      line_item_usage_end_date: 'CAST(line_item_usage_end_date AS TIMESTAMP_NS)',
      product: map('product'),
      resource_tags: map('resource_tags'),
    }
    await expectSame(await parquetOfCsv(csv, types), csv)
  })

  it('the report with the snake_case columns of Athena', async () => {
    const csv = bill('aws-cur-athena')
    await expectSame(await parquetOfCsv(csv, { year: 'CAST(year AS INTEGER)' }), csv)
  })

  it('a dialect that looks through all columns', async () => {
    const csv = bill('azure-ea-day-first').replace(/^\ufeff/, '')
    await expectSame(await parquetOfCsv(csv), csv)
  })
})

const rowsOf = (rows: number): string =>
  `SELECT DATE '2026-07-01' + CAST(i % 31 AS INTEGER) AS usage_date_utc, 'Claude ' || (i % 3) AS model,
     'Default' AS workspace, 'output' AS token_type, CAST(0.000000000001 * i AS DECIMAL(38, 12)) AS cost_usd
   FROM range(${rows}) AS rows(i)`

describe('a large Parquet file', () => {
  it.each([
    ['in one row group', 300_000],
    ['in several', 40_960],
  ])('%s is read in windows and adds up', async (_, group) => {
    const bytes = await aParquet(rowsOf(300_000), { options: [`ROW_GROUP_SIZE ${group}`] })
    const { read, cells } = await seen('bill.parquet', bytes)
    // 0 + 1 + … + 299,999 = 44,999,850,000 of the twelfth digit.
    expect(read.totals).toEqual([{ currency: 'USD', billed: '0.04499985', effective: '0.04499985' }])
    expect(read.rowCount).toBe(300_000)
    expect(cells).toHaveLength(93)
    expect(cells).toContainEqual(expect.objectContaining({ first_line: 93, last_line: 299_925 }))
  })
})

describe('values of Parquet', () => {
  it('DECIMALs are exact, in all the ways they are stored', () => {
    const decimal = (scale: number) => parquetCells({ name: 'c', converted_type: 'DECIMAL', scale })
    expect(decimal(3).amount(-1)).toEqual({ digits: -1n, scale: 3 })
    expect(decimal(18).text(1n)).toBe('0.000000000000000001')
    const stored = (...bytes: readonly number[]): bigint =>
      parquetTexts.geometryFromBytes(Uint8Array.from(bytes))
    expect(decimal(2).text(stored(0xff, 0x38))).toBe('-2')
    expect(decimal(0).text(stored(0x7f, ...Array<number>(15).fill(0xff)))).toBe(
      '170141183460469231731687303715884105727',
    )
    expect(decimal(1).text(stored(...Array<number>(16).fill(0xff)))).toBe('-0.1')
    expect(decimal(2).amount(undefined)).toBeNull()
  })

  it('numbers are written in the fewest digits that mean them', () => {
    expect(parquetCells({ name: 'c', type: 'DOUBLE' }).text(0.1 + 0.2)).toBe('0.30000000000000004')
    expect(parquetCells({ name: 'c', type: 'DOUBLE' }).amount(1.81e-8)).toEqual({ digits: 181n, scale: 10 })
    expect(parquetCells({ name: 'c', type: 'FLOAT' }).text(Math.fround(0.1))).toBe('0.1')
    expect(parquetCells({ name: 'c', type: 'FLOAT' }).text(Math.fround(16_777_216))).toBe('16777216')
    expect(parquetCells({ name: 'c', type: 'INT64' }).amount(9_007_199_254_740_993n)).toEqual({
      digits: 9_007_199_254_740_993n,
      scale: 0,
    })
    expect(parquetCells({ name: 'c', type: 'DOUBLE' }).amount(NaN)).toBeNull()
  })

  it('instants are UTC, before 1970 too, and beyond all calendars no date', () => {
    expect(parquetTexts.timestampFromMicroseconds(-1n)).toBe('1969-12-31T23:59:59.999999Z')
    expect(parquetTexts.timestampFromNanoseconds(1_000_001n)).toBe('1970-01-01T00:00:00.001000001Z')
    expect(parquetTexts.timestampFromMilliseconds(2n ** 62n)).toBe('4611686018427387904')
    expect(parquetTexts.dateFromDays(20_635)).toBe('2026-07-01')
  })

  it('a cell that is not what it should be is told with its row', async () => {
    const bytes = await aParquet(rowsOf(5).replace('0.000000000001 * i', 'NULL'))
    const read = await readFile({ name: 'bill.parquet', bytes })
    expect(read).toMatchObject({
      problem: { kind: 'bad-cell', header: 'cost_usd', line: 1, column: 5, text: '' },
    })
  })

  it('columns of no known export are told by name', async () => {
    const bytes = await aParquet(`SELECT 1 AS a, 'x' AS b`)
    expect(await readFile({ name: 'bill.parquet', bytes })).toMatchObject({
      problem: { kind: 'unknown-format', header: ['a', 'b'] },
    })
  })
})

describe('a Parquet file that is not whole', () => {
  const kinds = new Set([
    'container-broken',
    'container-encrypted',
    'container-unknown-method',
    'unpacks-too-large',
  ])

  it('is refused wherever it was cut', async () => {
    const bytes = await aParquet(rowsOf(100))
    const ledger = aLedger()
    for (let length = 4; length < bytes.length; length += 37) {
      const read = await readFile({ name: 'bill.parquet', bytes: bytes.subarray(0, length) }, ledger)
      expect(read).toEqual({ ok: false, problem: { kind: 'container-broken', file: 'bill.parquet' } })
    }
  })

  it('with any byte changed is refused in words, or reads to rows of the same number', async () => {
    const bytes = await aParquet(rowsOf(50), { options: ['CODEC zstd'] })
    const told = new Set<string>()
    const ledger = aLedger()
    for (let at = 4; at < bytes.length; at += 5) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0xa5
      const read = await readFile({ name: 'bill.parquet', bytes: changed }, ledger)
      if (read.ok) expect(read.value.read.rowCount).toBe(50)
      else told.add(read.problem.kind)
    }
    for (const kind of ['bad-cell', 'unknown-format', 'missing-column', 'amount-too-large']) told.delete(kind)
    expect([...told].filter((kind) => !kinds.has(kind))).toEqual([])
  })

  it('whose schema has lost the name of a column is damaged', async () => {
    const bytes = Buffer.from(await aParquet(rowsOf(3)))
    const contents = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8)
    const name = bytes.indexOf('workspace', contents)
    // Before the name stand its length and the number of its field, told as one more than the field before it.
    expect(bytes[name - 2]).toBe(0x18)
    bytes[name - 2] = 0x28
    expect(await readFile({ name: 'bill.parquet', bytes })).toEqual({
      ok: false,
      problem: { kind: 'container-broken', file: 'bill.parquet' },
    })
  })

  it('whose first page does not say how long it is, is damaged and does not go on forever', async () => {
    const bytes = Buffer.from(await parquetOfCsv(bill('focus-1.0')))
    // Behind the mark, in Thrift's compact form: kind 0, its length unpacked, its length, and a structure of 4 values.
    const [header = '', head = ''] =
      /^(150015(?:[89a-f].)*[0-7].)15(?:[89a-f].)*[0-7].2c1508/.exec(bytes.toString('hex', 4, 24)) ?? []
    // Its length is left out, and it has 1 value.
    const damaged = `${head}3c1502`.padEnd(header.length, '0')
    expect(header).not.toBe('')
    bytes.write(damaged, 4, 'hex')
    expect(await readFile({ name: 'bill.parquet', bytes })).toMatchObject({
      problem: { kind: 'container-broken' },
    })
  })

  it('with an encrypted table of contents is locked', async () => {
    const bytes = Buffer.from(await aParquet(rowsOf(3)))
    bytes.write('PARE', 0, 'latin1')
    bytes.write('PARE', bytes.length - 4, 'latin1')
    expect(await readFile({ name: 'bill.parquet', bytes })).toMatchObject({
      problem: { kind: 'container-encrypted' },
    })
  })

  it('that claims a table of contents of a gigabyte is not believed', async () => {
    const bytes = Buffer.concat([await aParquet(rowsOf(3)), Buffer.from('\0\0\0\x40PAR1', 'latin1')])
    expect(await readFile({ name: 'bill.parquet', bytes })).toMatchObject({
      problem: { kind: 'unpacks-too-large' },
    })
  })

  it('that changes while it is read is refused', async () => {
    const path = join(aFolder(), 'bill.parquet')
    const bytes = await aParquet(rowsOf(10))
    writeFileSync(path, bytes)
    const opened = await openOriginal({ path })
    if (!opened.ok) throw new Error('not opened')
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('more')]))
    const part = {
      name: 'bill.parquet',
      slices: opened.value,
      chunks: () => opened.value.chunks(0, bytes.length),
    }
    const empty = { members: [], byteCount: 0, bytesRead: () => 0, writtenAt: null, rowCount: null }
    expect(await readWhole({ name: 'bill.parquet', parts: [part], ...empty })).toEqual({
      ok: false,
      problem: { kind: 'file-changed', file: 'bill.parquet' },
    })
    await opened.value.close()
  })
})

describe('Parquet out of something packed', () => {
  it('is read out of gzip and out of a ZIP', async () => {
    const bytes = await aParquet(rowsOf(1000))
    const { read } = await seen('bill.parquet', bytes)
    expect((await seen('bill.parquet.gz', gzipSync(bytes))).read).toEqual(read)
    const opened = await openOriginal({ name: 'a.zip', bytes: aZip([{ name: 'x/bill.parquet', bytes }]) })
    if (!opened.ok) throw new Error('not opened')
    const [inside] = await zipBills(opened.value, unpackLimits)
    if (!inside) throw new Error('no bill')
    expect(await readWhole(inside)).toMatchObject({ value: { read } })
  })

  it('is not held in memory beyond 64 MB', async () => {
    const bytes = gzipSync(Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(65 * 1024 * 1024)]), { level: 1 })
    expect(await readFile({ name: 'bill.parquet.gz', bytes })).toMatchObject({
      problem: { kind: 'container-unknown-method' },
    })
  })
})
