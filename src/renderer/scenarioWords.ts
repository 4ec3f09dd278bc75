import type { SavedScenario } from '../core/payback/ground.ts'
import { assertNever } from '../core/result.ts'
import { counted } from './words.ts'

/** What was done last: told beneath the list, and taken back where it can be. */
export type LastDone =
  | { readonly kind: 'saved' | 'imported'; readonly name: string }
  | { readonly kind: 'exported'; readonly file: string }
  | { readonly kind: 'removed'; readonly scenario: SavedScenario }

/** What a saved scenario rests on. */
export function savedWords(saved: SavedScenario): string {
  if (saved.kind === 'following') {
    const changed = Object.keys(saved.edits).length
    return changed === 0
      ? 'Follows your bills'
      : `Follows your bills, with ${counted(changed, 'value')} of yours`
  }
  return saved.why === 'imported'
    ? 'Stands still, whatever is imported'
    : 'Stands still, to be held against what comes of it'
}

/** The assumptions at a purchase are what it is held against later, so nobody may change them. */
export const isFrozen = (saved: SavedScenario): boolean =>
  saved.kind === 'fixed' && saved.why === 'frozen-at-purchase'

/** A scenario that saving under this name would replace; names that differ by case alone are one. */
export function replacedBy(name: string, saved: readonly SavedScenario[]): SavedScenario | null {
  const wanted = name.trim().toLowerCase()
  return saved.find((one) => one.kind === 'following' && one.name.toLowerCase() === wanted) ?? null
}

export function doneWords(done: LastDone): string {
  switch (done.kind) {
    case 'saved':
      return `Saved as “${done.name}”.`
    case 'imported':
      return `Imported as “${done.name}”.`
    case 'exported':
      return `Written to ${done.file}.`
    case 'removed':
      return `“${done.scenario.name}” is removed.`
    default:
      return assertNever(done)
  }
}

/** Scenarios that stand side by side at most. */
export const mostCompared = 4

/** The ticked ones after one more click: no more than may stand side by side. */
export function ticked(before: readonly number[], id: number): readonly number[] {
  if (before.includes(id)) return before.filter((other) => other !== id)
  return before.length < mostCompared ? [...before, id] : before
}
