import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeFocusFile } from '../../bench/focus-file.ts'
import { decimalText } from '../../src/core/decimal.ts'
import { check } from '../../src/flows/check.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { archiveOf } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText } from '../make.ts'

const cli = join(import.meta.dirname, '../../src/cli/index.ts')
const folder = mkdtempSync(join(tmpdir(), 'breakwatt-kill-'))
const bill = join(folder, 'big.csv')
const rows = 40_000
let total = ''
let duration = 0

const startImport = (ledgerFile: string): ChildProcess =>
  spawn(process.execPath, [cli, 'import', bill, '--ledger', ledgerFile, '--json'], { stdio: 'ignore' })

/** A ledger that already holds a small bill. */
async function aLedgerFile(): Promise<string> {
  const file = join(aFolder(), 'ledger.sqlite')
  const ledger = aLedger(file)
  await importText(ledger, anthropicBill([['2026-07-01', '5']]), 'small.csv', 0)
  ledger.close()
  return file
}

/** The big statement is there whole, or nothing of it is; the small one is there in any case. */
async function expectAllOrNothing(file: string): Promise<boolean> {
  const ledger = aLedger(file)
  const statements = listStatements(ledger)
  const big = statements.find((statement) => statement.fileName === 'big.csv')
  expect(statements.map(({ fileName }) => fileName)).toEqual(big ? ['small.csv', 'big.csv'] : ['small.csv'])
  if (big) expect(big).toMatchObject({ rowCount: rows, totals: [{ billed: total }] })
  expect(await check(ledger)).toMatchObject({ ok: true })
  const rebuilt = await rebuild(ledger)
  expect(rebuilt).toMatchObject({ ok: true, value: { statements: statements.length } })
  ledger.close()
  return big !== undefined
}

beforeAll(async () => {
  const sum = await writeFocusFile(bill, rows)
  total = decimalText({ digits: sum, scale: 10 })
  const file = join(folder, 'measure.sqlite')
  const began = performance.now()
  await once(startImport(file), 'exit')
  duration = performance.now() - began
}, 60_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('an import that is killed', () => {
  it('at 23 moments from its start to its end, and once not at all: all of the statement is there, or nothing', async () => {
    const outcomes: boolean[] = []
    const moments = 24
    for (let moment = 0; moment < moments; moment += 1) {
      const file = await aLedgerFile()
      const running = startImport(file)
      const ended = once(running, 'exit')
      const last = moment === moments - 1
      await (last ? ended : Promise.race([wait((duration * moment) / (moments - 2)), ended]))
      running.kill('SIGKILL')
      await ended
      outcomes.push(await expectAllOrNothing(file))
    }
    expect(outcomes).toHaveLength(moments)
    expect(outcomes[0]).toBe(false)
    expect(outcomes.at(-1)).toBe(true)
  }, 240_000)

  const inArchive = (file: string, isIt: (name: string) => boolean): boolean =>
    existsSync(archiveOf(file)) && readdirSync(archiveOf(file)).filter(isIt).length > 0
  const kept = (file: string, end: string): number =>
    existsSync(archiveOf(file)) ? readdirSync(archiveOf(file)).filter((name) => name.endsWith(end)).length : 0
  const walBytes = (file: string): number => (existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0)

  it.each([
    [
      'the moment its bytes begin to be kept',
      (file: string) => inArchive(file, (name) => name.startsWith('incoming-')),
    ],
    [
      'the moment the original is in the archive, before the ledger knows',
      (file: string) => kept(file, '.zst') === 2,
    ],
    [
      'while the ledger is being written',
      (file: string) => kept(file, '.zst') === 2 && walBytes(file) > 50_000,
    ],
  ])('%s', async (_, reached) => {
    const file = await aLedgerFile()
    const running = startImport(file)
    const ended = once(running, 'exit')
    const state = { over: false }
    void ended.then(() => {
      state.over = true
    })
    while (!reached(file) && !state.over) await wait(0)
    running.kill('SIGKILL')
    await ended
    await expectAllOrNothing(file)
    await once(startImport(file), 'exit')
    expect(await expectAllOrNothing(file)).toBe(true)
    expect(readdirSync(archiveOf(file)).filter((name) => name.startsWith('incoming-'))).toEqual([])
  })
})
