import type { DayRate, RatesImported } from '../core/exchange.ts'
import type { Currency } from '../core/money.ts'
import { decimalText, parseDecimal, zeroSum } from '../core/decimal.ts'
import { dayText, type Day } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Ledger } from '../ledger/open.ts'
import { storeRates } from '../ledger/rates.ts'
import type { Header } from '../statements/csv-header.ts'
import { csvReader, type Answer, type Row } from '../statements/csv.ts'
import { currenciesOf, isRatesHeader, ratesOfRow } from '../statements/ecb-rates.ts'
import { fileProblem } from './file-problem.ts'
import { formOf, soleBill, zipBills, type Bill } from './open-bill.ts'
import { nameOf, openOriginal, type BillFile, type Original } from './original.ts'
import { toUtf8 } from './to-utf8.ts'
import { unpackLimits } from './unpack.ts'

export { isRatesHeader } from '../statements/ecb-rates.ts'

/** Days in one file: a century of them. More is no file of the ECB's. */
const mostDays = 36_525

/**
 * Imports the ECB's euro reference rates (`eurofxref-hist.csv` or `eurofxref.csv`, also in a ZIP) in one
 * transaction. Rates of other days and those of the user's own stay; a rate the bank corrected is corrected.
 */
export async function importRates(ledger: Ledger, file: BillFile): Promise<Result<RatesImported, Problem>> {
  const read = await readRatesFile(file)
  return read.ok ? ok(keepRates(ledger, nameOf(file), read.value)) : read
}

/** Stores the rates of a file in one transaction. */
export const keepRates = (ledger: Ledger, file: string, rates: readonly DayRate[]): RatesImported => ({
  file,
  ...spanOf(rates),
  ...storeRates(ledger, rates),
})

/** The rates in a file, without storing them. Refused: anything but a file of the ECB's. */
export async function readRatesFile(file: BillFile): Promise<Result<readonly DayRate[], Problem>> {
  const name = nameOf(file)
  const opened = await openOriginal(file)
  if (!opened.ok) return opened
  const original = opened.value
  try {
    const rates = await ratesIn(original)
    if (!rates.ok) return rates
    if (rates.value.length === 0) return refused({ kind: 'file-empty', file: name })
    return rates
  } catch (thrown) {
    return refused(fileProblem(name, thrown))
  } finally {
    await original.close()
  }
}

async function ratesIn(original: Original): Promise<Result<readonly DayRate[], Problem>> {
  const isArchive = (await formOf(original)) === 'zip'
  const bills = isArchive
    ? await zipBills(original, unpackLimits)
    : [soleBill(original, original.chunks(), unpackLimits)]
  const rates: DayRate[] = []
  for (const bill of bills) {
    const problem = await readRates(bill, rates)
    if (problem) return refused(problem)
  }
  return ok(rates)
}

/** A rate as it stands in a file: its exact amount, and the line. */
type ReadRate = { readonly amount: string; readonly line: number }

/** Takes a row's rates; those that a day already has say nothing new, and must not say another amount. */
function dayRates(rates: DayRate[]): (row: Row, read: readonly DayRate[]) => Problem | null {
  const known = new Map<Day, Map<Currency, ReadRate>>()
  return (row, read) => {
    for (const rate of read) {
      const { day, currency } = rate
      const ofDay = known.get(day) ?? new Map<Currency, ReadRate>()
      const amount = decimalText(parseDecimal(rate.rate) ?? zeroSum())
      const before = ofDay.get(currency)
      if (before === undefined) {
        known.set(day, ofDay.set(currency, { amount, line: row.line() }))
        rates.push(rate)
      } else if (before.amount !== amount)
        return {
          kind: 'rates-differ',
          day: dayText(day),
          currency,
          rate: amount,
          before: before.amount,
          beforeLine: before.line,
          ...row.place(0),
        }
    }
    return null
  }
}

/** Reads a file's rates onto the end of `rates`. */
async function readRates(bill: Bill, rates: DayRate[]): Promise<Problem | null> {
  const take = dayRates(rates)
  const file = bill.name
  let header: readonly string[] = []
  let currencies: readonly (Currency | null)[] = []
  let days = 0
  const notRates = (): Problem => ({ kind: 'no-rates-file', file, header })
  const reader = csvReader({
    file,
    decode: (bytes, start, end) => Buffer.from(bytes.subarray(start, end)).toString('utf8'),
    amount: parseDecimal,
    recognises: (cells) => {
      if (header.length === 0) header = cells.map((cell) => cell.trim())
      return isRatesHeader(cells)
    },
    onHeader: ({ cells }: Header): Answer => {
      currencies = currenciesOf(cells)
      return null
    },
    onRow: (row: Row): Answer => {
      days += 1
      if (days > mostDays) return notRates()
      const read = ratesOfRow(row, currencies)
      if ('kind' in read) return read
      return take(row, read)
    },
  })
  const utf8 = toUtf8(file)
  const push = (text: Result<Uint8Array, Problem>): Problem | null =>
    text.ok ? reader.push(text.value) : text.problem
  const read = async (): Promise<Problem | null> => {
    for (const part of bill.parts)
      for await (const chunk of part.chunks()) {
        const problem = push(utf8.push(chunk))
        if (problem) return problem
      }
    return push(utf8.end()) ?? reader.end()
  }
  const problem = await read()
  return problem?.kind === 'unknown-format' ? notRates() : problem
}

/** What a list of rates covers. */
export function spanOf(
  rates: readonly DayRate[],
): Pick<RatesImported, 'firstDay' | 'lastDay' | 'days' | 'currencies'> {
  const days = new Set(rates.map(({ day }) => day))
  const sorted = [...days].sort((a, b) => a - b)
  return {
    firstDay: sorted[0] ?? 0,
    lastDay: sorted.at(-1) ?? 0,
    days: days.size,
    currencies: [...new Set(rates.map(({ currency }) => currency))].sort(),
  }
}
