import type { Scenario } from './scenario.ts'

/** What the hardware bought up to month m sells for in it: each purchase by its own age. */
export function resaleAt({ investments, residualCurve }: Scenario, m: number): number {
  if (residualCurve.length === 0) return 0
  let value = 0
  for (const { month, amount, kind } of investments)
    if (kind === 'capex' && month <= m) value += amount * residualShare(residualCurve, m - month)
  return value
}

/** Share of its price that hardware of an age sells for: straight between the points, level before and after them. */
export function residualShare(curve: Scenario['residualCurve'], age: number): number {
  let before: readonly [months: number, fraction: number] | null = null
  for (const point of curve) {
    const [months, fraction] = point
    if (age <= months) {
      if (before === null || months === before[0]) return fraction
      return before[1] + ((fraction - before[1]) * (age - before[0])) / (months - before[0])
    }
    before = point
  }
  return before?.[1] ?? 0
}
