import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, parseDecimal } from '../../src/core/decimal.ts'
import type { Problem } from '../../src/core/problem.ts'
import { rowScannerBytes } from '../../src/flows/row-scanner-bytes.ts'
import { rowScanner } from '../../src/flows/row-scanner.ts'
import type { Separator } from '../../src/statements/csv-header.ts'
import { csvReader } from '../../src/statements/csv.ts'
import { bytesFile, compileRows } from '../../wasm/build.ts'

type Read = { readonly rows: readonly unknown[]; readonly problem: Problem | null }

const utf8 = new TextEncoder()
const decode = (bytes: Uint8Array, start: number, end: number): string =>
  new TextDecoder().decode(bytes.subarray(start, end))

/** Reads bytes given in portions of `size`; the quick scanner, if there is one, is told of the `asked` columns. */
function read(bytes: Uint8Array, size: number, asked: readonly number[] | null): Read {
  const rows: unknown[] = []
  const reader = csvReader({
    file: 'bill.csv',
    decode,
    amount: parseDecimal,
    recognises: () => true,
    onHeader: () => null,
    ...(asked && {
      scanner: ({ separator, cells }) =>
        rowScanner(
          separator,
          cells.length,
          asked.filter((column) => column < cells.length),
        ),
    }),
    onRow: (row) => {
      const cells = Array.from({ length: row.cells() }, (_, column) => {
        const amount = row.amount(column)
        return [row.text(column), row.name(column), amount && decimalText(amount)]
      })
      rows.push({ line: row.line(), place: row.place(0), cells })
      return null
    },
  })
  for (let at = 0; at < bytes.length; at += size) {
    const problem = reader.push(bytes.slice(at, at + size))
    if (problem) return { rows, problem }
  }
  return { rows, problem: reader.end() }
}

const agree = (bytes: Uint8Array, size: number, asked: readonly number[]): void => {
  expect(read(bytes, size, asked)).toEqual(read(bytes, bytes.length || 1, null))
}
const portion = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 60, max: 70 }), fc.constant(1000))
const asked = fc.uniqueArray(fc.nat(5), { maxLength: 6 })

describe('the quick scanner reads what the plain reader reads', () => {
  it('in any bytes', () => {
    const byte = fc.constantFrom(0x22, 0x2c, 0x2c, 0x0a, 0x0a, 0x0d, 0x61, 0x31, 0x2e, 0x2d, 0xc3, 0xa9, 0)
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 300 }), portion, asked, (bytes, size, columns) => {
        agree(Uint8Array.from(bytes), size, columns)
      }),
      { numRuns: 500 },
    )
  })

  it('in rows that are mostly straight, of cells of any length', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '1', '0', '.', '-', ' ', 'é', '€', ';'),
      maxLength: 90,
    })
    const quoted = fc
      .tuple(text, fc.constantFrom('', '""', '\n', '\r\n', ',', '""""'))
      .map(([a, b]) => `"${a}${b}"`)
    const cell = fc.oneof(
      { weight: 8, arbitrary: text },
      { weight: 2, arbitrary: quoted },
      fc.constant('a"b'),
    )
    const row = fc.oneof(
      { weight: 30, arbitrary: fc.array(cell, { minLength: 4, maxLength: 4 }) },
      fc.array(cell, { maxLength: 6 }),
    )
    const newline = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 40 }),
        fc.constantFrom<Separator>(',', ';', '\t'),
        newline,
        fc.boolean(),
        portion,
        asked,
        (rows, separator, end, isEnded, size, columns) => {
          const lines = [['a', 'b', 'c', 'd'], ...rows].map((cells) => cells.join(separator))
          agree(utf8.encode(lines.join(end) + (isEnded ? end : '')), size, columns)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('in rows of many columns, of which it is asked for some', () => {
    const cell = fc.constantFrom(
      '',
      '',
      'a',
      '1.5',
      'bcd',
      '"e,f"',
      '"g""h"',
      'a text of some thirty characters',
    )
    const wide = fc.integer({ min: 1, max: 150 }).chain((width) =>
      fc.record({
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 12,
        }),
        columns: fc.uniqueArray(fc.nat(width - 1), { maxLength: 40 }),
        crooked: fc.option(fc.array(cell, { maxLength: width + 2 }), { freq: 4 }),
      }),
    )
    fc.assert(
      fc.property(wide, portion, ({ rows, columns, crooked }, size) => {
        const header = (rows[0] ?? []).map((_, column) => `c${column}`)
        const lines = [header, ...rows, ...(crooked ? [crooked, ...rows] : [])]
        agree(utf8.encode(lines.map((cells) => cells.join(',')).join('\n')), size, columns)
      }),
      { numRuns: 300 },
    )
  })

  it('in plain amounts, whatever their length', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '0', '1', '9', '.', '-'), maxLength: 24 })
    fc.assert(
      fc.property(fc.array(digits, { minLength: 1, maxLength: 30 }), (amounts) => {
        agree(utf8.encode(`amount,is\n${amounts.map((amount) => `${amount},x\n`).join('')}`), 1000, [0])
      }),
      { numRuns: 300 },
    )
  })

  it('in a column of more values than it numbers, and in values too long for a number', () => {
    const rows = Array.from({ length: 12_000 }, (_, row) => `${row % 9000},${'x'.repeat(row % 700)}`)
    agree(utf8.encode(`a,b\n${rows.join('\n')}\n`), 50_000, [0, 1])
  })

  it('in rows longer than the memory it begins with', () => {
    const long = 'x'.repeat(3 * 1024 * 1024)
    agree(utf8.encode(`a,b\n1,2\n3,${long}\n"${long}\n",4\n5,6\n`), 1024 * 1024, [0, 1])
  })

  it('in more columns than it takes', () => {
    const header = Array.from({ length: 300 }, (_, column) => `c${column}`)
    const row = header.map((_, column) => `${column}.5`).join(',')
    agree(
      utf8.encode(`${header.join(',')}\n${row}\n${row}\n`),
      700,
      header.map((_, column) => column),
    )
  })
})

it('its bytes are what its source compiles to', async () => {
  expect(Buffer.from(await compileRows()).toString('base64')).toBe(rowScannerBytes)
  expect(readFileSync(bytesFile, 'utf8')).toContain(rowScannerBytes)
}, 60_000)
