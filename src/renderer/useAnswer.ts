import { useEffect, useState } from 'react'
import type { Problem } from '../core/problem.ts'
import type { Result } from '../core/result.ts'
import { bridge } from './bridge.ts'

export type Asked<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: 'refused'; readonly problem: Problem }

/**
 * Asks main, and asks again whenever the ledger changes or `ask` is another function. The last answer stays
 * until the next one is there, and an answer that was overtaken is dropped. Null asks nothing.
 */
export function useAnswer<T>(ask: (() => Promise<Result<T, Problem>>) | null): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'asking' })
  useEffect(() => {
    if (ask === null) return
    let latest = 0
    const again = (): void => {
      latest += 1
      const turn = latest
      void ask().then((answer) => {
        if (turn !== latest) return
        setAsked(
          answer.ok
            ? { state: 'answered', value: answer.value }
            : { state: 'refused', problem: answer.problem },
        )
      })
    }
    again()
    const stop = bridge.onNews('ledger:changed', again)
    return () => {
      latest = -1
      stop()
    }
  }, [ask])
  return asked
}
