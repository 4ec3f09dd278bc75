import type { ReactNode } from 'react'
import { chanceWords, verdictOf } from '../../core/payback/verdict-words.ts'
import type { Answer } from '../useWorked.ts'
import { FormulaFigure } from './FormulaFigure.tsx'

const empty = '\u00a0'

/** The answer in words, and how sure it is; its month opens to how it was worked out. */
export function PaybackVerdict({
  report: { question, answer },
  range,
  isRangeStale,
}: {
  report: Answer<'report'>
  range: Answer<'range'> | null
  isRangeStale: boolean
}): ReactNode {
  const { month0 } = question.scenario
  const { before, figure, after } = verdictOf(answer, month0, question.currency)
  const chance = range === null ? null : chanceWords(range.answer.range, answer.projection, month0)
  return (
    <>
      {before}
      <FormulaFigure figure={{ of: 'verdict' }}>{figure}</FormulaFigure>
      {`${after}. `}
      <span className={isRangeStale ? 'chance stale' : 'chance'}>
        {chance === null ? empty : `${chance.charAt(0).toUpperCase()}${chance.slice(1)}.`}
      </span>
    </>
  )
}
