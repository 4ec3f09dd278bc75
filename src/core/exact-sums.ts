import { addTo, unitsOf, zeroSum, type Decimal, type ExactSum } from './decimal.ts'

/** Many running exact sums, told apart by small whole numbers from 0. */
export type ExactSums = {
  readonly add: (at: number, value: Decimal) => void
  readonly sum: (at: number) => Decimal
  /** All sums are zero again. */
  readonly clear: () => void
}

const powers = Array.from({ length: 16 }, (_, power) => 10 ** power)

/**
 * A sum is a whole number of 1 / 10^scale, held as a double for as long as that is exact (below 2^53); what would
 * not be is added to a bigint beside it. Nothing is ever rounded.
 */
export function exactSums(): ExactSums {
  let units = new Float64Array(1024)
  let scales = new Int32Array(1024)
  let large = new Map<number, ExactSum>()

  const setAside = (at: number, value: Decimal): void => {
    let sum = large.get(at)
    if (!sum) large.set(at, (sum = zeroSum()))
    addTo(sum, value)
  }
  const small = (at: number): Decimal => ({ digits: BigInt(units[at] ?? 0), scale: scales[at] ?? 0 })
  /** Begins the double anew with a value that did not fit. */
  const beginAnew = (at: number, value: Decimal): void => {
    setAside(at, small(at))
    const digits = Number(value.digits)
    const fits = Number.isSafeInteger(digits)
    if (!fits) setAside(at, value)
    units[at] = fits ? digits : 0
    scales[at] = fits ? value.scale : 0
  }

  return {
    add: (at, value) => {
      if (at >= units.length) {
        const length = Math.max(at + 1, units.length * 2)
        units = grown(units, new Float64Array(length))
        scales = grown(scales, new Int32Array(length))
      }
      const digits = unitsOf(value)
      const held = units[at] ?? 0
      const apart = value.scale - (scales[at] ?? 0)
      const before = apart > 0 ? held * (powers[apart] ?? NaN) : held
      const scaled = apart < 0 ? digits * (powers[-apart] ?? NaN) : digits
      const sum = before + scaled
      if (Number.isSafeInteger(scaled) && Number.isSafeInteger(before) && Number.isSafeInteger(sum)) {
        units[at] = sum
        if (apart > 0) scales[at] = value.scale
      } else beginAnew(at, value)
    },
    sum: (at) => {
      const rest = large.get(at)
      if (!rest) return small(at)
      const sum = { ...rest }
      addTo(sum, small(at))
      return sum
    },
    clear: () => {
      units.fill(0)
      scales.fill(0)
      large = new Map()
    },
  }
}

function grown<T extends Float64Array | Int32Array>(narrow: T, wide: T): T {
  wide.set(narrow)
  return wide
}
