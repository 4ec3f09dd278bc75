import { useMemo, type ReactNode } from 'react'
import type { KnownWorkload } from '../../contract/payback-calls.ts'
import { applyEdits } from '../../core/payback/edits.ts'
import type { Edits, PaybackGround } from '../../core/payback/ground.ts'
import { problemWords } from '../../core/words.ts'
import { choiceKey, type Question } from '../askedScenario.ts'
import { bridge } from '../bridge.ts'
import { monthShort } from '../figures.ts'
import { paybackOf, routingOf, totalsOf, type RoutingView } from '../routingView.ts'
import { acceptedWords, routingAnswer } from '../routingWords.ts'
import { useAnswer } from '../useAnswer.ts'
import { counted, listed } from '../words.ts'
import { RoutingTable } from '../parts/RoutingTable.tsx'
import { Empty, ProblemNotice, Screen, Waiting } from '../parts/Screen.tsx'

type Shows = {
  /** The rigs and the values that Payback shows. */
  readonly question: Question
  readonly changeEdits: (edits: Edits) => void
  readonly showPayback: () => void
  readonly chooseFiles: () => void
}

/** What should run where, why, and what that does to the payback month. */
export function Routing(shows: Shows): ReactNode {
  const { choice } = shows.question
  const key = choiceKey(choice)
  const hasRig = choice.ownRigIds.length > 0 || choice.planned.length > 0
  const ask = useMemo(
    () => (hasRig ? () => bridge.readPaybackGround(JSON.parse(key) as typeof choice) : null),
    [key, hasRig],
  )
  const ground = useAnswer(ask)
  const known = useAnswer(bridge.readWorkloadFacts)
  if (!hasRig) return <NoRig showPayback={shows.showPayback} />
  for (const asked of [ground, known])
    if (asked.state === 'refused')
      return (
        <Screen name="Routing" answer="No answer.">
          <ProblemNotice problem={asked.problem} />
        </Screen>
      )
  if (ground.state !== 'answered' || known.state !== 'answered') return <Waiting />
  return ground.value.state === 'ready' ? (
    <Routed ground={ground.value} known={known.value} shows={shows} />
  ) : (
    <TooFewBills ground={ground.value} chooseFiles={shows.chooseFiles} />
  )
}

const NoRig = ({ showPayback }: { showPayback: () => void }): ReactNode => (
  <Screen name="Routing" answer="No rig to run anything on yet.">
    <Empty
      actions={
        <button type="button" className="button first" onClick={showPayback}>
          Choose a rig on Payback
        </button>
      }
    >
      <p>
        Here will be your workloads, which of them should run on the rig, and what that does to the payback
        month.
      </p>
    </Empty>
  </Screen>
)

const TooFewBills = ({
  ground: { completeMonths, needed },
  chooseFiles,
}: {
  ground: Extract<PaybackGround, { state: 'not-enough-history' }>
  chooseFiles: () => void
}): ReactNode => (
  <Screen
    name="Routing"
    answer="Not enough history yet."
    rests={
      completeMonths.length === 0
        ? 'No complete month of bills yet.'
        : `Only ${listed(completeMonths.map(monthShort))} ${completeMonths.length === 1 ? 'is' : 'are'} complete.`
    }
  >
    <Empty
      actions={
        <button type="button" className="button" onClick={chooseFiles}>
          Choose files…
        </button>
      }
    >
      <p>
        What should run where is told from {counted(needed, 'complete month')} of bills on: fewer say little
        about what comes.
      </p>
    </Empty>
  </Screen>
)

function Routed({
  ground,
  known,
  shows: { question, changeEdits },
}: {
  ground: Extract<PaybackGround, { state: 'ready' }>
  known: readonly KnownWorkload[]
  shows: Shows
}): ReactNode {
  const { edits } = question
  const edited = useMemo(() => applyEdits(ground.scenario, edits), [ground, edits])
  const view = useMemo(
    () => (edited.ok ? routingOf(ground, edited.value, known) : null),
    [ground, edited, known],
  )
  if (!edited.ok)
    return (
      <Screen name="Routing" answer="No answer." second={problemWords(edited.problem)}>
        <div className="buttons">
          <button
            type="button"
            className="button"
            onClick={() => {
              changeEdits({})
            }}
          >
            Take back your values
          </button>
        </div>
      </Screen>
    )
  if (view === null) return null
  const { before, after } = paybackOf(view)
  const accepted = view.lines.filter((line) => line.accepted !== null).length
  return (
    <Screen
      name="Routing"
      answer={
        view.lines.length === 0 ? 'No workload can be judged yet.' : routingAnswer(totalsOf(view.lines))
      }
      second={acceptedWords(accepted, before.payback, after.payback, view.current.month0)}
      rests={restsOn(ground, view)}
    >
      {view.lines.length === 0 ? (
        <Empty>
          <p>
            A workload is judged by the first month in which the rig stands ready and the move is over. On
            Payback there is no such month within the horizon.
          </p>
        </Empty>
      ) : (
        <RoutingTable view={view} edits={edits} changeEdits={changeEdits} />
      )}
    </Screen>
  )
}

function restsOn({ completeMonths }: Extract<PaybackGround, { state: 'ready' }>, view: RoutingView): string {
  const measured = view.lines.filter(({ verdict }) => verdict.facts.rhoSource.startsWith('measured')).length
  const quality =
    measured === view.lines.length
      ? 'measured quality'
      : measured === 0
        ? 'assumed quality, not measured'
        : `quality measured for ${counted(measured, 'workload')} and assumed for the others`
  const unscored =
    view.unscored.length === 0 ? '' : ` Not judged, for want of a month to go by: ${listed(view.unscored)}.`
  return `Rests on ${counted(completeMonths.length, 'complete month')} of bills (${listed(completeMonths.map(monthShort))}), the rig and the values on Payback, and ${quality}. Workloads are what your rules name, else models.${unscored}`
}
