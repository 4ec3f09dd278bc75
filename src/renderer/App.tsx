import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import type { AppState, RigView, StatementView } from '../contract/bridge.ts'
import type { Alert } from '../core/alert.ts'
import type { MoneyMonth } from '../core/money-sources.ts'
import type { SpendView } from '../core/spend.ts'
import { problemWords } from '../core/words.ts'
import { bridge } from './bridge.ts'
import { DropZone } from './parts/DropZone.tsx'
import { MappingStage } from './parts/MappingStage.tsx'
import { BrandMark } from './parts/Marks.tsx'
import { WaitingFiles } from './parts/WaitingFiles.tsx'
import { SampleBanner } from './parts/SampleBanner.tsx'
import { Answered, ProblemNotice } from './parts/Screen.tsx'
import { Inspector } from './parts/Inspector.tsx'
import { Sidebar, screenTitles, type ScreenName } from './parts/Sidebar.tsx'
import { uncountedWords } from './moneyWords.ts'
import { InspectingContext } from './inspecting.ts'
import { useInspector } from './useInspector.ts'
import { emptyForm, type PaybackForm } from './paybackQuestion.ts'
import { Alerts } from './screens/Alerts.tsx'
import { FirstRun } from './screens/FirstRun.tsx'
import { Payback } from './screens/Payback.tsx'
import { Rig } from './screens/Rig.tsx'
import { Rules } from './screens/Rules.tsx'
import { Settings } from './screens/Settings.tsx'
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
    money: useAnswer(bridge.readMoneySources),
    rigs: useAnswer(bridge.readRigs),
    alerts: useAnswer(bridge.readAlerts),
  }
  const imports = useImport()
  const planned = imports.importing.state === 'planned' ? imports.importing.waiting : null
  const title = planned?.away === false ? 'Import' : screenTitles[shown]
  const [samples, perform] = useDeed()
  const inspector = useInspector()
  const inspected =
    shown === 'spend' && planned?.away !== false && answers.spend.state === 'answered'
      ? inspector.opened
      : null
  const go = (screen: ScreenName): void => {
    inspector.leave()
    show(screen)
    imports.putAway(true)
  }
  const goTo = useEffectEvent(go)
  useEffect(
    () =>
      bridge.onNews('screen:show', (screen) => {
        goTo(screen)
      }),
    [],
  )
  useEffect(() => {
    stage.current?.scrollTo(0, 0)
    document.title = `${title} – Breakwatt`
  }, [title])
  const unseen =
    answers.alerts.state === 'answered'
      ? answers.alerts.value.filter((alert) => alert.seenAt === null).length
      : 0
  return (
    <InspectingContext value={inspector.inspecting}>
      <div className={inspected === null ? 'frame' : 'frame inspecting'}>
        <a className="skip" href="#stage">
          Skip to the answer
        </a>
        <Sidebar shown={shown} show={go} unseenAlerts={unseen} />
        <main className="stage" id="stage" tabIndex={-1} ref={stage}>
          {state.showingSamples ? (
            <SampleBanner
              leave={() => {
                if (imports.importing.state === 'done') imports.close()
                perform(bridge.closeSamples())
              }}
            />
          ) : null}
          <WaitingFiles review={imports.review} />
          <div className="content">
            {samples.state === 'refused' ? <ProblemNotice problem={samples.problem} /> : null}
            <MappingStage
              imports={imports}
              showStatements={() => {
                go('statements')
              }}
            >
              <Shown
                shown={shown}
                show={go}
                answers={answers}
                form={form}
                changeForm={changeForm}
                chooseFiles={imports.choose}
                refused={imports.refused}
                openSamples={
                  state.showingSamples
                    ? null
                    : () => {
                        perform(bridge.openSamples())
                      }
                }
              />
            </MappingStage>
          </div>
        </main>
        {inspected !== null && answers.spend.state === 'answered' ? (
          <Inspector opened={inspected} spend={answers.spend.value} close={inspector.close} />
        ) : null}
        <DropZone drop={imports.drop} toSamples={state.showingSamples} planWaits={planned !== null} />
      </div>
    </InspectingContext>
  )
}

/** Statements whose import was not undone. */
const counting = (statements: readonly StatementView[]): readonly StatementView[] =>
  statements.filter(({ undoneAt }) => undoneAt === null)

/** Nothing until it is known: it is told beside answers that do not wait for it. */
const known = (asked: Asked<readonly MoneyMonth[]>): readonly MoneyMonth[] =>
  asked.state === 'answered' ? asked.value : []

type Answers = {
  readonly spend: Asked<SpendView>
  readonly statements: Asked<readonly StatementView[]>
  readonly money: Asked<readonly MoneyMonth[]>
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
                    uncounted={uncountedWords(known(answers.money))}
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
    case 'rules':
      return <Rules />
    case 'settings':
      return (
        <Answered asked={answers.spend}>{({ currencies }) => <Settings currencies={currencies} />}</Answered>
      )
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
                  moneyMonths={known(answers.money)}
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
