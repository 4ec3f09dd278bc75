import { addTo, zeroSum, type Decimal } from '../../core/decimal.ts'
import type { Row } from '../csv.ts'
import { textOrNull, type Columns } from '../dialect.ts'
import { moneyNames, moneyOf, type Money } from './google-console.ts'

/** Columns of money beside cost and subtotal, in Google's words of several years and both Englishes. */
const ownSavings = ['savings programs', 'savings programmes', 'other savings', 'promotions and others']
const savings = [...ownSavings, 'discounts', 'credits', 'promotions']
const beforeCost = ['list cost', 'negotiated savings']

/** Whether a report names money in words that are Google's own. */
export const hasGoogleMoney = (money: ReadonlyMap<string, string>): boolean =>
  [...ownSavings, 'negotiated savings'].some((name) => money.has(name))

/**
 * Where a report has what is billed: in the subtotal, or where it leaves that out, in the cost with the savings taken
 * off, which is how Google reckons the subtotal. Null where a column of money is not known to be either.
 */
export function netMoney(columns: Columns): Money | null {
  const subtotal = moneyOf(columns, 'unrounded subtotal', 'subtotal')
  if (subtotal) return subtotal
  const names = moneyNames(columns.names)
  const cost = moneyOf(columns, 'unrounded cost', 'cost')
  const begin = cost ?? moneyOf(columns, 'list cost', 'list cost')
  if (begin === null) return null
  const taken = cost ? savings : [...savings, 'negotiated savings']
  const known = new Set([...savings, ...beforeCost, 'cost', 'unrounded cost'])
  if ([...names.keys()].some((name) => !known.has(name))) return null
  return { ...begin, savings: taken.flatMap((name) => columns.find(names.get(name) ?? '') ?? []) }
}

/** What a row is billed, or the column that holds no amount. Savings may be left empty. */
export function netOf(row: Row, { exact, savings }: Money): Decimal | { readonly bad: number } {
  const cost = row.amount(exact)
  if (cost === null) return { bad: exact }
  const sum = zeroSum()
  addTo(sum, cost)
  for (const column of savings) {
    const saving = row.amount(column)
    if (saving !== null) addTo(sum, saving)
    else if (textOrNull(row.text(column)) !== null) return { bad: column }
  }
  return sum
}
