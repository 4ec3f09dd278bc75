import type { Tokens } from './charge.ts'

/** Hours in an average month: 8760 / 12. */
export const hoursPerMonth = 730

/** Share of the time the rig is up, and share of that time it can be kept busy without a queue. Assumptions. */
export const availability = 0.98
export const maxUtilisation = 0.8

/** Seconds of work a month that a rig has time for. */
export const workSeconds = 3600 * hoursPerMonth * availability * maxUtilisation

/**
 * Share (0 to 1) of the routable tokens of a month that the rig has time for. Reading the input is not
 * counted where its speed is not known, which flatters the rig and is to be said.
 */
export function servedShare(
  tokens: Tokens,
  routableShare: number,
  decodePerSecond: number,
  prefillPerSecond: number | null,
): number {
  const reading = prefillPerSecond === null ? 0 : (tokens.input + tokens.cachedInput) / prefillPerSecond
  const needed = (reading + tokens.output / decodePerSecond) * routableShare
  return needed <= workSeconds ? 1 : workSeconds / needed
}

/** kWh of a month at one load around the clock. */
export const kwhAroundTheClock = (watts: number): number => (watts * hoursPerMonth) / 1000
