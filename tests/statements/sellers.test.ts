import { describe, expect, it } from 'vitest'
import { sellerNamed } from '../../src/statements/dialects/sellers.ts'
import { aLedgerOf, billed, fixture, focusFile, julyReport } from '../traps/bills.ts'

const ofSeller = (name: string): string =>
  focusFile([
    ['2026-07-01', '2026-07-02', '10'],
    ['2026-07-02', '2026-07-03', '5'],
  ])
    .replaceAll('Acme', name)
    .replaceAll('acc-1', '111122223333')

describe('one seller has one name', () => {
  it.each([
    'AWS',
    'Amazon Web Services',
    '"Amazon Web Services, Inc."',
    'Amazon Web Services EMEA SARL',
    'aws',
  ])('a FOCUS file of %s and the Cost and Usage Report of the same bill count once', async (name) => {
    const report = julyReport('inv-1', [
      [1, '10'],
      [2, '5'],
    ])
    expect(billed(await aLedgerOf(report, ofSeller(name)))).toEqual(['2026-07 AWS USD 15'])
    expect(billed(await aLedgerOf(ofSeller(name), report))).toEqual(['2026-07 AWS USD 15'])
  })

  it.each([
    'Microsoft',
    'Microsoft Azure',
    'Azure',
    'Microsoft Corporation',
    'Microsoft Ireland Operations Limited',
  ])('a FOCUS file of %s and the Cost analysis of the same bill count once', async (name) => {
    const analysis =
      'UsageDate,ServiceName,Cost,Currency\n2026-07-01,Storage,10,USD\n2026-07-02,Storage,5,USD'
    expect(billed(await aLedgerOf(analysis, ofSeller(name)))).toEqual(['2026-07 Microsoft USD 15'])
  })

  it.each(['Google', 'Google Cloud Platform', 'GCP', '"Google, LLC"', 'Google Cloud EMEA Limited'])(
    'a FOCUS file of %s is of the seller of Google’s own exports',
    async (name) => {
      const [own] = billed(await aLedgerOf(fixture('google-reports-by-region.csv')))
      expect(own).toBe('2026-08 Google Cloud USD 13')
      expect(billed(await aLedgerOf(ofSeller(name)))).toEqual(['2026-07 Google Cloud USD 15'])
    },
  )

  it('a name of another seller stays as it is written', () => {
    for (const name of ['Acme, Inc.', 'Amazon Prints', 'Googly', 'Oracle of Delphi', 'Inc.', ''])
      expect(sellerNamed(name)).toBe(name)
    for (const name of ['OCI', 'Oracle Cloud Infrastructure', 'Oracle America, Inc.'])
      expect(sellerNamed(name)).toBe('Oracle')
  })
})
