import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fullRigLines, fullRigWords } from './full-rig-lines.ts'
import { rangeLines } from './range-lines.ts'
import { simpleRigLines, simpleRigWords } from './simple-rig-lines.ts'

const page = readFileSync(new URL('../../docs/maths.md', import.meta.url), 'utf8')

/** How a line begins, and the numbers in it, in order. */
const known: readonly (readonly [beginning: string, numbers: readonly number[]])[] = [
  ...simpleRigLines,
  ...fullRigLines,
  ...rangeLines,
]

const withoutListNumber = (line: string): string => line.replace(/^\d+\. /, '')
const lines = page
  .split('\n')
  .map(withoutListNumber)
  .filter((line) => /\d/.test(line))
const written = (line: string): readonly string[] =>
  [...line.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([text]) => text.replaceAll(',', ''))

/** Half of the last digit that is written. */
const precision = (text: string): number => 0.5 / 10 ** (text.split('.')[1] ?? '').length + 1e-9

describe('docs/maths.md', () => {
  for (const line of lines)
    it(line, () => {
      const matching = known.filter(([beginning]) => line.startsWith(beginning))
      expect(matching, 'a line whose numbers are worked out').toHaveLength(1)
      const numbers = matching[0]?.[1] ?? []
      const texts = written(line)
      expect(texts).toHaveLength(numbers.length)
      for (const [at, text] of texts.entries())
        expect(Math.abs((numbers[at] ?? Number.NaN) - Number(text)), text).toBeLessThanOrEqual(
          precision(text),
        )
    })

  for (const [words, holds] of [...simpleRigWords, ...fullRigWords])
    it(words, () => {
      expect(page).toContain(words)
      expect(holds).toBe(true)
    })

  it('has every line that is worked out', () => {
    const gone = known.filter(([beginning]) => !lines.some((line) => line.startsWith(beginning)))
    expect(gone.map(([beginning]) => beginning)).toEqual([])
  })
})
