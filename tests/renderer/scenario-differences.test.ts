import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../src/core/payback/scenario.ts'
import { differencesOf } from '../../src/renderer/scenarioDifferences.ts'
import { inputsOf } from '../../src/renderer/scenarioInputs.ts'
import { aScenario, aWorkload } from './a-scenario.ts'

const compared = (...scenarios: readonly Scenario[]) =>
  differencesOf(
    scenarios.map((scenario, id) => ({ id, name: `plan ${id}`, scenario, currency: 'USD' as const })),
  )

describe('the inputs in which scenarios differ', () => {
  test('are none where they are alike, and none of one alone', () => {
    expect(compared(aScenario(), aScenario())).toEqual([])
    expect(compared(aScenario())).toEqual([])
  })

  test('are told for every scenario, in words', () => {
    const cheaper = aScenario({ energy: { ...aScenario().energy, tariff: { flat: 0.08 } } })
    expect(compared(aScenario(), cheaper, aScenario())).toEqual([
      { label: 'Electricity, per kWh', written: ['$0.16', '$0.08', '$0.16'] },
    ])
  })

  test('are matched by the name of the work, not by its place', () => {
    const code = aWorkload({ id: 'code', spend: 50 })
    expect(
      compared(
        aScenario({ workloads: [aWorkload(), code] }),
        aScenario({ workloads: [code, aWorkload({ routableShare: 0.5 })] }),
      ),
    ).toEqual([{ label: 'chat: can run on the rig', written: ['80%', '50%'] }])
  })

  test('say null where a scenario has no such work', () => {
    const found = compared(
      aScenario(),
      aScenario({ workloads: [aWorkload(), aWorkload({ id: 'code', spend: 50 })] }),
    )
    expect(found).toContainEqual({ label: 'code: spend a month', written: [null, '$50.00'] })
    expect(found.every(({ label }) => label.startsWith('code: '))).toBe(true)
  })

  test('are seen however small', () => {
    const slower = aScenario({ discountRateAnnual: 0.080001 })
    expect(compared(aScenario(), slower)).toEqual([
      { label: 'Discount rate, a year', written: ['8%', '8.0001%'] },
    ])
  })
})

/** Every leaf of a value, as the path to it. */
function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
    : [path]
}

/** What another value of the same kind may be, for each text of a scenario. */
const otherTexts: Readonly<Record<string, string>> = {
  fallback: 'retry',
  capex: 'setup',
  '2026-07': '2026-08',
}

function changed(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) {
    switch (typeof value) {
      case 'number':
        return value + 1
      case 'boolean':
        return !value
      case 'string':
        return otherTexts[value] ?? `${value} II`
      default:
        return 7
    }
  }
  const part: unknown = (value as Record<string, unknown>)[key]
  return Array.isArray(value)
    ? value.map((item: unknown, at) => (at.toString() === key ? changed(part, rest) : item))
    : { ...(value as object), [key]: changed(part, rest) }
}

describe('every input of a scenario is in its words', () => {
  test.each(leaves(aScenario()).map((path) => [path.join('.'), path] as const))(
    'another %s reads differently',
    (_, path) => {
      const other = changed(aScenario(), path) as Scenario
      expect(inputsOf(other, 'USD')).not.toEqual(inputsOf(aScenario(), 'USD'))
    },
  )
})

test('a value of each month is told in runs', () => {
  const written = (label: string): string | undefined =>
    inputsOf(aScenario(), 'USD').find((input) => input.label === label)?.written
  expect(written('Share of the work moved')).toBe('0% for 2 months, 50% for 1 month, then 100%')
  expect(written('Share of the work mirrored')).toBe('0% for 1 month, 100% for 1 month, then 0%')
  expect(written('Hardware')).toBe('$2,000.00 in month 0, adds 1 node (RTX 4090)')
})
