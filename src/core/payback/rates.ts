import type { EnergyTerms, Quality, RigFigures, Workload } from './scenario.ts'

/** Below it a local model is never right: tried again and again, it would take for ever. */
const useless = 1e-9

/** Share of the routed spend that is really avoided, 0 to 1. */
export function keptShare({ policy, qApi, qLocal, haircut }: Quality): number {
  if (policy === 'haircut') return Math.max(0, 1 - haircut)
  const quality = qLocal / qApi
  if (policy === 'retry') return quality > useless ? 1 : 0
  return Math.min(1, Math.max(0, quality))
}

/** How often a routed task is run before its answer is useful. */
export const attempts = ({ policy, qApi, qLocal }: Quality): number =>
  policy === 'retry' && qLocal / qApi > useless ? qApi / qLocal : 1

/**
 * Seconds of one node for all routable work of a workload in month 0. A speed that is not known takes no time.
 */
export const secondsOf = (workload: Workload, rig: Pick<RigFigures, 'prefillTps' | 'decodeTps'>): number =>
  ((rig.prefillTps === null ? 0 : workload.tokensIn / rig.prefillTps) +
    (rig.decodeTps === null ? 0 : workload.tokensOut / rig.decodeTps)) *
  workload.tokenRatio *
  attempts(workload.quality) *
  workload.routableShare

/** Seconds that one node of the rig has time for in a month in which it stands ready throughout. */
export const nodeSecondsOf = (rig: RigFigures, hoursPerMonth: number): number =>
  3_600 * hoursPerMonth * (rig.hoursPerDay / 24) * rig.availability * rig.maxUtil

/** Price of a kWh over all bands, each by its share of the energy or its hours. */
export function meanRate(tariff: EnergyTerms['tariff']): number {
  if ('flat' in tariff) return tariff.flat
  let cost = 0
  let weight = 0
  for (const { rate, share, hours } of tariff.bands) {
    const part = share ?? hours ?? 0
    cost += rate * part
    weight += part
  }
  return weight > 0 ? cost / weight : 0
}
