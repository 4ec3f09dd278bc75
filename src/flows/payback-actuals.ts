import { toUnits } from '../core/money.ts'
import { actualMonths, apiOnlyIn, type PastWithRig } from '../core/payback/actual.ts'
import type { BaselineMonth } from '../core/payback/baseline.ts'
import type { PastMonth } from '../core/payback/ground.ts'
import type { ActualMonth, Scenario } from '../core/payback/scenario.ts'
import { monthOfDay, parseMonth, type Month } from '../core/period.ts'
import type { Rig, RigMonth } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { frozenFor } from '../ledger/scenarios.ts'
import { servedTokens } from '../ledger/served-tokens.ts'
import { monthsOfRig } from './read-rigs.ts'

/** Metered months below this coverage say too little (rig-power.md 8.5). */
const leastCoverage = 0.9

/** A month of the rigs together: what they drew and served. Null is not known of every rig in service. */
type RigsMonth = Pick<PastWithRig, 'served' | 'kwh' | 'energyCost'> & { readonly month: Month }

/** The user's own rigs month by month, from the first in service to `last`. `now` in ms since 1970. */
export function rigsMonths(
  ledger: Ledger,
  rigs: readonly Rig[],
  last: Month,
  now: number,
): readonly RigsMonth[] {
  const seen = rigs.map((rig) => {
    const first = monthOfDay(rig.inServiceOn)
    const months = new Map(monthsOfRig(ledger, rig, first, last, now).map((month) => [month.month, month]))
    return { first, months, served: servedTokens(ledger, rig.id) }
  })
  const from = Math.min(...seen.map(({ first }) => first))
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, at) => {
    const month = from + at
    const inService = seen.filter(({ first }) => first <= month)
    const measured = inService.map(({ months }) => measuredOf(months.get(month)))
    return {
      month,
      served: sumIfAll(
        inService.map(({ served }) => {
          const tokens = served.get(month)
          return tokens === undefined ? null : tokens.tokensIn + tokens.tokensOut
        }),
      ),
      kwh: sumIfAll(measured.map((one) => one?.kwh ?? null)),
      energyCost: sumIfAll(measured.map((one) => (one?.energyCost ? toUnits(one.energyCost.nanos) : null))),
    }
  })
}

const measuredOf = (month: RigMonth | undefined): RigMonth | null =>
  month !== undefined && month.coverage >= leastCoverage ? month : null

const sumIfAll = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === values.length && known.length > 0
    ? known.reduce((sum, value) => sum + value, 0)
    : null
}

/** What the months that are over are known by. */
export type ActualGround = {
  readonly scenario: Scenario
  readonly rigs: readonly Rig[]
  readonly months: readonly RigsMonth[]
  readonly past: readonly PastMonth[]
  /** All workloads of the months before the purchase. */
  readonly baseline: readonly BaselineMonth[]
  readonly beforePurchase: boolean
}

/** The complete months since the first rig was in service, with what each would have cost without it. */
export function readActuals(ledger: Ledger, ground: ActualGround): readonly ActualMonth[] {
  const month0 = parseMonth(ground.scenario.month0) ?? 0
  const past = ground.past.flatMap(({ month, billed, complete }): readonly PastWithRig[] => {
    const rigs = ground.months.find((one) => one.month === month)
    if (!complete || rigs === undefined || month < month0) return []
    const { served, kwh, energyCost } = rigs
    return [{ month: month - month0, billed, served, kwh, energyCost }]
  })
  return actualMonths(past, {
    pricePerToken: pricePaid(ground.baseline),
    forecast: ground.beforePurchase ? frozenForecast(ledger, ground, month0) : null,
  })
}

/** What was billed per token, over the months whose tokens are known. */
function pricePaid(baseline: readonly BaselineMonth[]): number | null {
  const counted = baseline.filter(({ tokensIn, tokensOut }) => tokensIn !== null && tokensOut !== null)
  const tokens = counted.reduce((sum, { tokensIn, tokensOut }) => sum + (tokensIn ?? 0) + (tokensOut ?? 0), 0)
  return tokens > 0 ? counted.reduce((sum, { spend }) => sum + spend, 0) / tokens : null
}

/** What was forecast when the first rig was bought, where that was kept; else from the months before its purchase. */
function frozenForecast(
  ledger: Ledger,
  { rigs, scenario }: ActualGround,
  month0: Month,
): (month: number) => number | null {
  const frozen = rigs
    .toSorted((a, b) => a.inServiceOn - b.inServiceOn)
    .map(({ id }) => frozenFor(ledger, id))
    .find((saved) => saved !== null)
  if (frozen?.kind !== 'fixed') return (month) => apiOnlyIn(scenario, month)
  const began = parseMonth(frozen.scenario.month0) ?? month0
  return (month) => (month0 + month < began ? null : apiOnlyIn(frozen.scenario, month0 + month - began))
}
