import {
  amortisedMonthly,
  blendedPrice,
  hoursForTokens,
  impliedPerKwh,
  kwhDrawn,
  perMillion,
  powerCost,
  savingNeeded,
  shareServed,
  tokensBought,
  tokensInHours,
} from '../article-arithmetic.ts'
import { impliedWatts } from '../../../../src/core/payback/power-cost.ts'
import { rigsNeeded } from '../../../../src/core/payback/throughput.ts'
import { tokenCost } from '../../../../src/core/payback/token-prices.ts'
import { months } from './article-000.ts'
import { articleHours } from './article-001.ts'
import { claim, figuresOf, outside, type Claim } from './entry.ts'

/** One request of article 002 at its prices. */
const request = (): number => {
  const it = figuresOf('002-01')
  return tokenCost(
    { inPerMillion: it.one('p_in'), outPerMillion: it.one('p_out') },
    it.one('in'),
    it.one('out'),
  )
}

/** The month of article 003's card, unrounded. */
const cardMonthly = (): number => figuresOf('003-08').one('hw') + figuresOf('003-08').one('power')
const miniOutPrice = (): number => figuresOf('003-09').one('usd_per_M')

export const article002: Readonly<Record<string, Claim>> = {
  '002-01': claim(request),
  '002-02': claim(() => request() * figuresOf('002-06').one('requests')),
  '002-03': claim(
    (it) => ({
      at_0_12: powerCost(it.one('watts'), it.one('hours'), it.one('usd_kwh')),
      implied_usd_kwh: impliedPerKwh(it.stated[0] ?? Number.NaN, it.one('watts'), it.one('hours')),
    }),
    (found, it) =>
      found.at_0_12 < (it.stated[0] ?? Number.NaN) / 2 && found.implied_usd_kwh > it.one('usd_kwh'),
  ),
  '002-05': claim((it) => months(it.one('capex'), it.one('api'), it.one('power'))),
  '002-06': claim(
    (it) => {
      const bill = figuresOf('002-05')
      const needed = it.one('requests') * it.one('out')
      const possible = tokensInHours(it.one('tok_s'), it.one('hours'))
      const share = shareServed(needed, possible)
      return {
        needed_m_output: needed / 1e6,
        capacity_m: possible / 1e6,
        share,
        avoided_usd: share * bill.one('api'),
        payback_months: months(bill.one('capex'), share * bill.one('api'), bill.one('power')),
        nodes_needed: rigsNeeded(needed, possible),
      }
    },
    (found) => found.share < 1 && outside([found.payback_months], figuresOf('002-05').stated),
  ),
  '002-06b': claim(
    (it) => ({
      months_of_machine_time:
        hoursForTokens(it.one('tokens_in_m') * 1e6, it.one('prefill_tok_s_example')) / articleHours,
    }),
    (found) => found.months_of_machine_time > 0.5,
  ),
  '002-07': claim(
    (it) => {
      const { one } = figuresOf('002-06')
      const served = tokensInHours(one('tok_s'), one('hours')) / one('out')
      const monthly = amortisedMonthly(it.one('capex'), 36, it.one('power'))
      const stated = (it.stated[0] ?? Number.NaN) * it.one('requests')
      return {
        at_36_months: monthly / it.one('requests'),
        implied_life_months: it.one('capex') / (stated - it.one('power')),
        at_served_414720_requests_36: monthly / served,
      }
    },
    (found, { stated: [said = Number.NaN] }) =>
      found.at_36_months > 1.2 * said && found.implied_life_months > 36,
  ),
  // The tariff as the file rounds it.
  '002-10': claim((it) => ({
    usd_per_request:
      kwhDrawn(it.one('watts'), hoursForTokens(it.one('out'), it.one('tok_s'))) *
      figuresOf('002-03').result('implied_usd_kwh'),
  })),
}

export const article003: Readonly<Record<string, Claim>> = {
  '003-02': claim(
    (it) => ({
      tokens_m_needed: it.all('usd_per_M').map((price) => tokensBought(it.one('usd_month'), price) / 1e6),
      best_possible_usd_per_M: perMillion(it.one('usd_month'), it.one('capacity_m_at_80_tok_s') * 1e6),
    }),
    (found, it) =>
      Math.max(...found.tokens_m_needed) > it.one('capacity_m_at_80_tok_s') &&
      found.best_possible_usd_per_M > it.pair('usd_per_M')[0],
  ),
  '003-03': claim(
    (it) => {
      const prices = { inPerMillion: it.one('gpt4o_in'), outPerMillion: it.one('gpt4o_out') }
      return {
        list_range: [
          blendedPrice(prices, { partsIn: 1, partsOut: 0 }),
          blendedPrice(prices, { partsIn: 0, partsOut: 1 }),
        ],
        blended_2_1: blendedPrice(prices, { partsIn: 2, partsOut: 1 }),
        blended_1_1: blendedPrice(prices, { partsIn: 1, partsOut: 1 }),
      }
    },
    (found, { stated }) => Math.max(...found.list_range) < Math.max(...stated),
  ),
  // 60 and 80 W are those of the key.
  '003-04': claim(
    (it) => ({
      implied_watts: it.all('usd').map((cost) => impliedWatts(cost, it.one('hours'), it.one('usd_kwh'))),
      at_60_80_W: [60, 80].map((watts) => powerCost(watts, it.one('hours'), it.one('usd_kwh'))),
    }),
    (found, { stated }) => outside(found.at_60_80_W, stated),
  ),
  '003-06': claim((it) => amortisedMonthly(it.one('usd'), it.one('months'), 0)),
  '003-07': claim(
    (it) => {
      const hours = it.one('hours_day') * it.one('days')
      return {
        at_0_12: powerCost(it.one('watts'), hours, it.one('usd_kwh')),
        implied_usd_kwh: impliedPerKwh(it.stated[0] ?? Number.NaN, it.one('watts'), hours),
        whole_system_600W: powerCost(600, hours, it.one('usd_kwh')),
      }
    },
    (found, { stated: [said = Number.NaN] }) =>
      found.at_0_12 < 0.9 * said && found.whole_system_600W < 0.9 * said,
  ),
  '003-08': claim(cardMonthly),
  // From the sum of 003-08, not from the 64 the article rounds it to, which makes 106.7.
  '003-09': claim((it) => tokensBought(cardMonthly(), it.one('usd_per_M')) / 1e6),
  '003-09b': claim(
    (it) => ({
      break_even_output_m: it
        .all('in_per_out')
        .map((parts) => tokensBought(cardMonthly(), it.one('out_usd') + parts * it.one('in_usd')) / 1e6),
    }),
    (found) =>
      found.break_even_output_m.every((millions) => millions * 1e6 < (figuresOf('003-09').stated[0] ?? 0)),
  ),
  '003-10': claim((it) => ({
    tokens_per_response: (it.one('tokens_m') * 1e6) / it.one('responses'),
    at_500_tokens: (it.one('tokens_m') * 1e6) / figuresOf('002-01').one('out'),
  })),
  '003-11': claim((it) => {
    const bills = it.all('months').map((target) => savingNeeded(it.one('capex'), target, it.one('power')))
    const [least = Number.NaN, most = Number.NaN] = bills.toSorted((a, b) => a - b)
    const callsADay = (bill: number): number =>
      tokensBought(bill, miniOutPrice()) / figuresOf('003-12').one('tokens') / figuresOf('003-07').one('days')
    return { api_usd_month: [least, most], calls_day_at_1259_tokens: [callsADay(least), callsADay(most)] }
  }),
  '003-12': claim(
    (it) => {
      const rig = figuresOf('003-11')
      const bill = (it.one('calls') * it.one('tokens') * miniOutPrice()) / 1e6
      return { api_usd_month: bill, payback_months: months(rig.one('capex'), bill, rig.one('power')) }
    },
    (found) => outside([found.payback_months], figuresOf('003-11').all('months')),
  ),
  '003-17': claim((it) => {
    const [less = Number.NaN, more = Number.NaN] = it.stated
    const bill = (percent: number): number => it.one('local_fixed') / (it.one('local_share') - percent / 100)
    return {
      [`cloud_only_usd_for_${less}pct`]: bill(less),
      [`cloud_only_usd_for_${more}pct`]: bill(more),
      limit: `${it.one('local_share') * 100}%`,
    }
  }),
}
