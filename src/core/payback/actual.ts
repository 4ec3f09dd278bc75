import type { ActualMonth, Scenario } from './scenario.ts'

/** What is known of a month that is over. Null is not known. */
export type PastWithRig = {
  /** Month of the scenario. */
  readonly month: number
  /** What the API was really billed. */
  readonly billed: number
  /** Tokens, in and out, that the rigs served; null unless every rig in service is known. */
  readonly served: number | null
  readonly kwh: number | null
  readonly energyCost: number | null
}

/** What the API would have cost without the rig. */
export type Counterfactual = {
  /** As billed before anything moved, per token: what was cached, batched or discounted is in it. */
  readonly pricePerToken: number | null
  /** The baseline's bill of a month of the scenario, as it was forecast before anything moved. */
  readonly forecast: ((month: number) => number | null) | null
}

/**
 * The months that are known: what the rig served at the price paid per token before; where that is not known, what
 * the forecast exceeds the bill by, never below 0. A month of which neither is known is not actual.
 */
export function actualMonths(
  past: readonly PastWithRig[],
  { pricePerToken, forecast }: Counterfactual,
): readonly ActualMonth[] {
  return past.flatMap(({ served, ...known }): readonly ActualMonth[] => {
    if (served !== null && pricePerToken !== null)
      return [{ ...known, avoided: served * pricePerToken, basis: 'tokens-served' }]
    const expected = forecast?.(known.month) ?? null
    return expected === null
      ? []
      : [{ ...known, avoided: Math.max(0, expected - known.billed), basis: 'frozen-baseline' }]
  })
}

/** What a scenario's whole work costs on the API in a month, growth, price changes and announced steps in it. */
export function apiOnlyIn({ workloads, priceSteps }: Scenario, month: number): number {
  const compound = (rate: number, months: number | null): number =>
    (1 + rate) ** Math.min(month, months ?? month)
  return workloads.reduce((sum, work) => {
    const steps = priceSteps
      .filter(({ fromMonth, workload }) => fromMonth <= month && (workload ?? work.id) === work.id)
      .reduce((factor, step) => factor * step.factor, 1)
    const volume = compound(work.growthMonthly, work.growthMonths)
    return sum + work.spend * volume * compound(work.apiPriceChangeMonthly, work.priceMonths) * steps
  }, 0)
}
