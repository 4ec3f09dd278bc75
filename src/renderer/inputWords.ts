import { decimalText, parseDecimal } from '../core/decimal.ts'
import type { AlternativeInput } from '../core/payback/alternative-edits.ts'
import type { Currency } from '../core/money.ts'
import { expectedAt } from '../core/payback/edits.ts'
import type { ScenarioInput } from '../core/payback/ground.ts'
import { parseIsoDay, parseMonth } from '../core/period.ts'
import { dayShort, decimal, monthShort } from './figures.ts'

/** An input as its row shows it: shares as percent, everything else as it is. */
export type ShownInput = {
  readonly path: string
  readonly label: string
  readonly unit: string
  readonly value: number | null
  readonly source: string
  readonly reach: ScenarioInput['reach']
  /** What the number on screen is of the number in the scenario. */
  readonly scale: 1 | 100
}

const isRate = ({ unit, reach }: ScenarioInput): boolean =>
  (unit === 'a month' || unit === 'a year') && reach.high < 1

export function shownInput(input: ScenarioInput): ShownInput {
  const { path, label, value, reach, unit } = input
  const share = unit.startsWith('of ')
  return {
    path,
    label,
    value,
    reach,
    source: sourceOf(input),
    unit: unit === 'of 1' ? '%' : share || isRate(input) ? `% ${unit}` : unit,
    scale: share || isRate(input) ? 100 : 1,
  }
}

/** An alternative's figure, which nobody knows but the user. */
export const shownAlternative = (input: AlternativeInput, currency: Currency): ShownInput => ({
  path: input.path,
  label: input.label,
  value: input.value,
  unit: input.unit === 'share' ? '%' : input.unit === 'money' ? currency : input.unit,
  source: input.value === null ? 'not known: put in your own' : 'a figure to begin with: put in your own',
  reach: { low: 0, high: input.high, step: input.step },
  scale: input.unit === 'share' ? 100 : 1,
})

/** Where it comes from and when that was said, unless the source says so itself. */
function sourceOf({ source, date }: ScenarioInput): string {
  const told = source.replaceAll(/\b\d{4}-\d{2}(?:-\d{2})?\b/g, dateWords)
  const when = date === null ? '' : dateWords(date)
  return when === '' || told.includes(when) ? told : `${told}; ${when}`
}

/** `Nov 21, 2026`, `Nov 2026`, or as it is where it is a year. */
function dateWords(date: string): string {
  const day = parseIsoDay(date)
  if (day !== null) return dayShort(day)
  const month = parseMonth(date)
  return month === null ? date : monthShort(month)
}

/** A value as it stands in its field. */
export const fieldText = (value: number, { scale }: Pick<ShownInput, 'scale'>): string =>
  decimal(value * scale, Math.abs(value * scale) >= 1000 ? 0 : Math.abs(value * scale) >= 1 ? 2 : 4)

/** Significant ones: beyond them a percent and its share would differ. */
const digits = 10

/** What was typed, as the scenario has it; null where it is no number. */
export function fieldValue(text: string, { scale }: Pick<ShownInput, 'scale'>): number | null {
  const read = parseDecimal(text.trim())
  return read === null ? null : Number((Number(decimalText(read)) / scale).toPrecision(digits))
}

/** What should have been typed; null where nothing was, or where it will do. */
export function fieldFault(text: string, input: Pick<ShownInput, 'path' | 'scale'>): string | null {
  if (text.trim() === '') return null
  const value = fieldValue(text, input)
  return value === null ? 'a number' : expectedAt(input.path, value)
}
