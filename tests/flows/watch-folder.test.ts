import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import {
  billsIn,
  importedHashes,
  markOf,
  watchFolder,
  type FolderWatch,
} from '../../src/flows/watch-folder.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aFolder, aLedger, anthropicBill, noon } from '../make.ts'

const bill = anthropicBill([['2026-03-01', '1.00']])

const opened: FolderWatch[] = []
afterEach(() => {
  for (const watch of opened.splice(0)) watch.stop()
})

/** Looks every 40 ms; what it told, as lists of names. */
function watched(folder: string, ledger: Ledger, reviewed: ReadonlySet<string> = new Set()) {
  const told: string[][] = []
  const watch = watchFolder(folder, {
    isNew: (file) => !reviewed.has(markOf(file)),
    imported: () => importedHashes(ledger),
    tell: (waiting) => told.push(waiting.map(({ name }) => name)),
    settled: 40,
    beat: 40,
  })
  opened.push(watch)
  return { watch, told }
}

const soon = { timeout: 5_000, interval: 20 }
/** Longer than several looks. */
const aWhile = (): Promise<void> => new Promise((done) => setTimeout(done, 400))

describe('a watched folder', () => {
  it('tells of bills that land in it, and of nothing else', async () => {
    const folder = aFolder()
    const { told } = watched(folder, aLedger())
    writeFileSync(join(folder, 'march.csv'), bill)
    writeFileSync(join(folder, 'notes.txt'), 'no bill')
    writeFileSync(join(folder, '.hidden.csv'), bill)
    writeFileSync(join(folder, 'empty.csv'), '')
    mkdirSync(join(folder, 'folder.csv'))
    await vi.waitFor(() => {
      expect(told).toEqual([['march.csv']])
    }, soon)
    await aWhile()
    expect(told).toEqual([['march.csv']])
  })

  it('waits until a file has stopped growing', async () => {
    const folder = aFolder()
    const { watch, told } = watched(folder, aLedger())
    const path = join(folder, 'download.csv')
    for (let portion = 0; portion < 20; portion += 1) {
      appendFileSync(path, 'x'.repeat(1000))
      await new Promise((done) => setTimeout(done, 20))
      expect(watch.waiting()).toEqual([])
    }
    await vi.waitFor(() => {
      expect(told).toEqual([['download.csv']])
    }, soon)
    expect(watch.waiting().map(({ size }) => size)).toEqual([20_000])
  })

  it('says nothing of bytes that were imported, under whatever name, also where that was undone', async () => {
    const folder = aFolder()
    const ledger = aLedger()
    const source = join(aFolder(), 'first.csv')
    writeFileSync(source, bill)
    const [outcome] = await importStatements(ledger, [{ path: source }], noon)
    if (outcome?.state !== 'imported') throw new Error('It was not imported')
    writeFileSync(join(folder, 'again.csv'), bill)
    const { told } = watched(folder, ledger)
    await aWhile()
    undoStatement(ledger, outcome.statement.id, noon)
    await aWhile()
    expect(told).toEqual([])
  })

  it('takes back what was imported or taken away meanwhile', async () => {
    const folder = aFolder()
    const ledger = aLedger()
    writeFileSync(join(folder, 'march.csv'), bill)
    writeFileSync(join(folder, 'other.csv'), `${bill}2026-03-02,Claude Sonnet 4.5,Default,output,2.00\n`)
    const { told } = watched(folder, ledger)
    await vi.waitFor(() => {
      expect(told).toEqual([['march.csv', 'other.csv']])
    }, soon)
    await importStatements(ledger, [{ path: join(folder, 'march.csv') }], noon)
    await vi.waitFor(() => {
      expect(told.at(-1)).toEqual(['other.csv'])
    }, soon)
    renameSync(join(folder, 'other.csv'), join(aFolder(), 'gone.csv'))
    await vi.waitFor(() => {
      expect(told.at(-1)).toEqual([])
    }, soon)
  })

  it('does not come back to what was looked at, unless it is written anew', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'march.csv'), bill)
    const reviewed = new Set((await billsIn(folder))?.map(markOf))
    const { told } = watched(folder, aLedger(), reviewed)
    await aWhile()
    expect(told).toEqual([])
    appendFileSync(join(folder, 'march.csv'), '2026-03-03,Claude Sonnet 4.5,Default,output,3.00\n')
    await vi.waitFor(() => {
      expect(told).toEqual([['march.csv']])
    }, soon)
  })

  it('is not found while it is away, and goes on when it is back', async () => {
    const folder = join(aFolder(), 'drive')
    const { watch, told } = watched(folder, aLedger())
    await aWhile()
    expect(watch.found()).toBe(false)
    mkdirSync(folder)
    writeFileSync(join(folder, 'march.csv'), bill)
    await vi.waitFor(() => {
      expect(told).toEqual([['march.csv']])
    }, soon)
    expect(watch.found()).toBe(true)
  })
})
