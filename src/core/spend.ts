import type { Tokens } from './charge.ts'
import type { Currency, Nanos } from './money.ts'
import type { Day, Month } from './period.ts'
import type { ReportedSpend } from './reported-spend.ts'

/** The ways spend can be cut, besides the month. */
export const spendDimensions = ['provider', 'service', 'project', 'category'] as const
export type SpendDimension = (typeof spendDimensions)[number]

/** The ways the user's rules cut it. `ruledProject` is the bill's own project where no rule says another. */
export const ruledDimensions = ['costCentre', 'workload', 'ruledProject'] as const
export type RuledDimension = (typeof ruledDimensions)[number]

/**
 * One cell of spend: a month, and the dimensions asked for (absent ones undefined).
 * Money is null where only usage is known; tokens are null where no usage export says them.
 */
export type SpendRow = {
  readonly month: Month
  readonly provider?: string
  readonly service?: string
  readonly project?: string | null
  readonly category?: string
  readonly costCentre?: string | null
  readonly workload?: string | null
  readonly ruledProject?: string | null
  readonly currency: Currency | null
  readonly billed: Nanos | null
  readonly effective: Nanos | null
  readonly tokens: Tokens | null
}

/**
 * How much of a month is known.
 * `running`: the month of `asOf`. `partial`: some days of an expected source are not covered.
 * `missing`: nothing of an expected source.
 */
export type MonthState = 'complete' | 'partial' | 'missing' | 'running'

export type SourceMonth = {
  readonly serviceProviderName: string
  readonly billingAccountId: string
  readonly month: Month
  readonly state: MonthState
  readonly coveredDays: number
  readonly firstDay: Day | null
  readonly lastDay: Day | null
  /** Two statements told different money; the newer one counts. */
  readonly restated: boolean
}

export type MonthOfSpend = {
  readonly month: Month
  readonly state: MonthState
  readonly sources: readonly SourceMonth[]
  /** By provider and currency, largest first. */
  readonly amounts: readonly {
    readonly serviceProviderName: string
    readonly currency: Currency
    readonly billed: Nanos
    readonly effective: Nanos
  }[]
  readonly tokens: Tokens | null
}

/** What the Spend screen shows. */
export type SpendView = {
  readonly asOf: Day
  readonly currencies: readonly Currency[]
  /** Every month from the first bill to the month of `asOf`, without holes. */
  readonly months: readonly MonthOfSpend[]
  /** The same in the reporting currency; null where none was asked for. */
  readonly reported: ReportedSpend | null
}
