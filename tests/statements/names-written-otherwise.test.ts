import { describe, expect, it } from 'vitest'
import { dialectOf } from '../../src/statements/dialects/index.ts'
import { aLedger, importText } from '../make.ts'

describe('names written otherwise', () => {
  const names =
    'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd'
  const row = '2,2,USD,Usage,1,Bedrock,AWS,2026-07-01,2026-07-02,2026-07-01,2026-08-01'

  it('a FOCUS name stands before the same name in lower case', async () => {
    expect(await importText(aLedger(), `billedcost,${names}\n9,${row}`)).toMatchObject({
      statement: { dialect: 'focus', totals: [{ currency: 'USD', billed: '2' }] },
    })
  })

  it('two names in lower case that both stand for one of FOCUS stand for none', async () => {
    expect(await importText(aLedger(), `billed_cost,${names.toLowerCase()}\n9,${row}`)).toMatchObject({
      state: 'refused',
      problem: { kind: 'missing-column', column: 'BilledCost' },
    })
  })

  it('a tool that writes days as its machine does is not taken for Cost analysis', () => {
    expect(dialectOf(['UsageDate', 'Cost', 'CostUSD', 'Currency'])?.name).toBe('azure-cost-analysis')
    expect(dialectOf(['Date', 'Name', 'Cost', 'CostUsd', 'Currency'])).toBeNull()
  })

  it.each([
    'UsageDate,Cost,Currency',
    'UsageDate,ResourceGuid,Cost,Currency',
    'BillingMonth,InvoiceSection,Cost,Currency',
    'Date,Charge type,Cost,Currency',
    'Month,Location,Cost (USD),Currency',
    'Month,Tag: team,Cost (USD),Currency',
    'Monat (Month),Standort (Location),Cost (EUR),Currency',
    'UsageDate,PublisherType,Frequency,Location,Cost,CostUSD,Currency',
    'Date,ConsumedService,PreTaxCost,Currency',
  ])('%s is Cost analysis of Azure', (header) => {
    expect(dialectOf(header.split(','))?.name).toBe('azure-cost-analysis')
  })

  it.each([
    'Date,Cost,Currency',
    'Date,Cost (EUR),Currency',
    'Date,Provider,Cost,Currency',
    'Date,Model,Cost (USD),Currency',
    'Date,Vendor,Provider,Cost (USD),Currency',
    'UsageDate,Item,Quantity,Cost,Currency',
    'Month,Location,Cost (USD)',
  ])('%s could be anybody’s', (header) => {
    expect(dialectOf(header.split(','))).toBeNull()
  })

  it.each([
    'Month,Location,Cost ($)',
    'Date,Region,Unrounded subtotal (€),Subtotal (€)',
    'Month,Project,Subtotal ($)',
    'Month,Project ID,Cost ($)',
    'Date,Project,Cost ($),Savings programs ($)',
  ])('%s is a report of Google Cloud', (header) => {
    expect(dialectOf(header.split(','))?.name).toBe('google-reports')
  })

  it.each([
    'Month,Cost ($)',
    'Month,Subtotal ($)',
    'Date,Project,Cost ($)',
    'Date,Model,List cost ($)',
    'Location,Cost ($)',
    'Month,Location,Tenant,Cost ($)',
  ])('%s could be anybody’s', (header) => {
    expect(dialectOf(header.split(','))).toBeNull()
  })

  it('a Google report whose money is not all known, or no money, is refused', async () => {
    expect(
      await importText(aLedger(), 'Month,Project name,Cost ($),Bonus ($)\n2026-08,Search,2,-1'),
    ).toMatchObject({ state: 'refused', problem: { kind: 'missing-column', column: 'Subtotal' } })
    expect(
      await importText(aLedger(), 'Month,Project name,Cost ($),Other savings ($)\n2026-08,Search,2,some'),
    ).toMatchObject({
      state: 'refused',
      problem: { kind: 'bad-cell', header: 'Other savings ($)', text: 'some' },
    })
  })

  it('the unrounded cost of Google Cloud counts, whatever its capitals', async () => {
    const head = 'Service description,Cost type,Usage start date,Usage end date,Unrounded Cost ($),Cost ($)'
    const bill = `${head}\nVertex AI,Usage,2026-07-01,2026-07-31,0.004,0.00`
    for (const text of [bill, bill.replace('Unrounded Cost', 'Unrounded cost')])
      expect(await importText(aLedger(), text)).toMatchObject({
        statement: { totals: [{ currency: 'USD', billed: '0.004' }] },
      })
  })
})
