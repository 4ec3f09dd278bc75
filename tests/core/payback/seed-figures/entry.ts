import { readFileSync } from 'node:fs'

/** One claim of the source articles as tests/fixtures/payback/seed-figures.json has it. */
export type Entry = {
  readonly id: string
  readonly quote: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly stated_result: unknown
  readonly recomputed_result: unknown
  /** null: an input, an opinion or an outside fact. */
  readonly agrees: boolean | null
}

const fixture = new URL('../../../fixtures/payback/seed-figures.json', import.meta.url)
export const entries = (JSON.parse(readFileSync(fixture, 'utf8')) as { readonly entries: readonly Entry[] })
  .entries

/** `4.85`, `$3,000` and the `700` of `700M` as they stand. */
export const numbersIn = (text: string): readonly number[] =>
  [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => Number(number.replaceAll(',', '')))

const scale = { K: 1e3, M: 1e6, B: 1e9 } as const
/** As `numbersIn`, with `$47K` as 47,000 and `700M` as 700,000,000. */
export const amountsIn = (text: string): readonly number[] =>
  [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)([KMB]\b)?/g)].map(
    ([, number = '', suffix]) =>
      Number(number.replaceAll(',', '')) * (suffix === undefined ? 1 : scale[suffix as keyof typeof scale]),
  )

/** An entry's figures: what a claim is computed from. A name that is not there is a mistake of the test. */
export type Figures = {
  readonly one: (name: string) => number
  readonly all: (name: string) => readonly number[]
  readonly pair: (name: string) => readonly [number, number]
  readonly rows: (name: string) => readonly (readonly number[])[]
  readonly text: (name: string) => string
  readonly names: readonly string[]
  /** Amounts in what the article states, and in the words quoted. */
  readonly stated: readonly number[]
  readonly quoted: readonly number[]
  /** Another figure the file's own recomputation gives under that name, rounded as it prints it. */
  readonly result: (name: string) => number
}

const isNumber = (value: unknown): value is number => typeof value === 'number'

export function figuresOf(id: string): Figures {
  const entry = entries.find((each) => each.id === id)
  if (entry === undefined) throw new Error(`No entry ${id}`)
  const missing = (name: string): Error => new Error(`${id} has no ${name}`)
  const input = (name: string): unknown => entry.inputs[name]
  const all = (name: string): readonly number[] => {
    const value = input(name)
    if (!Array.isArray(value) || !value.every(isNumber)) throw missing(name)
    return value
  }
  return {
    one: (name) => {
      const value = input(name)
      if (!isNumber(value)) throw missing(name)
      return value
    },
    all,
    pair: (name) => {
      const [low, high] = all(name)
      if (low === undefined || high === undefined) throw missing(name)
      return [low, high]
    },
    rows: (name) => {
      const value = input(name)
      if (!Array.isArray(value)) throw missing(name)
      return value as readonly (readonly number[])[]
    },
    text: (name) => {
      const value = input(name)
      if (typeof value !== 'string') throw missing(name)
      return value
    },
    names: Object.keys(entry.inputs),
    stated: amountsIn(
      typeof entry.stated_result === 'string' ? entry.stated_result : JSON.stringify(entry.stated_result),
    ),
    quoted: amountsIn(entry.quote),
    result: (name) => {
      const value = (entry.recomputed_result as Readonly<Record<string, unknown>>)[name]
      if (!isNumber(value)) throw missing(name)
      return value
    },
  }
}

/** What our code finds for a claim, in the shape of the file's `recomputed_result`. */
export type Found = number | boolean | string | readonly Found[] | { readonly [name: string]: Found }

export type Claim<F extends Found = Found> = {
  readonly recompute: (figures: Figures) => F
  /** For a claim that does not hold: how what was found contradicts what is stated. */
  readonly contradicts?: (found: F, figures: Figures) => boolean
}

/** Keeps the shape of what `recompute` finds for `contradicts`. */
export const claim = <F extends Found>(
  recompute: (figures: Figures) => F,
  contradicts?: (found: F, figures: Figures) => boolean,
): Claim => ({ recompute, ...(contradicts === undefined ? {} : { contradicts }) }) as unknown as Claim

/** Every number lies outside the first two that the article states. */
export const outside = (found: readonly number[], [low, high]: readonly number[]): boolean =>
  low !== undefined && found.every((number) => number < low || number > (high ?? low))
