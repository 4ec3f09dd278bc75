import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/core/problem.ts'
import { problemWords } from '../../src/core/words.ts'

const at = { file: 'july.csv', line: 812, column: 3 }

/** A problem of most kinds. */
const everyKind: { readonly [K in Problem['kind']]?: Extract<Problem, { readonly kind: K }> } = {
  'file-unreadable': { kind: 'file-unreadable', file: 'july.csv', reason: 'there is no such file' },
  'file-empty': { kind: 'file-empty', file: 'july.csv' },
  'unknown-format': { kind: 'unknown-format', file: 'july.csv', header: ['a', 'b'] },
  'unknown-json': { kind: 'unknown-json', file: 'july.json', names: ['a', 'b'] },
  'no-column-names': { kind: 'no-column-names', file: 'july.csv' },
  'refused-form': { kind: 'refused-form', file: 'july.csv', form: 'focus-without-cost' },
  'ambiguous-amount': { kind: 'ambiguous-amount', header: 'cost_usd', text: '1,234', ...at },
  'missing-column': {
    kind: 'missing-column',
    file: 'july.csv',
    column: 'BilledCost',
    title: 'a FOCUS cost file',
  },
  'repeated-column': { kind: 'repeated-column', file: 'july.csv', column: 'model' },
  'crooked-row': { kind: 'crooked-row', cells: 10, expected: 11, ...at },
  'unclosed-quote': { kind: 'unclosed-quote', ...at },
  'stray-quote': { kind: 'stray-quote', ...at },
  'row-too-long': { kind: 'row-too-long', megabytes: 16, ...at },
  'bad-cell': { kind: 'bad-cell', header: 'cost_usd', text: 'n/a', expected: 'amount', ...at },
  'not-kept': { kind: 'not-kept', file: 'july.csv', why: 'full' },
  'amount-too-large': { kind: 'amount-too-large', header: 'cost_usd', ...at },
  'two-groupings': { kind: 'two-groupings', first: 'model', second: 'api_key', ...at },
  'mixed-answers': { kind: 'mixed-answers', first: 'an answer', second: 'another answer', ...at },
  'rates-differ': {
    kind: 'rates-differ',
    day: '2026-07-31',
    currency: 'USD',
    rate: '1.144',
    before: '1.1438',
    beforeLine: 2,
    ...at,
  },
  'answer-empty': { kind: 'answer-empty', file: 'july.json' },
  'ledger-from-future': { kind: 'ledger-from-future', file: 'l.sqlite', version: 9, newest: 3 },
  'ledger-damaged': { kind: 'ledger-damaged', file: 'l.sqlite', detail: 'a page is torn' },
  'ledger-busy': { kind: 'ledger-busy' },
  'currencies-differ': { kind: 'currencies-differ', currencies: ['USD', 'EUR'] },
  'preset-incomplete': {
    kind: 'preset-incomplete',
    name: 'A rig',
    missing: ['its price', 'its power under load'],
  },
  'bad-input': { kind: 'bad-input', field: 'Price', text: 'x', expected: 'an amount' },
  'no-such-statement': { kind: 'no-such-statement', id: 7 },
  fault: { kind: 'fault', detail: 'a case is missing' },
}

describe('every problem says what, where and what to do', () => {
  it.each(Object.values(everyKind).map((problem) => [problem.kind, problem] as const))('%s', (_, problem) => {
    const words = problemWords(problem)
    expect(words).toMatch(/^[A-Z“j].*\.$/)
    expect(words).not.toMatch(/undefined|null|NaN|\[object/)
    if ('line' in problem) expect(words).toMatch(/^Line 812 of july\.csv/)
    if ('file' in problem) expect(words).toContain(problem.file)
  })

  it('the sentence of the house', () => {
    expect(problemWords({ kind: 'crooked-row', cells: 10, expected: 11, ...at })).toBe(
      'Line 812 of july.csv has 10 cells, the header has 11. Nothing was imported. Export the file again, or open it and repair that line.',
    )
    expect(problemWords({ kind: 'preset-incomplete', name: 'A rig', missing: ['its price'] })).toBe(
      'For A rig, its price is not known. Enter it to get an answer.',
    )
  })

  it('a long cell is cut, so that no file fills the screen', () => {
    const words = problemWords({
      kind: 'bad-cell',
      header: 'h',
      text: 'x'.repeat(5000),
      expected: 'date',
      ...at,
    })
    expect(words.length).toBeLessThan(300)
  })

  it('a long name of a column too', () => {
    const long = 'x'.repeat(5000)
    for (const problem of [
      { kind: 'unknown-format', file: 'july.csv', header: Array<string>(8).fill(long) },
      { kind: 'repeated-column', file: 'july.csv', column: long },
      { kind: 'bad-cell', header: long, text: '', expected: 'date', ...at },
    ] as const)
      expect(problemWords(problem).length).toBeLessThan(900)
  })
})
