import { shownText } from '../core/shown-text.ts'

/** A value with every text in it made fit to be shown. */
export const shownTexts = <T>(value: T): T => shown(value) as T

function shown(value: unknown): unknown {
  if (typeof value === 'string') return shownText(value)
  if (Array.isArray(value)) return value.map(shown)
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, shown(held)]))
}
