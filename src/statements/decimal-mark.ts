import { parseDecimal, type Decimal } from '../core/decimal.ts'

/** What stands between the units and the tenths. */
export type DecimalMark = '.' | ','

const numberShape = /[.,]?\d[\d.,]*/

/**
 * The decimal mark an amount can only have been written with: `1.234,56` and `1234,5` a comma, `0.125` and
 * `1,234.5` a point. `either` for `1,234` and `1.234`; null where the text does not tell (`12`, `n/a`).
 */
export function markIn(text: string): DecimalMark | 'either' | null {
  const match = numberShape.exec(text)
  if (!match) return null
  const [number] = match
  const points = number.split('.').length - 1
  const commas = number.split(',').length - 1
  if (points + commas === 0) return null
  if (points > 0 && commas > 0) {
    const last = number.lastIndexOf('.') > number.lastIndexOf(',') ? '.' : ','
    return (last === '.' ? points : commas) === 1 ? last : null
  }
  const mark = points > 0 ? '.' : ','
  if (points + commas > 1) return mark === '.' ? ',' : '.'
  const [whole = '', fraction = ''] = number.split(mark)
  const exponent = /^[eE]/.test(text.slice(match.index + number.length))
  const groups = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole) && !exponent
  return groups ? 'either' : mark
}

/** Reads an amount written with that mark; with none known, only what no mark would read otherwise. */
export function amountWith(text: string, mark: DecimalMark | null): Decimal | null {
  if (mark === '.') return parseDecimal(text)
  if (mark === ',') return parseDecimal(text.replace(/[.,]/g, (found) => (found === '.' ? ',' : '.')))
  const own = markIn(text)
  return own === 'either' ? null : amountWith(text, own ?? '.')
}
