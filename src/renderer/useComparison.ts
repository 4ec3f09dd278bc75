import { useDeferredValue, useMemo, useState } from 'react'
import type { PaybackRange } from '../core/payback/answers.ts'
import type { RigChoice, SavedScenario } from '../core/payback/ground.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import {
  askGrounds,
  askedScenario,
  choiceKey,
  savedScenario,
  type AskedScenario,
  type Question,
} from './askedScenario.ts'
import { bridge } from './bridge.ts'
import { ticked } from './scenarioWords.ts'
import { useAnswer } from './useAnswer.ts'
import { useRanges } from './useRanges.ts'

/** A line of the list: what is on screen (id 0, not saved), or a saved scenario. Null is not asked yet. */
export type Entry = {
  readonly id: number
  readonly name: string
  readonly saved: SavedScenario | null
  readonly asked: AskedScenario | null
}

export type ReadyEntry = Entry & { readonly asked: Extract<AskedScenario, { state: 'ready' }> }

const isReady = (entry: Entry): entry is ReadyEntry => entry.asked?.state === 'ready'

export type Comparison = {
  /** What is on screen first, then as saved. */
  readonly entries: readonly Entry[]
  readonly isTicked: (id: number) => boolean
  readonly tick: (id: number) => void
  /** Those that stand side by side. */
  readonly compared: readonly ReadyEntry[]
  /** By scenario, as they are worked out. */
  readonly ranges: ReadonlyMap<Scenario, PaybackRange>
}

/** What the saved scenarios come to today beside what is on screen, and which of them are compared. */
export function useComparison(
  saved: readonly SavedScenario[],
  current: Question,
  fixed: SavedScenario | null,
): Comparison {
  const [chosen, choose] = useState<readonly number[]>([0])
  const { choice, edits } = useDeferredValue(current)
  const key = [
    ...new Set(
      [choice, ...saved.flatMap((one) => (one.kind === 'following' ? [one.choice] : []))].map(choiceKey),
    ),
  ].join('\n')
  const ask = useMemo(
    () => () =>
      askGrounds(
        key.split('\n').map((text) => JSON.parse(text) as RigChoice),
        bridge.readPaybackGround,
      ),
    [key],
  )
  const answer = useAnswer(ask)
  const grounds = answer.state === 'answered' ? answer.value : null
  const keys = choiceKey(choice)
  const onScreen = useMemo((): Entry => {
    const ground = grounds?.get(keys)
    return {
      id: 0,
      name: 'On screen now',
      saved: null,
      asked:
        fixed !== null
          ? savedScenario(fixed, new Map())
          : ground === undefined
            ? null
            : askedScenario(ground, edits),
    }
  }, [grounds, keys, edits, fixed])
  const others = useMemo(
    () =>
      saved.map((one): Entry => ({
        id: one.id,
        name: one.name,
        saved: one,
        asked: savedScenario(one, grounds ?? new Map()),
      })),
    [saved, grounds],
  )
  const entries = useMemo(() => [onScreen, ...others], [onScreen, others])
  const compared = useMemo(
    () => entries.filter(({ id }) => chosen.includes(id)).filter(isReady),
    [entries, chosen],
  )
  const ids = entries.map(({ id }) => id)
  return {
    entries,
    isTicked: (id) => chosen.includes(id),
    tick: (id) => {
      // A removed one no longer takes a place.
      choose(
        ticked(
          chosen.filter((other) => ids.includes(other)),
          id,
        ),
      )
    },
    compared,
    ranges: useRanges(compared),
  }
}
