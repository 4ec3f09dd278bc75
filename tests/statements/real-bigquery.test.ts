import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/flows/check.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { aLedger, noon } from '../make.ts'

const samples = join(import.meta.dirname, '../../../shared/samples/billing/gcp')
const scale = 40

/** Rows of a CSV by a reading of its own, character by character. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [['']]
  let quoted = false
  for (const character of text) {
    const row = rows[rows.length - 1] ?? []
    if (character === '"') quoted = !quoted
    if (character === ',' && !quoted) row.push('')
    else if (character === '\n' && !quoted) rows.push([''])
    else row.push(`${row.pop() ?? ''}${character}`)
  }
  return rows.filter((row) => row.length > 1).map((row) => row.map(unquoted))
}
const unquoted = (cell: string): string =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell

/** `-5e-06` in units of 10^-40. */
function scaled(text: string): bigint {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/i.exec(text.trim()) ?? []
  if (whole === '') throw new Error(`No number: ${text}`)
  return BigInt(`${sign}${whole}${fraction}`) * 10n ** BigInt(scale - fraction.length + Number(exponent))
}
function textOf(sum: bigint): string {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0')
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '')
  return sum < 0n ? `-${text}` : text
}

/** Cost and credits by currency, and how many rows and rows with credits there are. */
function sumsOf(file: string) {
  const [header = [], ...rows] = rowsOf(readFileSync(file, 'utf8'))
  const sums = new Map<string, bigint>()
  let credited = 0
  for (const row of rows) {
    const cell = (name: string): string => row[header.indexOf(name)] ?? ''
    const credits = [...cell('credits').matchAll(/['"]amount['"]: ([-+.\de]+)/g)].map(
      ([, amount = '']) => amount,
    )
    if (credits.length > 0) credited += 1
    const net = [cell('cost'), ...credits].map(scaled).reduce((a, b) => a + b)
    sums.set(cell('currency'), (sums.get(cell('currency')) ?? 0n) + net)
  }
  const totals = Array.from(sums, ([currency, sum]) => ({
    currency,
    billed: textOf(sum),
    effective: textOf(sum),
  })).sort((a, b) => (a.currency < b.currency ? -1 : 1))
  return { rowCount: rows.length, credited, totals }
}

describe.skipIf(!existsSync(samples))('real BigQuery exports, where ../shared/samples is there', () => {
  it.each([
    ['koku-bq-standard-202011.csv', 25, 8],
    ['koku-bq-detailed-2022-08-01_5.csv', 9, 0],
    ['google-finops-agent-synth-500.csv', 500, 171],
  ])('%s adds up to its costs and credits, by currency', async (name, rowCount, credited) => {
    const file = join(samples, name)
    const sums = sumsOf(file)
    expect(sums).toMatchObject({ rowCount, credited })
    const ledger = aLedger()
    const [outcome] = await importStatements(ledger, [{ path: file }], noon)
    expect(outcome).toMatchObject({
      state: 'imported',
      statement: { dialect: 'google-bigquery', dataset: 'cost', rowCount, totals: sums.totals },
    })
    const charged = ledger.db.prepare('SELECT sum(row_count) FROM charges').pluck().get()
    expect(charged).toBe(rowCount + credited)
    expect((await check(ledger)).ok).toBe(true)
  })
})
