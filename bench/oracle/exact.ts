/** An amount as the file writes it: `digits / 10^decimals`. The oracle's own, so that it shares no fault with the app. */
export type Exact = { readonly digits: bigint; readonly decimals: number }

export const zero: Exact = { digits: 0n, decimals: 0 }

/** More digits than this before or behind the point no bill has: they would only fill the memory. */
const mostPower = 400

const signs: readonly string[] = ['-', '+', '\u2212']

/** The amount a text says with that decimal mark; null where it says none. */
export function exactOf(text: string, mark: '.' | ','): Exact | null {
  let rest = text.trim()
  let negative = false
  if (rest.startsWith('(') && rest.endsWith(')')) {
    negative = true
    rest = rest.slice(1, -1)
  }
  for (const lead of ['sign', 'currency', 'sign']) {
    const first = rest.charAt(0)
    if (lead === 'currency' ? !'$€£¥'.includes(first) : !signs.includes(first)) continue
    if (lead === 'sign' && negative) return null
    negative ||= lead === 'sign' && first !== '+'
    rest = rest.slice(first.length)
  }
  const [number = '', power = '0', ...more] = rest.toLowerCase().split('e')
  if (more.length > 0 || !/^[-+]?\d+$/.test(power) || Math.abs(Number(power)) > mostPower) return null
  const [whole = '', fraction = '', ...others] = number.split(mark)
  const groups = whole.split(mark === '.' ? ',' : '.')
  const grouped =
    groups.length === 1 || groups.every((group, at) => (at === 0 ? group !== '' : group.length === 3))
  const digits = groups.join('') + fraction
  if (others.length > 0 || !grouped || !/^\d+$/.test(digits)) return null
  const value = { digits: BigInt(digits) * (negative ? -1n : 1n), decimals: fraction.length - Number(power) }
  return value.decimals >= 0 ? value : { digits: value.digits * 10n ** BigInt(-value.decimals), decimals: 0 }
}

export function plus(one: Exact, other: Exact): Exact {
  const decimals = Math.max(one.decimals, other.decimals)
  return { digits: wholeAt(one, decimals) + wholeAt(other, decimals), decimals }
}

export const minus = (one: Exact, other: Exact): Exact => plus(one, negated(other))
export const negated = ({ digits, decimals }: Exact): Exact => ({ digits: -digits, decimals })
export const hundredth = ({ digits, decimals }: Exact): Exact => ({ digits, decimals: decimals + 2 })
export const isEqual = (one: Exact, other: Exact): boolean => minus(one, other).digits === 0n

const wholeAt = ({ digits, decimals }: Exact, wanted: number): bigint =>
  digits * 10n ** BigInt(wanted - decimals)

/** Whether it can be written with so many decimals. */
export const fitsDecimals = ({ digits, decimals }: Exact, most: number): boolean =>
  decimals <= most || digits % 10n ** BigInt(decimals - most) === 0n

/** Whether two are at most so many halves of 1e-9 apart. */
export function isWithinHalfNanos(one: Exact, other: Exact, halves: number): boolean {
  const { digits, decimals } = minus(one, other)
  const apart = digits < 0n ? -digits : digits
  return apart * 2n * 10n ** 9n <= BigInt(halves) * 10n ** BigInt(decimals)
}

/** For people. */
export const exactText = ({ digits, decimals }: Exact): string =>
  decimals === 0 ? digits.toString() : `${digits}e-${decimals}`
