import { execFile } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { getuid, platform } from 'node:process'
import { describe, expect, it } from 'vitest'
import { problemWords } from '../../src/core/words.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { archiveOf } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText, noon } from '../make.ts'

const cli = join(import.meta.dirname, '../../src/cli/index.ts')
const nobody = 65534
const small = anthropicBill([['2026-07-01', '5']])
const bill = anthropicBill([['2026-08-01', '1.50']])

type Ran = { readonly code: number; readonly out: string; readonly err: string }

/** In a process whom permissions bind: for root, that of the user nobody. */
const runBound = (...args: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const user = getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
    execFile(process.execPath, [cli, ...args], { ...user, cwd: '/' }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })

type Place = { readonly folder: string; readonly file: string; readonly bill: string }

/** A ledger with a small bill in it, all owned by whoever runs `runBound`, and a bill beside it. */
async function aPlace(): Promise<Place> {
  const folder = join(aFolder(), 'own')
  mkdirSync(folder)
  const file = join(folder, 'ledger.sqlite')
  const ledger = aLedger(file)
  await importText(ledger, small, 'small.csv')
  ledger.close()
  const path = join(folder, 'bill.csv')
  writeFileSync(path, bill)
  if (getuid?.() === 0) {
    chmodSync(join(folder, '..'), 0o755)
    const owned = [folder, archiveOf(file)].flatMap((one) => [
      one,
      ...readdirSync(one).map((name) => join(one, name)),
    ])
    for (const one of owned) chownSync(one, nobody, nobody)
  }
  return { folder, file, bill: path }
}

/** The small bill alone, whole, once everything may be written again. */
async function expectOnlySmall({ folder, file }: Place): Promise<void> {
  chmodSync(folder, 0o755)
  chmodSync(file, 0o644)
  chmodSync(archiveOf(file), 0o755)
  const ledger = aLedger(file)
  expect(listStatements(ledger)).toMatchObject([{ fileName: 'small.csv', undoneAt: null }])
  expect(await check(ledger)).toMatchObject({ ok: true })
  expect(readdirSync(ledger.archive)).toHaveLength(2)
}

const oneSentence = /^[^\n]+\.\n$/

describe.skipIf(platform === 'win32')(
  'what may not be written (permissions; as root in a process of nobody)',
  () => {
    it.each([
      [
        'the ledger',
        ({ file }: Place) => {
          chmodSync(file, 0o444)
        },
        /ledger/,
      ],
      [
        'the folder of the ledger',
        ({ folder }: Place) => {
          chmodSync(folder, 0o555)
        },
        /ledger/,
      ],
      [
        'the ledger and its folder',
        ({ file, folder }: Place) => {
          chmodSync(file, 0o444)
          chmodSync(folder, 0o555)
        },
        /ledger/,
      ],
      [
        'the archive',
        ({ file }: Place) => {
          chmodSync(archiveOf(file), 0o555)
        },
        /bill\.csv could not be kept: the ledger or its folder may not be written to/,
      ],
    ])('%s: one sentence, and nothing is lost', async (_, forbid, words) => {
      const place = await aPlace()
      const before = readFileSync(place.file)
      forbid(place)
      const ran = await runBound('import', place.bill, '--ledger', place.file, '--json')
      expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(oneSentence) as string })
      expect(ran.err).toMatch(words)
      expect(readFileSync(place.file).equals(before)).toBe(true)
      await expectOnlySmall(place)
    })

    const onlyRead: readonly (readonly [string, (place: Place) => void])[] = [
      [
        'a ledger that may only be read',
        ({ file }) => {
          chmodSync(file, 0o444)
        },
      ],
      [
        'a ledger in a folder that may only be read',
        ({ folder }) => {
          chmodSync(folder, 0o555)
        },
      ],
    ]

    it.each(onlyRead)('%s is still read, and nothing is left beside it', async (_, forbid) => {
      const place = await aPlace()
      forbid(place)
      const before = [readFileSync(place.file), readdirSync(place.folder)]
      const spend = await runBound('spend', '--ledger', place.file, '--json')
      expect(spend).toMatchObject({ code: 0, err: '' })
      expect(JSON.parse(spend.out)).toMatchObject({ rows: [{ month: '2026-07', billed: '5' }] })
      const checked = await runBound('check', '--ledger', place.file, '--json')
      expect(JSON.parse(checked.out)).toMatchObject({ ok: true, statements: [{ archive: 'intact' }] })
      expect([readFileSync(place.file), readdirSync(place.folder)]).toEqual(before)
    })

    it.each(onlyRead)('%s is read with what was written to its log alone', async (_, forbid) => {
      const place = await aPlace()
      const writer = aLedger(place.file)
      await importText(writer, bill, 'bill.csv', noon + 1)
      for (const end of ['-wal', '-shm']) cpSync(`${place.file}${end}`, `${place.file}${end}.kept`)
      const main = readFileSync(place.file)
      writer.close()
      writeFileSync(place.file, main)
      renameSync(`${place.file}-wal.kept`, `${place.file}-wal`)
      forbid(place)
      const statements = await runBound('statements', '--ledger', place.file, '--json')
      expect(JSON.parse(statements.out)).toMatchObject({
        statements: [{ file: 'small.csv' }, { file: 'bill.csv' }],
      })
    })

    it.each(onlyRead)('%s is not written to: one sentence, and nothing is lost', async (_, forbid) => {
      const place = await aPlace()
      forbid(place)
      for (const args of [
        ['undo', '--statement', '1'],
        ['tie-out', '--statement', '1', '--total', '5', '--currency', 'USD'],
        ['rebuild'],
      ])
        expect(await runBound(...args, '--ledger', place.file, '--no-json')).toEqual({
          code: 1,
          out: '',
          err: `The ledger ${place.file} may only be read: it, its folder or its archive may not be written to. Nothing was changed. Allow writing to them and try again.\n`,
        })
      await expectOnlySmall(place)
    })

    it('undo beside an archive that may only be read undoes nothing', async () => {
      const place = await aPlace()
      chmodSync(archiveOf(place.file), 0o555)
      const ran = await runBound('undo', '--statement', '1', '--ledger', place.file, '--json')
      expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(oneSentence) as string })
      expect(ran.err).toMatch(/^The ledger .+ may only be read: it, its folder or its archive/)
      await expectOnlySmall(place)
    })

    it('a bill that may not be read is refused', async () => {
      const place = await aPlace()
      chmodSync(place.bill, 0)
      const ran = await runBound('import', place.bill, '--ledger', place.file, '--json')
      expect(ran.err).toBe(
        'bill.csv could not be read: you may not open it. Check that the file is there and that you may open it.\n',
      )
      await expectOnlySmall(place)
    })
  },
)

describe('an archive that was deleted', () => {
  it('before an import: the next bill is kept in a new one, and check names what is gone', async () => {
    const ledger = aLedger()
    await importText(ledger, small, 'small.csv')
    rmSync(ledger.archive, { recursive: true })
    expect(await importText(ledger, bill, 'bill.csv', noon + 1)).toMatchObject({ state: 'imported' })
    expect(await check(ledger)).toMatchObject({
      ok: false,
      statements: [
        { file: 'small.csv', archive: 'missing' },
        { file: 'bill.csv', archive: 'intact' },
      ],
    })
    const rebuilt = await rebuild(ledger)
    expect(rebuilt.ok ? '' : problemWords(rebuilt.problem)).toBe(
      `${ledger.file} could not be rebuilt from the archive: the original of small.csv is missing. Nothing was changed.`,
    )
    expect(listStatements(ledger)).toHaveLength(2)
    const [again] = await importStatements(
      ledger,
      [{ name: 'small.csv', bytes: Buffer.from(small) }],
      noon + 2,
    )
    expect(again).toMatchObject({ state: 'already-imported' })
  })

  it('between a plan and its commit: nothing is imported', async () => {
    const ledger = aLedger()
    const planning = await planImport(ledger, [{ name: 'bill.csv', bytes: Buffer.from(bill) }], noon)
    rmSync(ledger.archive, { recursive: true })
    const done = planning.commit()
    await planning.end()
    expect(done.ok ? '' : problemWords(done.problem)).toBe(
      'bill.csv could not be kept: the archive beside the ledger was moved or deleted meanwhile. Nothing was imported. Drop the file again.',
    )
    expect(listStatements(ledger)).toEqual([])
  })
})
