import type { ReactNode } from 'react'
import type { RigView, StatementView } from '../contract/bridge.ts'
import type { Alert } from '../core/alert.ts'
import type { MoneyMonth } from '../core/money-sources.ts'
import type { SpendView } from '../core/spend.ts'
import { uncountedWords } from './moneyWords.ts'
import { choiceOf, type PaybackForm } from './paybackQuestion.ts'
import { Answered } from './parts/Screen.tsx'
import type { ScreenName } from './parts/Sidebar.tsx'
import { Alerts } from './screens/Alerts.tsx'
import { FirstRun } from './screens/FirstRun.tsx'
import { Payback } from './screens/Payback.tsx'
import { Rig } from './screens/Rig.tsx'
import { Routing } from './screens/Routing.tsx'
import { Rules } from './screens/Rules.tsx'
import { Settings } from './screens/Settings.tsx'
import { Spend } from './screens/Spend.tsx'
import { Statements } from './screens/Statements.tsx'
import type { Asked } from './useAnswer.ts'
import type { RefusedFile } from './useImport.ts'

/** Statements whose import was not undone. */
const counting = (statements: readonly StatementView[]): readonly StatementView[] =>
  statements.filter(({ undoneAt }) => undoneAt === null)

/** Nothing until it is known: it is told beside answers that do not wait for it. */
const known = (asked: Asked<readonly MoneyMonth[]>): readonly MoneyMonth[] =>
  asked.state === 'answered' ? asked.value : []

export type Answers = {
  readonly spend: Asked<SpendView>
  readonly statements: Asked<readonly StatementView[]>
  readonly money: Asked<readonly MoneyMonth[]>
  readonly rigs: Asked<RigView>
  readonly alerts: Asked<readonly Alert[]>
}

/** The screen that is chosen, once what it asks for is answered. */
export function ShownScreen({
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
    case 'routing':
      return (
        <Answered asked={answers.rigs}>
          {({ rigs }) => (
            <Routing
              question={{ choice: choiceOf(form, rigs), edits: form.edits }}
              changeEdits={(edits) => {
                changeForm({ ...form, edits })
              }}
              showPayback={() => {
                show('payback')
              }}
              chooseFiles={chooseFiles}
            />
          )}
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
