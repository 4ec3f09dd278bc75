import { useState, type ReactNode } from 'react'
import type { SavedScenario } from '../../core/payback/ground.ts'
import { problemWords } from '../../core/words.ts'
import { projectionOf } from '../askedScenario.ts'
import { dayOnClock } from '../figures.ts'
import { paybackFigure } from '../scenarioFigures.ts'
import { isFrozen, mostCompared } from '../scenarioWords.ts'
import type { Entry } from '../useComparison.ts'
import type { SavedScenarios } from '../useScenarios.ts'
import { Unknown } from './Marks.tsx'
import { ComparedCell } from './ScenarioComparison.tsx'
import { ScenarioName } from './ScenarioName.tsx'

/** The saved scenarios beneath what is on screen, each with its payback month. */
export const ScenarioTable = ({
  entries,
  isTicked,
  tick,
  scenarios,
  fixed,
  open,
}: {
  entries: readonly Entry[]
  isTicked: (id: number) => boolean
  tick: (id: number) => void
  scenarios: SavedScenarios
  /** The saved one that is on screen. */
  fixed: SavedScenario | null
  open: (saved: SavedScenario) => void
}): ReactNode => {
  const isFull = entries.filter(({ id }) => isTicked(id)).length >= mostCompared
  return (
    <div className="scroller">
      <table className="table scenario-list">
        <caption>
          Tick up to four to see them side by side. Those that follow your bills change with every import.
        </caption>
        <thead>
          <tr>
            <th scope="col">Compare</th>
            <th scope="col">Scenario</th>
            <th scope="col">Payback month</th>
            <th scope="col">Saved</th>
            <th scope="col">
              <span className="unseen">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Line
              key={entry.id}
              entry={entry}
              isTicked={isTicked(entry.id)}
              isFull={isFull}
              tick={tick}
              scenarios={scenarios}
              fixed={fixed}
              open={open}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({
  entry,
  isTicked,
  isFull,
  tick,
  scenarios,
  fixed,
  open,
}: {
  entry: Entry
  isTicked: boolean
  /** As many are ticked as may be. */
  isFull: boolean
  tick: (id: number) => void
  scenarios: SavedScenarios
  fixed: SavedScenario | null
  open: (saved: SavedScenario) => void
}): ReactNode {
  const [renaming, rename] = useState<'not yet' | 'now' | 'done'>('not yet')
  const { id, name, saved, asked } = entry
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={`Compare ${name}`}
          checked={isTicked}
          disabled={asked?.state !== 'ready' || (isFull && !isTicked)}
          onChange={() => {
            tick(id)
          }}
        />
      </td>
      {saved === null ? (
        <th scope="row" className="name">
          {name}
          <span className="below">
            {fixed === null ? 'Your rigs and your values' : `“${fixed.name}”, which stands still`}
          </span>
        </th>
      ) : (
        <ScenarioName
          saved={saved}
          scenarios={scenarios}
          isRenaming={renaming === 'now'}
          leave={() => {
            rename('done')
          }}
        />
      )}
      <td className="whole">
        <Month entry={entry} />
      </td>
      <td className="whole">{saved === null ? '' : dayOnClock(saved.savedAt)}</td>
      <td className="figure">
        {saved === null || renaming === 'now' ? null : (
          <Actions
            saved={saved}
            entry={entry}
            scenarios={scenarios}
            open={open}
            wasRenamed={renaming === 'done'}
            rename={() => {
              rename('now')
            }}
          />
        )}
      </td>
    </tr>
  )
}

function Month({ entry: { asked } }: { entry: Entry }): ReactNode {
  switch (asked?.state) {
    case 'ready': {
      const { month0, horizonMonths } = asked.scenario
      return (
        <ComparedCell figure={paybackFigure(projectionOf(asked.scenario).payback, month0, horizonMonths)} />
      )
    }
    case 'not-enough-history':
      return <Unknown why="there are not yet enough complete months of bills" />
    case 'refused':
      return <Unknown why={problemWords(asked.problem)} />
    case undefined:
      return null
  }
}

function Actions({
  saved,
  entry,
  scenarios,
  open,
  wasRenamed,
  rename,
}: {
  saved: SavedScenario
  entry: Entry
  scenarios: SavedScenarios
  open: (saved: SavedScenario) => void
  /** The focus comes back to where the renaming began. */
  wasRenamed: boolean
  rename: () => void
}): ReactNode {
  const { asked } = entry
  const act = (label: string, perform: () => void, takesFocus = false): ReactNode => (
    <button type="button" className="link" autoFocus={takesFocus} onClick={perform}>
      {label}
      <span className="unseen"> {saved.name}</span>
    </button>
  )
  return (
    <span className="buttons">
      {act('Open', () => {
        open(saved)
      })}
      {isFrozen(saved) ? null : act('Rename', rename, wasRenamed)}
      {act('Duplicate', () => {
        scenarios.duplicate(saved.id)
      })}
      {asked?.state === 'ready'
        ? act('Export…', () => {
            scenarios.write(saved.name, asked.scenario, asked.currency)
          })
        : null}
      {isFrozen(saved)
        ? null
        : act('Remove', () => {
            scenarios.remove(saved)
          })}
    </span>
  )
}
