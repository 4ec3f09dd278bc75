import { useDeferredValue, useMemo } from 'react'
import type { Worked } from '../core/payback/formulas.ts'
import type { PaybackGround } from '../core/payback/ground.ts'
import { ok, type Result } from '../core/result.ts'
import type { Problem } from '../core/problem.ts'
import type { WorkedQuestion } from './paybackParts.ts'
import { fixedQuestion, questionOf, type PaybackForm, type ReadyGround } from './paybackQuestion.ts'
import { reasonWords, restsWords } from './paybackWords.ts'
import type { Asked } from './useAnswer.ts'
import { useWorked, type Answer } from './useWorked.ts'
import { counted } from './words.ts'

type Head = { readonly second: string | undefined; readonly rests: string | null }
type Told = Head & { readonly answer: string }

/** The answer of the Payback screen, as far as it is known. */
export type PaybackShown =
  | (Told &
      (
        | { readonly state: 'asking' }
        | { readonly state: 'refused'; readonly problem: Problem }
        | { readonly state: 'not-enough-history' }
        | { readonly state: 'no-rig' }
      ))
  | (Head & ReadyPayback)

export type ReadyPayback = {
  readonly state: 'ready'
  /** Null where a fixed scenario is shown. */
  readonly ground: ReadyGround | null
  /** What was asked last. */
  readonly question: WorkedQuestion
  /** The newest answer there is; drawn when there is time for it, so that a slider never waits. */
  readonly report: Answer<'report'>
  readonly worked: Worked
  readonly range: Answer<'range'> | null
  /** The range is of a question before this one. */
  readonly isRangeStale: boolean
}

const empty = '\u00a0'
const noHead: Told = { answer: empty, second: undefined, rests: null }

/** Asks the threads for the answer of the form on its ground; null where it is about no rig. */
export function usePayback(form: PaybackForm, asked: Asked<PaybackGround> | null): PaybackShown {
  const ground = form.fixed === null && asked?.state === 'answered' ? asked.value : null
  const ready = ground?.state === 'ready' ? ground : null
  const { fixed, edits } = form
  const asking = useMemo((): Result<WorkedQuestion, Problem> | null => {
    if (fixed !== null) return ok(fixedQuestion(fixed, edits))
    return ready === null ? null : questionOf(ready, edits)
  }, [fixed, ready, edits])
  const question = asking?.ok === true ? asking.value : null
  const report = useDeferredValue(useWorked('report', question))
  const range = useDeferredValue(useWorked('range', question))
  const worked = useMemo(
    (): Worked | null =>
      report === null
        ? null
        : {
            scenario: report.question.scenario,
            report: report.answer,
            alternatives: report.question.alternatives,
            currency: report.question.currency,
          },
    [report],
  )
  if (fixed === null && asked === null)
    return {
      ...noHead,
      state: 'no-rig',
      answer: 'Which rig?',
      second: 'Tick one that you have, or think of buying one.',
    }
  if (fixed === null && asked?.state === 'refused')
    return { ...noHead, state: 'refused', problem: asked.problem, answer: 'No answer.' }
  if (asking?.ok === false)
    return { ...noHead, state: 'refused', problem: asking.problem, answer: 'No answer.' }
  if (ground?.state === 'not-enough-history') return notEnough(ground)
  if (question === null || report === null || worked === null) return { ...noHead, state: 'asking' }
  const isRangeStale = range?.question !== report.question
  return {
    state: 'ready',
    ground: ready,
    question,
    report,
    worked,
    range,
    isRangeStale,
    second: reasonWords(report.answer, report.question),
    rests:
      ready === null
        ? 'Rests on the assumptions it was saved with.'
        : restsWords(ready, report.answer.projection),
  }
}

function notEnough({
  completeMonths,
  needed,
}: Extract<PaybackGround, { state: 'not-enough-history' }>): PaybackShown {
  const lacking = counted(needed - completeMonths.length, 'more whole month')
  return {
    state: 'not-enough-history',
    answer: `Not enough history: ${completeMonths.length} of ${counted(needed, 'complete month')}.`,
    second: `Drop the bills of ${lacking} anywhere in this window; the answer follows by itself.`,
    rests: null,
  }
}
