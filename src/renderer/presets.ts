import { rigPresets, type Range, type RigPreset } from '../core/rig.ts'
import { count } from './figures.ts'

/** What can be bought; announced and imagined rigs are offered nowhere. */
export const offeredPresets: readonly RigPreset[] = rigPresets.filter((preset) => !preset.neverSold)

/** `1,599 to 2,000`; undefined where not known. */
export function rangeWords(range: Range | null): string | undefined {
  if (range === null) return undefined
  return range.low === range.high ? count(range.low) : `${count(range.low)} to ${count(range.high)}`
}

/** Where a preset's figures come from, which says whether they were verified. */
export const presetWords = (preset: RigPreset): string =>
  [
    `Figures from ${preset.source}.`,
    preset.scope === 'card' ? 'The price is that of the card, without the computer around it.' : '',
    preset.note === null ? '' : `${preset.note}.`,
  ]
    .filter((words) => words !== '')
    .join(' ')
