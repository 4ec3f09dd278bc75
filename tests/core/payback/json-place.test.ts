import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfJson } from '../../../src/core/payback/json-place.ts'
import { parseScenario } from '../../../src/core/payback/parse-scenario.ts'

/** Whether a text is JSON, and the offset at which the machine's own parser gives up, where it tells one. */
function judged(text: string): { readonly isJson: boolean; readonly told: number | null } {
  try {
    JSON.parse(text)
    return { isJson: true, told: null }
  } catch (error) {
    const [, position] = / position (\d+)/.exec(String(error)) ?? []
    return { isJson: false, told: position === undefined ? null : Number(position) }
  }
}

const offsetOf = (text: string): number => {
  const { line, column } = endOfJson(text)
  const before = text.split('\n').slice(0, line - 1)
  return before.reduce((sum, one) => sum + one.length + 1, column - 1)
}

/** JSON with one character taken out and something else put in its place. */
const damaged = fc
  .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', ':', '"', '\\', 'x', '0', '\n'))
  .map(([text, at, put]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + put + text.slice(place + 1)
  })

describe('where a text stops being JSON', () => {
  it('is where the machine’s own parser gives up, or the start of the word or string in which it does', () => {
    let compared = 0
    fc.assert(
      fc.property(damaged, (text) => {
        const { isJson, told } = judged(text)
        const offset = offsetOf(text)
        if (isJson) expect(offset).toBe(text.length)
        else if (told !== null) {
          compared += 1
          const inWord = text.slice(offset, told)
          if (!/^(?:"|-?[0-9a-zE.+-]*$)/.test(inWord)) expect(offset).toBe(told)
        } else expect(offset).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 2_000 },
    )
    expect(compared).toBeGreaterThan(200)
  })

  it('is found however deep it is nested', () => {
    const open = '['.repeat(200_000)
    expect(endOfJson(open)).toEqual({ line: 1, column: 200_001 })
    expect(parseScenario(open, 'mine.json')).toMatchObject({
      problem: { kind: 'scenario-not-json', column: 200_001 },
    })
    expect(parseScenario(`${open}${']'.repeat(200_000)}`, 'mine.json')).toMatchObject({
      problem: { kind: 'bad-scenario', path: '', text: 'a list' },
    })
  })
})
