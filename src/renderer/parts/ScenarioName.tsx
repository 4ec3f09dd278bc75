import { useState, type ReactNode } from 'react'
import type { SavedScenario } from '../../core/payback/ground.ts'
import { isFrozen, savedWords } from '../scenarioWords.ts'
import type { SavedScenarios } from '../useScenarios.ts'

/** The name of a saved scenario, which can be changed where it stands, unless it was frozen at a purchase. */
export function ScenarioName({
  saved,
  scenarios,
  isRenaming,
  leave,
}: {
  saved: SavedScenario
  scenarios: SavedScenarios
  isRenaming: boolean
  leave: () => void
}): ReactNode {
  return (
    <th scope="row" className="name">
      {isRenaming ? (
        <NameForm saved={saved} scenarios={scenarios} leave={leave} />
      ) : (
        <span className="scenario-name">
          {saved.name}
          {isFrozen(saved) ? <span className="tag">frozen at purchase</span> : null}
        </span>
      )}
      <span className="below">{savedWords(saved)}</span>
    </th>
  )
}

function NameForm({
  saved,
  scenarios,
  leave,
}: {
  saved: SavedScenario
  scenarios: SavedScenarios
  leave: () => void
}): ReactNode {
  const [typed, type] = useState(saved.name)
  return (
    <form
      className="scenario-name"
      onSubmit={(event) => {
        event.preventDefault()
        scenarios.rename(saved.id, typed, leave)
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') leave()
      }}
    >
      <input
        className="control"
        aria-label={`New name of ${saved.name}`}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onFocus={({ target }) => {
          target.select()
        }}
        onChange={({ target }) => {
          type(target.value)
        }}
      />
      <button type="submit" className="button" disabled={typed.trim() === ''}>
        Save name
      </button>
      <button type="button" className="button" onClick={leave}>
        Keep it
      </button>
    </form>
  )
}
