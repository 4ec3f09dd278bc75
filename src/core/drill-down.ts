import type { ChargeCategory, DatasetKind } from './charge.ts'
import type { Currency, Nanos } from './money.ts'
import type { Day, Month } from './period.ts'

/** A figure of the Spend screen: a month of some sellers, in one currency or, with null, its tokens. */
export type SpendFigure = {
  readonly month: Month
  /** Empty means every seller. */
  readonly providers: readonly string[]
  readonly currency: Currency | null
  /** Only what the rules file under one of these; null among them is what no rule says it of. */
  readonly filed?: { readonly by: 'costCentre' | 'workload'; readonly under: readonly (string | null)[] }
}

/** One daily cell behind a figure. Money is null in a usage export. */
export type OpenedCharge = {
  readonly day: Day
  readonly chargeCategory: ChargeCategory
  readonly serviceName: string
  readonly project: string | null
  readonly sku: string | null
  readonly billed: Nanos | null
  readonly effective: Nanos | null
  readonly consumedQuantity: number | null
  readonly consumedUnit: string | null
  /** Rows of the file that were added up, and the lines they stand between. */
  readonly rows: number
  readonly firstLine: number
  readonly lastLine: number
}

/** What one statement brings to a figure. */
export type OpenedStatement = {
  readonly statementId: number
  readonly fileName: string
  readonly serviceProviderName: string
  readonly billingAccountId: string
  readonly dataset: DatasetKind
  /** Days of the month for which it speaks. */
  readonly days: number
  readonly firstDay: Day
  readonly lastDay: Day
  readonly billed: Nanos | null
  readonly effective: Nanos | null
  /** Dearest first, `mostCharges` at most. */
  readonly charges: readonly OpenedCharge[]
  readonly chargeCount: number
}

export const mostCharges = 200

/** What a figure is made of; its statements add up to it exactly. */
export type OpenedFigure = {
  readonly figure: SpendFigure
  readonly billed: Nanos | null
  readonly effective: Nanos | null
  readonly statements: readonly OpenedStatement[]
}

/** One row of an original file that a daily cell was added up from, cell by cell under its own header. */
export type OriginalRow = {
  /** Of the part it stands in, where the bill came in several. */
  readonly file: string
  readonly line: number
  readonly cells: readonly { readonly header: string; readonly text: string }[]
}

export const mostRows = 100

/** The rows behind a daily cell, `mostRows` at most of `rowCount`. */
export type OriginalRows = { readonly rows: readonly OriginalRow[]; readonly rowCount: number }
