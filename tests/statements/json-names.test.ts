import { describe, expect, it } from 'vitest'
import { aLedger, importText } from '../make.ts'
import { billed, imported, outcomeOf } from '../traps/bills.ts'

type Values = Readonly<Record<string, string | number | null>>

/** A FOCUS charge of one day of July 2026. */
const focusRow = (day: number, cost: number, more: Values = {}): Values => ({
  BilledCost: cost,
  EffectiveCost: cost,
  BillingCurrency: 'USD',
  ChargeCategory: 'Usage',
  BillingAccountId: 'acc-1',
  ServiceName: 'Things',
  ProviderName: 'Acme',
  ChargePeriodStart: `2026-07-0${day}T00:00:00Z`,
  ChargePeriodEnd: `2026-07-0${day + 1}T00:00:00Z`,
  BillingPeriodStart: '2026-07-01T00:00:00Z',
  BillingPeriodEnd: '2026-08-01T00:00:00Z',
  ...more,
})
const renamed = (row: Values, name: (of: string) => string): Values =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [name(key), value]))
const lower = (name: string): string => name.toLowerCase()
const snake = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()

const asList = (rows: readonly Values[]): string => JSON.stringify(rows, null, 2)
const asLines = (rows: readonly Values[]): string => rows.map((row) => JSON.stringify(row)).join('\n')
const asCsv = (rows: readonly Values[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.join(','))
    .join('\n')
const forms = [
  ['JSON', asList],
  ['JSON by lines', asLines],
] as const

/** As PowerShell writes a text: UTF-16 behind its mark. */
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
const encodings = [
  ['little', utf16],
  ['big', (text: string) => utf16(text).swap16()],
] as const

describe.each(forms)('FOCUS as %s', (_, written) => {
  it.each([
    ['InvoiceId', 'inv-1', true],
    ['x_InvoiceId', 'inv-1', true],
    ['InvoiceId', null, false],
    ['x_InvoiceId', null, false],
  ] as const)('%s %s says what a CSV says', async (column, invoice, invoiced) => {
    const rows = [focusRow(1, 2, { [column]: invoice }), focusRow(2, 3, { [column]: invoice })]
    for (const text of [written(rows), asCsv(rows)])
      expect(await outcomeOf(text)).toMatchObject({ statement: { coverage: [{ invoiced }] } })
  })

  it('has a null where one record lacks a name that others have, the first one too', async () => {
    const later = { InvoiceId: 'inv-1', ConsumedQuantity: 7, ConsumedUnit: 'Hours', SubAccountName: 'shop' }
    const rows = [
      focusRow(1, 2),
      focusRow(2, 3, later),
      focusRow(3, 4, { UsageQuantity: 5, UsageUnit: 'GB' }),
    ]
    const ledger = aLedger()
    expect(await imported(ledger, written(rows), 'focus.json')).toMatchObject({
      totals: [{ currency: 'USD', billed: '9' }],
      coverage: [{ invoiced: false }],
    })
    const cells = ledger.db
      .prepare(
        `SELECT consumed_quantity, unit.text, project.text FROM charges
         LEFT JOIN names AS unit ON unit.id = consumed_unit_id LEFT JOIN names AS project ON project.id = project_id
         ORDER BY charge_day`,
      )
      .raw()
      .all()
    expect(cells).toEqual([
      [null, null, null],
      [7, 'Hours', 'shop'],
      [5, 'GB', null],
    ])
    const invoiced = rows.map((row) => ({ ...row, InvoiceId: 'inv-1' }))
    expect(await imported(aLedger(), written(invoiced), 'focus.json')).toMatchObject({
      coverage: [{ invoiced: true }],
    })
  })

  it('without a column of invoices cannot say', async () => {
    const rows = [focusRow(1, 2), focusRow(2, 3)]
    for (const text of [written(rows), asCsv(rows)])
      expect(await outcomeOf(text)).toMatchObject({ statement: { coverage: [{ invoiced: null }] } })
  })

  it('replaces the CSV of the same month', async () => {
    const ledger = aLedger()
    await imported(ledger, asCsv([focusRow(1, 2, { x_InvoiceId: '' }), focusRow(2, 3, { x_InvoiceId: '' })]))
    const final = [focusRow(1, 2, { x_InvoiceId: 'inv-1' }), focusRow(2, 4, { x_InvoiceId: 'inv-1' })]
    const outcome = await importText(ledger, written(final), 'focus.json', Date.UTC(2026, 10, 22, 12))
    expect(outcome).toMatchObject({ state: 'imported', statement: { coverage: [{ invoiced: true }] } })
    expect(billed(ledger)).toEqual(['2026-07 Acme USD 6'])
  })

  it.each([
    ['lower case', lower],
    ['words with underscores', snake],
  ])('is known by names in %s', async (_, name) => {
    const more = { InvoiceId: 'inv-1', SkuId: 'sku-1' }
    const quantity = { ConsumedQuantity: 7, ConsumedUnit: 'Hours' }
    const rows = [focusRow(1, 2), focusRow(2, 3, quantity)].map((row) => renamed({ ...row, ...more }, name))
    const ledger = aLedger()
    expect(await imported(ledger, written(rows), 'focus.json')).toMatchObject({
      dialect: 'focus',
      totals: [{ currency: 'USD', billed: '5' }],
      coverage: [{ serviceProviderName: 'Acme', billingAccountId: 'acc-1', invoiced: true }],
    })
    const found = ledger.db.prepare('SELECT sum(consumed_quantity) FROM charges').pluck().get()
    expect(Number(found)).toBe(7)
  })

  it('counts by the older name of a quantity, and by a newer name of the seller in a later row', async () => {
    const older = { UsageQuantity: 7, UsageUnit: 'Hours' }
    const { ProviderName, ...newer } = focusRow(2, 3, { ...older, ServiceProviderName: 'Acme' })
    expect(ProviderName).toBe('Acme')
    const ledger = aLedger()
    expect(await imported(ledger, written([focusRow(1, 2, older), newer]), 'focus.json')).toMatchObject({
      totals: [{ billed: '5' }],
      coverage: [{ serviceProviderName: 'Acme' }],
    })
    const found = ledger.db.prepare('SELECT sum(consumed_quantity) FROM charges').pluck().get()
    expect(Number(found)).toBe(14)
  })
})

describe.each(forms)('the BigQuery export as %s', (_, written) => {
  it('is read by names with underscores, also those that its first row lacks', async () => {
    const row: Values = {
      billing_account_id: '01AB',
      service_description: 'Vertex AI',
      usage_start_time: '2026-07-01 00:00:00 UTC',
      usage_end_time: '2026-07-01 01:00:00 UTC',
      cost: 1.5,
      currency: 'USD',
      invoice_month: '202607',
      cost_type: 'regular',
    }
    const ledger = aLedger()
    const text = written([row, { ...row, project_name: 'shop' }])
    expect(await imported(ledger, text, 'rows.json')).toMatchObject({
      dialect: 'google-bigquery',
      totals: [{ currency: 'USD', billed: '3' }],
    })
    const projects = ledger.db
      .prepare(
        'SELECT DISTINCT names.text FROM charges JOIN names ON names.id = project_id ORDER BY names.text',
      )
      .pluck()
      .all()
    expect(projects).toContain('shop')
  })
})

describe.each(encodings)('JSON in UTF-16, the %s end first', (_, encoded) => {
  it('is an Anthropic cost report, in cents', async () => {
    const result = `{"currency":"USD","amount":"12345.5","workspace_id":null,"model":"claude-é","token_type":"output_tokens"}`
    const text = `{"data":[{"starting_at":"2026-07-01T00:00:00Z","ending_at":"2026-07-02T00:00:00Z","results":[${result}]}],\r\n"has_more":false}\r\n`
    expect(await imported(aLedger(), encoded(text), 'cost.json')).toMatchObject({
      dialect: 'anthropic-cost-report',
      totals: [{ currency: 'USD', billed: '123.455' }],
    })
  })

  it.each(forms)('is FOCUS as %s', async (_, written) => {
    const text = written([focusRow(1, 2), focusRow(2, 3)])
    expect(await imported(aLedger(), encoded(text), 'focus.json')).toMatchObject({
      dialect: 'focus',
      totals: [{ currency: 'USD', billed: '5' }],
    })
  })
})
