import { workloadPath } from '../../../src/core/payback/edits.ts'
import type { Scenario } from '../../../src/core/payback/scenario.ts'

/** Lists by month whose last value goes on. */
const lasting = /^(?:live|ramp|shadow)$/

/** The number at the path of an input; null where there is none, or where it is not known. */
export function inputAt(scenario: Scenario, path: string): number | null {
  const [list = '', name = '', ...rest] = path.split('.')
  if (list === 'workloads')
    return at(
      scenario.workloads.find(({ id }) => workloadPath(id, '') === `workloads.${name}.`),
      rest,
    )
  const months: unknown = Object.entries(scenario).find(([key]) => key === list)?.[1]
  return lasting.test(list) && Array.isArray(months)
    ? at(months, [String(Math.min(Number(name), months.length - 1))])
    : at(scenario, path.split('.'))
}

function at(inside: unknown, steps: readonly string[]): number | null {
  let found = inside
  for (const step of steps)
    found =
      typeof found === 'object' && found !== null
        ? (found as Readonly<Record<string, unknown>>)[step]
        : undefined
  return typeof found === 'number' ? found : null
}
