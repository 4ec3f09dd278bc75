import type { Decimal } from './decimal.ts'
import type { Currency } from './money.ts'
import type { Day } from './period.ts'

/** FOCUS ChargeCategory; the order is how the ledger numbers them, so it only ever grows at the end. */
export const chargeCategories = ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'] as const
export type ChargeCategory = (typeof chargeCategories)[number]

/** `cost` brings money; `usage` brings quantities only; `estimate` is somebody's guess at money billed elsewhere. */
export const datasetKinds = ['cost', 'usage', 'estimate'] as const
export type DatasetKind = (typeof datasetKinds)[number]

/** Where charges come from: one seller's one account, seen through one kind of export. */
export type Source = {
  readonly serviceProviderName: string
  /** Empty when the export does not name the account. */
  readonly billingAccountId: string
  readonly dataset: DatasetKind
  /**
   * Which of the seller's exports it is: exports of one name replace each other day by day, of exports of several
   * names one gives a month its money.
   */
  readonly exportName: string
}

/** Whether two are one and the same source. */
export const isSameSource = (one: Source, other: Source): boolean =>
  one.serviceProviderName === other.serviceProviderName &&
  one.billingAccountId === other.billingAccountId &&
  one.dataset === other.dataset &&
  one.exportName === other.exportName

export type Cost = {
  readonly billed: Decimal
  readonly effective: Decimal
  readonly billingCurrency: Currency
}

/**
 * The kinds of token a usage export counts, made disjoint: `input` is what the model read anew (cache
 * writes included), `cachedInput` what it took from the cache, `output` what it wrote.
 */
export const tokenKinds = ['input', 'cachedInput', 'output'] as const
export type TokenKind = (typeof tokenKinds)[number]
export type Tokens = Readonly<Record<TokenKind, number>>

/** FOCUS has no fixed unit names; these are ours. */
export const tokenUnit = 'Tokens'
export const requestUnit = 'Requests'

/** One line of cost or usage as a dialect reads it from one row of a file. */
export type ChargeLine = {
  readonly serviceProviderName: string
  readonly billingAccountId: string
  /**
   * First day of the charge period (UTC), moved into the billing period where it lies outside it,
   * so that a month adds up to its invoice.
   */
  readonly day: Day
  /**
   * The day was moved into the billing period: it does not show that the file covers that day. Where the
   * file turns out not to, the charge goes to the nearest day that it does cover, so that it neither takes
   * another file's day away nor is lost.
   */
  readonly moved?: boolean
  readonly chargeCategory: ChargeCategory
  /** What was sold: a model (OpenAI, Anthropic) or a service (FOCUS). */
  readonly serviceName: string
  /** Project, workspace or sub-account; null when the export has none. */
  readonly project: string | null
  /** Kind of token, or the seller's SKU; null when the export has neither. */
  readonly sku: string | null
  /** Null in a usage export: tokens are known, money is not. */
  readonly cost: Cost | null
  readonly consumedQuantity: number | null
  readonly consumedUnit: string | null
  /** The invoice the charge is on; null while it is on none (estimated), undefined where the export cannot say. */
  readonly invoiceId?: string | null | undefined
}
