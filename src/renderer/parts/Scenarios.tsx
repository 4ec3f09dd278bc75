import type { ReactNode } from 'react'
import type { SavedScenario } from '../../core/payback/ground.ts'
import type { Question } from '../askedScenario.ts'
import { doneWords } from '../scenarioWords.ts'
import { useComparison } from '../useComparison.ts'
import { useScenarios, type SavedScenarios } from '../useScenarios.ts'
import { SaveScenario } from './SaveScenario.tsx'
import { ScenarioComparison } from './ScenarioComparison.tsx'
import { ScenarioTable } from './ScenarioTable.tsx'
import { ProblemNotice } from './Screen.tsx'

/** Questions kept under a name, beside each other and beside the one on screen. */
export function Scenarios({
  current,
  fixed = null,
  open,
}: {
  /** The rigs and the user's values, which are saved. */
  current: Question
  /** A saved scenario that is on screen in their place. */
  fixed?: SavedScenario | null
  /** Puts a saved one on screen. */
  open: (saved: SavedScenario) => void
}): ReactNode {
  const scenarios = useScenarios()
  return (
    <section className="block scenarios" aria-labelledby="scenarios">
      <h2 id="scenarios">Saved scenarios</h2>
      {scenarios.asked.state === 'refused' ? <ProblemNotice problem={scenarios.asked.problem} /> : null}
      {scenarios.asked.state === 'answered' ? (
        <Saved
          saved={scenarios.asked.value}
          scenarios={scenarios}
          current={current}
          fixed={fixed}
          open={open}
        />
      ) : null}
    </section>
  )
}

function Saved({
  saved,
  scenarios,
  current,
  fixed,
  open,
}: {
  saved: readonly SavedScenario[]
  scenarios: SavedScenarios
  current: Question
  fixed: SavedScenario | null
  open: (saved: SavedScenario) => void
}): ReactNode {
  const { entries, compared, ranges, isTicked, tick } = useComparison(saved, current, fixed)
  const [onScreen] = entries
  const { last, deed } = scenarios
  return (
    <>
      <SaveScenario
        saved={saved}
        scenarios={scenarios}
        current={fixed === null ? current : null}
        currency={onScreen?.asked?.state === 'ready' ? onScreen.asked.currency : 'USD'}
      />
      <div className="told">
        <p role="status">{last === null ? '' : doneWords(last)}</p>
        {last?.kind === 'removed' ? (
          <button
            type="button"
            className="link"
            autoFocus
            onClick={() => {
              scenarios.takeBack(last.scenario)
            }}
          >
            Put it back
          </button>
        ) : null}
      </div>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
      {saved.length === 0 ? (
        <p className="quiet">
          None yet. A saved scenario keeps the rigs and the values you changed; what comes from bills goes on
          with them. Up to four are compared side by side.
        </p>
      ) : (
        <ScenarioTable
          entries={entries}
          isTicked={isTicked}
          tick={tick}
          scenarios={scenarios}
          fixed={fixed}
          open={open}
        />
      )}
      {compared.length < 2 ? null : <ScenarioComparison compared={compared} ranges={ranges} />}
    </>
  )
}
