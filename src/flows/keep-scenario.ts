import type { Edits, RigChoice, SavedScenario } from '../core/payback/ground.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Ledger } from '../ledger/open.ts'
import {
  addScenario,
  listScenarios,
  nameScenario,
  removedName,
  removeStoredScenario,
  replaceFollowing,
  restoreStoredScenario,
  scenarioOf,
  type ScenarioBody,
} from '../ledger/scenarios.ts'

const longestName = 80

/**
 * Saves the rigs and the edits of a question under a name. One of that name that follows the ledger is replaced; refused
 * is a name that is none, or that of a scenario which stands still. `at` is milliseconds since 1970.
 */
export function saveScenario(
  ledger: Ledger,
  name: string,
  choice: RigChoice,
  edits: Edits,
  at: number,
): Result<SavedScenario, Problem> {
  const typed = typedName(name)
  if (!typed.ok) return typed
  const taken = namesake(ledger, typed.value)
  if (taken === undefined)
    return ok(addScenario(ledger, typed.value, { kind: 'following', choice, edits }, at))
  if (taken.kind === 'fixed') return isTaken(name)
  replaceFollowing(ledger, taken.id, choice, edits, at)
  return ok({ id: taken.id, name: taken.name, savedAt: at, kind: 'following', choice, edits })
}

/** Refused: one that is not there, one frozen at a purchase, and a name that is none or another's. */
export function renameScenario(ledger: Ledger, id: number, name: string): Result<SavedScenario, Problem> {
  const found = changeable(ledger, id)
  if (!found.ok) return found
  const typed = typedName(name)
  if (!typed.ok) return typed
  const other = namesake(ledger, typed.value)
  if (other !== undefined && other.id !== id) return isTaken(name)
  nameScenario(ledger, id, typed.value)
  return ok({ ...found.value, name: typed.value })
}

/** A copy of it; of a fixed one a copy that stands still as well, and that no rig is held against. */
export function duplicateScenario(ledger: Ledger, id: number, at: number): Result<SavedScenario, Problem> {
  const saved = scenarioOf(ledger, id)
  if (saved === null) return refused({ kind: 'no-such-scenario', id })
  return ok(addScenario(ledger, freeName(ledger, `${saved.name} (copy)`), copyOf(saved), at))
}

const copyOf = (saved: SavedScenario): ScenarioBody =>
  saved.kind === 'following'
    ? { kind: 'following', choice: saved.choice, edits: saved.edits }
    : { kind: 'fixed', why: 'imported', rigId: null, scenario: saved.scenario, currency: saved.currency }

/** Takes one out of every list; refused as renaming it is. `at` is milliseconds since 1970. */
export function removeScenario(ledger: Ledger, id: number, at: number): Result<null, Problem> {
  const found = changeable(ledger, id)
  if (!found.ok) return found
  removeStoredScenario(ledger, id, at)
  return ok(null)
}

function changeable(ledger: Ledger, id: number): Result<SavedScenario, Problem> {
  const saved = scenarioOf(ledger, id)
  if (saved === null) return refused({ kind: 'no-such-scenario', id })
  return saved.kind === 'fixed' && saved.why === 'frozen-at-purchase'
    ? refused({ kind: 'scenario-frozen', name: saved.name })
    : ok(saved)
}

/** Brings one back as it was; under another name where its own was given away meanwhile. */
export function restoreScenario(ledger: Ledger, id: number): Result<SavedScenario, Problem> {
  const name = removedName(ledger, id)
  if (name === null) return refused({ kind: 'no-such-scenario', id })
  restoreStoredScenario(ledger, id, freeName(ledger, name))
  const saved = scenarioOf(ledger, id)
  return saved === null ? refused({ kind: 'no-such-scenario', id }) : ok(saved)
}

/** The name, or the first of `name (2)`, `name (3)`… that is free. */
export function freeName(ledger: Ledger, wished: string): string {
  const taken = new Set(listScenarios(ledger).map(({ name }) => name.toLowerCase()))
  const name = wished.trim().slice(0, longestName)
  if (!taken.has(name.toLowerCase())) return name
  const base = name.replace(/ \((?:copy|\d+)\)$/, '')
  const suffix = name.endsWith('(copy)')
    ? (count: number) => `(copy ${count})`
    : (count: number) => `(${count})`
  for (let count = 2; ; count += 1) {
    const next = `${base.slice(0, longestName - 12)} ${suffix(count)}`
    if (!taken.has(next.toLowerCase())) return next
  }
}

const namesake = (ledger: Ledger, name: string): SavedScenario | undefined =>
  listScenarios(ledger).find((saved) => saved.name.toLowerCase() === name.toLowerCase())

function typedName(text: string): Result<string, Problem> {
  const name = text.trim()
  return name !== '' && name.length <= longestName
    ? ok(name)
    : refused({ kind: 'bad-input', field: 'name', text, expected: `a name of 1 to ${longestName} letters` })
}

const isTaken = (text: string): Result<never, Problem> =>
  refused({ kind: 'bad-input', field: 'name', text, expected: 'a name that no other saved scenario has' })
