import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nanosText } from '../../src/core/money.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { storedTotals } from '../../src/ledger/check.ts'
import { openFigure } from '../../src/ledger/figures.ts'
import { aLedger, noon } from '../make.ts'
import { billText, runs, someBills, type MadeRow } from './bills.ts'

const scale = 30
/** Exact, as a whole number of 1e-30. */
const whole = ({ amount }: MadeRow): bigint => amount.digits * 10n ** BigInt(scale - amount.scale)
const sumOf = (rows: readonly MadeRow[]): bigint => rows.reduce((sum, row) => sum + whole(row), 0n)
const nano = 10n ** BigInt(scale - 9)
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

/** `12.5` as a whole number of 1e-30. */
function wholeOf(text: string): bigint {
  const [digits = '', fraction = ''] = text.replace('-', '').split('.')
  const value = BigInt(digits + fraction.padEnd(scale, '0'))
  return text.startsWith('-') ? -value : value
}

/** Of each account's days the rows of the export that speaks for them, found the slow way. */
function spoken(
  bills: readonly { readonly invoiced: boolean; readonly rows: readonly MadeRow[] }[],
): readonly MadeRow[] {
  return ['acc-1', 'acc-2'].flatMap((account) => {
    const exports = bills.flatMap(({ invoiced, rows }, place) => {
      const own = rows.filter((row) => row.account === account)
      const days = own.map(({ day }) => day)
      return own.length === 0
        ? []
        : [{ invoiced, place, own, first: Math.min(...days), last: Math.max(...days) }]
    })
    return exports.flatMap((mine) =>
      mine.own.filter(({ day }) =>
        exports.every(
          (other) =>
            other === mine ||
            day < other.first ||
            day > other.last ||
            (mine.invoiced !== other.invoiced
              ? mine.invoiced
              : mine.last !== other.last
                ? mine.last > other.last
                : mine.place > other.place),
        ),
      ),
    )
  })
}

describe('sums are preserved', () => {
  it('from the rows of a file to its total, its cells, the months and the figures on screen', async () => {
    await fc.assert(
      fc.asyncProperty(someBills, async (bills) => {
        const ledger = aLedger()
        for (const [place, bill] of bills.entries()) {
          const file = { name: `bill ${place}.csv`, bytes: Buffer.from(billText(bill, place)) }
          const [outcome] = await importStatements(ledger, [file], noon + place)
          if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
          const { totals, rowCount, id } = outcome.statement
          expect(rowCount).toBe(bill.rows.length)
          const sum = sumOf(bill.rows)
          expect(totals.map(({ billed, effective }) => [wholeOf(billed), wholeOf(effective)])).toEqual([
            [sum, sum],
          ])
          const [stored] = storedTotals(ledger, id)
          expect(stored?.rows).toBe(bill.rows.length)
          const off = magnitude((stored?.billed ?? 0n) * nano - sum)
          expect(off * 2n <= BigInt(bill.rows.length) * nano).toBe(true)
        }
        const rows = spoken(bills)
        const spend = readSpendRows(ledger, ['provider'])
        const shown = spend.reduce((sum, { billed }) => sum + (billed ?? 0n), 0n)
        expect(magnitude(shown * nano - sumOf(rows)) * 2n <= BigInt(rows.length) * nano).toBe(true)
        for (const { month, provider = '', currency, billed, effective } of spend) {
          const opened = openFigure(ledger, { month, providers: [provider], currency })
          expect([opened.billed, opened.effective]).toEqual([billed, effective])
          const cells = opened.statements.flatMap(({ charges }) => charges)
          expect(nanosText(cells.reduce((sum, cell) => sum + (cell.billed ?? 0n), 0n))).toBe(
            nanosText(billed ?? 0n),
          )
        }
        for (const by of [['service'], ['project'], ['category'], ['service', 'project']] as const)
          expect(readSpendRows(ledger, by).reduce((sum, row) => sum + (row.billed ?? 0n), 0n)).toBe(shown)
        ledger.close()
      }),
      runs,
    )
  })
})
