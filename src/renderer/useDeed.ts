import { useCallback, useState } from 'react'
import type { Problem } from '../core/problem.ts'
import type { Result } from '../core/result.ts'

export type Deed =
  | { readonly state: 'idle' }
  | { readonly state: 'doing' }
  | { readonly state: 'refused'; readonly problem: Problem }

/** Something the user has main do: whether it is under way, and what stood in its way. */
export function useDeed(): readonly [
  deed: Deed,
  perform: <T>(doing: Promise<Result<T, Problem>>, done?: (value: T) => void) => void,
] {
  const [deed, setDeed] = useState<Deed>({ state: 'idle' })
  const perform = useCallback(<T>(doing: Promise<Result<T, Problem>>, done?: (value: T) => void): void => {
    setDeed({ state: 'doing' })
    void doing.then((answer) => {
      setDeed(answer.ok ? { state: 'idle' } : { state: 'refused', problem: answer.problem })
      if (answer.ok) done?.(answer.value)
    })
  }, [])
  return [deed, perform]
}
