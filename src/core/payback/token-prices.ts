/** List or effective prices, in units of the currency per million tokens. */
export type TokenPrices = { readonly inPerMillion: number; readonly outPerMillion: number }

/**
 * What caching and batching make of the list prices. Shares are of the tokens, 0 to 1; multipliers are what such a
 * token costs of a plain one. They differ by model and belong to its price list: a cache read is 0.1 at most
 * Anthropic models and 0.1 or 0.5 at OpenAI's, a cache write 1.25 or 2, a batch 0.5.
 */
export type PriceTerms = {
  readonly cacheReadShare: number
  readonly cacheReadMultiplier: number
  readonly cacheWriteShare: number
  readonly cacheWriteMultiplier: number
  readonly batchShare: number
  readonly batchMultiplier: number
}

/** Tokens as plain requests send them. */
export const plainTerms: PriceTerms = {
  cacheReadShare: 0,
  cacheReadMultiplier: 1,
  cacheWriteShare: 0,
  cacheWriteMultiplier: 1,
  batchShare: 0,
  batchMultiplier: 1,
}

/** Times the price of the input: caching acts on input alone. */
export const cacheFactor = (terms: PriceTerms): number =>
  1 -
  terms.cacheReadShare * (1 - terms.cacheReadMultiplier) -
  terms.cacheWriteShare * (1 - terms.cacheWriteMultiplier)

/** Times the price of everything. */
export const batchFactor = (terms: PriceTerms): number => 1 - terms.batchShare * (1 - terms.batchMultiplier)

export const tokenCost = (prices: TokenPrices, tokensIn: number, tokensOut: number): number =>
  (tokensIn * prices.inPerMillion + tokensOut * prices.outPerMillion) / 1e6
