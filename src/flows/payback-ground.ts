import type { Currency } from '../core/money.ts'
import { appScenario, usualRoutableShare } from '../core/payback/app-scenario.ts'
import {
  levelMonths,
  trendBaseline,
  type BaselineMonth,
  type ForecastBaseline,
} from '../core/payback/baseline.ts'
import { defaultRanges } from '../core/payback/drivers.ts'
import type { PaybackGround, RigChoice } from '../core/payback/ground.ts'
import { firstPurchase, type GroundFacts, type GroundWorkload } from '../core/payback/ground-facts.ts'
import { overallQuality } from '../core/payback/ground-quality.ts'
import { scenarioInputs } from '../core/payback/scenario-inputs.ts'
import { usualAlternatives } from '../core/payback/usual-alternatives.ts'
import { dayOfInstant, monthOfDay, type Month } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Ledger } from '../ledger/open.ts'
import { listWorkloadFacts } from '../ledger/workload-facts.ts'
import { billMonths, type BillMonths } from './bill-months.ts'
import { readActuals, rigsMonths } from './payback-actuals.ts'
import { askedRigs, type AskedRigs } from './payback-rigs.ts'
import { readWorkloads, type WorkloadHistory } from './payback-workloads.ts'

/** How far back growth is looked for. */
const longestHistory = 12

/**
 * What a payback question about these rigs rests on: the bills of the complete months before the first purchase, the
 * rigs and their tariffs, what was measured since, and the app's defaults for the rest. `now` in ms since 1970.
 * Refused: a rig that is not there, rigs of several currencies, no bill in the currency of the rigs.
 */
export function readPaybackGround(
  ledger: Ledger,
  choice: RigChoice,
  now: number,
  forecast: ForecastBaseline = trendBaseline,
): Result<PaybackGround, Problem> {
  const asked = askedRigs(ledger, choice, now)
  if (!asked.ok) return asked
  const { rigs, currency, tariff, own } = asked.value
  const bills = billMonths(ledger, now)
  const history = historyOf(bills, firstPurchase(rigs))
  const baselineMonths = history.months.slice(-levelMonths)
  if (baselineMonths.length < levelMonths)
    return ok({
      state: 'not-enough-history',
      completeMonths: baselineMonths,
      needed: levelMonths,
      currency: bills.currencies.includes(currency) ? currency : (bills.currencies[0] ?? null),
    })
  if (!bills.currencies.includes(currency))
    return refused({ kind: 'currencies-differ', currencies: [currency, ...bills.currencies] })

  const work = readWorkloads(ledger, currency, history.months)
  const lastWhole = bills.complete.at(-1) ?? 0
  const seen = own.length === 0 ? [] : rigsMonths(ledger, own, lastWhole, now)
  const facts: GroundFacts = {
    currency,
    thisMonth: monthOfDay(dayOfInstant(now)),
    workloads: workloadsOf(ledger, work, forecast),
    baselineMonths,
    beforePurchase: history.beforePurchase,
    rigs,
    tariff,
    measuredKwh: new Map(seen.flatMap(({ month, kwh }) => (kwh === null ? [] : [[month, kwh] as const]))),
  }
  return ok(groundOf(ledger, facts, asked.value, bills, { currency, seen, work }))
}

/** The complete months before the purchase; where there are too few, all there are. */
function historyOf(
  { complete }: BillMonths,
  purchase: Month,
): { readonly months: readonly Month[]; readonly beforePurchase: boolean } {
  const before = complete.filter((month) => month < purchase)
  const beforePurchase = before.length >= levelMonths
  return { months: (beforePurchase ? before : complete).slice(-longestHistory), beforePurchase }
}

function workloadsOf(
  ledger: Ledger,
  work: readonly WorkloadHistory[],
  forecast: ForecastBaseline,
): readonly GroundWorkload[] {
  const known = new Map(listWorkloadFacts(ledger).map((stored) => [stored.workload, stored]))
  return work.map(({ id, byRule, months }) => ({
    id,
    byRule,
    baseline: forecast(months),
    facts: known.get(id)?.facts ?? null,
    accepted: known.get(id)?.accepted ?? null,
  }))
}

type Read = {
  readonly currency: Currency
  readonly seen: ReturnType<typeof rigsMonths>
  readonly work: readonly WorkloadHistory[]
}

function groundOf(
  ledger: Ledger,
  facts: GroundFacts,
  { own }: AskedRigs,
  bills: BillMonths,
  { currency, seen, work }: Read,
): PaybackGround {
  const past = bills.billed(currency)
  const planned = appScenario(facts)
  const actuals = readActuals(ledger, {
    scenario: planned,
    rigs: own,
    months: seen,
    past,
    baseline: together(work),
    beforePurchase: facts.beforePurchase,
  })
  const scenario = { ...planned, actuals }
  return {
    state: 'ready',
    scenario,
    inputs: scenarioInputs(facts, scenario),
    entered: Object.fromEntries(
      facts.workloads
        .filter(({ accepted }) => accepted !== null)
        .map(({ id }) => [id, { routableShare: usualRoutableShare, forcedLocal: false }]),
    ),
    ranges: defaultRanges(scenario, overallQuality(facts.workloads)),
    alternatives: usualAlternatives(currency),
    currency,
    otherCurrencies: bills.currencies.filter((other) => other !== currency),
    completeMonths: facts.baselineMonths,
    past,
    withoutTokens: bills.withoutTokens(facts.baselineMonths),
  }
}

/** Every month of the level, all workloads as one. */
function together(work: readonly WorkloadHistory[]): readonly BaselineMonth[] {
  const [first] = work
  const sum = (at: number, of: (month: BaselineMonth) => number | null): number | null =>
    work.reduce<number | null>((total, { months }) => {
      const month = months[at]
      const value = month ? of(month) : 0
      return total === null || value === null ? null : total + value
    }, 0)
  return (first?.months ?? [])
    .map((month, at) => ({
      month: month.month,
      spend: sum(at, ({ spend }) => spend) ?? 0,
      tokensIn: sum(at, ({ tokensIn }) => tokensIn),
      tokensOut: sum(at, ({ tokensOut }) => tokensOut),
      requests: null,
    }))
    .slice(-levelMonths)
}
