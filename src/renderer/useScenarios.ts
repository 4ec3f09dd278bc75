import { useState } from 'react'
import type { Currency } from '../core/money.ts'
import type { SavedScenario } from '../core/payback/ground.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import type { Question } from './askedScenario.ts'
import { bridge } from './bridge.ts'
import type { LastDone } from './scenarioWords.ts'
import { useAnswer, type Asked } from './useAnswer.ts'
import { useDeed, type Deed } from './useDeed.ts'

export type SavedScenarios = {
  readonly asked: Asked<readonly SavedScenario[]>
  readonly deed: Deed
  readonly last: LastDone | null
  readonly save: (name: string, question: Question, done: () => void) => void
  readonly rename: (id: number, name: string, done: () => void) => void
  readonly duplicate: (id: number) => void
  readonly remove: (scenario: SavedScenario) => void
  readonly takeBack: (scenario: SavedScenario) => void
  readonly write: (name: string, scenario: Scenario, currency: Currency) => void
  /** `currency` is what the money of a file is in that does not say. */
  readonly read: (currency: Currency) => void
}

/** The saved scenarios, and what can be done with them. */
export function useScenarios(): SavedScenarios {
  const asked = useAnswer(bridge.listScenarios)
  const [deed, perform] = useDeed()
  const [last, tell] = useState<LastDone | null>(null)
  return {
    asked,
    deed,
    last,
    save: (name, { choice, edits }, done) => {
      perform(bridge.saveScenario(name, choice, edits), (saved) => {
        tell({ kind: 'saved', name: saved.name })
        done()
      })
    },
    rename: (id, name, done) => {
      perform(bridge.renameScenario(id, name), () => {
        tell(null)
        done()
      })
    },
    duplicate: (id) => {
      perform(bridge.duplicateScenario(id), ({ name }) => {
        tell({ kind: 'saved', name })
      })
    },
    remove: (scenario) => {
      perform(bridge.removeScenario(scenario.id), () => {
        tell({ kind: 'removed', scenario })
      })
    },
    takeBack: (scenario) => {
      perform(bridge.restoreScenario(scenario.id), () => {
        tell(null)
      })
    },
    write: (name, scenario, currency) => {
      perform(bridge.exportScenario(name, scenario, currency), (file) => {
        if (file !== null) tell({ kind: 'exported', file })
      })
    },
    read: (currency) => {
      perform(bridge.importScenario(currency), (saved) => {
        if (saved !== null) tell({ kind: 'imported', name: saved.name })
      })
    },
  }
}
