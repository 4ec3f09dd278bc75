import { expect, it } from 'vitest'
import { parseMonth } from '../../src/core/period.ts'
import { addRig } from '../../src/flows/add-rig.ts'
import { changeTariff, enterEnergy } from '../../src/flows/change-rig.ts'
import { planImport } from '../../src/flows/plan-import.ts'
import { priceTable } from '../../src/flows/price-table.ts'
import { raiseAlerts } from '../../src/flows/raise-alerts.ts'
import { readRigs } from '../../src/flows/read-rigs.ts'
import { readSpend } from '../../src/flows/read-spend.ts'
import { ledgerFlags } from '../../src/flows/sanity-gate.ts'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import { aLedger, anthropicBill, anthropicMonths, importText, noon } from '../make.ts'
import { aLedgerOf, billed, fixture, focusFile, imported, julyReport, tokens } from './bills.ts'

const rows = [
  ['2026-07-01', '1.25'],
  ['2026-07-01', '1.25'],
  ['2026-07-02', '4.00'],
] as const

it('bug 1: identical rows in one file are all kept', async () => {
  expect(billed(await aLedgerOf(anthropicBill(rows)))).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 2: the same bill twice adds nothing, reordered or encoded otherwise as well', async () => {
  const text = anthropicBill(rows)
  const ledger = await aLedgerOf(text)
  expect(await importText(ledger, text, 'copy.csv')).toMatchObject({ state: 'already-imported' })
  await imported(ledger, anthropicBill([...rows].reverse()), 'reordered.csv')
  await imported(ledger, Buffer.from(`\ufeff${text}`, 'utf16le'), 'encoded.csv')
  await imported(ledger, `\ufeff${text.replaceAll('\n', '\r\n')}`, 'windows.csv')
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 3: a file that holds the earlier one and more adds only what is more', async () => {
  const ledger = await aLedgerOf(anthropicBill(rows), anthropicBill([...rows, ['2026-07-03', '8.00']]))
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 14.5'])
})

it('bug 4: what the plan shows is what is committed, and a ledger that has changed is not written to', async () => {
  const ledger = await aLedgerOf(anthropicBill([['2026-07-02', '3.00']]))
  const later = await imported(ledger, anthropicBill([['2026-07-02', '3.50']]), 'later.csv')
  const file = { name: 'july.csv', bytes: Buffer.from(anthropicBill(rows)) }
  const planning = await planImport(ledger, [file], noon)
  const shown = (before: bigint): object => ({
    state: 'ready',
    sources: [{ newDays: 1, replacedDays: 1, billed: [{ currency: 'USD', billed: 6_500_000_000n }] }],
    replaced: [{ days: 1, restated: [{ before, after: 4_000_000_000n }] }],
  })
  expect(planning.plan().bills).toMatchObject([shown(3_500_000_000n)])
  undoStatement(ledger, later.id, noon)
  expect(planning.commit()).toMatchObject({
    value: { state: 'changed', plan: { bills: [shown(3_000_000_000n)] } },
  })
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 3'])
  expect(planning.commit()).toMatchObject({ value: { state: 'committed' } })
  await planning.end()
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 5: a restated month replaces what was there, and undoing it brings that back', async () => {
  const ledger = await aLedgerOf(julyReport('', [[1, '4120.10']]))
  const restated = await imported(ledger, julyReport('', [[1, '4133.42']]), 'restated.csv')
  expect(billed(ledger)).toEqual(['2026-07 AWS USD 4133.42'])
  undoStatement(ledger, restated.id, noon)
  expect(billed(ledger)).toEqual(['2026-07 AWS USD 4120.1'])
})

it('bug 6: two accounts never take each other’s days', async () => {
  const one = julyReport('', [[1, '10']])
  const other = julyReport('', [[1, '20']]).replaceAll('111122223333', '999988887777')
  expect(billed(await aLedgerOf(one, other))).toEqual(['2026-07 AWS USD 30'])
})

it('bug 7: a bill read by an older Breakwatt is known by its bytes, whatever version read it', async () => {
  const text = anthropicBill(rows)
  const ledger = aLedger()
  const { id, dialectVersion } = await imported(ledger, text)
  ledger.db.prepare('UPDATE statements SET dialect_version = ? WHERE id = ?').run(dialectVersion - 1, id)
  expect(await importText(ledger, text, 'again.csv')).toMatchObject({
    state: 'already-imported',
    statement: { dialectVersion: dialectVersion - 1 },
  })
  expect(billed(ledger)).toEqual(['2026-07 Anthropic USD 6.5'])
})

it('bug 8: money that no file told is unknown, not nothing', async () => {
  const ledger = await aLedgerOf(fixture('anthropic-usage-v2-by-hour.csv'))
  const month = readSpend(ledger, noon).months.find(({ tokens: counted }) => counted !== null)
  expect(month).toMatchObject({ amounts: [], tokens: { input: 30, cachedInput: 100, output: 12 } })
  expect(await importText(aLedger(), fixture('focus-blank-cost-refused.csv'))).toMatchObject({
    problem: { kind: 'refused-form', form: 'focus-without-cost' },
  })
})

it('bug 9: cents taken for dollars and a currency nobody knows are told', async () => {
  const inCents = fixture('openai-cost-grouped.csv')
    .replace('60.764298', '6076.4298')
    .replace('1615.433064000000000000000000000000', '161543.3064')
  const ledger = await aLedgerOf(
    inCents,
    focusFile([['2026-07-02T00:00:00Z', '2026-07-03T00:00:00Z', '1', '1', 'Usage', 'XQX']]),
  )
  const flags = ledgerFlags(ledger, Math.floor(noon / 86_400_000), await priceTable())
  expect(flags).toContainEqual(expect.objectContaining({ kind: 'price', guess: 'cents-as-dollars' }))
  expect(flags).toContainEqual(expect.objectContaining({ kind: 'unknown-currency', currency: 'XQX' }))
})

it('bug 10: cached tokens are part of OpenAI’s input and beside Anthropic’s', async () => {
  expect(tokens(await aLedgerOf(fixture('openai-usage-by-minute.csv')))).toEqual([
    'gpt-5-nano-2025-08-07 in 6720 cached 1280 out 400',
  ])
  expect(tokens(await aLedgerOf(fixture('anthropic-usage-v2-by-hour.csv')))).toEqual([
    'claude-haiku-4-5-20251001 in 30 cached 100 out 12',
  ])
})

it('bug 11: a day’s sum of tokens is never priced by the tier of a long prompt', async () => {
  const { modelOf, pricesOf } = await priceTable()
  const model = modelOf('Anthropic', 'claude-sonnet-4-5-20250929') ?? ''
  // 15 dollars for a million tokens written; 22.50 where one request reads more than 200,000.
  expect(pricesOf('Anthropic', model, { firstDay: 20_600, lastDay: 20_600 })?.output).toEqual({
    low: 15,
    high: 15,
  })
})

it('bug 12: a corrected tariff corrects the months that it was in force', () => {
  const ledger = aLedger()
  const rig = addRig(ledger, {
    name: 'tower',
    presetId: 'rtx4090-card',
    price: '1999.99',
    currency: 'USD',
    inServiceOn: '2026-07-01',
    pricePerKwh: '0.30',
    metered: false,
  })
  if (!rig.ok) throw new Error(JSON.stringify(rig.problem))
  for (const month of ['2026-08', '2026-09'])
    expect(enterEnergy(ledger, rig.value.id, month, '100', noon).ok).toBe(true)
  const costOf = (month: string): unknown =>
    readRigs(ledger, noon).months.find((one) => one.month === parseMonth(month))?.energyCost?.nanos
  expect([costOf('2026-08'), costOf('2026-09')]).toEqual([30_000_000_000n, 30_000_000_000n])
  expect(changeTariff(ledger, rig.value.id, '2026-09-01', '0.50').ok).toBe(true)
  expect([costOf('2026-08'), costOf('2026-09')]).toEqual([30_000_000_000n, 50_000_000_000n])
})

const quarters = (third: readonly (readonly [string, string])[]): string =>
  anthropicMonths([...['2026-04', '2026-05', '2026-06'].map((month) => [month, '10.00'] as const), ...third])

it('bug 13: growth is told once, and never because months are missing', async () => {
  const missing = await aLedgerOf(quarters([['2026-07', '90.00']]))
  expect(raiseAlerts(missing, noon)).toEqual([])
  const grown = await aLedgerOf(
    quarters(['2026-07', '2026-08', '2026-09'].map((month) => [month, '20.00'] as const)),
  )
  const [alert] = raiseAlerts(grown, noon)
  expect(alert).toBeDefined()
  await imported(grown, anthropicBill([['2026-10-01', '20.00']]), 'later.csv')
  expect(raiseAlerts(grown, noon + 1).map(({ id }) => id)).toEqual(alert ? [alert.id] : [])
})

it('bug 14: semicolons, decimal commas, a byte order mark and day before month, all at once', async () => {
  const text = [
    '\ufeffSubscriptionId;ConsumedService;MeterCategory;CostInBillingCurrency;BillingCurrency;Date;BillingPeriodStartDate;BillingPeriodEndDate',
    's;c;Storage;1.234,56;EUR;13/07/2026;01/07/2026;31/07/2026',
    's;c;Storage;0,44;EUR;04/07/2026;01/07/2026;31/07/2026',
  ].join('\r\n')
  expect(billed(await aLedgerOf(text))).toEqual(['2026-07 Microsoft EUR 1235'])
})

it('bug 15: 140,000 rows and more than 10 MB', async () => {
  const many = Array.from({ length: 140_000 }, (_, place) => {
    const day = String(1 + (place % 28)).padStart(2, '0')
    return [`2026-07-${day}`, '0.01', `Claude with a name of some length, no ${place % 50}`] as const
  })
  const text = anthropicBill(many.map(([day, cost, model]) => [day, cost, `"${model}"`] as const))
  expect(text.length).toBeGreaterThan(10_000_000)
  expect(billed(await aLedgerOf(text))).toEqual(['2026-07 Anthropic USD 1400'])
})
