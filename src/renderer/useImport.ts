import { useCallback, useEffect, useState } from 'react'
import type { Answer, Progress } from '../contract/bridge.ts'
import type { Problem } from '../core/problem.ts'
import type { ImportOutcome } from '../core/statement.ts'
import { bridge } from './bridge.ts'

export type Importing =
  | { readonly state: 'idle' }
  /** The file dialog is open. */
  | { readonly state: 'choosing' }
  | { readonly state: 'importing'; readonly progress: Progress | null }
  | { readonly state: 'done'; readonly outcomes: readonly ImportOutcome[] }
  | { readonly state: 'refused'; readonly problem: Problem }

/** A file that was refused since the window opened and has not come in since. */
export type RefusedFile = Extract<ImportOutcome, { readonly state: 'refused' }>

export type Import = {
  readonly importing: Importing
  readonly refused: readonly RefusedFile[]
  readonly drop: (files: readonly File[]) => void
  readonly choose: () => void
  readonly close: () => void
}

/** The one import that is under way, and what became of the last one until it is put away. */
export function useImport(): Import {
  const [importing, setImporting] = useState<Importing>({ state: 'idle' })
  const [refused, setRefused] = useState<readonly RefusedFile[]>([])
  useEffect(
    () =>
      bridge.onNews('import:progress', (progress) => {
        setImporting((before) =>
          before.state === 'importing' || before.state === 'choosing'
            ? { state: 'importing', progress }
            : before,
        )
      }),
    [],
  )
  const follow = useCallback((answered: Promise<Answer<'importStatements'>>) => {
    void answered.then((answer) => {
      if (!answer.ok) {
        setImporting({ state: 'refused', problem: answer.problem })
        return
      }
      const outcomes = answer.value
      setImporting(outcomes.length === 0 ? { state: 'idle' } : { state: 'done', outcomes })
      setRefused((before) => [
        ...before.filter(({ file }) => outcomes.every((outcome) => outcome.file !== file)),
        ...outcomes.filter((outcome) => outcome.state === 'refused'),
      ])
    })
  }, [])
  const drop = useCallback(
    (files: readonly File[]) => {
      setImporting({ state: 'importing', progress: null })
      follow(bridge.importStatements(files))
    },
    [follow],
  )
  const choose = useCallback(() => {
    setImporting({ state: 'choosing' })
    follow(bridge.chooseStatements())
  }, [follow])
  useEffect(() => bridge.onNews('bills:choose', choose), [choose])
  const close = useCallback(() => {
    setImporting({ state: 'idle' })
  }, [])
  return { importing, refused, drop, choose, close }
}
