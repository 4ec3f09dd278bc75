import { describe, expect, it } from 'vitest'
import { acrossSentences } from './seed-figures/across.ts'
import { article000, article000Sentences } from './seed-figures/article-000.ts'
import { article001 } from './seed-figures/article-001.ts'
import { article004, article004Sentences } from './seed-figures/article-004.ts'
import { article002, article003 } from './seed-figures/articles-002-003.ts'
import { entries, figuresOf, numbersIn, type Claim, type Entry, type Found } from './seed-figures/entry.ts'
import { wordsOnly } from './seed-figures/words-only.ts'

const claims: Readonly<Record<string, Claim>> = {
  ...article000,
  ...article001,
  ...article002,
  ...article003,
  ...article004,
}
const sentences = { ...article000Sentences, ...article004Sentences, ...acrossSentences }

/** Half of the last digit the file prints. Whole numbers of 100 and more are rounded to ones, `25.0` to tenths. */
function printed(value: number): number {
  const decimals = (value.toString().split('.')[1] ?? '').length
  return 0.5 / 10 ** (decimals === 0 && Math.abs(value) < 100 ? 1 : decimals) + 1e-9
}

/** Every leaf of `expected` beside what was found for it. */
function leaves(
  expected: unknown,
  found: Found | undefined,
  at: string,
): readonly [string, unknown, unknown][] {
  if (typeof expected !== 'object' || expected === null) return [[at, expected, found]]
  const inside = (typeof found === 'object' ? found : {}) as Readonly<Record<string, Found>>
  expect(Object.keys(inside).toSorted(), `${at}: the same names`).toEqual(Object.keys(expected).toSorted())
  return Object.entries(expected).flatMap(([name, value]) => leaves(value, inside[name], `${at}.${name}`))
}

const arithmetic = (entry: Entry): boolean => {
  const hasNumber = (value: unknown): boolean =>
    typeof value === 'number' ||
    (typeof value === 'object' && value !== null && Object.values(value).some(hasNumber))
  return entry.agrees !== null && hasNumber(entry.recomputed_result)
}

describe('the figures of the source articles', () => {
  for (const entry of entries.filter(arithmetic))
    it(`${entry.id}: ${entry.quote}`, () => {
      const found = claims[entry.id]?.recompute(figuresOf(entry.id))
      for (const [at, expected, value] of leaves(entry.recomputed_result, found, entry.id)) {
        if (typeof expected !== 'number') expect(value, at).toBe(expected)
        else
          expect(
            Math.abs(Number(value) - expected),
            `${at}: ${String(value)} for ${expected}`,
          ).toBeLessThanOrEqual(printed(expected))
      }
    })

  for (const entry of entries.filter((each) => arithmetic(each) && each.agrees === false))
    it(`${entry.id} does not hold: ${JSON.stringify(entry.stated_result)}`, () => {
      const figures = figuresOf(entry.id)
      const { recompute, contradicts } = claims[entry.id] ?? {}
      expect(recompute && contradicts?.(recompute(figures), figures)).toBe(true)
    })

  for (const [id, numbers] of Object.entries(sentences))
    it(`${id}: the numbers of its sentence`, () => {
      const sentence = entries.find((entry) => entry.id === id)?.recomputed_result
      const found = numbers(figuresOf(id))
      const expected = numbersIn(String(sentence)).slice(0, found.length)
      expect(expected).toHaveLength(found.length)
      for (const [at, value] of found.entries())
        expect(
          Math.abs(value - (expected[at] ?? Number.NaN)),
          `${value} in “${String(sentence)}”`,
        ).toBeLessThanOrEqual(printed(expected[at] ?? Number.NaN))
    })

  it('leaves out no entry that arithmetic can decide', () => {
    const decided = entries.filter(({ agrees }) => agrees !== null).map(({ id }) => id)
    const treated = [...Object.keys(claims), ...Object.keys(sentences), ...Object.keys(wordsOnly)]
    expect(treated.toSorted()).toEqual(decided.toSorted())
    expect(Object.keys(claims).toSorted()).toEqual(
      entries
        .filter(arithmetic)
        .map(({ id }) => id)
        .toSorted(),
    )
  })
})
