import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { dayOfDate, dayText } from '../../src/core/period.ts'
import type { Problem } from '../../src/core/problem.ts'
import type { Result } from '../../src/core/result.ts'
import { statementReader, type ReadStatement } from '../../src/flows/read-statement.ts'
import { openStage, type Stage } from '../../src/ledger/stage.ts'
import { aLedger } from '../make.ts'

const asOf = dayOfDate(2026, 11, 21) ?? 0
const folder = join(import.meta.dirname, '../fixtures/bills')

let stage: Stage
beforeEach(() => {
  stage = openStage(aLedger())
})

/** Reads bytes given in portions of `size`. */
function read(bytes: Uint8Array, size = bytes.length || 1, day = asOf): Result<ReadStatement, Problem> {
  const reader = statementReader('bill.csv', stage, { asOf: day, mapped: () => null })
  for (let at = 0; at < bytes.length; at += size) {
    const problem = reader.push(bytes.slice(at, at + size))
    if (problem) return { ok: false, problem }
  }
  const statement = reader.end()
  stage.clear()
  return statement
}
const readText = (text: string, size?: number, day?: number): Result<ReadStatement, Problem> =>
  read(Buffer.from(text), size, day)
const sizes = [1, 7, 64, 10_000]

const header = ['usage_date_utc', 'model', 'token_type', 'cost_usd']
const bill = (amounts: readonly string[], separator = ';'): string =>
  [header, ...amounts.map((amount) => ['2026-07-01', 'Größe', 'input', amount])]
    .map((row) => row.join(separator))
    .join('\r\n')
const total = (billed: string): object => ({ ok: true, value: { totals: [{ billed }] } })

describe('a decimal comma is known by the file itself', () => {
  it.each([
    ['the first amount tells', ['1.234,56', '1,5'], '1236.06'],
    ['a later amount tells', ['1,234', '1.234', '12', '0,5'], '1247.734'],
    ['the last one does', ['1.234', '1', '2', '0,25'], '1237.25'],
    ['points, though semicolons separate', ['1.234', '1,234', '0.5'], '1235.734'],
    ['whole amounts need no mark', ['12', '-3'], '9'],
    ['exponents', ['1,234E-05', '1,5'], '1.50001234'],
  ])('%s', (_, amounts, billed) => {
    for (const separator of [';', '\t'])
      for (const size of sizes) expect(readText(bill(amounts, separator), size)).toMatchObject(total(billed))
  })

  it.each([
    ['nothing tells', ['12', '1,234', '5'], { kind: 'ambiguous-amount', line: 3, text: '1,234' }],
    ['nothing tells, with a point', ['1.234'], { kind: 'ambiguous-amount', line: 2, text: '1.234' }],
    ['two amounts contradict each other', ['1,5', '1.5'], { kind: 'bad-cell', line: 3, text: '1.5' }],
    ['an amount is none', ['1,5', 'n/a'], { kind: 'bad-cell', line: 3, text: 'n/a' }],
  ])('refused where %s', (_, amounts, place) => {
    for (const size of sizes)
      expect(readText(bill(amounts), size)).toMatchObject({
        problem: { header: 'cost_usd', ...place },
      })
  })

  it('where commas separate the cells the mark is a point, whatever is quoted', () => {
    expect(readText(bill(['"1,234"', '1.234'], ','))).toMatchObject(total('1235.234'))
    expect(readText(bill(['"1,5"'], ','))).toMatchObject({ problem: { kind: 'bad-cell', text: '1,5' } })
  })

  it('a file beyond what is read at a time, settled by its last line', () => {
    const amounts = Array.from({ length: 60_000 }, () => '1,234')
    expect(readText(bill([...amounts, '0,5']), 1 << 16)).toMatchObject(total('74040.5'))
  })
})

describe('one bill however it was saved', () => {
  const amounts = ['1234.56', '-0.125', '7']
  it('the same totals, lines and names', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((drawn) => (drawn / 100).toFixed(2))
    const saved = fc.record({
      separator: fc.constantFrom(',', ';', '\t'),
      encoding: fc.constantFrom('utf8', 'utf8 marked', 'utf16le', 'utf16be', 'windows1252'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      comma: fc.boolean(),
      size: fc.integer({ min: 1, max: 200 }),
      drawn: fc.array(cents, { minLength: 1, maxLength: 6 }),
    })
    fc.assert(
      fc.property(saved, ({ separator, encoding, newline, comma, size, drawn }) => {
        const all = [...amounts, ...drawn]
        const plain = read(Buffer.from(bill(all, ',')))
        const written = comma && separator !== ',' ? all.map((text) => text.replace('.', ',')) : all
        const text = bill(written, separator).replaceAll('\r\n', newline)
        expect(read(encoded(text, encoding), size)).toEqual(plain)
        expect(plain).toMatchObject({ value: { names: ['Größe', 'input'] } })
      }),
      { numRuns: 150 },
    )
  })
})

function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf16le') return Buffer.from(`\uFEFF${text}`, 'utf16le')
  if (encoding === 'utf16be') return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  if (encoding === 'windows1252') return Buffer.from(text, 'latin1')
  return Buffer.from(encoding === 'utf8' ? text : `\uFEFF${text}`)
}

describe('what a file says it adds up to', () => {
  it.each([
    ['google-reports-en-gb-daily.csv', { currency: 'USD', billed: '1.24' }],
    ['google-reports-en-us-monthly.csv', { currency: 'TWD', billed: '1051.72' }],
    ['google-reports-undated-euro-bom.csv', null],
    ['google-cost-table.csv', { currency: 'USD', billed: '95' }],
    ['aws-cost-explorer-monthly.csv', { currency: 'USD', billed: '1602.2240001181' }],
    ['aws-cost-explorer-spanish-hourly.csv', { currency: 'USD', billed: '0.7681' }],
    ['openai-cost-grouped.csv', null],
  ])('%s', (name, controlTotal) => {
    for (const size of [11, 100_000])
      expect(read(readFileSync(join(folder, name)), size)).toMatchObject({ value: { controlTotal } })
  })

  it('the invoice above a Cost table counts where no total stands below it', () => {
    const rows = readFileSync(join(folder, 'google-cost-table.csv'), 'utf8').split('\n')
    expect(
      readText(
        rows
          .filter((row) => !row.includes(',Total,'))
          .slice(0, 8)
          .join('\n'),
      ),
    ).toMatchObject({
      value: { totals: [{ billed: '100.0042' }], controlTotal: { currency: 'USD', billed: '95' } },
    })
  })
})

describe('Google Cloud console', () => {
  const reports = 'Month,Service description,List cost (§),Unrounded subtotal (§),Subtotal (§)\n'
  const report = (sign: string, rows: string, above = ''): string =>
    above + reports.replaceAll('§', sign) + rows

  it('adding up every row of the Reports sample would be 3.72; it is 1.24', () => {
    const text = readFileSync(join(folder, 'google-reports-en-gb-daily.csv'), 'utf8')
    const naive = text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => Number(row.split(',').at(-1)))
    expect(naive.reduce((sum, cost) => sum + cost).toFixed(2)).toBe('3.72')
    expect(readText(text)).toMatchObject(total('1.24'))
  })

  it.each([
    ['$', '', 'USD'],
    ['$', 'Currency,CAD\n', 'CAD'],
    ['NT$', '', 'TWD'],
    ['€', 'Currency,EUR\n', 'EUR'],
    ['¥', 'Currency,JPY\n', 'JPY'],
    ['CHF', '', 'CHF'],
  ])('%s, above it %j, is %s', (sign, above, currency) => {
    expect(readText(report(sign, '2026-07,Gemini API,1,1,1\n', above))).toMatchObject({
      value: { totals: [{ currency, billed: '1' }] },
    })
  })

  it.each([
    ['¥', ''],
    ['kr', ''],
    ['€', 'Currency,USD\n'],
  ])('%s, above it %j, is no currency for sure', (sign, above) => {
    expect(readText(report(sign, '2026-07,Gemini API,1,1,1\n', above))).toMatchObject({
      problem: { kind: 'bad-cell', text: `Unrounded subtotal (${sign})`, expected: 'currency' },
    })
  })

  it('a month still running is covered up to the day of the import', () => {
    const statement = readText(report('$', '2026-10,Gemini API,1,1,1\n2026-11,Gemini API,1,1,1\n'))
    const [covered] = statement.ok ? statement.value.coverage : []
    expect([covered?.firstDay ?? 0, covered?.lastDay ?? 0].map(dayText)).toEqual(['2026-10-01', '2026-11-21'])
  })

  it.each([
    ['a row without a month that is no footer', ',Gemini API,1,1,1\n', { line: 2, expected: 'date' }],
    ['tax with nothing above it', ',,Tax,5,5\n', { line: 2, expected: 'date' }],
    ['a month that is none', '2026-13,Gemini API,1,1,1\n', { line: 2, expected: 'date' }],
  ])('%s is refused', (_, rows, problem) => {
    expect(readText(report('$', rows))).toMatchObject({ problem: { kind: 'bad-cell', ...problem } })
  })

  it('a report of several months that is split by none is refused', () => {
    const text = 'Start date,2026-06-01\nEnd date,2026-07-31\nProject ID,Cost ($)\np,1\n'
    expect(readText(text)).toMatchObject({
      problem: { kind: 'refused-form', form: 'google-report-without-days' },
    })
  })
})

describe('AWS Cost Explorer', () => {
  const rows = ['Service,Bedrock($),Total costs($)', 'Service total,30,30']
  const months = [
    '2026-09-01,10,10',
    '2026-10-01,20,20',
    '2026-11-01,5,5',
    '2026-12-01,9,9',
    '2027-01-01,9,9',
  ]

  it('rows that begin after the day of the import are forecasts', () => {
    const statement = readText([...rows, ...months].join('\n'))
    expect(statement).toMatchObject({ value: { totals: [{ billed: '35' }], controlTotal: null } })
    const [covered] = statement.ok ? statement.value.coverage : []
    expect([covered?.firstDay ?? 0, covered?.lastDay ?? 0].map(dayText)).toEqual(['2026-09-01', '2026-11-21'])
    expect(readText([...rows, ...months].join('\n'), 5, dayOfDate(2026, 10, 31) ?? 0)).toMatchObject(
      total('30'),
    )
  })

  it('a total that its row does not add up to is refused', () => {
    expect(readText([...rows, '2026-09-01,10,12'].join('\n'))).toMatchObject({
      problem: { kind: 'bad-cell', line: 3, column: 3, expected: 'sum' },
    })
  })

  it('quantities alone, or somebody’s table of prices, are no costs', () => {
    for (const header of ['Service,S3(Requests),Total usage(Requests)', 'Item,Price($)'])
      expect(readText(`${header}\nx,1\n`)).toMatchObject({ problem: { kind: 'unknown-format' } })
  })

  it('saved again in Europe', () => {
    const text =
      'Servicio;Bedrock($);Costos totales($)\r\nServicio en total;1.234,5;1.234,5\r\n2026-09-01;1.234,5;1.234,5'
    expect(read(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toMatchObject(total('1234.5'))
  })
})
