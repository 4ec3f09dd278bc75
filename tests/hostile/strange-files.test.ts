import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { platform } from 'node:process'
import { describe, expect, it } from 'vitest'
import type { ImportOutcome } from '../../src/core/statement.ts'
import { problemWords } from '../../src/core/words.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText, noon } from '../make.ts'
import { aZip } from '../make-zip.ts'

const bill = anthropicBill([['2026-07-01', '1.50']])

const said = (outcomes: readonly ImportOutcome[]): readonly string[] =>
  outcomes.map((outcome) =>
    outcome.state === 'refused' ? problemWords(outcome.problem) : `${outcome.state} ${outcome.file}`,
  )
const dropped = async (ledger: Ledger, path: string): Promise<readonly string[]> =>
  said(await importStatements(ledger, [{ path }], noon))

const unreadable = (name: string, reason: string): string =>
  `${name} could not be read: ${reason}. Check that the file is there and that you may open it.`

describe.skipIf(platform === 'win32')('what is no file', () => {
  it('a pipe that nobody writes into is refused at once', async () => {
    const pipe = join(aFolder(), 'pipe.csv')
    execFileSync('mkfifo', [pipe])
    expect(await dropped(aLedger(), pipe)).toEqual([unreadable('pipe.csv', 'it is not a file')])
  })

  it('a pipe, a link and a device in a dropped folder are passed over', async () => {
    const folder = join(aFolder(), 'export')
    mkdirSync(folder)
    execFileSync('mkfifo', [join(folder, 'pipe.csv')])
    symlinkSync('/dev/zero', join(folder, 'zero.csv'))
    symlinkSync(folder, join(folder, 'around'))
    writeFileSync(join(folder, 'bill.csv'), bill)
    expect(await dropped(aLedger(), folder)).toEqual(['imported export/bill.csv'])
  })

  it('a device that never ends is refused', async () => {
    expect(await dropped(aLedger(), '/dev/zero')).toEqual([unreadable('zero', 'it is not a file')])
  })

  it('a link that leads back to itself is refused', async () => {
    const link = join(aFolder(), 'loop.csv')
    symlinkSync(link, link)
    expect(await dropped(aLedger(), link)).toEqual([
      unreadable('loop.csv', 'it is a link that leads back to itself'),
    ])
  })

  it('an empty folder and one of nothing but links say so', async () => {
    const folder = aFolder()
    symlinkSync(folder, join(folder, 'around'))
    expect(await dropped(aLedger(), folder)).toEqual([
      `The folder ${basename(folder)} has no files in it. Choose the folder that the export lies in.`,
    ])
  })

  it('a file that is not there is refused', async () => {
    expect(await dropped(aLedger(), join(aFolder(), 'gone.csv'))).toEqual([
      unreadable('gone.csv', 'there is no such file'),
    ])
  })
})

describe('a file that is changed while it is read', () => {
  const long = anthropicBill(Array.from({ length: 60_000 }, () => ['2026-07-01', '1'] as const))
  const readWhile = async (
    change: (path: string) => void,
    more: readonly string[] = [],
  ): Promise<{ ledger: Ledger; words: readonly string[] }> => {
    const ledger = aLedger()
    await importText(ledger, bill, 'before.csv')
    const path = join(aFolder(), 'long.csv')
    writeFileSync(path, long)
    let changed = false
    const tell = (): void => {
      if (!changed) change(path)
      changed = true
    }
    const files = [path, ...more].map((each) => ({ path: each }))
    const outcomes = await importStatements(ledger, files, noon, { tell })
    expect(changed).toBe(true)
    return { ledger, words: said(outcomes) }
  }

  it.each([
    [
      'grows',
      (path: string): void => {
        appendFileSync(path, '2026-07-02,sonnet,Default,output,1\n')
      },
    ],
    [
      'is cut short',
      (path: string): void => {
        truncateSync(path, 100_000)
      },
    ],
    [
      'is written anew',
      (path: string): void => {
        writeFileSync(path, long.replaceAll('2026-07-01', '2026-07-02'))
      },
    ],
  ])('%s: nothing of it is imported', async (_, change) => {
    const { ledger, words } = await readWhile(change)
    expect(words).toEqual([
      'long.csv was changed while it was being read. Nothing of it was imported. Wait until it is saved or downloaded, then import it again.',
    ])
    await expectOnlyBefore(ledger)
  })

  it.skipIf(platform === 'win32')('is removed: what was open is imported whole', async () => {
    const { ledger, words } = await readWhile((path) => {
      rmSync(path)
    })
    expect(words).toEqual(['imported long.csv'])
    expect(listStatements(ledger)).toMatchObject([
      { fileName: 'before.csv' },
      { rowCount: 60_000, totals: [{ billed: '60000' }] },
    ])
    expect(await check(ledger)).toMatchObject({ ok: true })
  })

  it('and the next one is removed: that one is refused', async () => {
    const next = join(aFolder(), 'next.csv')
    writeFileSync(next, bill)
    const { ledger, words } = await readWhile(() => {
      rmSync(next)
    }, [next])
    expect(words).toEqual(['imported long.csv', unreadable('next.csv', 'there is no such file')])
    expect(await check(ledger)).toMatchObject({ ok: true })
    expect(readdirSync(ledger.archive)).toHaveLength(4)
  })
})

/** The bill that was there before, whole, and nothing else. */
async function expectOnlyBefore(ledger: Ledger): Promise<void> {
  expect(listStatements(ledger)).toMatchObject([{ fileName: 'before.csv', totals: [{ billed: '1.5' }] }])
  expect(readSpendRows(ledger, []).map(({ billed }) => billed)).toEqual([1_500_000_000n])
  expect(await check(ledger)).toMatchObject({ ok: true })
  expect(readdirSync(ledger.archive)).toHaveLength(2)
}

describe('a ZIP archive whose members are named to climb out of it', () => {
  it('writes nothing under their names: the bills in it come in under names only', async () => {
    const folder = aFolder()
    const path = join(folder, 'inner', 'bills.zip')
    mkdirSync(join(folder, 'inner'))
    writeFileSync(
      path,
      aZip([
        { name: '../../climbed.csv', bytes: bill },
        { name: '/etc/climbed.csv', bytes: anthropicBill([['2026-08-01', '2']]) },
        { name: '..\\..\\climbed-too.csv', bytes: anthropicBill([['2026-09-01', '3']]) },
      ]),
    )
    const ledger = aLedger()
    expect(await dropped(ledger, path)).toEqual([
      'imported bills.zip/../../climbed.csv',
      'imported bills.zip//etc/climbed.csv',
      'imported bills.zip/../../climbed-too.csv',
    ])
    expect(readSpendRows(ledger, []).reduce((sum, { billed }) => sum + (billed ?? 0n), 0n)).toBe(
      6_500_000_000n,
    )
    expect(readdirSync(folder)).toEqual(['inner'])
    expect(readdirSync(join(folder, 'inner'))).toEqual(['bills.zip'])
    expect(readdirSync(ledger.archive).every((name) => /^[0-9a-f]{64}\.(?:zst|json)$/.test(name))).toBe(true)
  })
})
