import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { finishedMapping } from '../../src/core/parse-mapping.ts'
import { problemWords } from '../../src/core/words.ts'
import { check } from '../../src/flows/check.ts'
import { chooseMoneySource } from '../../src/flows/choose-money-source.ts'
import { guessFile } from '../../src/flows/guess-mapping.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { readSpend, readSpendRows } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { setControlTotal } from '../../src/flows/set-control-total.ts'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import { viewStatements } from '../../src/flows/view-statements.ts'
import { listMappings, saveMapping } from '../../src/ledger/mappings.ts'
import { contestedMonths } from '../../src/ledger/money-months.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aZip } from '../make-zip.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'
import { fixture } from '../traps/bills.ts'

/** Everything that bills tell. */
const told = (ledger: Ledger): unknown => ({
  statements: viewStatements(ledger),
  cells: readSpendRows(ledger, ['provider', 'service', 'project', 'category']),
  spend: readSpend(ledger, noon),
  contested: contestedMonths(ledger),
  mappings: listMappings(ledger),
})

/** The ledger's file is lost, and a new one lies beside the archive. */
function lost(ledger: Ledger): Ledger {
  ledger.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${ledger.file}${end}`, { force: true })
  return aLedger(ledger.file)
}

const sheet = 'Day;Model;Cost\n2026-08-13;mistral-large;4,50\n2026-08-14;mistral-large;0,25\n'

async function importSheet(ledger: Ledger): Promise<void> {
  const guessed = await guessFile({ name: 'sheet.csv', bytes: Buffer.from(sheet) })
  if (!guessed.ok) throw new Error(JSON.stringify(guessed.problem))
  const mapping = finishedMapping({
    ...guessed.value.guess.draft,
    serviceProviderName: 'Mistral',
    currency: 'EUR',
  })
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem))
  saveMapping(ledger, mapping.value, noon + 10)
  expect(await importText(ledger, sheet, 'sheet.csv', noon + 10)).toMatchObject({ state: 'imported' })
}

/** Bills of many kinds; the money of September 2023 is shown by two exports. */
async function aFullLedger(): Promise<Ledger> {
  const ledger = aLedger()
  const first = anthropicBill([
    ['2026-07-01', '10'],
    ['2026-07-15', '10.123456789123'],
  ])
  await importText(ledger, first, 'first.csv')
  await importText(ledger, anthropicBill([['2026-07-10', '11']]), 'undone.csv', noon + 1)
  undoStatement(ledger, 2, noon + 2)
  const other = await planImport(
    ledger,
    [{ name: 'lab.csv', bytes: Buffer.from(anthropicBill([['2026-07-01', '99']])) }],
    noon + 3,
  )
  other.answer(new Map([[0, { kind: 'import-as', label: 'My Lab' }]]))
  other.commit()
  await other.end()
  const zip = aZip([
    { name: 'a.csv', bytes: anthropicBill([['2026-06-01', '3']]) },
    { name: 'b.csv', bytes: 'start_time_iso,amount_value,amount_currency\n2026-07-01,5,eur\n' },
  ])
  await importStatements(ledger, [{ name: 'bills.zip', bytes: zip }], noon + 4)
  for (const name of ['azure-ea-actual-bom.csv', 'azure-ea-amortized-bom.csv'])
    await importText(ledger, fixture(name), name, noon + 5)
  setControlTotal(ledger, 1, { currency: 'USD', billed: '20.12' })
  await importSheet(ledger)
  return ledger
}

describe('a rebuild from the archive alone', () => {
  it('gives everything that bills tell, and what was typed for them', async () => {
    const ledger = await aFullLedger()
    const before = told(ledger)
    const anew = lost(ledger)
    expect(await rebuild(anew)).toMatchObject({
      ok: true,
      value: {
        statements: 8,
        notInArchive: ['money-choices', 'rates', 'rules', 'rigs', 'workloads', 'scenarios', 'mappings'],
      },
    })
    expect(told(anew)).toEqual(before)
    expect((await check(anew)).ok).toBe(true)
  })

  it('does not give which export counts, and says so', async () => {
    const ledger = await aFullLedger()
    const before = told(ledger)
    chooseMoneySource(ledger, 'Microsoft', '2023-09', 'azure-amortized')
    expect(told(ledger)).not.toEqual(before)
    const anew = lost(ledger)
    const rebuilt = await rebuild(anew)
    expect(rebuilt.ok && rebuilt.value.notInArchive).toContain('money-choices')
    expect(told(anew)).toEqual(before)
  })

  it('where the ledger has statements, nothing is lost and nothing forgotten comes back', async () => {
    const ledger = await aFullLedger()
    chooseMoneySource(ledger, 'Microsoft', '2023-09', 'azure-amortized')
    ledger.db.exec('DELETE FROM mappings')
    const before = told(ledger)
    expect(await rebuild(ledger)).toMatchObject({ value: { notInArchive: null } })
    expect(told(ledger)).toEqual(before)
  })

  const flawed = async (spoil: (archive: string, names: readonly string[]) => void): Promise<string> => {
    const ledger = aLedger()
    await importText(ledger, anthropicBill([['2026-07-01', '10']]), 'first.csv')
    const anew = lost(ledger)
    spoil(anew.archive, readdirSync(anew.archive))
    const rebuilt = await rebuild(anew)
    expect(viewStatements(anew)).toEqual([])
    return rebuilt.ok ? '' : problemWords(rebuilt.problem).replace(anew.file, 'ledger')
  }

  it('takes no other bill for the original', async () => {
    expect(
      await flawed((archive, names) => {
        const name = names.find((one) => one.endsWith('.zst')) ?? ''
        writeFileSync(join(archive, name), zstdCompressSync(anthropicBill([['2026-07-01', '1']])))
      }),
    ).toBe(
      'ledger could not be rebuilt from the archive: the original of first.csv is not what was imported. Nothing was changed.',
    )
  })

  it('names an original that is gone', async () => {
    expect(
      await flawed((archive, names) => {
        for (const name of names.filter((one) => one.endsWith('.zst'))) rmSync(join(archive, name))
      }),
    ).toBe(
      'ledger could not be rebuilt from the archive: the original of first.csv is missing. Nothing was changed.',
    )
  })

  it('names what it cannot read', async () => {
    expect(
      await flawed((archive, names) => {
        for (const name of names.filter((one) => one.endsWith('.json')))
          writeFileSync(join(archive, name), '{')
      }),
    ).toMatch(
      /^ledger could not be rebuilt from the archive: its file [0-9a-f]{64}\.json is damaged\. Nothing/,
    )
  })
})
