import { useMemo, type ReactNode } from 'react'
import type { PaybackAnswer } from '../../core/payback.ts'
import type { Problem } from '../../core/problem.ts'
import type { Rig } from '../../core/rig.ts'
import { bridge } from '../bridge.ts'
import { monthShort } from '../figures.ts'
import { questionOf, type PaybackForm } from '../paybackQuestion.ts'
import { paybackReason, paybackWords } from '../paybackWords.ts'
import { useAnswer, type Asked } from '../useAnswer.ts'
import { counted, listed } from '../words.ts'
import { PaybackChart } from '../parts/PaybackChart.tsx'
import { PaybackFields } from '../parts/PaybackFields.tsx'
import { Assumptions, MonthByMonth } from '../parts/PaybackTables.tsx'
import { Empty, ProblemNotice, Screen } from '../parts/Screen.tsx'

/** In which month a rig has paid itself back, on the user's own bills. */
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
  const question = useMemo(() => questionOf(form), [form])
  const ask = useMemo(() => (question === null ? null : () => bridge.answerPayback(question)), [question])
  const asked = useAnswer(ask)
  const answer = asked.state === 'answered' ? asked.value : null
  return (
    <Screen
      name="Payback"
      answer={answerWords(asked)}
      second={answer === null ? undefined : paybackReason(answer)}
      rests={answer === null ? undefined : restsOn(answer)}
    >
      <PaybackFields form={form} change={change} rigs={rigs} answer={answer} />
      {asked.state === 'refused' ? <ProblemNotice problem={asked.problem} /> : null}
      {answer === null ? null : <Shown answer={answer} chooseFiles={chooseFiles} />}
    </Screen>
  )
}

const answerWords = (asked: Asked<PaybackAnswer>): string => {
  switch (asked.state) {
    case 'asking':
      return '\u00a0'
    case 'refused':
      return refusedWords(asked.problem)
    case 'answered':
      return paybackWords(asked.value)
  }
}

const refusedWords = (problem: Problem): string =>
  problem.kind === 'preset-incomplete' ? `No answer without ${listed(problem.missing)}.` : 'No answer.'

const restsOn = ({ completeMonths, status }: PaybackAnswer): string =>
  completeMonths.length === 0
    ? 'No complete month of bills yet.'
    : `Rests on ${counted(completeMonths.length, 'complete month')} of bills (${listed(completeMonths.map(monthShort))})${status === 'not-enough-history' ? '.' : ' and the assumptions listed below. All months after that are assumed, not known.'}`

const Shown = ({ answer, chooseFiles }: { answer: PaybackAnswer; chooseFiles: () => void }): ReactNode => (
  <>
    {answer.months.length > 0 ? (
      <figure className="block">
        <PaybackChart answer={answer} />
        <MonthByMonth answer={answer} />
      </figure>
    ) : (
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
    )}
    {answer.assumptions.length > 0 ? <Assumptions answer={answer} /> : null}
  </>
)
