/**
 * Exact decimals: what a billing file's cost cell says, digit for digit.
 * A value is `digits / 10^scale`; nothing here rounds but `toScale`.
 */
export type Decimal = { readonly digits: bigint; readonly scale: number }

/**
 * A decimal whose digits fit a number: most of a bill's millions are added up without ever becoming a bigint, which is
 * made where somebody asks for it. A class, since a getter of its own on each would cost more than the bigint.
 */
class SmallDecimal implements Decimal {
  readonly units: number
  readonly scale: number
  constructor(units: number, scale: number) {
    this.units = units
    this.scale = scale
  }
  get digits(): bigint {
    return BigInt(this.units)
  }
}

/** The digits as a number; exact only while they are a safe integer. */
export const unitsOf = (value: Decimal): number =>
  value instanceof SmallDecimal ? value.units : Number(value.digits)

/** The nearest number. */
export const numberOf = (value: Decimal): number =>
  value.scale === 0 ? unitsOf(value) : unitsOf(value) / 10 ** value.scale

/** A running exact sum, changed in place by `addTo`. */
export type ExactSum = { digits: bigint; scale: number }

export const zeroSum = (): ExactSum => ({ digits: 0n, scale: 0 })

const powers: bigint[] = [1n]

/** 10^n for n >= 0, remembered. */
export function tenTo(n: number): bigint {
  for (let known = powers.length; known <= n; known += 1) powers.push((powers[known - 1] ?? 1n) * 10n)
  return powers[n] ?? 10n ** BigInt(n)
}

/**
 * sign, currency sign, digits with or without thousands commas, fraction, exponent.
 * Exponents are two digits at most: no bill needs more, and `1E999999999` must not fill the memory.
 */
const shape =
  /^([-+\u2212]?)[$€£¥]?([-+\u2212]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(?:[eE]([-+]?\d{1,2}))?$/
const plain = /^-?\d{1,15}(?:\.\d{1,60})?$/

/**
 * Reads an amount exactly: `-1,234.50`, `$10,100.00 `, `(12.00)`, `1.81E-8`, up to 30 decimals and more.
 * Null when the text is not an amount (`n/a`, `1.234,56`, an empty cell).
 */
export function parseDecimal(text: string): Decimal | null {
  if (plain.test(text)) return fromPlain(text)
  const trimmed = text.trim()
  const bracketed = trimmed.startsWith('(') && trimmed.endsWith(')')
  const match = shape.exec(bracketed ? trimmed.slice(1, -1) : trimmed)
  if (!match) return null
  const [, signBefore = '', signAfter = '', whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return null
  const signs = [signBefore, signAfter].filter((sign) => sign !== '')
  if (signs.length > 1 || (bracketed && signs.length > 0)) return null
  const negative = bracketed || (signs[0] !== undefined && signs[0] !== '+')
  const magnitude = BigInt(whole.replaceAll(',', '') + fraction)
  const digits = negative ? -magnitude : magnitude
  const scale = fraction.length - Number(exponent)
  return scale >= 0 ? { digits, scale } : { digits: digits * tenTo(-scale), scale: 0 }
}

function fromPlain(text: string): Decimal {
  const point = text.indexOf('.')
  if (point === -1) return { digits: BigInt(text), scale: 0 }
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 }
}

const mostPlainDigits = 15
const zero = 0x30
const point = 0x2e
const minus = 0x2d

/**
 * The same as `parseDecimal` for the ASCII digits of a plain amount that fit a number (`-12.50`), without making
 * text of them; null for every other, be it an amount or not. Zeros at the far end may be left out.
 */
export function decimalIn(bytes: Uint8Array, from: number, to: number): Decimal | null {
  const first = bytes[from] === minus ? from + 1 : from
  let end = to
  if (end - first > mostPlainDigits + 1) while (bytes[end - 1] === zero && bytes[end - 2] !== point) end -= 1
  if (end - first > mostPlainDigits + 1) return null
  let digits = 0
  let scale = -1
  for (let at = first; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    const digit = byte - zero
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit
      if (scale >= 0) scale += 1
    } else if (byte === point && scale < 0 && at > first) scale = 0
    else return null
  }
  if (end === first || scale === 0 || (scale < 0 && (end < to || end - first > mostPlainDigits))) return null
  return new SmallDecimal(first === from ? digits : -digits, Math.max(scale, 0))
}

/** Adds a decimal to a running sum, exactly. */
export function addTo(sum: ExactSum, value: Decimal): void {
  if (value.scale === sum.scale) sum.digits += value.digits
  else if (value.scale < sum.scale) sum.digits += value.digits * tenTo(sum.scale - value.scale)
  else {
    sum.digits = sum.digits * tenTo(value.scale - sum.scale) + value.digits
    sum.scale = value.scale
  }
}

/** `digits / 10^scale` brought to another scale; rounded half to even where digits are lost. */
export function toScale(value: Decimal, scale: number): bigint {
  if (scale >= value.scale) return value.digits * tenTo(scale - value.scale)
  const divisor = tenTo(value.scale - scale)
  const quotient = value.digits / divisor
  const remainder = value.digits % divisor
  const magnitude = remainder < 0n ? -remainder : remainder
  const twice = magnitude * 2n
  const away = twice > divisor || (twice === divisor && quotient % 2n !== 0n)
  if (!away) return quotient
  return value.digits < 0n ? quotient - 1n : quotient + 1n
}

/** Plain digits without exponent and without zeros that say nothing: `-0.00000001`, `12.5`, `0`. */
export function decimalText(value: Decimal): string {
  const negative = value.digits < 0n
  const padded = (negative ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0')
  const whole = padded.slice(0, padded.length - value.scale)
  const fraction = padded.slice(padded.length - value.scale).replace(/0+$/, '')
  const text = fraction === '' ? whole : `${whole}.${fraction}`
  return negative ? `-${text}` : text
}
