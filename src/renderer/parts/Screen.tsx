import type { ReactNode } from 'react'
import type { Problem } from '../../core/problem.ts'
import { problemWords } from '../../core/words.ts'
import type { Asked } from '../useAnswer.ts'
import { ActMark } from './Marks.tsx'

/** A screen opens with its answer in words, then what that rests on. */
export const Screen = ({
  name,
  answer,
  second,
  rests,
  actions,
  children,
}: {
  name: string
  answer: ReactNode
  second?: ReactNode
  rests?: ReactNode
  actions?: ReactNode
  children: ReactNode
}): ReactNode => (
  <section className="screen" aria-labelledby="answer">
    <header className="screen-head">
      <div className="screen-words">
        <h1 id="answer" aria-live="polite">
          <span className="eyebrow">
            {name}
            <span className="unseen">: </span>
          </span>
          {answer}
        </h1>
        {second === undefined ? null : <p className="second">{second}</p>}
        {rests === undefined ? null : <p className="quiet">{rests}</p>}
      </div>
      {actions === undefined ? null : <div className="buttons">{actions}</div>}
    </header>
    {children}
  </section>
)

/** What stood in the way: what, where, what to do. */
export const ProblemNotice = ({
  problem,
  children,
}: {
  problem: Problem
  children?: ReactNode
}): ReactNode => (
  <div className="notice" role="alert">
    <ActMark />
    <p>{problemWords(problem)}</p>
    {children}
  </div>
)

/** Shows itself only where the answer takes longer than 300 ms. */
export const Waiting = (): ReactNode => (
  <p className="waiting" role="status">
    Reading the ledger…
  </p>
)

/** Nothing while asking, the problem where refused, and else what the answer is made into. */
export function Answered<T>({
  asked,
  children,
}: {
  asked: Asked<T>
  children: (value: T) => ReactNode
}): ReactNode {
  switch (asked.state) {
    case 'asking':
      return <Waiting />
    case 'refused':
      return <ProblemNotice problem={asked.problem} />
    case 'answered':
      return children(asked.value)
  }
}

/** What will be here, and the one next step. */
export const Empty = ({
  children,
  actions,
  tall = false,
}: {
  children: ReactNode
  actions?: ReactNode
  tall?: boolean
}): ReactNode => (
  <div className={tall ? 'empty tall' : 'empty'}>
    {children}
    {actions === undefined ? null : <div className="buttons">{actions}</div>}
  </div>
)
