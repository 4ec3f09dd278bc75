import {
  contextGb,
  effectivePrices,
  memoryLeftGb,
  monthsOfRent,
  powerCost,
  thresholdGain,
} from '../article-arithmetic.ts'
import { bitsPerWeight, singleStreamLimit, weightsGb } from '../../../../src/core/payback/model-memory.ts'
import { thresholdSpend } from '../../../../src/core/payback/payback-views.ts'
import { impliedWatts } from '../../../../src/core/payback/power-cost.ts'
import { plainTerms } from '../../../../src/core/payback/token-prices.ts'
import { months } from './article-000.ts'
import { claim, figuresOf, outside, type Claim, type Figures } from './entry.ts'

const hoursPerMonth = 730

/** Hours that one person works in a year. */
const hoursOfAYear = 2080

/** The server that the file takes: two cards of 700 W and a host of 1 kW, at PUE 1.5. */
const server = { watts: 2 * 700 + 1000, pue: 1.5 }

const total = (): readonly [number, number] => {
  const parts = figuresOf('004-12').rows('parts')
  return [parts.reduce((sum, [low = 0]) => sum + low, 0), parts.reduce((sum, [, high = 0]) => sum + high, 0)]
}

const gainAtItsOwnCost = (it: Figures): number =>
  thresholdGain(it.one('bill'), it.one('routable'), 1, it.one('tco_min'))

export const article004: Readonly<Record<string, Claim>> = {
  '004-02': claim((it) => (1 - it.one('after') / it.one('before')) * 100),
  '004-03': claim(
    (it) => ({ implied_outlay_usd: it.one('saving_month') * it.one('months') }),
    // On rented cards there is no outlay for hardware: nothing is to be paid back.
    (_, it) => months(0, it.one('saving_month'), 0) !== it.stated[0],
  ),
  '004-08': claim(
    (it) => {
      const list = { inPerMillion: it.one('haiku_in'), outPerMillion: it.one('haiku_out') }
      const saving = figuresOf('004-07')
      const prices = effectivePrices(list, {
        ...plainTerms,
        cacheReadShare: 1,
        cacheReadMultiplier: saving.one('cache_read'),
        batchShare: 1,
        batchMultiplier: saving.one('batch'),
      })
      return { output_batch: prices.outPerMillion, input_cached_batch: prices.inPerMillion }
    },
    (found, { stated: [said = Number.NaN] }) => found.output_batch > said,
  ),
  '004-09': claim((it) => ({ implied_capex: it.all('usd_year').map((usd) => usd * 3) })),
  '004-10': claim(
    (it) => ({
      implied_kw: it
        .all('usd_year')
        .map((usd) => impliedWatts(usd, it.one('hours'), it.one('usd_kwh')) / 1000),
      '2xH100_server_kw': server.watts / 1000,
      cost_at_PUE_1_5: powerCost(server.watts, it.one('hours'), it.one('usd_kwh'), server.pue),
    }),
    (found, it) => outside([found.cost_at_PUE_1_5], it.all('usd_year')),
  ),
  '004-11': claim((it) => ({ implied_fte: it.quoted.map((usd) => usd / it.one('share')) })),
  '004-12': claim(() => total()),
  '004-14': claim(
    (it) => ({
      min_bill_at_80pct_routable: it
        .all('tco')
        .map((cost) => thresholdSpend(cost, figuresOf('004-18').one('routable')) ?? Number.NaN),
    }),
    (found, it) => Math.min(...found.min_bill_at_80pct_routable) > it.pair('usd_year')[0],
  ),
  '004-17': claim(gainAtItsOwnCost),
  '004-18': claim(gainAtItsOwnCost, (found) => found < 0),
  '004-29': claim(
    (it) => ({ kv_gb: contextGb(it.one('kv_bytes_per_token_global_layers'), it.one('tokens')) }),
    (found) => memoryLeftGb(figuresOf('001-05').one('gb'), found.kv_gb) < 0,
  ),
  '004-31': claim((it) => ({
    fp16: memoryLeftGb(it.one('gb'), it.one('fp16_gb')) >= 0,
    fp32: memoryLeftGb(it.one('gb'), it.one('fp32_gb')) >= 0,
    roofline_tok_s_fp16: singleStreamLimit(
      figuresOf('004-32').one('bandwidth_gbs'),
      weightsGb(70, bitsPerWeight.fp16),
    ),
  })),
  '004-32': claim(
    (it) => ({
      roofline_single_stream_tok_s: singleStreamLimit(
        it.one('bandwidth_gbs'),
        weightsGb(it.one('active_params_b'), it.one('bytes') * 8),
      ),
    }),
    (found, { stated: [said = Number.NaN] }) => said > 5 * found.roofline_single_stream_tok_s,
  ),
  '004-33': claim(
    (it) => {
      const ratio = (name: string): readonly number[] => it.all(name).map((perGb) => perGb / it.one('mac'))
      return {
        mac_usd_gb: it.one('mac'),
        ratio_4090: ratio('4090'),
        ratio_l40s: ratio('l40s'),
        ratio_h100: ratio('h100'),
      }
    },
    (found, { stated: [times = Number.NaN] }) =>
      [found.ratio_4090, found.ratio_l40s, found.ratio_h100].every(
        ([low = Number.NaN, high = Number.NaN]) => times < low || times > high,
      ),
  ),
  '004-35': claim(
    (it) => it.all('n').map((units) => units * it.one('unit')),
    (found, { stated: [said = Number.NaN] }) => found.every((usd) => usd > 1.05 * said),
  ),
  '004-36': claim((it) => ({ usd_per_unit: it.all('usd').map((usd) => usd / it.one('units')) })),
  '004-39': claim((it) => ({
    free_gb_70B_q4: it
      .all('weights_gb')
      .map((gb) => memoryLeftGb(it.one('gb'), gb))
      .toSorted((a, b) => a - b),
  })),
  '004-41': claim((it) => {
    const [cheapRent, dearRent] = it.pair('rent')
    const [cheapCard, dearCard] = it.pair('buy')
    return {
      buy_vs_rent_months: [
        monthsOfRent(cheapCard, dearRent, hoursPerMonth),
        monthsOfRent(dearCard, cheapRent, hoursPerMonth),
      ],
    }
  }),
}

const thousands = (usd: number): number => usd / 1000

/** Sentences of the file that hold arithmetic: the numbers in them, in order. */
export const article004Sentences: Readonly<Record<string, (figures: Figures) => readonly number[]>> = {
  '004-13': (it) => [it.all('engineering'), it.all('engineering'), total()].flat().map(thousands),
  '004-15': (it) => {
    const share = figuresOf('004-18').one('routable')
    return [
      share,
      thousands(it.one('usd_year')),
      thousands(share * it.one('usd_year')),
      ...total().map(thousands),
    ]
  },
  '004-50': () => [(figuresOf('004-11').one('share') * hoursOfAYear) / 12],
}
