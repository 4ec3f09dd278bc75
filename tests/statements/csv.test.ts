import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDecimal } from '../../src/core/decimal.ts'
import type { Problem } from '../../src/core/problem.ts'
import { separators, type Header } from '../../src/statements/csv-header.ts'
import { csvReader } from '../../src/statements/csv.ts'

const decode = (bytes: Uint8Array, start: number, end: number): string =>
  new TextDecoder().decode(bytes.subarray(start, end))

type Read = {
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
  readonly problem: Problem | null
}

/** Reads bytes given in portions of `size`. */
function read(
  bytes: Uint8Array,
  size = bytes.length || 1,
  recognises: (cells: readonly string[]) => boolean = () => true,
  onHeader: (header: Header) => void = () => undefined,
): Read {
  const rows: string[][] = []
  const lines: number[] = []
  const reader = csvReader({
    file: 'bill.csv',
    decode,
    amount: parseDecimal,
    recognises,
    onHeader: (header) => {
      rows.push([...header.cells])
      onHeader(header)
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

  it('a row may end in an empty cell, and a header may stand alone', () => {
    expect(readText('a,b\n')).toEqual({ rows: [['a', 'b']], lines: [], problem: null })
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
  ])('%s', (_, text, problem) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(readText(text, size).problem).toMatchObject(problem)
  })

  it('a line of 20 MB is no line of a bill', () => {
    const long = `a,b\n"${'x'.repeat(20 * 1024 * 1024)}`
    expect(readText(long, 1024 * 1024).problem).toMatchObject({ kind: 'row-too-long', line: 2 })
  })
})

describe('the header is the first row that is recognised', () => {
  const isHeader = (cells: readonly string[]): boolean => cells.includes('cost') && cells.includes('day')
  const opened = (text: string, size?: number): { readonly read: Read; readonly header: Header | null } => {
    let header: Header | null = null
    const bytes = new TextEncoder().encode(text)
    const found = read(bytes, size, isHeader, (seen) => {
      header = seen
    })
    return { read: found, header }
  }

  it.each(separators)('split by %j', (separator) => {
    const text = [
      ['day', 'cost'],
      ['1;2', '3,4\t5'],
    ]
      .map((row) => row.map((cell) => `"${cell}"`).join(separator))
      .join('\n')
    for (const size of [1, 2, 5, 1000])
      expect(opened(text, size)).toMatchObject({
        read: {
          rows: [
            ['day', 'cost'],
            ['1;2', '3,4\t5'],
          ],
          problem: null,
        },
        header: { separator, preamble: [] },
      })
  })

  it('what stands before it is handed on, of whatever width, and lines count through', () => {
    const text = 'Invoice number,5\r\nTotal,"$1,095.00",,\r\n\r\n"day","cost"\r\n1,2\r\n'
    for (const size of [1, 2, 3, 7, 1000])
      expect(opened(text, size)).toEqual({
        read: {
          rows: [
            ['day', 'cost'],
            ['1', '2'],
          ],
          lines: [5],
          problem: null,
        },
        header: {
          cells: ['day', 'cost'],
          separator: ',',
          preamble: [
            ['Invoice number', '5'],
            ['Total', '$1,095.00', '', ''],
          ],
        },
      })
  })

  it('a semicolon file may say so itself, and bare commas stay in their cells', () => {
    expect(opened('sep=;\nday;cost\n1;2,5\n')).toMatchObject({
      read: {
        rows: [
          ['day', 'cost'],
          ['1', '2,5'],
        ],
        lines: [3],
        problem: null,
      },
    })
  })

  it('after the header a row of another width is crooked', () => {
    expect(opened('a\nday;cost\n1;2\n3\n').read.problem).toMatchObject({
      kind: 'crooked-row',
      line: 4,
      cells: 1,
      expected: 2,
    })
  })

  it.each([
    ['no row is one', 'name;age\nx;3\n', { kind: 'unknown-format', header: ['name', 'age'] }],
    ['it comes too late', `${'x,y\n'.repeat(50)}day,cost\n`, { kind: 'unknown-format', header: ['x', 'y'] }],
    ['prose', 'She said "no", then; left.\n', { kind: 'stray-quote', line: 1, column: 1 }],
    [
      'a quotation mark is never closed',
      'x,"day\nday,cost\n',
      { kind: 'unclosed-quote', line: 1, column: 2 },
    ],
  ])('refused where %s', (_, text, problem) => {
    for (const size of [1, 3, 10_000]) expect(opened(text, size).read.problem).toMatchObject(problem)
  })

  it('the fiftieth row still counts', () => {
    expect(opened(`${'x,y\n'.repeat(49)}day,cost\n1,2\n`).read).toMatchObject({ lines: [51], problem: null })
  })
})

describe('whatever the cells hold', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', '.', ' ', ',', ';', '\t', '"', '\n', '\r', 'é', '≤', '€'),
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
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(...separators),
        (rows, size, newline, separator) => {
          const marked = [rows[0]?.map(() => '#') ?? [], ...rows]
          const text = marked.map((row) => row.map(quoted).join(separator)).join(newline)
          const isHeader = (cells: readonly string[]): boolean => cells.every((cell) => cell === '#')
          expect(read(new TextEncoder().encode(text), size, isHeader)).toMatchObject({
            rows: marked,
            problem: null,
          })
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
