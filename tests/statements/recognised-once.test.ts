import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { dialects } from '../../src/statements/dialects/index.ts'

const folder = join(import.meta.dirname, '../fixtures/bills')

/** What the JSON beside a bill says; a bill that is refused names no dialect. */
type Became = { readonly dialect?: string; readonly problem?: { readonly kind: string } }

it.each(readdirSync(folder).filter((name) => name.endsWith('.csv')))(
  'the header of %s belongs to one dialect',
  (name) => {
    const text = readFileSync(join(folder, name))
    const rows = parse(text, { bom: true, to: 50, trim: true, relax_column_count: true })
    const isHeader = (row: readonly string[]): boolean => dialects.some((one) => one.recognises(new Set(row)))
    const names = new Set(rows.find(isHeader) ?? rows[0])
    const became = JSON.parse(readFileSync(join(folder, name.replace(/\.csv$/, '.json')), 'utf8')) as Became
    const recognising = dialects.filter((dialect) => dialect.recognises(names)).map(({ name }) => name)
    if (became.dialect !== undefined) expect(recognising).toEqual([became.dialect])
    else expect(recognising).toHaveLength(became.problem?.kind === 'unknown-format' ? 0 : 1)
  },
)
