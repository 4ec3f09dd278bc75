import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprintOf, missingIn, shortFingerprint, type Mapping } from '../../src/core/mapping.ts'
import { finishedMapping, parseMapping, readDraft } from '../../src/core/parse-mapping.ts'
import { problemWords } from '../../src/core/words.ts'

const mistral: Mapping = {
  version: 1,
  fingerprint: 'amount | date | model | quantity',
  title: 'Mistral by day',
  serviceProviderName: 'Mistral',
  account: '',
  separator: ',',
  dataset: 'cost',
  columns: {
    date: 'Date',
    amount: 'Amount',
    currency: null,
    service: 'Model',
    project: null,
    quantity: 'Quantity',
    unit: null,
  },
  currency: 'EUR',
  unit: 'Tokens',
  dateFormat: 'd/m/y',
  decimalMark: '.',
  amountUnit: 'units',
  sign: 'charges-positive',
  rowsToLeaveOut: [
    { column: 'Date', when: 'empty' },
    { column: 'Model', when: 'is', texts: ['Total'] },
  ],
}

describe('the fingerprint of a header', () => {
  it('knows the header again in another order, case and spacing, and with columns that have no name', () => {
    expect(fingerprintOf(['Date', 'Model', 'Cost (€)'])).toBe('cost (€) | date | model')
    expect(fingerprintOf([' MODEL', 'cost  (€)', '', 'date ', ''])).toBe('cost (€) | date | model')
  })

  it('is another one where a column is missing, added, repeated or named otherwise', () => {
    const others = [['date'], ['date', 'model', 'cost'], ['date', 'model', 'model'], ['date', 'mode']]
    const all = [['date', 'model'], ...others].map(fingerprintOf)
    expect(new Set(all).size).toBe(all.length)
  })

  it('two headers of different names never share one, whatever the names are made of', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '|', ' '), minLength: 1, maxLength: 5 })
    const names = (header: readonly string[]): readonly string[] =>
      header
        .map((text) => text.trim().replace(/\s+/g, ' '))
        .filter((text) => text !== '')
        .sort()
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), fc.array(name, { maxLength: 4 }), (one, other) => {
        const same = JSON.stringify(names(one)) === JSON.stringify(names(other))
        expect(fingerprintOf(one) === fingerprintOf(other)).toBe(same)
      }),
      { numRuns: 2000 },
    )
  })

  it('is short where there is no room: FNV-1a, 64 bits', () => {
    expect(shortFingerprint('')).toBe('cbf29ce484222325')
    expect(shortFingerprint('a')).toBe('af63dc4c8601ec8c')
  })
})

describe('a mapping as JSON', () => {
  it('comes back as it went', () => {
    expect(parseMapping(JSON.stringify(mistral))).toEqual({ ok: true, value: mistral })
  })

  it.each([
    ['not JSON', '{', 'The mapping is not JSON. Nothing was changed. Export it again, or repair it.'],
    ['a list', '[]', 'The mapping says “[]” for the mapping, which is not an object. Nothing was changed.'],
  ])('%s is refused in a sentence', (_, text, sentence) => {
    const read = parseMapping(text)
    expect(read.ok ? null : problemWords(read.problem)).toBe(sentence)
  })

  it.each([
    [{ version: 2 }, 'says “2” for version, which is not 1, the only one this Breakwatt knows'],
    [{ fingerprint: '' }, 'says “” for fingerprint'],
    [{ fingerprint: 'date | amount' }, 'says “date | amount” for fingerprint'],
    [{ title: ' ' }, 'does not say title: it needs a name for this kind of file'],
    [{ serviceProviderName: null }, 'does not say serviceProviderName'],
    [{ account: 7 }, 'says “7” for account'],
    [{ currency: 'euros' }, 'says “euros” for currency, which is not a currency code such as USD'],
    [{ currency: null }, 'does not say currency'],
    [{ dateFormat: null }, 'does not say dateFormat: it needs one of "iso"'],
    [{ dateFormat: 'd/m' }, 'says “d/m” for dateFormat, which is not one of "iso"'],
    [{ decimalMark: ';' }, 'says “;” for decimalMark'],
    [{ sign: undefined }, 'does not say sign: it needs one of "charges-positive", "charges-negative"'],
    [{ dataset: 'estimate' }, 'says “estimate” for dataset'],
    [{ columns: { date: 'Day' } }, 'says “Day” for columns.date, which is not a column of the file'],
    [{ columns: { amount: 'Amount' } }, 'does not say columns.date'],
    [
      { columns: { date: 'Date', amount: 'Date' } },
      'says “Date” for columns.amount, which is not another column',
    ],
    [{ columns: { date: 'Date' } }, 'does not say columns.amount'],
    [{ dataset: 'usage', columns: { date: 'Date' } }, 'does not say columns.quantity'],
    [{ rowsToLeaveOut: [{ column: 'Day', when: 'empty' }] }, 'says “Day” for rowsToLeaveOut'],
    [{ rowsToLeaveOut: [{ column: 'Date', when: 'never' }] }, 'says “never” for rowsToLeaveOut'],
    [{ rowsToLeaveOut: [{ column: 'Date', when: 'is', texts: [] }] }, 'says “[]” for rowsToLeaveOut'],
  ])('%j is refused in a sentence that names the part', (change, words) => {
    const read = parseMapping(JSON.stringify({ ...mistral, ...change }))
    expect(read.ok ? null : problemWords(read.problem)).toContain(`The mapping ${words}`)
  })

  it('a file of quantities needs neither a currency nor a side of zero', () => {
    const usage = { ...mistral, dataset: 'usage', currency: null, sign: null, amountUnit: null }
    expect(parseMapping(JSON.stringify(usage))).toMatchObject({ ok: true, value: { dataset: 'usage' } })
  })

  it('a draft may leave parts open, and says which', () => {
    const draft = readDraft({ ...mistral, dateFormat: null, sign: null, serviceProviderName: '' })
    if (!draft.ok) throw new Error(problemWords(draft.problem))
    expect(missingIn(draft.value)).toEqual(['serviceProviderName', 'dateFormat', 'sign'])
    expect(finishedMapping(draft.value)).toMatchObject({ problem: { field: 'serviceProviderName' } })
    expect(missingIn(mistral)).toEqual([])
  })
})
