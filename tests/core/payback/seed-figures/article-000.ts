import {
  amortisedMonthly,
  blendedPrice,
  cashMonths,
  memoryLeftGb,
  powerCost,
  powerPerMillion,
  tokensBought,
} from '../article-arithmetic.ts'
import { phases, type Phase } from '../../../../src/core/payback/migration-plan.ts'
import { bitsPerWeight, weightsGb } from '../../../../src/core/payback/model-memory.ts'
import { claim, figuresOf, outside, type Claim, type Figures } from './entry.ts'

/** Months of cash payback; Infinity where it never pays. */
export const months = (outlay: number, saved: number, running: number): number =>
  cashMonths(outlay, saved, running) ?? Number.POSITIVE_INFINITY

const yearOfQuarters = (figures: Figures, name: string): number => figures.one(name) * 4
const monthOfQuarter = (figures: Figures): number => figures.one('usd_per_quarter') / 3

/** Rows of the table that lost its columns: the spend and the power are inferred. */
const tableRow: Claim = claim((it) =>
  months(it.one('capex_usd'), it.one('api_usd_month_INFERRED'), it.one('electricity_usd_month_INFERRED')),
)

/** The article's own rig: outlay and power a month. */
const own = (): readonly [outlay: number, power: number] => {
  const it = figuresOf('000-28')
  return [it.one('capex'), it.one('power')]
}

const monthsAfterHaircut: Claim = claim((it) =>
  months(it.one('capex'), it.one('api') * (1 - it.one('haircut')), it.one('power')),
)

/** Longer than this is what the model calls beyond the horizon. */
const horizonMonths = 36

/** The cautious end is the plan the product starts from. */
const phase = (key: Phase['key']): Claim =>
  claim((it) => [it.pair('weeks')[0], phases.find((each) => each.key === key)?.weeks ?? 0])

const weeksPerMonth = 365.25 / 7 / 12

export const article000: Readonly<Record<string, Claim>> = {
  '000-01': claim((it) => yearOfQuarters(it, 'usd_per_quarter')),
  '000-02': claim(monthOfQuarter),
  '000-03': claim(monthOfQuarter),
  '000-4c': claim((it) => yearOfQuarters(it, 'q')),
  '000-05': claim((it) => {
    const [low, high] = it.pair('api_usd_month')
    const outlay = it.one('capex_usd')
    const power = it.one('electricity_usd_month_inferred')
    return {
      [String(low)]: months(outlay, low, power),
      [String(high)]: months(outlay, high, power),
      [`${low}_no_power`]: months(outlay, low, 0),
      [`${high}_no_power`]: months(outlay, high, 0),
    }
  }),
  '000-06': claim(
    (it) => {
      const hardware = amortisedMonthly(it.one('capex_usd'), it.one('life_months_assumed'), 0)
      return {
        electricity_alone_pct_of_amortised_hardware: it
          .all('electricity_usd_month')
          .map((power) => (power / hardware) * 100),
      }
    },
    (found, { stated }) => outside(found.electricity_alone_pct_of_amortised_hardware, stated),
  ),
  '000-08': claim(
    (it) => {
      const prices = { inPerMillion: it.one('in'), outPerMillion: it.one('out') }
      const [partsIn, partsOut] = [it.one('parts_in'), it.one('parts_out')]
      const millions = (mixIn: number, mixOut: number): number =>
        tokensBought(it.one('usd_month'), blendedPrice(prices, { partsIn: mixIn, partsOut: mixOut })) / 1e6
      return {
        tokens_m_at_1_to_3: millions(partsIn, partsOut),
        at_3_to_1: millions(partsOut, partsIn),
        all_output_minimum: millions(0, 1),
      }
    },
    (found, { stated }) => outside([found.all_output_minimum * 1e6, found.tokens_m_at_1_to_3 * 1e6], stated),
  ),
  '000-09': claim(
    (it) => ({
      usd_per_M_tokens: it
        .all('tok_s')
        .map((speed) => powerPerMillion(it.one('watts'), speed, it.one('usd_kwh'))),
    }),
    (found) => found.usd_per_M_tokens.every((cost) => cost > 0),
  ),
  '000-10': tableRow,
  '000-11': tableRow,
  '000-12': tableRow,
  '000-13': tableRow,
  '000-14': tableRow,
  '000-15': tableRow,
  '000-16': tableRow,
  '000-18': claim(
    (it) => ({ weights_gb: it.all('bits_per_weight').map((bits) => weightsGb(it.one('params_b'), bits)) }),
    (found, it) => found.weights_gb.every((gb) => memoryLeftGb(it.one('vram_gb'), gb) < 0),
  ),
  '000-18b': claim(
    (it) => {
      const [low, high] = it.pair('card_usd')
      const rig = it.stated[0] ?? Number.NaN
      return { left_for_the_rest_usd: [rig - high, rig - low] }
    },
    (found) => found.left_for_the_rest_usd.some((left) => left <= 0),
  ),
  '000-20': claim((it) => it.one('gpus') * it.one('gb')),
  '000-22': claim(
    (it) =>
      it
        .all('watts')
        .map((watts, at) =>
          powerCost(watts, (it.all('hours_day')[at] ?? Number.NaN) * it.one('days'), it.one('usd_kwh')),
        ),
    (found, { stated: [low = Number.NaN, high = Number.NaN] }) =>
      Math.min(...found) < low && Math.max(...found) < high,
  ),
  '000-23': claim((it) => (it.one('q_api') / it.one('q_local') - 1) * 100),
  '000-28': monthsAfterHaircut,
  '000-29': monthsAfterHaircut,
  '000-30': phase('audit'),
  '000-31': phase('select'),
  '000-32': phase('setUp'),
  '000-33': phase('parallel'),
  '000-34': phase('migrate'),
  '000-35': claim((it) => it.all('weeks').map((weeks) => weeks / weeksPerMonth)),
  '000-37': claim((it) => months(own()[0], it.one('usd_month'), own()[1])),
  '000-38': claim(
    (it) => months(own()[0], it.one('usd_month'), own()[1]),
    (found) => found < horizonMonths,
  ),
  '000-39': claim((it) => months(own()[0], it.one('usd_month'), own()[1])),
  '000-41': claim((it) => it.all('api').map((spend) => months(it.one('capex'), spend, it.one('power')))),
  '000-42': claim((it) =>
    it.all('haircut').map((lost) => months(it.one('capex'), it.one('api') * (1 - lost), it.one('power'))),
  ),
  '000-43': claim((it) => it.all('power').map((power) => months(it.one('capex'), it.one('api'), power))),
  '000-44': claim(
    (it) => it.all('watts').map((watts) => powerCost(watts, it.one('hours'), it.one('usd_kwh'))),
    // Its own range for 12 to 18 hours a day ends above what day and night can cost.
    (found, { stated }) =>
      Math.max(...found) < Math.max(...stated) &&
      Math.max(...found) < Math.max(...figuresOf('000-22').stated),
  ),
}

/** Sentences of the file that hold arithmetic: the numbers in them, in order. */
export const article000Sentences: Readonly<Record<string, (figures: Figures) => readonly number[]>> = {
  '000-19': (it) => {
    const billions = (it.quoted.at(-1) ?? Number.NaN) / 1e9
    return [it.pair('vram_gb')[0], billions, bitsPerWeight.int4, weightsGb(billions, bitsPerWeight.int4)]
  },
  '000-27': (it) => [1 - it.one('haircut')],
  '000-36': (it) => [
    ...new Set(
      it.all('usd').map((usd, at) => usd / ((it.all('engineers')[at] ?? Number.NaN) * it.one('months'))),
    ),
  ],
}
