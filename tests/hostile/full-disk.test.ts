import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { platform } from 'node:process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { problemWords } from '../../src/core/words.ts'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import { archiveOf, openLedger, type Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText, noon } from '../make.ts'

const cli = join(import.meta.dirname, '../../src/cli/index.ts')
const small = anthropicBill([['2026-07-01', '5']])
/** 4,000 cells, whose names no compression makes much smaller: some 150 KB in the archive, 500 KB in the ledger. */
const large = anthropicBill(
  Array.from(
    { length: 4000 },
    (_, row) =>
      [
        `2026-08-${String((row % 28) + 1).padStart(2, '0')}`,
        '1.25',
        `model ${Math.imul(row + 1, 0x9e3779b1) >>> 0} ${Math.imul(row + 7, 0x85ebca6b) >>> 0}`,
      ] as const,
  ),
)
const full =
  /^large\.csv could not be kept: the disk is full\. Nothing was imported\. Free some disk space and try again\.$/

/** What tells that nothing but the small bill is there, whole. */
async function expectOnlySmall(ledger: Ledger): Promise<void> {
  expect(listStatements(ledger).map(({ fileName }) => fileName)).toEqual(['small.csv'])
  expect(await check(ledger)).toMatchObject({ ok: true })
  expect(readdirSync(ledger.archive)).toHaveLength(2)
}

/** A disk of 4 MB, in memory; null where this user may not mount one. */
function aDisk(): string | null {
  if (platform !== 'linux') return null
  const folder = aFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder])
  if (mounted.status !== 0) return null
  onTestFinished(() => {
    spawnSync('umount', ['-l', folder])
  })
  return folder
}

function fill(disk: string, leaveKb: number): string {
  const { bavail, bsize } = statfsSync(disk)
  const filler = join(disk, 'filler')
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaveKb * 1024)))
  return filler
}

describe('a full disk (a tmpfs of 4 MB, mounted for the test)', () => {
  it('from the first byte kept to the last page of the ledger: nothing comes in, nothing is lost', async (test) => {
    const disk = aDisk()
    if (disk === null) return test.skip('this user may not mount a tmpfs')
    const ledger = aLedger(join(disk, 'ledger.sqlite'))
    onTestFinished(() => {
      ledger.close()
    })
    await importText(ledger, small, 'small.csv')
    const refusals: string[] = []
    for (const left of [0, 8, 40, 120, 200, 300, 450, 700]) {
      const filler = fill(disk, left)
      const [outcome] = await importStatements(
        ledger,
        [{ name: 'large.csv', bytes: Buffer.from(large) }],
        noon + 1,
      )
      if (outcome?.state === 'refused') refusals.push(problemWords(outcome.problem))
      rmSync(filler)
      if (outcome?.state !== 'refused') break
      await expectOnlySmall(ledger)
    }
    expect(refusals.length).toBeGreaterThan(4)
    for (const words of refusals) expect(words).toMatch(full)
    await importText(ledger, large, 'large.csv', noon + 1)
    expect(listStatements(ledger)).toHaveLength(2)
    expect(await check(ledger)).toMatchObject({ ok: true })
    expect(await rebuild(ledger)).toMatchObject({ ok: true, value: { statements: 2 } })
  })

  it('undoing leaves ledger and archive agreed on what was undone', async (test) => {
    const disk = aDisk()
    if (disk === null) return test.skip('this user may not mount a tmpfs')
    const ledger = aLedger(join(disk, 'ledger.sqlite'))
    await importText(ledger, small, 'small.csv')
    ledger.db.pragma('wal_checkpoint(TRUNCATE)')
    const filler = fill(disk, 0)
    expect(() => undoStatement(ledger, 1, noon)).toThrow()
    rmSync(filler)
    expect(listStatements(ledger)).toMatchObject([{ undoneAt: null }])
    await expectOnlySmall(ledger)
    ledger.close()
  })
})

describe.skipIf(platform === 'win32')('files that may not grow (ulimit -f in a process of its own)', () => {
  type Ran = { readonly code: number; readonly err: string }
  const runWithin = (kilobytes: number, ...args: readonly string[]): Promise<Ran> =>
    new Promise((resolve) => {
      execFile(
        'bash',
        ['-c', `ulimit -f ${kilobytes}; exec "$0" "$@"`, process.execPath, cli, ...args],
        (error, _out, err) => {
          resolve({ code: error ? Number(error.code) : 0, err })
        },
      )
    })

  it.each([
    ['the original', 60],
    ['the ledger or its log', 300],
  ])('%s: one sentence, nothing comes in, nothing is lost', async (_, kilobytes) => {
    const folder = aFolder()
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'ledger.sqlite')
    const first = aLedger(file)
    await importText(first, small, 'small.csv')
    first.close()
    const bill = join(folder, 'large.csv')
    writeFileSync(bill, large)
    const ran = await runWithin(kilobytes, 'import', bill, '--ledger', file, '--json')
    expect(ran).toEqual({
      code: 1,
      err: expect.stringMatching(/^large\.csv could not be kept: the disk is full\. .+\n$/) as string,
    })
    const opened = openLedger(file)
    if (!opened.ok) throw new Error(opened.problem.kind)
    await expectOnlySmall(opened.value)
    opened.value.close()
    expect(readdirSync(archiveOf(file))).toHaveLength(2)
  })
})
