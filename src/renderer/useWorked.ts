import { useEffect, useRef, useState } from 'react'
import type { Parts, Worked, WorkedQuestion } from './paybackParts.ts'
import { startPaybackWorker } from './paybackWork.ts'

/** An answer, and the question it is of: an older one than was asked, while the newer is worked out. */
export type Answer<P extends keyof Parts> = {
  readonly question: WorkedQuestion
  readonly answer: Parts[P]
}

type Thread = {
  readonly worker: Worker
  turn: number
  /** Questions that may still be answered, by their turn. */
  readonly asked: Map<number, WorkedQuestion>
}

/**
 * Has a thread work out a part of the answer. The last answer stays until the next is there; of questions that come
 * faster than answers only the newest is worked out. Null asks nothing, and has no answer.
 */
export function useWorked<P extends keyof Parts>(part: P, question: WorkedQuestion | null): Answer<P> | null {
  const thread = useRef<Thread | null>(null)
  const [answer, setAnswer] = useState<Answer<P> | null>(null)
  useEffect(() => {
    const started: Thread = { worker: startPaybackWorker(), turn: 0, asked: new Map() }
    started.worker.addEventListener('message', ({ data }: MessageEvent<Worked<P>>) => {
      const of = started.asked.get(data.turn)
      for (const turn of started.asked.keys()) if (turn <= data.turn) started.asked.delete(turn)
      if (of !== undefined) setAnswer({ question: of, answer: data.answer })
    })
    thread.current = started
    return () => {
      started.worker.terminate()
    }
  }, [])
  useEffect(() => {
    const { current } = thread
    if (question === null || current === null) return
    current.turn += 1
    current.asked.set(current.turn, question)
    current.worker.postMessage({ turn: current.turn, part, question })
  }, [part, question])
  return question === null ? null : answer
}
