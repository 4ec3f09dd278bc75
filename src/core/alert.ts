import type { Currency, Nanos } from './money.ts'
import type { Quarter } from './period.ts'

/** Quarter-over-quarter growth of one currency over the sources that both quarters hold completely. */
export type Growth = {
  readonly quarter: Quarter
  readonly currency: Currency
  readonly before: Nanos
  readonly now: Nanos
  /** Largest rises first, by provider and service. */
  readonly drivers: readonly { readonly name: string; readonly rise: Nanos }[]
  /** Sources left out because one of the two quarters lacks them. */
  readonly leftOut: readonly string[]
}

/** One thing worth telling, raised once for its quarter and currency. */
export type Alert = Growth & {
  readonly id: number
  readonly kind: 'growth'
  /** Milliseconds since 1970, UTC. */
  readonly raisedAt: number
  readonly notifiedAt: number | null
  readonly seenAt: number | null
}
