import { useCallback, useEffect, useRef, useState } from 'react'
import {
  missingIn,
  type Mapping,
  type MappingDraft,
  type MappingField,
  type MappingGuess,
  type MappingRole,
  type RowReading,
  type Sample,
} from '../core/mapping.ts'
import type { Problem } from '../core/problem.ts'
import { bridge } from './bridge.ts'

/** What the user said besides the columns. */
type Said = Partial<Omit<MappingDraft, 'version' | 'fingerprint' | 'columns'>>
type Chosen = Partial<MappingDraft['columns']>

/** A mapping in the making: the guess, what was said in its place, and how the rows are read by both. */
export type Mapped = {
  readonly sample: Sample
  readonly guess: MappingGuess
  readonly draft: MappingDraft
  readonly missing: readonly MappingField[]
  readonly readings: readonly RowReading[]
}

export type MappingScreen =
  | { readonly state: 'asking' }
  | { readonly state: 'refused'; readonly problem: Problem }
  | {
      readonly state: 'open'
      readonly mapped: Mapped
      readonly choose: (role: MappingRole, column: string | null) => void
      readonly say: (said: Said) => void
      /** Takes over a whole mapping that was made before. */
      readonly takeOver: (mapping: Mapping) => void
    }

/** What is said about how a column is written does not hold for another column. */
const wayOf: Partial<Record<MappingRole, readonly (keyof Said)[]>> = {
  date: ['dateFormat', 'rowsToLeaveOut'],
  amount: ['decimalMark', 'amountUnit', 'sign', 'currency', 'dataset'],
  currency: ['currency'],
  quantity: ['unit', 'dataset'],
  unit: ['unit'],
}

type Known = { readonly sample: Sample; readonly guess: MappingGuess }
type Words = { readonly chosen: Chosen; readonly said: Said }

/** Says with the user what the columns of a bill of the waiting plan mean. */
export function useMapping(plan: number, bill: number): MappingScreen {
  const [mapped, setMapped] = useState<Mapped | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const words = useRef<Words>({ chosen: {}, said: {} })
  const turn = useRef(0)

  const settle = useCallback((known: Known, said: Said, readings: readonly RowReading[] | null) => {
    const draft = { ...known.guess.draft, ...said }
    setMapped((before) => ({
      ...known,
      draft,
      missing: missingIn(draft),
      readings: readings ?? before?.readings ?? [],
    }))
    turn.current += 1
    const own = turn.current
    void bridge.readSample(draft, known.sample).then((answer) => {
      if (own !== turn.current) return
      if (answer.ok) setMapped((before) => (before === null ? null : { ...before, readings: answer.value }))
    })
  }, [])

  useEffect(() => {
    let stale = false
    void bridge.guessColumns(plan, bill).then((answer) => {
      if (stale) return
      if (!answer.ok) setProblem(answer.problem)
      else settle(answer.value, {}, answer.value.readings)
    })
    return () => {
      stale = true
    }
  }, [plan, bill, settle])

  const reconsider = useCallback(
    (sample: Sample, next: Words) => {
      words.current = next
      turn.current += 1
      const own = turn.current
      void bridge.guessWith(sample, next.chosen).then((answer) => {
        if (own !== turn.current) return
        if (answer.ok) settle({ sample, guess: answer.value.guess }, next.said, null)
      })
    },
    [settle],
  )

  if (problem !== null) return { state: 'refused', problem }
  if (mapped === null) return { state: 'asking' }
  const { sample, guess } = mapped
  return {
    state: 'open',
    mapped,
    choose: (role, column) => {
      const { chosen, said } = words.current
      const kept = { ...said }
      for (const way of wayOf[role] ?? []) Reflect.deleteProperty(kept, way)
      const without = Object.fromEntries(
        Object.entries(chosen).map(([other, name]) => [other, name === column ? null : name]),
      )
      reconsider(sample, { chosen: { ...without, [role]: column }, said: kept })
    },
    say: (more) => {
      const { chosen, said } = words.current
      words.current = { chosen, said: { ...said, ...more } }
      settle({ sample, guess }, words.current.said, null)
    },
    takeOver: (mapping) => {
      const { columns, title, serviceProviderName, account, dataset, currency, unit } = mapping
      const { dateFormat, decimalMark, amountUnit, sign, rowsToLeaveOut } = mapping
      const names = { title, serviceProviderName, account, dataset, currency, unit }
      const ways = { dateFormat, decimalMark, amountUnit, sign, rowsToLeaveOut }
      reconsider(sample, { chosen: columns, said: { ...names, ...ways } })
    },
  }
}
