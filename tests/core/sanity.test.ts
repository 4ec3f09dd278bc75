import { describe, expect, it } from 'vitest'
import { isCurrencyKnown } from '../../src/core/currencies.ts'
import { parseMonth } from '../../src/core/period.ts'
import { flagWords } from '../../src/core/sanity-words.ts'
import {
  futureDays,
  priceFlags,
  unknownCurrencies,
  unusualMonths,
  type PriceTable,
} from '../../src/core/sanity.ts'
import { joinedTokenUses, type SourceUse, type TokenUse, type UseCell } from '../../src/core/token-use.ts'

const june = parseMonth('2026-06') ?? 0
const unit = 1_000_000_000n

/** A model at 2 dollars for a million tokens read, 0.2 from the cache, 10 written. */
const prices: PriceTable = {
  modelOf: (_seller, service) => (service === 'a-model' ? service : null),
  pricesOf: () => ({
    input: { low: 2, high: 2 },
    cachedInput: { low: 0.2, high: 0.2 },
    output: { low: 10, high: 10 },
    untold: { low: 0.2, high: 10 },
  }),
}

/** 3 M read, 10 M from the cache, 1 M written: 6 + 2 + 10 = 18 dollars at list price. */
const use = (cost: number, more: Partial<TokenUse> = {}): TokenUse => ({
  serviceProviderName: 'A Seller',
  service: 'a-model',
  model: 'a-model',
  month: june,
  days: { firstDay: 20_605, lastDay: 20_634 },
  currency: 'USD',
  cost,
  tokens: { input: 3e6, cachedInput: 10e6, output: 1e6, untold: 0 },
  rows: 30,
  tokensFrom: 'bill',
  ...more,
})

describe('the implied price of a million tokens', () => {
  it.each([
    ['the list price', 18],
    ['half of it, in a batch', 9],
    ['six times it, in the fast mode', 108],
    ['nothing: it is included', 0],
    ['a refund', -18],
  ])('is not told for %s', (_, cost) => {
    expect(priceFlags([use(cost)], prices)).toEqual([])
  })

  it('bug 9: cents read as dollars are told as such', () => {
    expect(priceFlags([use(1800)], prices)).toMatchObject([
      { kind: 'price', guess: 'cents-as-dollars', times: 100, tokens: 14e6, tokensFrom: 'bill' },
    ])
  })

  it('bug 9: dollars read as cents too', () => {
    expect(priceFlags([use(0.18, { rows: 1 })], prices)).toMatchObject([
      { guess: 'dollars-as-cents', times: expect.closeTo(0.01, 9) as number },
    ])
  })

  it('ten times off is told without a guess at cents', () => {
    expect(priceFlags([use(180)], prices)).toMatchObject([{ guess: 'too-dear', times: 10 }])
    expect(priceFlags([use(1.8)], prices)).toMatchObject([{ guess: 'too-cheap' }])
  })

  it('tokens of which the kind is not told have any of the prices', () => {
    const tokens = { input: 0, cachedInput: 0, output: 0, untold: 1e6 }
    // 0.20 to 10 dollars for a million.
    expect(priceFlags([use(0.3, { tokens })], prices)).toEqual([])
    expect(priceFlags([use(69, { tokens })], prices)).toEqual([])
    expect(priceFlags([use(71, { tokens, rows: 1 })], prices)).toMatchObject([{ guess: 'too-dear' }])
  })

  it('of rows rounded to cents is not told for what the rounding can do', () => {
    const tokens = { input: 100, cachedInput: 0, output: 0, untold: 0 }
    // 100 tokens are 0.0002 dollars; the row says 0.01.
    expect(priceFlags([use(0.01, { tokens, rows: 2 })], prices)).toEqual([])
    expect(priceFlags([use(1, { tokens, rows: 2 })], prices)).toHaveLength(1)
  })

  it('in another currency than the table is not judged', () => {
    expect(priceFlags([use(1800, { currency: 'CNY' })], prices)).toEqual([])
  })

  it('of several months that are off alike is told once, and apart from those that are not', () => {
    const uses = [use(1800), use(18, { month: june + 1 }), use(3600, { month: june + 2 })]
    expect(priceFlags(uses, prices)).toMatchObject([
      // 1800 + 3600 for 2 × 18 dollars at list price.
      { months: [june, june + 2], cost: 5400, tokens: 28e6, times: 150, guess: 'cents-as-dollars' },
    ])
  })

  it('is told with both prices and what they may mean', () => {
    const [flag] = priceFlags([use(1800)], prices)
    expect(flag && flagWords(flag, (text, currency) => `${text} ${currency}`)).toBe(
      'a-model in 2026-06 costs $128.6 for a million tokens by the tokens beside it; the list price is $1.286. That is 100 times what it should be. Are cents read as dollars?',
    )
  })
})

describe('trap 5: money and tokens in two exports', () => {
  const cell = (day: number, more: Partial<UseCell>): UseCell => ({
    day,
    service: 'a-model',
    sku: null,
    currency: null,
    effective: null,
    quantity: null,
    unit: null,
    rows: 1,
    ...more,
  })
  const exported = (
    dataset: 'cost' | 'usage',
    billingAccountId: string,
    cells: readonly UseCell[],
  ): SourceUse => ({
    source: { serviceProviderName: 'A Seller', billingAccountId, dataset, exportName: dataset },
    days: new Set(cells.map(({ day }) => day)),
    cells,
  })
  const money = (day: number, dollars: bigint): UseCell =>
    cell(day, { currency: 'USD', effective: dollars * unit })
  const tokens = (day: number, quantity: number): UseCell =>
    cell(day, { quantity, unit: 'Tokens', sku: 'output' })

  it('are held together on the days that both know', () => {
    const costs = [exported('cost', '', [money(20_605, 10n), money(20_606, 10n), money(20_607, 10n)])]
    const usages = [exported('usage', '', [tokens(20_605, 1e6), tokens(20_606, 1e6)])]
    expect(joinedTokenUses(costs, usages, prices.modelOf)).toMatchObject([
      { cost: 20, tokens: { output: 2e6 }, tokensFrom: 'usage', days: { lastDay: 20_606 } },
    ])
  })

  it('of the only account there is, also where only one of them names it', () => {
    const costs = [exported('cost', 'org-1', [money(20_605, 10n)])]
    const usages = [exported('usage', '', [tokens(20_605, 1e6)])]
    expect(joinedTokenUses(costs, usages, prices.modelOf)).toHaveLength(1)
  })

  it('bug 6: never of two accounts', () => {
    const costs = [exported('cost', 'a', [money(20_605, 10n)]), exported('cost', 'b', [money(20_605, 1n)])]
    const usages = [exported('usage', 'b', [tokens(20_605, 1e6)])]
    expect(joinedTokenUses(costs, usages, prices.modelOf)).toMatchObject([{ cost: 1 }])
    expect(joinedTokenUses(costs, [exported('usage', '', [tokens(20_605, 1e6)])], prices.modelOf)).toEqual([])
  })

  it('not for a model whose name is not known for certain', () => {
    const costs = [exported('cost', '', [{ ...money(20_605, 10n), service: 'a-model-mini' }])]
    const usages = [exported('usage', '', [tokens(20_605, 1e6)])]
    expect(joinedTokenUses(costs, usages, prices.modelOf)).toEqual([])
  })
})

describe('a month beside its neighbours', () => {
  const months = (...dollars: readonly number[]) =>
    dollars.map((amount, step) => ({ month: june + step, currency: 'USD', amount: BigInt(amount) * unit }))
  const told = (...dollars: readonly number[]) =>
    unusualMonths(months(...dollars)).map(({ month, mean }) => [month - june, Number(mean / unit)])

  it.each([
    ['twice the mean', [100, 120, 220], [[2, 110]]],
    ['a little less than twice', [100, 120, 219], []],
    ['half of it', [100, 120, 55], []],
    ['less than half of it', [100, 120, 54], [[2, 110]]],
    ['steady growth of a third a month', [100, 133, 177, 236], []],
    ['one neighbour, which is no measure', [100, 400], []],
    ['a spike between steady months, which are not told for it', [100, 100, 900, 100, 100], [[2, 100]]],
    ['a few cents', [0, 0, 0], []],
  ] as const)('is told by: %s', (_, dollars, flags) => {
    expect(told(...dollars)).toEqual(flags)
  })

  it('looks two months to either side, not further', () => {
    const far = months(100, 100, 0, 0, 0, 500).filter(({ amount }) => amount > 0n)
    expect(unusualMonths(far)).toEqual([])
  })
})

describe('days and currencies', () => {
  const amount = 5n * unit

  it('trap 29: days in the future are told, tomorrow is not: somewhere it is tomorrow already', () => {
    const sums = [20_779, 20_780, 20_781, 20_800].map((day) => ({ day, currency: 'USD', amount }))
    expect(futureDays(sums, 20_779)).toEqual([
      {
        kind: 'future-days',
        firstDay: 20_781,
        lastDay: 20_800,
        amounts: [{ currency: 'USD', amount: 2n * amount }],
      },
    ])
    expect(futureDays(sums, 20_799)).toEqual([])
  })

  it('trap 26: currencies that ISO 4217 does not have are told', () => {
    const amounts = ['USD', 'CAD', 'NOK', 'CNY', 'TWD', 'USC'].map((currency) => ({ currency, amount }))
    expect(unknownCurrencies(amounts)).toEqual([{ kind: 'unknown-currency', currency: 'USC', amount }])
  })

  it('every currency that this machine can write is known', () => {
    expect(Intl.supportedValuesOf('currency').filter((code) => !isCurrencyKnown(code))).toEqual([])
  })
})
