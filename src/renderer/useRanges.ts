import { useEffect, useRef, useState } from 'react'
import type { Alternatives, PaybackRange } from '../core/payback/answers.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import type { Ask, Worked, WorkedQuestion } from './paybackParts.ts'
import { startPaybackWorker } from './paybackWork.ts'

const noAlternatives: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }

export type Ranged = {
  readonly asked: Pick<WorkedQuestion, 'scenario' | 'ranges' | 'currency'>
}

/**
 * How the payback months of some scenarios spread, as a thread works them out, one after the other. What is known of a
 * scenario stays known while it is among them.
 */
export function useRanges(entries: readonly Ranged[]): ReadonlyMap<Scenario, PaybackRange> {
  const [known, setKnown] = useState<ReadonlyMap<Scenario, PaybackRange>>(new Map())
  const worker = useRef<Worker | null>(null)
  const turn = useRef(0)
  const next = entries.find(({ asked }) => !known.has(asked.scenario))?.asked ?? null
  useEffect(() => {
    if (next === null) return
    const asked = { turn: (turn.current += 1), scenario: next.scenario }
    const started = (worker.current ??= startPaybackWorker())
    const hear = ({ data }: MessageEvent<Worked<'range'>>): void => {
      if (data.turn !== asked.turn) return
      setKnown((before) => {
        const wanted = new Set(entries.map((entry) => entry.asked.scenario))
        return new Map([
          ...[...before].filter(([scenario]) => wanted.has(scenario)),
          [asked.scenario, data.answer.range],
        ])
      })
    }
    started.addEventListener('message', hear)
    started.postMessage({
      turn: asked.turn,
      part: 'range',
      question: {
        scenario: next.scenario,
        ranges: next.ranges,
        currency: next.currency,
        alternatives: noAlternatives,
      },
    } satisfies Ask)
    return () => {
      started.removeEventListener('message', hear)
    }
  }, [next, entries])
  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = null
    },
    [],
  )
  return known
}
