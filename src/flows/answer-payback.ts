import { pricePerKwhOn } from '../core/energy.ts'
import { toUnits } from '../core/money.ts'
import {
  crossing,
  netMonths,
  runningMonthly,
  savedMonthly,
  whyNever,
  type Assumption,
  type PaybackAnswer,
  type PaybackMonth,
  type PaybackQuestion,
  type SteadyRig,
} from '../core/payback.ts'
import { paybackDefaults } from '../core/payback-defaults.ts'
import { dayOfInstant, monthOfDay, type Day, type Month } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { kwhAroundTheClock, servedShare } from '../core/rig-load.ts'
import { presetCurrency, presetNamed, rigPresets, type Rig } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { measuredKwh } from './measured-kwh.ts'
import {
  billAssumptions,
  fixedAssumptions,
  servedAssumption,
  settle,
  type RigFacts,
  type SettledRig,
} from './payback-assumptions.ts'
import { neededMonths, readHistory, type History } from './payback-history.ts'

/**
 * In which month the rig of `question` has paid itself back, on this ledger's own bills, in cash.
 * `now` (milliseconds since 1970) is the moment of the purchase and of the look at the bills.
 */
export function answerPayback(
  ledger: Ledger,
  question: PaybackQuestion,
  now: number,
): Result<PaybackAnswer, Problem> {
  const rig =
    question.rigId === undefined ? null : (listRigs(ledger).find(({ id }) => id === question.rigId) ?? null)
  if (question.rigId !== undefined && rig === null)
    return refused({ kind: 'no-such-rig', name: question.rigId.toString() })
  const facts = factsOf(question.presetId ?? rig?.presetId ?? null, rig)
  if (facts === null)
    return refused({
      kind: 'unknown-preset',
      name: question.presetId ?? '',
      known: rigPresets.map(({ id }) => id),
    })
  const wrong = wrongNumber(question)
  if (wrong) return refused(wrong)
  const history = readHistory(ledger, now)
  if (history.months.length < neededMonths) return ok(notEnough(history, facts))

  const currency = rig?.price.currency ?? presetCurrency
  const bills = history.spend.find((spend) => spend.currency === currency)
  if (!bills)
    return refused({
      kind: 'currencies-differ',
      currencies: [currency, ...history.spend.map((s) => s.currency)],
    })
  const today = dayOfInstant(now)
  const measured = rig === null ? null : measuredKwh(ledger, rig.id, now)
  const settled = settle(withOwnRig(question, rig, today), facts, measured?.kwh == null, currency)
  if (!settled.ok) return settled

  const kwh = measured?.kwh ?? kwhAroundTheClock(settled.value.loadWatts ?? 0)
  const served = servedOf(settled.value, history)
  const steady: SteadyRig = {
    outlay: settled.value.price,
    spend: bills.monthly,
    routableShare: settled.value.routableShare,
    keep: paybackDefaults.keep.value,
    served: served ?? 1,
    energy: kwh * settled.value.pricePerKwh,
    maintenance: (settled.value.price * paybackDefaults.maintenance.value) / 12,
    engineering: 0,
    horizonMonths: paybackDefaults.horizonMonths.value,
  }
  const energy: Assumption = {
    name: 'kwhMonthly',
    label: 'Energy a month',
    value: kwh,
    unit: 'kWh',
    source: measured?.kwh == null ? 'the power above, day and night' : measured.source,
  }
  return ok({
    ...verdict(steady, monthOfDay(today)),
    currency,
    completeMonths: history.months,
    saved: savedMonthly(steady),
    running: runningMonthly(steady),
    servedShare: served,
    assumptions: [
      ...billAssumptions(history, currency, bills.monthly),
      ...settled.value.assumptions,
      energy,
      servedAssumption(settled.value, facts, history, served),
      ...fixedAssumptions(steady, currency),
    ],
  })
}

type Verdict = Pick<
  PaybackAnswer,
  'status' | 'month' | 'fraction' | 'calendarMonth' | 'reason' | 'binding' | 'months'
>

function verdict(rig: SteadyRig, purchase: Month): Verdict {
  const net = netMonths(rig)
  const months = cumulative(rig, purchase)
  const found = crossing(net)
  const total = net.reduce((sum, cash) => sum + cash, 0)
  const open = { month: null, fraction: null, calendarMonth: null, reason: null, binding: [], months }
  if (rig.outlay <= 0.005 && total >= 0)
    return { ...open, status: 'nothing-to-recover', month: 0, fraction: 0, calendarMonth: purchase }
  if (found.status === 'never' || rig.outlay <= 0.005) return { ...open, status: 'never', ...whyNever(rig) }
  const { month, fraction } = found
  return { ...open, status: 'paid', month, fraction, calendarMonth: purchase + month }
}

function cumulative(rig: SteadyRig, purchase: Month): readonly PaybackMonth[] {
  const withRig = rig.spend - savedMonthly(rig) + runningMonthly(rig)
  return Array.from({ length: rig.horizonMonths + 1 }, (_, index) => ({
    index,
    month: purchase + index,
    apiOnly: rig.spend * index,
    withRig: rig.outlay + withRig * index,
  }))
}

const notEnough = (history: History, rig: RigFacts): PaybackAnswer => ({
  status: 'not-enough-history',
  month: null,
  fraction: null,
  calendarMonth: null,
  reason: null,
  binding: [],
  currency: history.spend[0]?.currency ?? presetCurrency,
  completeMonths: history.months,
  saved: null,
  running: null,
  servedShare: null,
  assumptions: [
    {
      name: 'completeMonths',
      label: 'Complete months of bills',
      value: history.months.length,
      unit: `of ${neededMonths} needed`,
      source: 'your statements',
    },
    { name: 'preset', label: 'Rig', value: rig.name, unit: '', source: rig.source },
  ],
  months: [],
})

/** A rig of the user's own without a preset is known by its price and its records alone. */
function factsOf(presetId: string | null, rig: Rig | null): RigFacts | null {
  if (presetId !== null) return presetNamed(presetId)
  if (rig === null) return null
  const unknown = { scope: null, loadWatts: null, decodeTokensPerSecond: null, prefillTokensPerSecond: null }
  return { name: rig.name, price: null, source: 'your own rig', ...unknown }
}

/** The rig the user owns brings its own price and the tariff in force; one of the future is not in force. */
function withOwnRig(question: PaybackQuestion, rig: Rig | null, today: Day): PaybackQuestion {
  if (rig === null) return question
  const pricePerKwh = pricePerKwhOn(rig.tariffs, today)
  return {
    price: toUnits(rig.price.nanos),
    ...(pricePerKwh && { pricePerKwh: toUnits(pricePerKwh.nanos) }),
    ...question,
  }
}

const servedOf = (rig: SettledRig, history: History): number | null =>
  history.tokens === null || rig.decodePerSecond === null
    ? null
    : servedShare(history.tokens, rig.routableShare, rig.decodePerSecond, rig.prefillPerSecond)

function wrongNumber(question: PaybackQuestion): Problem | null {
  const ranges = [
    ['Price', question.price, 0, 1e9, 'an amount from 0 to 1,000,000,000'],
    ['Power under load', question.loadWatts, 0, 1e6, 'a number of watts from 0 to 1,000,000'],
    ['Price of electricity', question.pricePerKwh, 0, 1000, 'a price per kWh from 0 to 1,000'],
    ['Routable share', question.routableShare, 0, 1, 'a share from 0 to 1'],
  ] as const
  for (const [field, value, low, high, expected] of ranges)
    if (value !== undefined && !(value >= low && value <= high))
      return { kind: 'bad-input', field, text: String(value), expected }
  return null
}
