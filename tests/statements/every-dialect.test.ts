import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dialects } from '../../src/statements/dialects/index.ts'
import { jsonDialects } from '../../src/statements/dialects/json.ts'
import { refusedForms } from '../../src/statements/dialects/refused-forms.ts'

const bills = join(import.meta.dirname, '../fixtures/bills')
const became = readdirSync(bills)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(join(bills, name), 'utf8'))
  .map(
    (text) =>
      JSON.parse(text) as { readonly dialect?: string; readonly problem?: { readonly form?: string } },
  )

const readme = readFileSync(join(import.meta.dirname, '../../src/statements/README.md'), 'utf8')
/** The rows of the table: what it is called, what it reads, where it is got, when that was checked. */
const rows = readme
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

const refused = new Set(refusedForms.map(({ name }) => name))
const every = [...new Set([...dialects, ...jsonDialects].map(({ name }) => name))]
const reading = every.filter((name) => !refused.has(name))

describe('every dialect', () => {
  it.each(reading)('%s reads at least one bill of tests/fixtures/bills', (name) => {
    expect(became.filter(({ dialect }) => dialect === name)).not.toEqual([])
  })

  it.each([...refused])('%s is refused by name in tests/fixtures/bills', (name) => {
    expect(became.filter(({ problem }) => problem?.form === name)).not.toEqual([])
  })

  it.each(reading)(
    '%s stands in the README, with where its file is got and the day that was checked',
    (name) => {
      const row = rows.find(([, called = '', reads = '']) => `${called} ${reads}`.includes(`\`${name}\``))
      expect(row?.[3]).toMatch(/\w{4}/)
      expect(row?.[4]).toMatch(/^20\d\d-\d\d-\d\d/)
    },
  )
})
