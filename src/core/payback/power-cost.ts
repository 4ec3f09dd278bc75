import { hoursForTokens } from './throughput.ts'

/** kWh that so many watts draw in so many hours. */
export const kwhDrawn = (watts: number, hours: number): number => (watts * hours) / 1000

/** Cost of a steady draw; `pue` is the watts drawn at the meter for one watt of the rig. */
export const powerCost = (watts: number, hours: number, perKwh: number, pue = 1): number =>
  kwhDrawn(watts, hours) * pue * perKwh

/** The steady watts that a bill for electricity stands for. */
export const impliedWatts = (cost: number, hours: number, perKwh: number): number =>
  (cost / perKwh / hours) * 1000

/** The price of a kWh that a bill for electricity stands for. */
export const impliedPerKwh = (cost: number, watts: number, hours: number): number =>
  cost / kwhDrawn(watts, hours)

/** Electricity for a million tokens at that speed, in tokens a second. */
export const powerPerMillion = (watts: number, tokensPerSecond: number, perKwh: number): number =>
  powerCost(watts, hoursForTokens(1e6, tokensPerSecond), perKwh)
