import { useEffect, useRef, type ReactNode } from 'react'
import type { ImportOutcome } from '../../core/statement.ts'
import { problemWords } from '../../core/words.ts'
import { instant } from '../figures.ts'
import { changeWords, outcomeWords, replacedWords } from '../planWords.ts'
import { counted } from '../words.ts'
import { ActMark, DoneMark, SameMark } from './Marks.tsx'
import { StatementTotals } from './StatementTotals.tsx'

/** Files that are told one by one. */
const unfolded = 10

/** What became of the files of the last import, in words, until it is put away. */
export function ImportResult({
  outcomes,
  close,
  showStatements,
}: {
  outcomes: readonly ImportOutcome[]
  close: () => void
  showStatements: () => void
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [outcomes])
  const told = [
    ...outcomes.filter(({ state }) => state === 'refused'),
    ...outcomes.filter(({ state }) => state !== 'refused'),
  ]
  const canUndo = outcomes.some(({ state }) => state === 'imported')
  return (
    <section className="results" aria-label="Result of the import">
      <div className="results-head">
        <h2 ref={heading} tabIndex={-1}>
          {outcomeWords(outcomes)}
        </h2>
        <div className="buttons">
          {canUndo ? (
            <button type="button" className="link" onClick={showStatements}>
              Undo in Statements
            </button>
          ) : null}
          <button type="button" className="button" onClick={close}>
            Put away
          </button>
        </div>
      </div>
      <ul>
        {told.slice(0, unfolded).map((outcome, place) => (
          <li className={`result ${outcome.state}`} key={`${place} ${outcome.file}`}>
            <Outcome outcome={outcome} />
          </li>
        ))}
        {told.length > unfolded ? (
          <li className="result">
            <SameMark />
            <p className="quiet">{counted(told.length - unfolded, 'file')} more, all in Statements.</p>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

function Outcome({ outcome }: { outcome: ImportOutcome }): ReactNode {
  switch (outcome.state) {
    case 'refused':
      return (
        <>
          <ActMark />
          <p>{problemWords(outcome.problem)}</p>
        </>
      )
    case 'skipped':
      return (
        <>
          <SameMark />
          <p className="quiet">
            <span className="file">{outcome.file}</span> was left out.
          </p>
        </>
      )
    case 'rates-imported':
      return (
        <>
          <DoneMark />
          <p>
            <span className="file">{outcome.file}</span>: exchange rates of{' '}
            {counted(outcome.rates.days, 'day')}
          </p>
        </>
      )
    case 'already-imported':
      return (
        <>
          <SameMark />
          <p className="quiet">
            <span className="file">{outcome.file}</span> was imported on{' '}
            {instant(outcome.statement.importedAt)}. Nothing counts twice.
            {outcome.putBack ? ' Its original file is back.' : ''}
          </p>
        </>
      )
    case 'imported': {
      const { statement, replaced } = outcome
      const change = changeWords(replaced.flatMap(({ restated }) => restated))
      return (
        <>
          <DoneMark />
          <p>
            <span className="file">{outcome.file}</span>: {counted(statement.rowCount, 'row')}
            {statement.totals.length === 0 ? '' : ', '}
            <StatementTotals totals={statement.totals} />
            {replaced.length === 0 ? '' : `; replaced ${replacedWords(replaced)}`}
            {change === '' ? '' : `: ${change}`}
          </p>
        </>
      )
    }
  }
}
