import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/flows/check.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText } from '../make.ts'
import { aZip, type ZipContent } from '../make-zip.ts'

const cli = join(import.meta.dirname, '../../src/cli/index.ts')
const megabyte = 1024 ** 2
/** Memory that the whole program may take, the engine and the database included. */
const mostMegabytes = 400
const mostSeconds = 60

const bill = anthropicBill([['2026-07-01', '1.50']])
const row = '2026-07-01,Claude Sonnet 4.5,Default,output,1.00\n'
/** About 100 MB of the same short row. */
const rows = Buffer.from(row.repeat(Math.ceil((100 * megabyte) / row.length)))

/** Gzip members one after another are one file: a bill, and then as many times the same, packed once. */
const gzipped = (more: Uint8Array, times: number): Buffer => {
  const packed = gzipSync(more)
  return Buffer.concat([gzipSync(bill), ...Array.from({ length: times }, () => packed)])
}
/** The same for what a ZIP archive holds. */
const deflated = (more: Uint8Array, times: number): Buffer => {
  const portion = (bytes: string | Uint8Array): Buffer =>
    deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH })
  const packed = portion(more)
  return Buffer.concat([portion(bill), ...Array.from({ length: times }, () => packed), deflateRawSync('')])
}

const tooLarge = (file: string, most: string): RegExp =>
  new RegExp(
    `^${file} unpacks to more than ${most}, which no bill of its size does\\. Nothing of it was imported\\. Check where the file comes from\\.\n$`,
  )
const damaged = (file: string): RegExp =>
  new RegExp(
    `^${file} is damaged or not whole, so it cannot be unpacked\\. Nothing of it was imported\\. Download it again\\.\n$`,
  )

type Ran = { readonly code: number; readonly err: string; readonly megabytes: number }

/** The terminal's program, which says at its end how much memory it had at its most. */
function runMeasured(temp: string, ...args: readonly string[]): Promise<Ran> {
  const told = join(aFolder(), 'memory')
  const tell = `import { writeFileSync } from 'node:fs'
    process.on('exit', () => writeFileSync(process.env.TOLD, String(process.resourceUsage().maxRSS)))`
  const env = { ...process.env, TOLD: told, TMPDIR: temp, TEMP: temp }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [`--import=data:text/javascript,${encodeURIComponent(tell)}`, cli, ...args],
      { env, timeout: mostSeconds * 1000 },
      (error, _out, err) => {
        resolve({
          code: error ? Number(error.code) : 0,
          err,
          megabytes: Number(readFileSync(told, 'utf8')) / 1024,
        })
      },
    )
  })
}

const zip = (...contents: readonly ZipContent[]): Buffer => aZip(contents)

describe('what unpacks to gigabytes, at the limits that everybody has', () => {
  it.each<[string, string, () => Uint8Array, RegExp]>([
    [
      'a gzip of 10 GB of one short row',
      'bomb.csv.gz',
      () => gzipped(rows, 100),
      tooLarge('bomb\\.csv\\.gz', '100 MB'),
    ],
    [
      'a ZIP that says it holds 3 GB of one short row',
      'bomb.zip',
      () =>
        zip({ name: 'a.csv', bytes: '', packed: deflated(rows, 30), size: bill.length + 30 * rows.length }),
      tooLarge('bomb\\.zip/a\\.csv', '2 GB'),
    ],
    [
      'a ZIP that says it holds 99 MB, and holds 10 GB',
      'bomb.zip',
      () => zip({ name: 'a.csv', bytes: '', packed: deflated(rows, 100), size: 99 * megabyte }),
      damaged('bomb\\.zip/a\\.csv'),
    ],
    [
      'a gzip of 10 GB in a ZIP',
      'bomb.zip',
      () => zip({ name: 'a.csv.gz', bytes: gzipped(rows, 100), method: 0 }),
      tooLarge('bomb\\.zip/a\\.csv\\.gz', '100 MB'),
    ],
    [
      'a ZIP of 10 GB in a ZIP',
      'bomb.zip',
      () => zip({ name: 'inner.zip', bytes: zip({ name: 'a.csv', bytes: '', packed: deflated(rows, 100) }) }),
      /^bomb\.zip\/inner\.zip is an archive inside an archive\. Nothing of it was imported\. Unpack the outer one and import the folder\.\n$/,
    ],
    [
      'a ZIP whose 5,000 files are all the same 90 MB',
      'bomb.zip',
      () => overlapping(rows.subarray(0, 90 * megabyte), 5000),
      damaged('bomb\\.zip'),
    ],
  ])(
    '%s is refused in one sentence, within the memory of any import, and leaves nothing behind',
    { timeout: 2 * mostSeconds * 1000 },
    async (_, name, make, sentence) => {
      const folder = aFolder()
      const ledger = aLedger(join(folder, 'ledger.sqlite'))
      await importText(ledger, anthropicBill([['2026-08-01', '5']]), 'small.csv')
      ledger.close()
      const path = join(folder, name)
      writeFileSync(path, make())
      const temp = join(folder, 'temp')
      mkdirSync(temp)
      const ran = await runMeasured(temp, 'import', path, '--ledger', ledger.file, '--json')
      expect(ran.err).toMatch(sentence)
      expect(ran.code).toBe(1)
      expect(ran.megabytes).toBeGreaterThan(30)
      expect(ran.megabytes).toBeLessThan(mostMegabytes)
      const after = aLedger(ledger.file)
      expect(listStatements(after).map(({ fileName }) => fileName)).toEqual(['small.csv'])
      expect(await check(after)).toMatchObject({ ok: true })
      expect(readdirSync(after.archive)).toHaveLength(2)
      expect(readdirSync(temp)).toEqual([])
      expect(statSync(path).isFile()).toBe(true)
    },
  )
})

/** A ZIP whose directory names one and the same file over and over. */
function overlapping(bytes: Buffer, times: number): Buffer {
  const one = aZip([{ name: 'bill-0000.csv', bytes }])
  const start = one.indexOf('PK\x01\x02')
  const end = one.length - 22
  const entry = one.subarray(start, end)
  const entries = Array.from({ length: times }, (_, place) => {
    const named = Buffer.from(entry)
    named.write(`bill-${String(place).padStart(4, '0')}.csv`, 46)
    return named
  })
  const directory = Buffer.concat(entries)
  const closing = Buffer.from(one.subarray(end))
  closing.writeUInt16LE(times, 8)
  closing.writeUInt16LE(times, 10)
  closing.writeUInt32LE(directory.length, 12)
  return Buffer.concat([one.subarray(0, start), directory, closing])
}
