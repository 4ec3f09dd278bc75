import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { AppState, RigView } from '../contract/bridge.ts'
import type { Alert } from '../core/alert.ts'
import type { SpendView } from '../core/spend.ts'
import type { Statement } from '../core/statement.ts'
import { problemWords } from '../core/words.ts'
import { bridge } from './bridge.ts'
import { DropZone } from './parts/DropZone.tsx'
import { ImportResult } from './parts/ImportResult.tsx'
import { BrandMark } from './parts/Marks.tsx'
import { SampleBanner } from './parts/SampleBanner.tsx'
import { Answered, ProblemNotice } from './parts/Screen.tsx'
import { Sidebar, screenTitles, type ScreenName } from './parts/Sidebar.tsx'
import { emptyForm, type PaybackForm } from './paybackQuestion.ts'
import { Alerts } from './screens/Alerts.tsx'
import { FirstRun } from './screens/FirstRun.tsx'
import { Payback } from './screens/Payback.tsx'
import { Rig } from './screens/Rig.tsx'
import { Spend } from './screens/Spend.tsx'
import { Statements } from './screens/Statements.tsx'
import { useAnswer, type Asked } from './useAnswer.ts'
import { useDeed } from './useDeed.ts'
import { useImport, type RefusedFile } from './useImport.ts'

export function App(): ReactNode {
  const asked = useAnswer(bridge.readState)
  if (asked.state !== 'answered') return <Answered asked={asked}>{() => null}</Answered>
  const { problem } = asked.value
  return problem === null ? (
    <Opened state={asked.value} />
  ) : (
    <main className="content whole">
      <p className="brand">
        <BrandMark />
        Breakwatt
      </p>
      <h1>The ledger cannot be opened.</h1>
      <p className="second">{problemWords(problem)}</p>
    </main>
  )
}

/** The window once the ledger is open. */
function Opened({ state }: { state: AppState }): ReactNode {
  const [shown, show] = useState<ScreenName>('spend')
  const [form, changeForm] = useState(emptyForm)
  const stage = useRef<HTMLElement>(null)
  const answers = {
    spend: useAnswer(bridge.readSpend),
    statements: useAnswer(bridge.readStatements),
    rigs: useAnswer(bridge.readRigs),
    alerts: useAnswer(bridge.readAlerts),
  }
  const { importing, refused, drop, choose, close } = useImport()
  const [samples, perform] = useDeed()
  useEffect(() => bridge.onNews('screen:show', show), [])
  useEffect(() => {
    stage.current?.scrollTo(0, 0)
    document.title = `${screenTitles[shown]} – Breakwatt`
  }, [shown])
  const unseen =
    answers.alerts.state === 'answered'
      ? answers.alerts.value.filter((alert) => alert.seenAt === null).length
      : 0
  return (
    <div className="frame">
      <a className="skip" href="#stage">
        Skip to the answer
      </a>
      <Sidebar shown={shown} show={show} unseenAlerts={unseen} />
      <main className="stage" id="stage" tabIndex={-1} ref={stage}>
        {state.showingSamples ? (
          <SampleBanner
            leave={() => {
              close()
              perform(bridge.closeSamples())
            }}
          />
        ) : null}
        <div className="content">
          <ImportResult importing={importing} close={close} />
          {samples.state === 'refused' ? <ProblemNotice problem={samples.problem} /> : null}
          <Shown
            shown={shown}
            show={show}
            answers={answers}
            form={form}
            changeForm={changeForm}
            chooseFiles={choose}
            refused={refused}
            openSamples={
              state.showingSamples
                ? null
                : () => {
                    perform(bridge.openSamples())
                  }
            }
          />
        </div>
      </main>
      <DropZone drop={drop} toSamples={state.showingSamples} />
    </div>
  )
}

/** Statements whose import was not undone. */
const counting = (statements: readonly Statement[]): readonly Statement[] =>
  statements.filter(({ undoneAt }) => undoneAt === null)

type Answers = {
  readonly spend: Asked<SpendView>
  readonly statements: Asked<readonly Statement[]>
  readonly rigs: Asked<RigView>
  readonly alerts: Asked<readonly Alert[]>
}

function Shown({
  shown,
  show,
  answers,
  form,
  changeForm,
  chooseFiles,
  refused,
  openSamples,
}: {
  shown: ScreenName
  show: (screen: ScreenName) => void
  answers: Answers
  form: PaybackForm
  changeForm: (form: PaybackForm) => void
  chooseFiles: () => void
  refused: readonly RefusedFile[]
  openSamples: (() => void) | null
}): ReactNode {
  switch (shown) {
    case 'spend':
      return (
        <Answered asked={answers.statements}>
          {(statements) =>
            counting(statements).length === 0 ? (
              <FirstRun chooseFiles={chooseFiles} openSamples={openSamples} />
            ) : (
              <Answered asked={answers.spend}>
                {(spend) => (
                  <Spend
                    spend={spend}
                    statementCount={counting(statements).length}
                    chooseFiles={chooseFiles}
                    showStatements={() => {
                      show('statements')
                    }}
                  />
                )}
              </Answered>
            )
          }
        </Answered>
      )
    case 'payback':
      return (
        <Answered asked={answers.rigs}>
          {({ rigs }) => <Payback form={form} change={changeForm} rigs={rigs} chooseFiles={chooseFiles} />}
        </Answered>
      )
    case 'rig':
      return <Answered asked={answers.rigs}>{(view) => <Rig view={view} />}</Answered>
    case 'alerts':
      return <Answered asked={answers.alerts}>{(alerts) => <Alerts alerts={alerts} />}</Answered>
    case 'statements':
      return (
        <Answered asked={answers.statements}>
          {(statements) => (
            <Answered asked={answers.spend}>
              {(spend) => (
                <Statements
                  statements={statements}
                  spend={spend}
                  refused={refused}
                  chooseFiles={chooseFiles}
                />
              )}
            </Answered>
          )}
        </Answered>
      )
  }
}
