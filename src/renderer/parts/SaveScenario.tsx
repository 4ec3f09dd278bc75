import { useState, type ReactNode } from 'react'
import type { SavedScenario } from '../../core/payback/ground.ts'
import type { Question } from '../askedScenario.ts'
import { replacedBy } from '../scenarioWords.ts'
import type { SavedScenarios } from '../useScenarios.ts'
import { TextField } from './Field.tsx'

/** Keeps what is on screen under a name. */
export function SaveScenario({
  saved,
  scenarios,
  current,
  currency,
}: {
  saved: readonly SavedScenario[]
  scenarios: SavedScenarios
  /** Null where what is on screen is saved already, and stands still. */
  current: Question | null
  /** What the money of a file is taken to be in that does not say. */
  currency: string
}): ReactNode {
  const [name, type] = useState('')
  const replaced = replacedBy(name, saved)
  return (
    <form
      className="inline-form scenario-save"
      aria-label="Save what is on screen"
      onSubmit={(event) => {
        event.preventDefault()
        if (current === null) return
        scenarios.save(name, current, () => {
          type('')
        })
      }}
    >
      <TextField label="Name" value={name} change={type} placeholder="Two nodes, slow ramp" />
      <button
        type="submit"
        className="button"
        disabled={current === null || name.trim() === '' || scenarios.deed.state === 'doing'}
      >
        {replaced === null ? 'Save scenario' : `Replace “${replaced.name}”`}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          scenarios.read(currency)
        }}
      >
        Import scenario…
      </button>
    </form>
  )
}
