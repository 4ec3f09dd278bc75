import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toUtf8 } from '../../src/flows/to-utf8.ts'

/** The text of bytes given in portions of `size`, or what they look like instead. */
function textOf(bytes: Uint8Array, size = bytes.length || 1): string {
  const utf8 = toUtf8('bill.csv')
  const parts: Uint8Array[] = []
  for (let at = 0; at <= bytes.length; at += size) {
    const part = at < bytes.length ? utf8.push(bytes.slice(at, at + size)) : utf8.end()
    if (!part.ok) return part.problem.kind === 'not-text' ? part.problem.looksLike : part.problem.kind
    parts.push(part.value)
  }
  const last = bytes.length % size === 0 ? null : utf8.end()
  if (last && !last.ok) return last.problem.kind === 'not-text' ? last.problem.looksLike : last.problem.kind
  return Buffer.concat(last ? [...parts, last.value] : parts).toString()
}

const utf16le = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le')
const utf16be = (text: string): Uint8Array => Buffer.from(utf16le(text)).swap16()
const beyond = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
/** As the system's own table has it: an encoder is not part of Node. */
const windows1252 = (text: string): Uint8Array => {
  const decoder = new TextDecoder('windows-1252')
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from(text, (character) => bytes.get(character) ?? 0x3f)
}

const sizes = [1, 2, 3, 4, 5, 7, 1000]

describe('text in every encoding reads the same, in portions of any size', () => {
  const text = 'Date;Größe “x”;1.234,56 €\r\nStéphane — ‰\n'
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', utf16le(text)],
    ['UTF-16 BE', utf16be(text)],
    ['Windows-1252', windows1252(text)],
  ])('%s', (_, bytes) => {
    for (const size of sizes) expect(textOf(bytes, size)).toBe(text)
  })

  it('every character that Windows-1252 has beyond Latin-1', () => {
    expect(textOf(windows1252(`${beyond}éÿ`))).toBe(`${beyond}éÿ`)
  })

  it('empty, a byte order mark alone, and less than a signature', () => {
    for (const text of ['', 'a', 'ab', 'é'])
      for (const size of sizes)
        expect([
          textOf(Buffer.from(text), size),
          textOf(Buffer.from(`\uFEFF${text}`), size),
          textOf(utf16le(text), size),
        ]).toEqual([text, text, text])
  })

  it('whatever the characters', () => {
    const any = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((drawn) => drawn.replaceAll('\0', ''))
    const western = fc.string({ unit: fc.constantFrom(...Array.from(`aé;,ß"\n1${beyond}`)), maxLength: 30 })
    fc.assert(
      fc.property(any, western, fc.integer({ min: 1, max: 9 }), (text, latin, size) => {
        expect(textOf(Buffer.from(text), size)).toBe(text)
        expect(textOf(utf16le(text), size)).toBe(text)
        expect(textOf(utf16be(text), size)).toBe(text)
        // The sign for the euro is no beginning of a UTF-8 sequence.
        expect(textOf(windows1252(`€${latin}`), size)).toBe(`€${latin}`)
      }),
      { numRuns: 300 },
    )
  })

  it('any bytes: read without a replacement character or refused; portions never change which', () => {
    const byte = fc.constantFrom(0x61, 0x2c, 0x0a, 0x80, 0x81, 0xa9, 0xc3, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0xff)
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 24 }), fc.integer({ min: 1, max: 9 }), (drawn, size) => {
        const bytes = Uint8Array.from([0x61, ...drawn])
        expect(textOf(bytes, size)).toBe(textOf(bytes))
        expect(textOf(bytes)).not.toContain('\uFFFD')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what is no text is named', () => {
  it.each([
    ['a ZIP archive or an Excel workbook', [0x50, 0x4b, 3, 4, 0, 0]],
    ['a gzip archive', [0x1f, 0x8b, 8, 0, 0, 0]],
    ['refused-form', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]],
    ['a binary file', [0x61, 0x2c, 0, 0, 0, 0]],
    ['a binary file', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0, 0, 0]],
    ['a damaged UTF-16 text', [0xff, 0xfe, 0x61, 0, 0, 0xd8, 0x62, 0]],
    ['a damaged UTF-16 text', [0xff, 0xfe, 0x61, 0, 0x62]],
    ['a text in more than one encoding', [0xc3, 0xa9, 0x2c, 0xe9, 0x2c, 0x61]],
    ['a text in more than one encoding', [0xef, 0xbb, 0xbf, 0x61, 0xe9, 0x2c]],
    ['a text in more than one encoding', [0x61, 0x61, 0xc3, 0xa9, 0xc3]],
    ['a text in an encoding that Breakwatt does not know', [0x61, 0x61, 0xe9, 0x2c, 0x81, 0x2c]],
  ])('%s: %j', (looksLike, bytes) => {
    expect(textOf(Uint8Array.from(bytes))).toBe(looksLike)
  })
})
