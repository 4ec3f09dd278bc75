import type { SavedScenario } from '../core/payback/ground.ts'
import type { Problem } from '../core/problem.ts'
import type { Result } from '../core/result.ts'
import type { NewRig, Rig } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { addScenario, frozenFor } from '../ledger/scenarios.ts'
import { addRig } from './add-rig.ts'
import { freeName } from './keep-scenario.ts'
import { readPaybackGround } from './payback-ground.ts'

/** Adds a rig of the user's own, and keeps what is assumed of it at that time. `now` in ms since 1970. */
export function buyRig(ledger: Ledger, typed: NewRig, now: number): Result<Rig, Problem> {
  return ledger.db
    .transaction(() => {
      const added = addRig(ledger, typed)
      if (added.ok) freezeAtPurchase(ledger, added.value.id, now)
      return added
    })
    .immediate()
}

/**
 * Keeps the assumptions about a rig as a scenario that stands still, so that what became of it can be held against
 * them: the forecast alone, without anything measured since. Null where the bills say too little for a forecast, or
 * where they were kept before: they are never overwritten.
 */
export function freezeAtPurchase(ledger: Ledger, rigId: number, now: number): SavedScenario | null {
  const rig = listRigs(ledger).find(({ id }) => id === rigId)
  if (!rig || frozenFor(ledger, rigId)) return null
  const ground = readPaybackGround(ledger, { ownRigIds: [rigId], planned: [] }, now)
  if (!ground.ok || ground.value.state !== 'ready') return null
  const { scenario, currency } = ground.value
  const forecast = { ...scenario, actuals: [], energy: { ...scenario.energy, measuredKwh: {} } }
  return addScenario(
    ledger,
    freeName(ledger, `${rig.name}, as it was bought`),
    { kind: 'fixed', why: 'frozen-at-purchase', rigId, scenario: forecast, currency },
    now,
  )
}
