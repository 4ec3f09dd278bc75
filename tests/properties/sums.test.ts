import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanAnswer } from '../../src/core/import-plan.ts'
import type { SpendDimension } from '../../src/core/spend.ts'
import type { Statement } from '../../src/core/statement.ts'
import type { BillFile } from '../../src/flows/original.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { storedTotals } from '../../src/ledger/check.ts'
import { openFigure } from '../../src/ledger/figures.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { noon } from '../make.ts'
import { acmeBills, answers, billText, runs, type MadeBill, type MadeRow } from './bills.ts'
import { withLedger } from './ledgers.ts'

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

type Given = MadeBill & { readonly answer: PlanAnswer }

/** Of each account's days the rows of the export that speaks for them, found the slow way. */
function spoken(bills: readonly Given[]): readonly MadeRow[] {
  const accounts = new Set(bills.flatMap((bill) => bill.rows.map((row) => accountOf(bill, row))))
  return [...accounts].flatMap((account) => {
    const exports = bills.flatMap((bill, place) => {
      const own = bill.rows.filter((row) => accountOf(bill, row) === account)
      const days = own.map(({ day }) => day)
      return bill.answer.kind === 'skip' || own.length === 0
        ? []
        : [{ invoiced: bill.invoiced, place, own, first: Math.min(...days), last: Math.max(...days) }]
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

/** Imported as another account it is one of its own. */
const accountOf = ({ answer }: Given, { account }: MadeRow): string =>
  answer.kind === 'import-as' ? `${account} of ${answer.label}` : account

const rowsIn = (currency: string, rows: readonly MadeRow[]): readonly MadeRow[] =>
  rows.filter((row) => row.currency === currency)
const currencies = ['EUR', 'USD'] as const

const given: fc.Arbitrary<readonly Given[]> = acmeBills.chain((bills) =>
  fc.tuple(...bills.map((bill) => answers.map((answer) => ({ ...bill, answer })))),
)

describe('sums are preserved', () => {
  it('from the rows of a file to its total, its cells, the months and the figures on screen', async () => {
    await fc.assert(
      fc.asyncProperty(given, async (bills) =>
        withLedger(async (ledger) => {
          for (const [place, bill] of bills.entries()) {
            const planning = await planImport(ledger, [fileOf(bill, place)], noon + place)
            planning.answer(new Map([[0, bill.answer]]))
            const done = planning.commit()
            await planning.end()
            const outcome = done.ok && done.value.state === 'committed' ? done.value.outcomes[0] : undefined
            if (bill.answer.kind === 'skip') {
              expect(outcome?.state).toBe('skipped')
              continue
            }
            if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
            expectAllOf(ledger, bill, outcome.statement)
          }
          expectShown(ledger, spoken(bills))
        }),
      ),
      runs,
    )
  })
})

const fileOf = (bill: MadeBill, place: number): BillFile => ({
  name: `bill ${place}.csv`,
  bytes: Buffer.from(billText(bill, place)),
})

/** A statement adds up to the rows of its file: exactly as its total, to half a nano a row in its cells. */
function expectAllOf(ledger: Ledger, { rows }: MadeBill, { totals, rowCount, id }: Statement): void {
  expect(rowCount).toBe(rows.length)
  const sums = currencies
    .map((currency) => ({ currency, own: rowsIn(currency, rows) }))
    .filter(({ own }) => own.length > 0)
  expect(
    totals.map(({ currency, billed, effective }) => [currency, wholeOf(billed), wholeOf(effective)]).sort(),
  ).toEqual(sums.map(({ currency, own }) => [currency, sumOf(own), sumOf(own)]))
  const stored = storedTotals(ledger, id)
  expect(stored.reduce((sum, { rows: count }) => sum + count, 0)).toBe(rows.length)
  for (const { currency, own } of sums) {
    const billed = stored.find((one) => one.currency === currency)?.billed ?? 0n
    expectNear(billed, own)
  }
}

const expectNear = (billed: bigint, rows: readonly MadeRow[]): void => {
  expect(magnitude(billed * nano - sumOf(rows)) * 2n <= BigInt(rows.length) * nano).toBe(true)
}

/** What is shown is the rows that speak, however it is cut and opened. */
function expectShown(ledger: Ledger, rows: readonly MadeRow[]): void {
  const spend = readSpendRows(ledger, ['provider'])
  for (const currency of currencies) {
    const shownBy = (by: readonly SpendDimension[]): bigint =>
      readSpendRows(ledger, by)
        .filter((row) => row.currency === currency)
        .reduce((sum, { billed }) => sum + (billed ?? 0n), 0n)
    expectNear(shownBy(['provider']), rowsIn(currency, rows))
    for (const by of [['service'], ['project'], ['category'], ['service', 'project']] as const)
      expect(shownBy(by)).toBe(shownBy(['provider']))
  }
  for (const { month, provider = '', currency, billed, effective } of spend) {
    const opened = openFigure(ledger, { month, providers: [provider], currency })
    expect([opened.billed, opened.effective]).toEqual([billed, effective])
    const cells = opened.statements.flatMap(({ charges }) => charges)
    expect(cells.reduce((sum, cell) => sum + (cell.billed ?? 0n), 0n)).toBe(billed ?? 0n)
  }
}
