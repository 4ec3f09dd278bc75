import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startImporter, type Importer } from '../../src/flows/import-off-thread.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, noon } from '../make.ts'

function anImporter(): Importer {
  const importer = startImporter(new URL('../../src/flows/import-worker.ts', import.meta.url))
  onTestFinished(() => importer.close())
  return importer
}

describe('importing on another thread', () => {
  it('files by path and by bytes reach the ledger that this thread reads; bad ones come back as problems', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    const path = join(aFolder(), 'a.csv')
    writeFileSync(path, anthropicBill([['2026-07-01', '1']]))
    const outcomes = await anImporter().importInto(
      file,
      [
        { path },
        { name: 'b.csv', bytes: Buffer.from(anthropicBill([['2026-08-01', '2']])) },
        { name: 'c.csv', bytes: Buffer.from('x') },
      ],
      noon,
      () => undefined,
    )
    expect(outcomes.map(({ state }) => state)).toEqual(['imported', 'imported', 'refused'])
    expect(listStatements(ledger).map(({ fileName }) => fileName)).toEqual(['a.csv', 'b.csv'])
  })

  it('two imports asked for at once both arrive', async () => {
    const file = join(aFolder(), 'ledger.sqlite')
    const ledger = aLedger(file)
    const importer = anImporter()
    const bytes = (day: string): Uint8Array => Buffer.from(anthropicBill([[day, '1']]))
    await Promise.all([
      importer.importInto(file, [{ name: 'a.csv', bytes: bytes('2026-07-01') }], noon, () => undefined),
      importer.importInto(file, [{ name: 'b.csv', bytes: bytes('2026-07-02') }], noon, () => undefined),
    ])
    expect(listStatements(ledger)).toHaveLength(2)
  })

  it('a ledger that cannot be opened refuses every file', async () => {
    const outcomes = await anImporter().importInto(
      aFolder(),
      [{ name: 'a.csv', bytes: new Uint8Array() }],
      noon,
      () => undefined,
    )
    expect(outcomes).toMatchObject([{ state: 'refused', problem: { kind: 'ledger-unusable' } }])
  })

  it('after the thread was closed, asking is an error and not a silence', async () => {
    const importer = anImporter()
    const asked = importer.importInto(
      join(aFolder(), 'l.sqlite'),
      [{ name: 'a.csv', bytes: new Uint8Array() }],
      noon,
      () => undefined,
    )
    await importer.close()
    await expect(asked).rejects.toThrow('ended')
  })
})
