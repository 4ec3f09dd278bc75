import { addTo, parseDecimal, zeroSum, type Decimal } from '../../core/decimal.ts'

/** How a list of records was written into the cell. */
type Notation = { readonly text: RegExp; readonly number: RegExp; readonly word: RegExp }

const notations: readonly Notation[] = [
  // JSON (RFC 8259).
  {
    text: /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy,
    number: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y,
    word: /null|true|false/y,
  },
  // The repr of a Python list, which is what pandas writes.
  {
    text: /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y,
    number: /-?\d+(?:\.\d*)?(?:e[-+]?\d+)?/y,
    word: /None|True|False/y,
  },
]

/**
 * The sum of the amounts of a credits cell such as `[{"name": "…", "amount": -0.5, …}]`, exactly; null when
 * it is neither JSON nor a Python repr, or a credit has not just one amount. An empty cell has no credits.
 */
export function creditsSum(cell: string): Decimal | null {
  const text = cell.trim()
  if (text === '' || text === '[]') return zeroSum()
  for (const notation of notations) {
    const sum = sumIn(text, notation)
    if (sum !== null) return sum
  }
  return null
}

function sumIn(text: string, notation: Notation): Decimal | null {
  let at = 0
  const take = (token: RegExp): string | null => {
    token.lastIndex = at
    const found = token.exec(text)?.[0] ?? null
    if (found === null) return null
    at += found.length
    space.lastIndex = at
    at += space.exec(text)?.[0].length ?? 0
    return found
  }
  /** Reads `{"key": value, …}`: its amount, or null where it is not such a record with one amount. */
  const amountOfRecord = (): Decimal | null => {
    let amount: Decimal | null = null
    if (take(openRecord) === null) return null
    do {
      const key = take(notation.text)?.slice(1, -1)
      if (key === undefined || take(colon) === null) return null
      const quoted = take(notation.text)
      const value = quoted?.slice(1, -1) ?? take(notation.number)
      if (value === null && take(notation.word) === null) return null
      if (key !== 'amount') continue
      if (amount !== null || value === null) return null
      amount = parseDecimal(value)
      if (amount === null) return null
    } while (take(comma) !== null)
    return take(closeRecord) === null ? null : amount
  }

  const sum = zeroSum()
  if (take(openList) === null) return null
  do {
    const amount = amountOfRecord()
    if (amount === null) return null
    addTo(sum, amount)
  } while (take(comma) !== null)
  return take(closeList) !== null && at === text.length ? sum : null
}

const space = /\s*/y
const openList = /\[/y
const closeList = /\]/y
const openRecord = /\{/y
const closeRecord = /\}/y
const colon = /:/y
const comma = /,/y
