import { expect, it } from 'vitest'
import { dayText } from '../../src/core/period.ts'
import { aLedger, importText } from '../make.ts'

const head =
  'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd'

it.each([
  ['excluded', '2026-08-01T00:00:00Z', '2026-08-01T00:00:00Z'],
  ['excluded, by date', '2026-08-01', '2026-08-01'],
  ['the last second', '2026-07-31T23:59:59Z', '2026-07-31T23:59:59.999Z'],
  ['the last second in words of BigQuery', '2026-07-31 23:59:59 UTC', '2026-07-31 23:59:59 UTC'],
])('the end of a period of FOCUS, %s, leaves a charge on the last day of July', async (_, end, month) => {
  const bill = `${head}\n2,2,USD,Usage,1,Bedrock,AWS,2026-07-31,${end},2026-07-01,${month}`
  const outcome = await importText(aLedger(), bill)
  expect(outcome).toMatchObject({ state: 'imported' })
  if (outcome.state !== 'imported') return
  const { firstDay, lastDay } = outcome.statement
  expect([firstDay, lastDay].map((day) => dayText(day ?? 0))).toEqual(['2026-07-31', '2026-07-31'])
})
