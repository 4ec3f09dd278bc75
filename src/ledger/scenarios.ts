import type { Currency } from '../core/money.ts'
import type { Edits, RigChoice, SavedScenario } from '../core/payback/ground.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import type { Ledger } from './open.ts'

type Row = {
  readonly id: number
  readonly name: string
  readonly kind: 'following' | 'imported' | 'frozen-at-purchase'
  readonly body: string
  readonly rigId: number | null
  readonly savedAt: number
}

type Following = { readonly choice: RigChoice; readonly edits: Edits }
type Fixed = { readonly scenario: Scenario; readonly currency: Currency }

/** What a saved scenario holds, apart from its number, its name and its date. */
export type ScenarioBody =
  | ({ readonly kind: 'following' } & Following)
  | ({
      readonly kind: 'fixed'
      readonly why: 'imported' | 'frozen-at-purchase'
      readonly rigId: number | null
    } & Fixed)

const columns = 'id, name, kind, body, rig_id AS rigId, saved_at_ms AS savedAt'

/** Every saved scenario, the newest first. */
export const listScenarios = ({ db }: Ledger): readonly SavedScenario[] =>
  db
    .prepare<[], Row>(
      `SELECT ${columns} FROM scenarios WHERE removed_at_ms IS NULL ORDER BY saved_at_ms DESC, id DESC`,
    )
    .all()
    .map(savedOf)

/** Null where there is none of that number. */
export function scenarioOf({ db }: Ledger, id: number): SavedScenario | null {
  const row = db
    .prepare<[number], Row>(`SELECT ${columns} FROM scenarios WHERE id = ? AND removed_at_ms IS NULL`)
    .get(id)
  return row ? savedOf(row) : null
}

/** What was assumed when a rig was bought; null where nothing was kept. */
export function frozenFor({ db }: Ledger, rigId: number): SavedScenario | null {
  const row = db
    .prepare<[number], Row>(`SELECT ${columns} FROM scenarios WHERE rig_id = ? AND removed_at_ms IS NULL`)
    .get(rigId)
  return row ? savedOf(row) : null
}

function savedOf({ id, name, kind, body, rigId, savedAt }: Row): SavedScenario {
  const saved = { id, name, savedAt }
  return kind === 'following'
    ? { ...saved, kind, ...(JSON.parse(body) as Following) }
    : { ...saved, kind: 'fixed', why: kind, rigId, ...(JSON.parse(body) as Fixed) }
}

/** Stores a scenario under a name that must be free. `at` is milliseconds since 1970. */
export function addScenario(ledger: Ledger, name: string, scenario: ScenarioBody, at: number): SavedScenario {
  const { kind, body, rigId } = rowOf(scenario)
  const added = ledger.db
    .prepare('INSERT INTO scenarios (name, kind, body, rig_id, saved_at_ms) VALUES (?, ?, ?, ?, ?)')
    .run(name, kind, body, rigId, at)
  return { id: Number(added.lastInsertRowid), name, savedAt: at, ...scenario }
}

function rowOf(scenario: ScenarioBody): Pick<Row, 'kind' | 'body' | 'rigId'> {
  if (scenario.kind === 'following') {
    const { choice, edits } = scenario
    return { kind: 'following', body: JSON.stringify({ choice, edits }), rigId: null }
  }
  const { why, rigId, currency } = scenario
  return { kind: why, body: JSON.stringify({ scenario: scenario.scenario, currency }), rigId }
}

/** Puts other rigs and edits in the place of a following one's. */
export function replaceFollowing(
  ledger: Ledger,
  id: number,
  choice: RigChoice,
  edits: Edits,
  at: number,
): void {
  ledger.db
    .prepare(`UPDATE scenarios SET body = ?, saved_at_ms = ? WHERE id = ? AND kind = 'following'`)
    .run(JSON.stringify({ choice, edits }), at, id)
}

export const nameScenario = ({ db }: Ledger, id: number, name: string): void => {
  db.prepare('UPDATE scenarios SET name = ? WHERE id = ?').run(name, id)
}

/** Takes one out of every list. `at` is milliseconds since 1970. */
export const removeStoredScenario = ({ db }: Ledger, id: number, at: number): void => {
  db.prepare('UPDATE scenarios SET removed_at_ms = ? WHERE id = ? AND removed_at_ms IS NULL').run(at, id)
}

/** The name of one that was removed; null when there is none of that number. */
export const removedName = ({ db }: Ledger, id: number): string | null =>
  db
    .prepare<[number], string>('SELECT name FROM scenarios WHERE id = ? AND removed_at_ms IS NOT NULL')
    .pluck()
    .get(id) ?? null

/** Brings one back under a name that must be free. */
export const restoreStoredScenario = ({ db }: Ledger, id: number, name: string): void => {
  db.prepare('UPDATE scenarios SET removed_at_ms = NULL, name = ? WHERE id = ?').run(name, id)
}
