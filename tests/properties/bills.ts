import fc from 'fast-check'
import { vi } from 'vitest'
import { decimalText, type Decimal } from '../../src/core/decimal.ts'
import type { PlanAnswer } from '../../src/core/import-plan.ts'
import { dayOfDate, dayText, firstDayOf, monthOfDay } from '../../src/core/period.ts'

/** One charge of a made-up bill; days count from 2026-06-01. */
export type MadeRow = {
  readonly day: number
  readonly account: 'acc-1' | 'acc-2'
  readonly service: string
  readonly project: string
  readonly currency: 'USD' | 'EUR'
  readonly amount: Decimal
}

/** An export: Acme's in FOCUS, or one of the two that show the same money of AWS, FOCUS and Cost and Usage Report. */
export type Form = 'acme-focus' | 'aws-focus' | 'aws-cur'

/** A made-up export. */
export type MadeBill = {
  readonly form: Form
  readonly invoiced: boolean
  readonly lastDay: number
  readonly rows: readonly MadeRow[]
}

/** How many examples of each property are tried: PROPERTY_RUNS says more for a long run. */
export const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 20) }
vi.setConfig({ testTimeout: 60_000 + runs.numRuns * 3_000 })

export const firstDay = dayOfDate(2026, 6, 1) ?? 0
export const mostDays = 60

/** Mostly some dollars, sometimes with more digits than a nano has, sometimes a credit. */
const amounts: fc.Arbitrary<Decimal> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      digits: fc.bigInt({ min: 1n, max: 10n ** 8n }),
      scale: fc.integer({ min: 0, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      digits: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 17n }),
      scale: fc.integer({ min: 9, max: 20 }),
    }),
  },
)

const rowsUpTo = (lastDay: number): fc.Arbitrary<readonly MadeRow[]> =>
  fc
    .array(
      fc.record({
        day: fc.integer({ min: Math.max(0, lastDay - 20), max: lastDay }),
        account: fc.constantFrom('acc-1', 'acc-2'),
        service: fc.constantFrom('small model', 'large model', '"quoted", model'),
        project: fc.constantFrom('', 'search', 'chat'),
        currency: fc.constantFrom('USD', 'USD', 'EUR'),
        amount: amounts,
      }),
      { minLength: 1, maxLength: 8 },
    )
    // Every account's charges reach to the last day, which is what tells how old the export is.
    .map((rows) => [
      ...rows,
      ...[...new Set(rows.map(({ account }) => account))].map((account) => ({
        day: lastDay,
        account,
        service: 'small model',
        project: 'search',
        currency: 'USD' as const,
        amount: { digits: BigInt(lastDay + 1), scale: 2 },
      })),
    ])

const billOf = (form: Form, invoiced: boolean, lastDay: number): fc.Arbitrary<MadeBill> =>
  rowsUpTo(lastDay).map((rows) => ({ form, invoiced, lastDay, rows }))

/** Most exports end on one of three days, so that those of one seller often end on the same; others leave a gap. */
const lastDays = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(12, 29, 45) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: mostDays }) },
)
const forms = fc.constantFrom<Form>('acme-focus', 'acme-focus', 'aws-focus', 'aws-cur')

/** Exports of which each says by itself how old it is beside those of its seller: invoiced or not, how far it reaches. */
export const agedBills: fc.Arbitrary<readonly MadeBill[]> = fc
  .uniqueArray(fc.tuple(forms, fc.boolean(), lastDays), {
    minLength: 2,
    maxLength: 5,
    // FOCUS and the report of AWS are held against each other: they too differ in age.
    selector: ([form, ...age]) => [form === 'acme-focus', ...age].join(' '),
  })
  .chain((each) => fc.tuple(...each.map(([form, invoiced, lastDay]) => billOf(form, invoiced, lastDay))))

const billsOf = (
  form: fc.Arbitrary<Form>,
  count: { readonly minLength: number; readonly maxLength: number },
): fc.Arbitrary<readonly MadeBill[]> =>
  fc.array(
    fc
      .tuple(form, fc.boolean(), lastDays)
      .chain(([kind, invoiced, lastDay]) => billOf(kind, invoiced, lastDay)),
    count,
  )

/** Any exports, in the order of their import. */
export const someBills = billsOf(forms, { minLength: 1, maxLength: 4 })

/** Any exports of Acme, which nothing else shows the money of. */
export const acmeBills = billsOf(fc.constant('acme-focus'), { minLength: 1, maxLength: 4 })

/** What may be said to a plan: as the bill's own account, as one of two others, or not at all. */
export const answers: fc.Arbitrary<PlanAnswer> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'import' as const }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('Team B', 'Team C').map((label) => ({ kind: 'import-as' as const, label })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'skip' as const }) },
)

/** A number for each, in any order. */
export const orderOf = (count: number): fc.Arbitrary<readonly number[]> =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, place) => place),
    { minLength: count, maxLength: count },
  )

export const amountText = ({ amount }: MadeRow): string => decimalText(amount)

const focus =
  'ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,SubAccountName,InvoiceId,ChargeDescription,ProviderName'
const cur =
  'lineItem/UsageStartDate,lineItem/UsageEndDate,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/UnblendedCost,lineItem/BlendedCost,lineItem/CurrencyCode,lineItem/LineItemType,bill/PayerAccountId,product/ProductName,lineItem/UsageAccountId,bill/InvoiceId,identity/LineItemId'
/** The header of each export, and what its rows end with: in FOCUS the seller. */
const written: Readonly<Record<Form, { readonly header: string; readonly end: readonly string[] }>> = {
  'acme-focus': { header: focus, end: ['Acme'] },
  'aws-focus': { header: focus, end: ['AWS'] },
  'aws-cur': { header: cur, end: [] },
}

/** The text of a bill; `number` makes its bytes differ from those of every other. */
export const billText = ({ form, invoiced, rows }: MadeBill, number: number): string =>
  [
    written[form].header,
    ...rows.map((row) => {
      const day = firstDay + row.day
      const month = monthOfDay(day)
      const instants = [day, day + 1, firstDayOf(month), firstDayOf(month + 1)]
      const amount = amountText(row)
      const service = `"${row.service.replaceAll('"', '""')}"`
      const cells = [amount, amount, row.currency, 'Usage', row.account, service, row.project]
      const own = [invoiced ? `INV-${number}` : '', `export ${number}`, ...written[form].end]
      return [...instants.map((instant) => `${dayText(instant)}T00:00:00Z`), ...cells, ...own].join(',')
    }),
    '',
  ].join('\n')
