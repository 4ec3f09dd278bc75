import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { dayOfInstant, monthOfDay } from '../../core/period.ts'
import type { RigChoice as Choice } from '../../core/payback/ground.ts'
import type { Rig } from '../../core/rig.ts'
import { bridge } from '../bridge.ts'
import { choiceOf, emptyForm, withChoice, type PaybackForm } from '../paybackQuestion.ts'
import { WorkedContext } from '../parts/FormulaFigure.tsx'
import { PaybackAnswered } from '../parts/PaybackAnswered.tsx'
import { PaybackVerdict } from '../parts/PaybackVerdict.tsx'
import { RigChoice } from '../parts/RigChoice.tsx'
import { Scenarios } from '../parts/Scenarios.tsx'
import { Empty, ProblemNotice, Screen, Waiting } from '../parts/Screen.tsx'
import { useAnswer } from '../useAnswer.ts'
import { usePayback } from '../usePayback.ts'

const HowItWorks = lazy(() => import('../parts/HowItWorks.tsx'))

/** In which month the rigs have paid themselves back, on the user's own bills, how sure that is and why. */
export function Payback({
  form,
  change,
  rigs,
  chooseFiles,
}: {
  form: PaybackForm
  change: (form: PaybackForm) => void
  rigs: readonly Rig[]
  chooseFiles: () => void
}): ReactNode {
  const [thisMonth] = useState(() => monthOfDay(dayOfInstant(Date.now())))
  const [isExplaining, explain] = useState(false)
  const choice = choiceOf(form, rigs)
  const chosen = JSON.stringify(choice)
  const ask = useMemo(() => {
    const about = JSON.parse(chosen) as Choice
    return about.ownRigIds.length + about.planned.length === 0 ? null : () => bridge.readPaybackGround(about)
  }, [chosen])
  const ground = useAnswer(ask)
  const isAboutRigs = choice.ownRigIds.length + choice.planned.length > 0
  const payback = usePayback(form, isAboutRigs ? ground : null)
  const rigFields = (
    <RigChoice
      rigs={rigs}
      choice={choice}
      thisMonth={thisMonth}
      change={(other) => {
        change(withChoice(form, other))
      }}
    />
  )
  return (
    <WorkedContext value={payback.state === 'ready' ? payback.worked : null}>
      <Screen
        name="Payback"
        answer={
          payback.state === 'ready' ? (
            <PaybackVerdict
              report={payback.report}
              range={payback.range}
              isRangeStale={payback.isRangeStale}
            />
          ) : (
            payback.answer
          )
        }
        second={payback.second}
        rests={
          payback.rests === null ? undefined : (
            <>
              {payback.rests}{' '}
              <button
                type="button"
                className="link"
                onClick={() => {
                  explain(true)
                }}
              >
                How this is worked out
              </button>
            </>
          )
        }
      >
        {isExplaining ? (
          <Suspense>
            <HowItWorks
              close={() => {
                explain(false)
              }}
            />
          </Suspense>
        ) : null}
        {form.fixed === null ? null : (
          <p className="banner-line">
            “{form.fixed.name}” stands still: its assumptions do not follow the ledger.{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                change(emptyForm)
              }}
            >
              Back to your rigs
            </button>
          </p>
        )}
        {payback.state === 'asking' ? <Waiting /> : null}
        {payback.state === 'refused' ? <ProblemNotice problem={payback.problem} /> : null}
        {payback.state === 'refused' || payback.state === 'no-rig' ? (
          <div className="payback-alone">{rigFields}</div>
        ) : null}
        {payback.state === 'not-enough-history' ? (
          <Empty
            actions={
              <button type="button" className="button" onClick={chooseFiles}>
                Choose files…
              </button>
            }
          >
            <p>
              Here will be what it adds up to with and without the rig, and the month in which the two lines
              cross.
            </p>
          </Empty>
        ) : null}
        {payback.state === 'ready' ? (
          <PaybackAnswered payback={payback} form={form} change={change} rigFields={rigFields} />
        ) : null}
        {payback.state === 'ready' || form.fixed !== null ? (
          <Scenarios
            current={{ choice, edits: form.edits }}
            fixed={form.fixed}
            open={(saved) => {
              change(
                saved.kind === 'fixed'
                  ? { ...emptyForm, fixed: saved }
                  : { choice: saved.choice, edits: saved.edits, fixed: null },
              )
            }}
          />
        ) : null}
      </Screen>
    </WorkedContext>
  )
}
