import type { Triangle } from './answers.ts'

/** Numbers from 0 up to 1, always the same for the same seed: mulberry32. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The value of a triangular distribution below which the share `u` of all values lies (its inverse CDF). */
export function triangular([low, mode, high]: Triangle, u: number): number {
  const width = high - low
  if (width <= 0) return mode
  const value =
    u * width < mode - low
      ? low + Math.sqrt(u * width * (mode - low))
      : high - Math.sqrt((1 - u) * width * (high - mode))
  return Math.min(high, Math.max(low, value))
}
