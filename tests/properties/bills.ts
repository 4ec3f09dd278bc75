import fc from 'fast-check'
import { decimalText, type Decimal } from '../../src/core/decimal.ts'
import { dayOfDate, dayText, firstDayOf, monthOfDay } from '../../src/core/period.ts'

/** One charge of a made-up bill; days count from 2026-06-01. */
export type MadeRow = {
  readonly day: number
  readonly account: 'acc-1' | 'acc-2'
  readonly service: string
  readonly project: string
  readonly amount: Decimal
}

/** A made-up export: of Acme in FOCUS, or of AWS as a Cost and Usage Report. */
export type MadeBill = {
  readonly form: 'focus' | 'cur'
  readonly invoiced: boolean
  readonly lastDay: number
  readonly rows: readonly MadeRow[]
}

/** How many examples of each property are tried: PROPERTY_RUNS says more for a long run. */
export const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 8) }

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
        amount: { digits: BigInt(lastDay + 1), scale: 2 },
      })),
    ])

const billOf = (form: MadeBill['form'], invoiced: boolean, lastDay: number): fc.Arbitrary<MadeBill> =>
  rowsUpTo(lastDay).map((rows) => ({ form, invoiced, lastDay, rows }))

const ages = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: mostDays }))

/** Exports of which each says by itself how old it is beside those of its seller: invoiced or not, how far it reaches. */
export const agedBills: fc.Arbitrary<readonly MadeBill[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('focus', 'cur'), ages), {
    minLength: 2,
    maxLength: 5,
    selector: ([form, [invoiced, lastDay]]) => `${form} ${invoiced} ${lastDay}`,
  })
  .chain((each) => fc.tuple(...each.map(([form, [invoiced, lastDay]]) => billOf(form, invoiced, lastDay))))

/** Any exports of Acme, in the order of their import. */
export const someBills: fc.Arbitrary<readonly MadeBill[]> = fc.array(
  ages.chain(([invoiced, lastDay]) => billOf('focus', invoiced, lastDay)),
  { minLength: 1, maxLength: 4 },
)

/** A number for each, in any order. */
export const orderOf = (count: number): fc.Arbitrary<readonly number[]> =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, place) => place),
    { minLength: count, maxLength: count },
  )

export const amountText = ({ amount }: MadeRow): string => decimalText(amount)

const headers: Readonly<Record<MadeBill['form'], string>> = {
  focus:
    'ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,SubAccountName,InvoiceId,ChargeDescription,ProviderName',
  cur: 'lineItem/UsageStartDate,lineItem/UsageEndDate,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/UnblendedCost,lineItem/BlendedCost,lineItem/CurrencyCode,lineItem/LineItemType,bill/PayerAccountId,product/ProductName,lineItem/UsageAccountId,bill/InvoiceId,identity/LineItemId',
}

/** The text of a bill; `number` makes its bytes differ from those of every other. */
export const billText = ({ form, invoiced, rows }: MadeBill, number: number): string =>
  [
    headers[form],
    ...rows.map((row) => {
      const day = firstDay + row.day
      const month = monthOfDay(day)
      const instants = [day, day + 1, firstDayOf(month), firstDayOf(month + 1)]
      const amount = amountText(row)
      const service = `"${row.service.replaceAll('"', '""')}"`
      const cells = [amount, amount, 'USD', 'Usage', row.account, service, row.project]
      const own = [invoiced ? `INV-${number}` : '', `export ${number}`, ...(form === 'focus' ? ['Acme'] : [])]
      return [...instants.map((instant) => `${dayText(instant)}T00:00:00Z`), ...cells, ...own].join(',')
    }),
    '',
  ].join('\n')
