import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { aLedger, importText } from '../make.ts'
import { whatBecame } from './what-became.ts'

const folder = join(import.meta.dirname, '../fixtures/bills')

/** Tables in which every column with money is a group or a day, or in which rows stand above the header. */
const placed = /^(?:aws-cost-explorer|google-cost-table|google-reports-undated|google-reports-en-us)/

/** Words that anybody's table may have: known for a cloud's only where there is no other column. */
const nothingElse = /^(?:azure-cost-analysis-(?:by-location|by-provider)|google-reports-by-location)\.csv$/

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/** The same table from right to left, with a column more that nobody knows. */
function moved(text: string): string {
  const rows = parse(text, { bom: true })
  return rows
    .map((row, place) => [...row.toReversed(), place === 0 ? 'A new column' : `new ${place}`])
    .map((row) => row.map(quoted).join(','))
    .join('\r\n')
}

describe('a bill is the same with its columns in another order and one more of them', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv') && !/refused|empty/.test(name))
  it.each(names.filter((name) => !placed.test(name) && !nothingElse.test(name)))('%s', async (name) => {
    const ledger = aLedger()
    const outcome = await importText(ledger, moved(readFileSync(join(folder, name), 'utf8')), name)
    const became = JSON.parse(readFileSync(join(folder, name.replace(/csv$/, 'json')), 'utf8')) as unknown
    expect(whatBecame(ledger, outcome)).toEqual(became)
  })
})
