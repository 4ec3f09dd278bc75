import { writeCurFile } from './cur-file.ts'
import { writeFocusFile } from './focus-file.ts'

/** A kind of bill, and the columns that the contenders add up: cost and tokens by day and group. */
export type Shape = {
  readonly write: (path: string, rows: number) => Promise<unknown>
  readonly day: string
  readonly groups: readonly string[]
  readonly cost: string
  readonly quantity: string
}

export const shapes = {
  focus: {
    write: writeFocusFile,
    day: 'ChargePeriodStart',
    groups: ['ProviderName', 'ServiceName', 'SubAccountName'],
    cost: 'BilledCost',
    quantity: 'ConsumedQuantity',
  },
  cur: {
    write: writeCurFile,
    day: 'lineItem/UsageStartDate',
    groups: ['bill/BillingEntity', 'lineItem/ProductCode', 'lineItem/UsageAccountId'],
    cost: 'lineItem/UnblendedCost',
    quantity: 'lineItem/UsageAmount',
  },
} as const satisfies Readonly<Record<string, Shape>>

export type ShapeName = keyof typeof shapes
export const isShape = (name: string): name is ShapeName => name in shapes
