import { thresholdSpend } from '../../../src/core/payback/payback-views.ts'
import {
  batchFactor,
  cacheFactor,
  type PriceTerms,
  type TokenPrices,
} from '../../../src/core/payback/token-prices.ts'

/*
 * The arithmetic of the articles, of pages that quote them, and of months that repeat: what the program's figures are
 * held against. Money in units, power in watts.
 */

/** Hours a rig takes for that many tokens, at that many a second. */
export const hoursForTokens = (tokens: number, tokensPerSecond: number): number =>
  tokens / tokensPerSecond / 3600

/** Tokens that a rig makes in those hours when it never rests. */
export const tokensInHours = (tokensPerSecond: number, hours: number): number =>
  tokensPerSecond * hours * 3600

/** Tokens a second that it takes to make so many in those hours. */
export const speedNeeded = (tokens: number, hours: number): number => tokens / (hours * 3600)

/** Share of the wanted tokens that there is room for, 0 to 1. */
export const shareServed = (wanted: number, possible: number): number =>
  wanted <= possible ? 1 : possible / wanted

/** kWh that so many watts draw in so many hours. */
export const kwhDrawn = (watts: number, hours: number): number => (watts * hours) / 1000

/** Cost of a steady draw; `pue` is the watts drawn at the meter for one watt of the rig. */
export const powerCost = (watts: number, hours: number, perKwh: number, pue = 1): number =>
  kwhDrawn(watts, hours) * pue * perKwh

/** The price of a kWh that a bill for electricity stands for. */
export const impliedPerKwh = (cost: number, watts: number, hours: number): number =>
  cost / kwhDrawn(watts, hours)

/** Electricity for a million tokens at that speed, in tokens a second. */
export const powerPerMillion = (watts: number, tokensPerSecond: number, perKwh: number): number =>
  powerCost(watts, hoursForTokens(1e6, tokensPerSecond), perKwh)

/** Months of rent, day and night, that buy the GPU. */
export const monthsOfRent = (price: number, ratePerHour: number, hoursPerMonth: number): number =>
  price / (ratePerHour * hoursPerMonth)

/** payback.md section 2.6: in × cache, then both × batch. */
export const effectivePrices = (list: TokenPrices, terms: PriceTerms): TokenPrices => ({
  inPerMillion: list.inPerMillion * cacheFactor(terms) * batchFactor(terms),
  outPerMillion: list.outPerMillion * batchFactor(terms),
})

/** Input to output tokens, say 4 : 1; without it a blended price means nothing. */
export type TokenMix = { readonly partsIn: number; readonly partsOut: number }

/** One price per million for that mix of tokens. */
export const blendedPrice = (prices: TokenPrices, mix: TokenMix): number =>
  (mix.partsIn * prices.inPerMillion + mix.partsOut * prices.outPerMillion) / (mix.partsIn + mix.partsOut)

/** Tokens that a bill buys at one price per million. */
export const tokensBought = (spend: number, perMillion: number): number => (spend / perMillion) * 1e6

/** Cash: months until the saving has paid the outlay back; null where it never does. */
export function cashMonths(outlay: number, savedMonthly: number, runningMonthly: number): number | null {
  const net = savedMonthly - runningMonthly
  return net > 0 ? outlay / net : null
}

/** Cash, the other way about: what must be saved a month to have the outlay back by then. */
export const savingNeeded = (outlay: number, months: number, runningMonthly: number): number =>
  outlay / months + runningMonthly

/** Amortised: the outlay less what the hardware sells for, over its life, and the running cost. */
export const amortisedMonthly = (
  outlay: number,
  lifeMonths: number,
  runningMonthly: number,
  residual = 0,
): number => (outlay - residual) / lifeMonths + runningMonthly

/** Cost per million tokens of a rig that makes that many a month. */
export const perMillion = (monthly: number, tokensMonthly: number): number => (monthly / tokensMonthly) * 1e6

/** Threshold, as money: what a period's bill leaves after the rig's whole cost of that period. */
export const thresholdGain = (
  spend: number,
  routableShare: number,
  keep: number,
  totalCost: number,
): number => spend * routableShare * keep - totalCost

/** A month that repeats, for the closed forms: money in units, a month where it says so. */
export type SteadyCost = {
  readonly outlay: number
  /** Running cost that does not follow the volume. */
  readonly fixedMonthly: number
  /** Share of the bill that a local model may take, and share of that which is really avoided, 0 to 1. */
  readonly routableShare: number
  readonly keep: number
}

/** Bill a month with which the outlay is back after that many months; null where no bill is enough. E35. */
export const cashBreakEvenSpend = (rig: SteadyCost, targetMonths: number): number | null =>
  thresholdSpend(savingNeeded(rig.outlay, targetMonths, rig.fixedMonthly), rig.routableShare * rig.keep)

/**
 * Bill and tokens a month from which the rig's amortised month costs less than what it replaces; null where no bill
 * is enough. `pricePerMillion` is the user's own: invoice over tokens. It knows nothing of the rig's capacity.
 */
export function amortisedBreakEven(
  rig: SteadyCost,
  life: { readonly months: number; readonly residual: number },
  pricePerMillion: number,
): { readonly spend: number; readonly tokens: number } | null {
  const monthly = amortisedMonthly(rig.outlay, life.months, rig.fixedMonthly, life.residual)
  const spend = thresholdSpend(monthly, rig.routableShare * rig.keep)
  return spend === null ? null : { spend, tokens: tokensBought(spend, pricePerMillion) }
}

/** GB of the cache that so many tokens of context take. */
export const contextGb = (bytesPerToken: number, tokens: number): number => (bytesPerToken * tokens) / 1e9

/** GB left beside the weights; negative where they do not fit. */
export const memoryLeftGb = (memoryGb: number, neededGb: number): number => memoryGb - neededGb
