import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importStatements } from '../../src/flows/import-statements.ts'
import { aLedger, noon } from '../make.ts'
import { whatBecame } from './what-became.ts'

const folder = join(import.meta.dirname, '../fixtures/bills')
const bill = /\.(?:csv|tsv|jsonl)$/

describe('every bill in tests/fixtures/bills becomes what the JSON beside it says', () => {
  it.each(readdirSync(folder).filter((name) => bill.test(name)))('%s', async (name) => {
    const ledger = aLedger()
    const [outcome] = await importStatements(ledger, [{ path: join(folder, name) }], noon)
    const became = outcome && whatBecame(ledger, outcome)
    expect(became).toEqual(JSON.parse(readFileSync(join(folder, name.replace(bill, '.json')), 'utf8')))
  })
})
