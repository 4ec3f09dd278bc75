import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import type { AppState } from '../contract/bridge.ts'
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
import { ShownScreen } from './ShownScreen.tsx'
import { InspectingContext, screenOf } from './inspecting.ts'
import { useInspector } from './useInspector.ts'
import { emptyForm } from './paybackQuestion.ts'
import { useAnswer } from './useAnswer.ts'
import { useDeed } from './useDeed.ts'
import { useImport } from './useImport.ts'

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
  const spend = answers.spend.state === 'answered' ? answers.spend.value : null
  const inspected =
    planned?.away !== false &&
    inspector.opened !== null &&
    screenOf(inspector.opened) === shown &&
    (shown !== 'spend' || spend !== null)
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
              <ShownScreen
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
        {inspected === null ? null : <Inspector opened={inspected} spend={spend} close={inspector.close} />}
        <DropZone drop={imports.drop} toSamples={state.showingSamples} planWaits={planned !== null} />
      </div>
    </InspectingContext>
  )
}
