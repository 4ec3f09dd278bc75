import { plus, zero, type Exact } from './exact.ts'
import { cash, firstOf, isBlank, type Cell, type File, type Meaning, type RowMeaning } from './meaning.ts'

/** Below the charges stand sums, which are none, and what is charged of the whole bill. */
const sums = ['subtotal', 'total', 'filtered total', 'invoice total']
const ofTheBill = ['tax', 'rounding error', 'adjustments']
const labels = [...sums, ...ofTheBill]

const moneyName = /^(.*\S) ?\(([^()\s]{1,4})\)$/
const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', A$: 'AUD', C$: 'CAD' }

/** The column of money with that name, and the currency its sign or the rows above the header say. */
function money({ names, preamble }: File, ...wanted: readonly string[]) {
  const called = (name: string): string => moneyName.exec(name)?.[1]?.toLowerCase() ?? ''
  const base = firstOf((name) => names.some((one) => called(one) === name), wanted)
  const column = names.findLast((one) => called(one) === base) ?? ''
  const sign = moneyName.exec(column)?.[2] ?? ''
  const stated = preamble.find(([label = '']) => /^\s*currency:?\s*$/i.test(label))?.[1] ?? ''
  return { column, currency: /^\s*[a-z]{3}\s*$/i.test(stated) ? stated : (signs[sign] ?? sign) }
}

/** `isCharge` tells the rows of charges from those below them. */
function readingOf(
  file: File,
  exact: ReturnType<typeof money>,
  rounded: ReturnType<typeof money>,
  isCharge: (row: readonly string[]) => boolean,
): RowMeaning {
  return (cell, row) => {
    if (isCharge(row)) return cash(file.amount(cell(exact.column)), exact.currency)
    const texts = row.map((text) => text.trim().toLowerCase())
    if (texts.every((text) => text === '')) return []
    const label = texts.find((text) => labels.includes(text))
    if (label === undefined) return null
    if (sums.includes(label)) return []
    const text =
      [exact, rounded]
        .map(({ column }) => cell(column))
        .find((one) => one.trim() !== '' && one.trim().toLowerCase() !== label) ?? ''
    const charge = text === '' ? [] : cash(file.amount(text), exact.currency)
    return charge?.filter((one) => 'billed' in one && one.billed.digits !== 0n) ?? null
  }
}

const costTable: Meaning = {
  hasEmptyRows: true,
  header: (names) => names.has('Cost type') && names.has('Usage start date'),
  open: (file) => {
    const start = file.names.indexOf('Usage start date')
    const exact = money(file, 'unrounded cost', 'cost')
    return readingOf(
      file,
      exact,
      money(file, 'cost', 'unrounded cost'),
      (row) => (row[start] ?? '').trim() !== '',
    )
  },
}

/** What a report can be grouped by. */
const grouped =
  /^(?:service|sku|project|location|region|billing account|subaccount)(?: (?:id|name|description))?$/i

const calledOf = (name: string): string => moneyName.exec(name)?.[1]?.toLowerCase() ?? ''
const subtotals = ['unrounded subtotal', 'subtotal']
const costs = ['cost', 'list cost']
const isSaving = (called: string): boolean => /\bsavings\b/.test(called)
/** These lead from the list cost to the cost. */
const negotiated = 'negotiated savings'

/** Where no subtotal is told: the column of the cost, and those of the savings that it leaves in. */
function unsaved({ names }: File): { readonly base: string; readonly savings: readonly string[] } {
  const called = names.map(calledOf)
  const cost = firstOf((name) => called.includes(name), costs)
  return {
    base: names[called.indexOf(cost)] ?? '',
    savings: names.filter((_, at) => {
      const name = called[at] ?? ''
      return isSaving(name) && (cost === 'list cost' || name !== negotiated)
    }),
  }
}

const reports: Meaning = {
  hasEmptyRows: true,
  header: (names) => {
    const called = Array.from(names, calledOf)
    return (
      subtotals.every((name) => called.includes(name)) ||
      ([...subtotals, ...costs].some((name) => called.includes(name)) &&
        [...names].some((name) => grouped.test(name) || isSaving(calledOf(name))))
    )
  },
  open: (file) => {
    const { names } = file
    const isTold = names.some((name) => subtotals.includes(calledOf(name)))
    const exact = money(file, ...subtotals, ...costs)
    const rounded = money(file, 'subtotal', 'unrounded subtotal', ...costs)
    const time = names.indexOf(firstOf(file.has, ['Date', 'Month']))
    /** All that such a row says beside amounts and growth is one label. */
    const isBelow = (row: readonly string[]): boolean => {
      const said = row.filter(
        (text, at) => !isBlank(text) && file.amount(text) === null && !/^percent/i.test(names[at] ?? ''),
      )
      return said.length === 1 && labels.includes(said[0]?.trim().toLowerCase() ?? '')
    }
    const isCharge = (row: readonly string[]): boolean => {
      const first = (row[Math.max(time, 0)] ?? '').trim()
      const isDay = time !== -1 && /\d/.test(first) && file.amount(first) === null
      return first !== '' && (isDay || !isBelow(row))
    }
    if (isTold) return readingOf(file, exact, rounded, isCharge)
    const { base, savings } = unsaved(file)
    /** Savings are negative, and none where they are empty. */
    const net = (cell: Cell): Exact | null =>
      savings
        .map((name) => (isBlank(cell(name)) ? zero : file.amount(cell(name))))
        .reduce((sum, saved) => sum && saved && plus(sum, saved), file.amount(cell(base)))
    const below = readingOf(file, exact, rounded, () => false)
    return (cell, row) => {
      if (isCharge(row)) return cash(net(cell), exact.currency)
      // Below the charges any of these columns may say what they come to.
      const said = [base, ...savings].find((name) => file.amount(cell(name)) !== null)
      return below((name) => cell(name === exact.column && said !== undefined ? said : name), row)
    }
  },
}

export const googleMeanings: Readonly<Record<string, Meaning>> = {
  'google-cost-table': costTable,
  'google-reports': reports,
}
