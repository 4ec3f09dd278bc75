import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aLedger, importText } from '../make.ts'

const folder = join(import.meta.dirname, '../fixtures/bills')
const snakeCase = (header: string): string =>
  header.replaceAll(/(?<=[a-z])[A-Z]/g, (capital) => `_${capital}`).toLowerCase()

describe.each([
  ['focus-contract-commitment-refused.csv', 'focus-contract-commitments'],
  ['focus-invoice-detail-refused.csv', 'focus-invoice-details'],
  ['focus-billing-period-refused.csv', 'focus-billing-periods'],
])('%s is refused by name', (name, form) => {
  const [header = '', ...rows] = readFileSync(join(folder, name), 'utf8').split('\n')

  it.each([header, header.toLowerCase(), snakeCase(header)])('under %s', async (names) => {
    expect(await importText(aLedger(), [names, ...rows].join('\n'))).toMatchObject({
      state: 'refused',
      problem: { kind: 'refused-form', form },
    })
  })
})
