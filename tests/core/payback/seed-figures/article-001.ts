import {
  amortisedMonthly,
  blendedPrice,
  memoryLeftGb,
  perMillion,
  powerCost,
  speedNeeded,
  tokensBought,
  tokensInHours,
} from '../article-arithmetic.ts'
import { bitsPerWeight, singleStreamLimit, weightsGb } from '../../../../src/core/payback/model-memory.ts'
import { claim, figuresOf, outside, type Claim } from './entry.ts'

/** The article's month: 30 days. */
export const articleHours = 720

/** GB of 4-bit weights as the file rounds them; Q4_K_M makes 42.4, 20.6 and 7.9 of them. */
const rounded4Bit = { '70B': 42, '34B': 20, '13B': 7.5 } as const

/** What the article's own Mac and price come to. */
const own = () => {
  const it = figuresOf('001-20')
  return { monthly: it.one('usd_month'), price: it.one('usd_per_M') }
}
const macTokens = (): number => tokensInHours(figuresOf('001-17').one('tok_s'), articleHours)
const millionsBought = (spend: number, price: number): number => tokensBought(spend, price) / 1e6

/** A row of the article's table, API against its Mac and its card. */
const volumeRow = (fits: boolean): Claim =>
  claim(
    (it) => {
      const tokens = it.one('tokens_m') * 1e6
      const cards = (speed: number): number => tokens / tokensInHours(speed, articleHours)
      const [slow = Number.NaN, fast = Number.NaN] = figuresOf('001-04').stated
      return {
        api: it.one('tokens_m') * it.one('usd_per_M'),
        mac_capacity_share: macTokens() / tokens,
        rtx4090_needed_at_80_tok_s: cards(fast),
        rtx4090_needed_at_40_tok_s: cards(slow),
      }
    },
    ...(fits
      ? []
      : ([(found: { readonly mac_capacity_share: number }) => found.mac_capacity_share < 1] as const)),
  )

export const article001: Readonly<Record<string, Claim>> = {
  '001-01': claim(
    (it) => ({
      fits: memoryLeftGb(it.one('gb'), weightsGb(70, bitsPerWeight.int4)) >= 0,
      roofline_tok_s_if_it_fitted: singleStreamLimit(
        it.one('bandwidth_gbs'),
        weightsGb(70, bitsPerWeight.int4),
      ),
    }),
    (found, { stated }) => !found.fits && outside([found.roofline_tok_s_if_it_fitted], stated),
  ),
  '001-02': claim(
    (it) => ({ roofline_tok_s_70B_q4: singleStreamLimit(it.one('bandwidth_gbs'), rounded4Bit['70B']) }),
    (found, { stated }) => outside([found.roofline_tok_s_70B_q4], stated),
  ),
  '001-04': claim(
    (it) => ({
      roofline_tok_s_70B_q4_if_it_fitted: singleStreamLimit(it.one('bandwidth_gbs'), rounded4Bit['70B']),
      roofline_34B_q4: singleStreamLimit(it.one('bandwidth_gbs'), rounded4Bit['34B']),
      roofline_13B_q4: singleStreamLimit(it.one('bandwidth_gbs'), rounded4Bit['13B']),
    }),
    (found, { stated }) => outside([found.roofline_tok_s_70B_q4_if_it_fitted], stated),
  ),
  '001-05': claim((it) => ({
    roofline_single_stream_q4: singleStreamLimit(it.one('bandwidth_gbs'), rounded4Bit['70B']),
  })),
  '001-06': claim((it) => {
    const left = memoryLeftGb(it.one('gb'), it.one('weights_fp16_gb'))
    return { fits_fp16: left >= 0, free_gb_for_kv: left }
  }),
  '001-07': claim((it) => ({
    m_tokens_month: it.all('tok_s').map((speed) => tokensInHours(speed, articleHours) / 1e6),
  })),
  '001-08': claim((it) => it.one('usd_hour') * it.one('hours')),
  '001-08b': claim(
    (it) => {
      const tokens = tokensBought(it.one('usd_month'), it.one('usd_per_M'))
      return { tokens_m: tokens / 1e6, tok_s_needed_24_7: speedNeeded(tokens, articleHours) }
    },
    // A 70B at Q4_K_M does not even fit the card of 40 GB that is to write so fast.
    (_, { quoted }) => quoted.includes(40) && memoryLeftGb(40, weightsGb(70, bitsPerWeight.q4KM)) < 0,
  ),
  '001-09': claim((it) => it.one('usd_hour') * it.one('hours')),
  '001-09b': claim(
    (it) => ({
      tok_s_needed_24_7: speedNeeded(tokensBought(it.one('usd_month'), it.one('usd_per_M')), articleHours),
      usd_per_M_at_200_tok_s: perMillion(
        it.one('usd_month'),
        tokensInHours(it.one('own_table_tok_s'), articleHours),
      ),
    }),
    (found, it) => found.usd_per_M_at_200_tok_s > 10 * it.one('usd_per_M'),
  ),
  '001-11': claim(
    (it) =>
      blendedPrice({ inPerMillion: it.one('in'), outPerMillion: it.one('out') }, { partsIn: 2, partsOut: 1 }),
    (found, { stated: [said = Number.NaN] }) => found - said > 0.005,
  ),
  '001-14': claim((it) => amortisedMonthly(it.one('usd'), it.one('months'), 0)),
  '001-15': claim((it) => powerCost(it.one('watts'), it.one('hours'), it.one('usd_kwh'))),
  '001-16': claim((it) => it.one('hw') + it.one('power')),
  '001-17': claim(
    (it) => ({
      per_day_m: tokensInHours(it.one('tok_s'), 24) / 1e6,
      per_month_m: tokensInHours(it.one('tok_s'), articleHours) / 1e6,
    }),
    (found, { stated: [day = Number.NaN, month = Number.NaN] }) =>
      found.per_day_m * 1e6 < day / 10 && found.per_month_m * 1e6 < month / 10,
  ),
  '001-19': claim((it) => {
    const [partsIn, partsOut] = it.text('ratio').split(':').map(Number)
    return blendedPrice(
      { inPerMillion: it.one('in'), outPerMillion: it.one('out') },
      { partsIn: partsIn ?? Number.NaN, partsOut: partsOut ?? Number.NaN },
    )
  }),
  '001-20': claim((it) => millionsBought(it.one('usd_month'), it.one('usd_per_M'))),
  '001-21-5M': volumeRow(true),
  '001-21-20M': volumeRow(false),
  '001-21-50M': volumeRow(false),
  '001-21-200M': volumeRow(false),
  '001-21-500M': volumeRow(false),
  '001-22': claim(
    (it) => {
      const hardware = amortisedMonthly(it.one('usd'), it.one('months'), 0)
      const power = it.one('total') - hardware
      const kwh = power / figuresOf('001-15').one('usd_kwh')
      return {
        hardware,
        implied_power_usd: power,
        implied_kwh_at_0_12: kwh,
        hours_at_450W: kwh / 0.45,
      }
    },
    (found) =>
      found.hours_at_450W <
      (figuresOf('001-21-200M').result('rtx4090_needed_at_80_tok_s') * articleHours) / 2,
  ),
  '001-23': claim(
    (it) => {
      const monthly = it.all('share').map((share) => it.one('hardware_and_power') / share)
      const [least = Number.NaN, most = Number.NaN] = monthly.toSorted((a, b) => a - b)
      return {
        true_cost_usd_month: [least, most],
        break_even_M_tokens: [least, most].map((usd) => millionsBought(usd, own().price)),
      }
    },
    (found) => outside(found.break_even_M_tokens, figuresOf('001-30').all('tokens_m')),
  ),
  '001-24': claim(
    (it) => {
      const monthly = it.one('usd_year') / 12
      return {
        usd_month: monthly,
        break_even_M_tokens: millionsBought(monthly, it.one('usd_per_M')),
      }
    },
    (found) => outside([found.break_even_M_tokens], figuresOf('001-30').all('tokens_m')),
  ),
  '001-25': claim(
    (it) => it.all('tokens_m').map((tokens) => tokens * own().price - own().monthly),
    (_, it) => it.all('tokens_m').every((tokens) => macTokens() < tokens * 1e6),
  ),
  '001-26': claim((it) => it.one('tokens_m') * it.one('usd_per_M') - own().monthly),
  '001-27': claim((it) => it.one('usd') / 12),
  '001-29': claim(
    (it) => {
      const [mixed, api] = it.pair('usd')
      const tokens = it.one('tokens_m_day') * 30
      return {
        ratio: api / mixed,
        implied_usd_per_M: api / tokens,
        at_own_7_usd_per_M: tokens * own().price,
        tok_s_needed: speedNeeded(it.one('tokens_m_day') * 1e6, 24),
      }
    },
    (found, it) => found.at_own_7_usd_per_M > 4 * it.pair('usd')[1],
  ),
  '001-30': claim(
    (it) => ({ usd_month: it.all('tokens_m').map((tokens) => tokens * it.one('usd_per_M')) }),
    (_, it) => it.all('tokens_m').every((tokens) => macTokens() < tokens * 1e6),
  ),
  '001-32': claim(
    (it) => ({ tokens_m: it.all('usd_month').map((usd) => millionsBought(usd, own().price)) }),
    (found) => outside(found.tokens_m, figuresOf('001-30').all('tokens_m')),
  ),
}
