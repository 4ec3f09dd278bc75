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
import { dayOfInstant, monthOfDay, type Month } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { kwhAroundTheClock, servedShare } from '../core/rig-load.ts'
import { presetCurrency, presetNamed, rigPresets, type Rig, type RigPreset } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { measuredKwh } from './measured-kwh.ts'
import {
  billAssumptions,
  defaults,
  fixedAssumptions,
  servedAssumption,
  settle,
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
  const preset = presetNamed(question.presetId)
  if (preset === null)
    return refused({ kind: 'unknown-preset', name: question.presetId, known: rigPresets.map(({ id }) => id) })
  const wrong = wrongNumber(question)
  if (wrong) return refused(wrong)
  const history = readHistory(ledger, now)
  if (history.months.length < neededMonths) return ok(notEnough(history, preset))

  const rig =
    question.rigId === undefined ? null : (listRigs(ledger).find(({ id }) => id === question.rigId) ?? null)
  const currency = rig?.price.currency ?? presetCurrency
  const bills = history.spend.find((spend) => spend.currency === currency)
  if (!bills)
    return refused({
      kind: 'currencies-differ',
      currencies: [currency, ...history.spend.map((s) => s.currency)],
    })
  const measured = rig === null ? null : measuredKwh(ledger, rig.id, now)
  const settled = settle(withOwnRig(question, rig), preset, measured?.kwh == null)
  if (!settled.ok) return settled

  const kwh = measured?.kwh ?? kwhAroundTheClock(settled.value.loadWatts ?? 0)
  const served = servedOf(settled.value, history)
  const steady: SteadyRig = {
    outlay: settled.value.price,
    spend: bills.monthly,
    routableShare: settled.value.routableShare,
    keep: defaults.keep.value,
    served: served ?? 1,
    energy: kwh * settled.value.pricePerKwh,
    maintenance: (settled.value.price * defaults.maintenance.value) / 12,
    engineering: 0,
    horizonMonths: defaults.horizonMonths.value,
  }
  const energy: Assumption = {
    name: 'kwhMonthly',
    label: 'Energy a month',
    value: kwh,
    unit: 'kWh',
    source: measured?.kwh == null ? 'the power above, day and night' : measured.source,
  }
  return ok({
    ...verdict(steady, monthOfDay(dayOfInstant(now))),
    currency,
    completeMonths: history.months,
    saved: savedMonthly(steady),
    running: runningMonthly(steady),
    servedShare: served,
    assumptions: [
      ...billAssumptions(history, currency, bills.monthly),
      ...settled.value.assumptions,
      energy,
      servedAssumption(settled.value, preset, history, served),
      ...fixedAssumptions(steady),
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

const notEnough = (history: History, preset: RigPreset): PaybackAnswer => ({
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
    { name: 'preset', label: 'Rig', value: preset.name, unit: '', source: preset.source },
  ],
  months: [],
})

/** The rig the user owns brings its own price and the tariff in force. */
function withOwnRig(question: PaybackQuestion, rig: Rig | null): PaybackQuestion {
  if (rig === null) return question
  const tariff = rig.tariffs[0]
  return {
    price: toUnits(rig.price.nanos),
    ...(tariff && { pricePerKwh: toUnits(tariff.pricePerKwh.nanos) }),
    ...question,
  }
}

const servedOf = (rig: SettledRig, history: History): number | null =>
  history.tokens === null || rig.decodePerSecond === null
    ? null
    : servedShare(history.tokens, rig.routableShare, rig.decodePerSecond, rig.prefillPerSecond)

function wrongNumber(question: PaybackQuestion): Problem | null {
  const ranges = [
    ['price', question.price, 0, 1e9, 'an amount from 0 to 1,000,000,000'],
    ['loadWatts', question.loadWatts, 0, 1e6, 'a number of watts from 0 to 1,000,000'],
    ['pricePerKwh', question.pricePerKwh, 0, 1000, 'a price per kWh from 0 to 1,000'],
    ['routableShare', question.routableShare, 0, 1, 'a share from 0 to 1'],
  ] as const
  for (const [field, value, low, high, expected] of ranges)
    if (value !== undefined && !(value >= low && value <= high))
      return { kind: 'bad-input', field, text: String(value), expected }
  return null
}
