import { parseMonth, parseDay } from '../core/period.ts'
import { presetsReadOn, rigPresets, type PresetFlaw, type Range, type RigPreset } from '../core/rig.ts'
import { count, dayShort, monthShort } from './figures.ts'

/** What can be bought; announced and imagined rigs are offered nowhere. */
export const offeredPresets: readonly RigPreset[] = rigPresets.filter(
  ({ flaw }) => flaw?.kind !== 'never-sold',
)

/** Every preset, by how far it can be believed; the marked ones last. */
export const presetGroups: readonly { readonly title: string; readonly presets: readonly RigPreset[] }[] = [
  { title: 'Verified', presets: rigPresets.filter(({ flaw, verified }) => flaw === null && verified) },
  { title: 'Not verified', presets: rigPresets.filter(({ flaw, verified }) => flaw === null && !verified) },
  { title: 'Marked', presets: rigPresets.filter(({ flaw }) => flaw !== null) },
]

export const flawWords: Readonly<Record<PresetFlaw['kind'], string>> = {
  'never-sold': 'never sold',
  impossible: 'impossible as told',
}

/** `1,599 to 2,000`; undefined where not known. */
export function rangeWords(range: Range | null): string | undefined {
  if (range === null) return undefined
  return range.low === range.high ? count(range.low) : `${count(range.low)} to ${count(range.high)}`
}

/** A date as sources bear them: `Jun 4, 2026`, `Jun 2026` or `2024`. */
export function sourceDate(date: string): string {
  const day = parseDay(date)
  if (day !== null) return dayShort(day)
  const month = parseMonth(date)
  return month === null ? date : monthShort(month)
}

const dateWords = (date: string | null): string =>
  date === null ? `undated, read ${sourceDate(presetsReadOn)}` : sourceDate(date)

/** What is wrong with a preset, and where its figures come from, which says whether they were verified. */
export const presetWords = (preset: RigPreset): string =>
  [
    preset.flaw === null ? '' : `${preset.flaw.reason}.`,
    `Figures from ${preset.source} (${dateWords(preset.date)}).`,
    preset.scope === 'card' ? 'The price is that of the card, without the computer around it.' : '',
    preset.note === null ? '' : `${preset.note}.`,
  ]
    .filter((words) => words !== '')
    .join(' ')
