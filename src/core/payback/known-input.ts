import type { FinanceDefault } from './finance-defaults.ts'
import type { ScenarioInput } from './ground.ts'
import type { Known } from './ground-facts.ts'

type Reach = ScenarioInput['reach']

/** One row of the list of inputs. */
export const known = (
  path: string,
  group: ScenarioInput['group'],
  label: string,
  unit: string,
  { value, origin, source, date }: Known,
  reach: Reach,
): ScenarioInput => ({ path, group, label, unit, value, origin, source, date, reach })

/** A value that nobody stated. */
export const assumed = (value: number, source = 'assumption of Breakwatt; put in your own'): Known => ({
  value,
  origin: 'assumption',
  source,
  date: '2026-11-21',
})

/** A default of the app. */
export const usual = ({ value, source, date }: FinanceDefault): Known => ({
  value,
  origin: 'assumption',
  source,
  date,
})

/** 0 to 1. */
export const shareReach: Reach = { low: 0, high: 1, step: 0.01 }

/** From 0 to three times the value, and to `least` where it is small or not known. In steps of one two-hundredth. */
export function wideReach(value: number | null, least: number): Reach {
  const wished = Math.max((value ?? 0) * 3, least)
  const digit = 10 ** Math.floor(Math.log10(wished))
  const high = Math.ceil(wished / digit) * digit
  return { low: 0, high, step: high / 200 }
}

/** Inputs without which an answer would flatter the rig: what it costs, and what it draws. */
const needed = /^(?:investments\.\d+\.amount|(?:rig|otherRigs\.\d+)\.(?:loadW|idleW))$/

/** Those of them that neither the ledger, nor a preset, nor the user knows. */
export const missingInputs = (
  inputs: readonly ScenarioInput[],
  edits: Readonly<Record<string, number>>,
): readonly ScenarioInput[] =>
  inputs.filter(({ path, value }) => value === null && needed.test(path) && edits[path] === undefined)
