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
  /** Of each sum, its units and its scale, side by side: neighbours are at hand together. */
  let sums = new Float64Array(2048)
  let large = new Map<number, ExactSum>()

  const setAside = (at: number, value: Decimal): void => {
    let sum = large.get(at)
    if (!sum) large.set(at, (sum = zeroSum()))
    addTo(sum, value)
  }
  const small = (at: number): Decimal => ({
    digits: BigInt(sums[at * 2] ?? 0),
    scale: sums[at * 2 + 1] ?? 0,
  })
  /** Begins the double anew with a value that did not fit. */
  const beginAnew = (at: number, value: Decimal): void => {
    setAside(at, small(at))
    const digits = Number(value.digits)
    const fits = Number.isSafeInteger(digits)
    if (!fits) setAside(at, value)
    sums[at * 2] = fits ? digits : 0
    sums[at * 2 + 1] = fits ? value.scale : 0
  }

  return {
    add: (at, value) => {
      const place = at * 2
      if (place >= sums.length) {
        const wider = new Float64Array(Math.max(place + 2, sums.length * 2))
        wider.set(sums)
        sums = wider
      }
      const digits = unitsOf(value)
      const held = sums[place] ?? 0
      const apart = value.scale - (sums[place + 1] ?? 0)
      if (apart === 0 && Number.isSafeInteger(digits) && Number.isSafeInteger(held + digits)) {
        sums[place] = held + digits
        return
      }
      const before = apart > 0 ? held * (powers[apart] ?? NaN) : held
      const scaled = apart < 0 ? digits * (powers[-apart] ?? NaN) : digits
      const sum = before + scaled
      if (Number.isSafeInteger(scaled) && Number.isSafeInteger(before) && Number.isSafeInteger(sum)) {
        sums[place] = sum
        if (apart > 0) sums[place + 1] = value.scale
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
      sums.fill(0)
      large = new Map()
    },
  }
}
