import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fuzzSeeds } from '../../bench/fuzz-corpus.ts'
import { leftovers, wholeOf } from '../../bench/fuzz-ledger.ts'
import { agreement } from '../../bench/oracle/agreement.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, noon } from '../make.ts'

/** Three rows of 1.25, 2.50 and 4.00 dollars on three days. */
const bill = Buffer.from(
  anthropicBill([
    ['2026-07-01', '1.25'],
    ['2026-07-02', '2.50'],
    ['2026-07-03', '4.00'],
  ]),
)

async function imported(bytes: Buffer): Promise<{ ledger: Ledger; id: number }> {
  const ledger = aLedger()
  const [outcome] = await importStatements(ledger, [{ name: 'bill.csv', bytes }], noon)
  if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
  return { ledger, id: outcome.statement.id }
}

const run = (ledger: Ledger, sql: string): void => {
  ledger.db.exec(sql)
}

/** What the oracle says of the bill after something was done to the ledger behind its back. */
async function found(change: string): Promise<readonly string[]> {
  const { ledger, id } = await imported(bill)
  run(ledger, change)
  return (await agreement(ledger, id, bill)).violations
}

describe('the oracle of the fuzz run', () => {
  it(
    'reads every bill, answer, mapped file and container it starts from as the app does',
    { timeout: 300_000 },
    async () => {
      const wrong: string[] = []
      let held = 0
      const ofPlainFiles = aLedger()
      for (const { name, bytes, mapping, pack } of await fuzzSeeds()) {
        const ledger = pack === null ? ofPlainFiles : aLedger()
        const dropped = pack === null ? bytes : pack(bytes)
        const mappings = mapping === null ? [] : [mapping]
        for (const outcome of await importStatements(ledger, [{ name, bytes: dropped }], noon, {
          mappings,
        })) {
          if (outcome.state !== 'imported') continue
          const { violations, isWhole } = await agreement(ledger, outcome.statement.id, dropped)
          wrong.push(...violations.map((violation) => `${name}: ${violation}`))
          if (isWhole) held += 1
        }
      }
      expect(wrong).toEqual([])
      expect(held).toBeGreaterThan(110)
    },
  )

  it('finds nothing in a ledger that nobody touched', async () => {
    expect(await found('')).toEqual([])
  })

  it('finds a billionth too much in a cell', async () => {
    const wrong = await found(
      `UPDATE charges SET billed_cost_nanos = billed_cost_nanos + 1 WHERE first_line = 3`,
    )
    expect(wrong).toEqual(['USD billed: total 775e-2, cells 7750000001e-9'])
  })

  it('finds a total that is not the sum of the rows, whatever the cells say', async () => {
    expect(await found(`UPDATE statement_totals SET billed_exact = '7.76'`)).toEqual([
      'USD billed: 775e-2 in the file, total 776e-2',
      'USD billed: total 776e-2, cells 7750000000e-9',
    ])
  })

  it('finds a row that is missing from cells and totals alike', async () => {
    const wrong = await found(
      `DELETE FROM charges WHERE first_line = 3;
       UPDATE statement_totals SET billed_exact = '5.25', effective_exact = '5.25'`,
    )
    expect(wrong).toEqual([
      '3 charges in the file, 2 in the ledger',
      'USD billed: 775e-2 in the file, total 525e-2',
      'USD effective: 775e-2 in the file, total 525e-2',
    ])
  })

  it('finds a row that the statement does not count', async () => {
    expect(await found('UPDATE statements SET row_count = 2')).toEqual([
      '3 rows in the file, 2 in the statement',
    ])
  })

  it('finds money in another currency than the file says', async () => {
    const wrong = await found(
      `UPDATE charges SET billing_currency = 'EUR'; UPDATE statement_totals SET billing_currency = 'EUR'`,
    )
    expect(wrong[0]).toBe('currencies USD in the file, EUR in the totals, EUR in the cells')
  })

  it('finds tokens that were not in the file', async () => {
    const tokens = Buffer.from(
      'usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens\n2026-07-01,claude,10,5\n',
    )
    const { ledger, id } = await imported(tokens)
    expect((await agreement(ledger, id, tokens)).violations).toEqual([])
    run(ledger, 'UPDATE charges SET consumed_quantity = 11 WHERE consumed_quantity = 10')
    expect((await agreement(ledger, id, tokens)).violations).toEqual([
      '15 Tokens in the file, 16 in the ledger',
    ])
  })

  it('finds that other bytes were dropped', async () => {
    const { ledger, id } = await imported(bill)
    const other = Buffer.from(bill.toString().replace('4.00', '5.00'))
    expect((await agreement(ledger, id, other)).violations[0]).toMatch(/^nothing in the file has the SHA-256/)
  })
})

describe('what the fuzz run holds ledger and archive against', () => {
  it('finds nothing where only the accepted statement is there', async () => {
    const { ledger, id } = await imported(bill)
    expect(leftovers(ledger, [id], [id], bill)).toEqual([])
  })

  it('finds a statement that nobody accepted, and each table that speaks of it', async () => {
    const { ledger } = await imported(bill)
    const wrong = leftovers(ledger, [], [], bill).join('\n')
    expect(wrong).toContain('accepted are , in the ledger 1')
    for (const table of ['charges', 'coverage', 'covered_days', 'statement_totals'])
      expect(wrong).toContain(`${table} speaks of statements 1`)
  })

  it('finds a file left in the archive, and one that is missing', async () => {
    const { ledger, id } = await imported(bill)
    const left = join(ledger.archive, 'incoming-1-x')
    writeFileSync(left, '')
    expect(leftovers(ledger, [id], [id], bill).join()).toMatch(/in the archive should be .* incoming-1-x/)
    rmSync(left)
    const [note] = ledger.db.prepare<[], string>('SELECT sha256 FROM statements').pluck().all()
    rmSync(join(ledger.archive, `${note ?? ''}.json`))
    expect(leftovers(ledger, [id], [id], bill).join()).toMatch(/^in the archive should be /)
  })

  it('finds other bytes under the original', async () => {
    const { ledger, id } = await imported(bill)
    const wrong = leftovers(ledger, [id], [id], Buffer.from('other bytes')).join()
    expect(wrong).toMatch(/^the archive keeps other bytes than were dropped/)
  })

  it('sees that something was written to the ledger', async () => {
    const { ledger } = await imported(bill)
    const before = wholeOf(ledger)
    expect(wholeOf(ledger)).toEqual(before)
    run(ledger, 'UPDATE statements SET row_count = row_count + 1')
    expect(wholeOf(ledger).ledger).not.toBe(before.ledger)
    expect(wholeOf(ledger).archive).toBe(before.archive)
  })
})
