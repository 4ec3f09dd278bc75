import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/core/problem.ts'
import { csvReader } from '../../src/statements/csv.ts'

const decode = (bytes: Uint8Array, start: number, end: number): string =>
  new TextDecoder().decode(bytes.subarray(start, end))

type Read = {
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
  readonly problem: Problem | null
}

/** Reads bytes given in portions of `size`. */
function read(bytes: Uint8Array, size = bytes.length || 1): Read {
  const rows: string[][] = []
  const lines: number[] = []
  const reader = csvReader({
    file: 'bill.csv',
    decode,
    onHeader: (header) => {
      rows.push([...header])
      return null
    },
    onRow: (row) => {
      rows.push(Array.from({ length: row.cells() }, (_, column) => row.name(column)))
      lines.push(row.line())
      return null
    },
  })
  for (let at = 0; at < bytes.length; at += size) {
    const problem = reader.push(bytes.slice(at, at + size))
    if (problem) return { rows, lines, problem }
  }
  return { rows, lines, problem: reader.end() }
}

const readText = (text: string, size?: number): Read => read(new TextEncoder().encode(text), size)

describe('a straight file', () => {
  it.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['CR', 'a,b\r1,2\r'],
    ['no final newline', 'a,b\n1,2'],
    ['byte order mark', '\uFEFFa,b\n1,2\n'],
    ['empty lines', '\n\na,b\n\n1,2\n\n'],
    ['everything quoted', '"a","b"\n"1","2"\n'],
  ])('%s', (_, text) => {
    expect(readText(text)).toMatchObject({
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
      problem: null,
    })
  })

  it('quoted cells hold commas, newlines and doubled quotation marks; lines are counted as an editor does', () => {
    expect(readText('a,b\n"x, ""y""","1\r\n2"\n3,4\n')).toEqual({
      rows: [
        ['a', 'b'],
        ['x, "y"', '1\r\n2'],
        ['3', '4'],
      ],
      lines: [2, 4],
      problem: null,
    })
  })

  it('a header alone is a file without rows', () => {
    expect(readText('a,b\n')).toEqual({ rows: [['a', 'b']], lines: [], problem: null })
  })

  it('a row may end in an empty cell', () => {
    expect(readText('a,b\n1,\n,\n').rows).toEqual([
      ['a', 'b'],
      ['1', ''],
      ['', ''],
    ])
  })
})

describe('a crooked file is refused with its line and column', () => {
  it.each([
    [
      'a missing cell',
      'a,b,c\n1,2,3\n1,2\n',
      { kind: 'crooked-row', line: 3, column: 3, cells: 2, expected: 3 },
    ],
    ['a cell too many', 'a,b\n1,2,3\n', { kind: 'crooked-row', line: 2, column: 3, cells: 3, expected: 2 }],
    ['an unclosed quotation mark', 'a,b\n1,"2\n3,4\n', { kind: 'unclosed-quote', line: 2, column: 2 }],
    ['text after a closing mark', 'a,b\n"1"x,2\n', { kind: 'stray-quote', line: 2, column: 1 }],
    ['a mark inside a bare cell', 'a,b\n1,2"3\n', { kind: 'stray-quote', line: 2, column: 2 }],
    ['an empty file', '', { kind: 'file-empty' }],
    ['a file of newlines', '\n\r\n', { kind: 'file-empty' }],
    ['a byte order mark alone', '\uFEFF', { kind: 'file-empty' }],
  ])('%s', (_, text, problem) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(readText(text, size).problem).toMatchObject(problem)
  })

  it.each([
    ['a ZIP archive', [0x50, 0x4b, 3, 4, 0, 0]],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]],
    ['a UTF-16 text', [0xff, 0xfe, 0x61, 0, 0x2c, 0]],
    ['a binary file', [0x61, 0x2c, 0, 0, 0, 0]],
  ])('%s is named', (looksLike, bytes) => {
    expect(read(Uint8Array.from(bytes)).problem).toMatchObject({
      kind: 'not-text',
      looksLike: expect.stringContaining(looksLike) as string,
    })
  })

  it('a line of 20 MB is no line of a bill', () => {
    const long = `a,b\n"${'x'.repeat(20 * 1024 * 1024)}`
    expect(readText(long, 1024 * 1024).problem).toMatchObject({ kind: 'row-too-long', line: 2 })
  })
})

describe('whatever the cells hold', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', '.', ' ', ',', '"', '\n', '\r', 'é', '≤', '€'),
    maxLength: 8,
  })
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

  it('what a careful writer wrote is read back, in portions of any size', () => {
    const grid = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      )
    fc.assert(
      fc.property(
        grid,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, size, newline) => {
          const text = rows.map((row) => row.map(quoted).join(',')).join(newline)
          expect(readText(text, size)).toMatchObject({ rows, problem: null })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('any bytes either read or are refused; portions never change which', () => {
    const byte = fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x61, 0x31, 0xc3, 0xa9)
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
        expect(read(Uint8Array.from(bytes), size)).toEqual(read(Uint8Array.from(bytes)))
      }),
      { numRuns: 2000 },
    )
  })
})
