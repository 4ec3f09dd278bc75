import type { ReactNode } from 'react'
import { shrinks, type ImportOutcome, type Replaced } from '../../core/statement.ts'
import { problemWords } from '../../core/words.ts'
import { count, dayRange, instant, money, percent } from '../figures.ts'
import { counted } from '../words.ts'
import type { Importing } from '../useImport.ts'
import { ActMark, DoneMark, LookMark, SameMark } from './Marks.tsx'
import { ProblemNotice } from './Screen.tsx'
import { StatementTotals } from './StatementTotals.tsx'

/** What became of the files of the last import, in words, until it is put away. */
export const ImportResult = ({
  importing,
  close,
}: {
  importing: Importing
  close: () => void
}): ReactNode => (
  <div role="status" aria-live="polite">
    {importing.state === 'idle' || importing.state === 'choosing' ? null : (
      <Told importing={importing} close={close} />
    )}
  </div>
)

function Told({
  importing,
  close,
}: {
  importing: Exclude<Importing, { state: 'idle' | 'choosing' }>
  close: () => void
}): ReactNode {
  if (importing.state === 'refused')
    return <ProblemNotice problem={importing.problem}>{closing(close)}</ProblemNotice>
  if (importing.state === 'importing') {
    const { progress } = importing
    return (
      <div className="results results-head">
        <p>
          {progress === null
            ? 'Reading the files…'
            : `Reading ${progress.file}: ${counted(progress.rows, 'row')}`}
        </p>
        {progress === null || progress.byteCount === 0 ? null : (
          <progress
            max={progress.byteCount}
            value={progress.bytesRead}
            aria-label={`${percent(progress.bytesRead / progress.byteCount)} read`}
          />
        )}
      </div>
    )
  }
  return (
    <div className="results">
      <div className="results-head">
        <h2>{summary(importing.outcomes)}</h2>
        {closing(close)}
      </div>
      <ul>
        {importing.outcomes.map((outcome, index) => (
          <li className={`result ${outcome.state}`} key={`${index} ${outcome.file}`}>
            <Outcome outcome={outcome} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const closing = (close: () => void): ReactNode => (
  <button type="button" className="button" onClick={close}>
    Put away
  </button>
)

function summary(outcomes: readonly ImportOutcome[]): string {
  const of = (state: ImportOutcome['state']): number =>
    outcomes.filter((outcome) => outcome.state === state).length
  const imported = of('imported')
  const known = of('already-imported')
  const refused = of('refused')
  return [
    imported > 0 ? `${counted(imported, 'statement')} imported` : '',
    known > 0 ? `${count(known)} already here` : '',
    refused > 0 ? `${count(refused)} refused` : '',
  ]
    .filter((words) => words !== '')
    .join(', ')
}

function Outcome({ outcome }: { outcome: ImportOutcome }): ReactNode {
  if (outcome.state === 'refused')
    return (
      <>
        <ActMark />
        <p>{problemWords(outcome.problem)}</p>
      </>
    )
  const { statement } = outcome
  if (outcome.state === 'already-imported')
    return (
      <>
        <SameMark />
        <p>
          <span className="file">{outcome.file}</span> was already imported on {instant(statement.importedAt)}
          {statement.fileName === outcome.file ? '' : ` as ${statement.fileName}`}. Nothing was counted twice.
        </p>
      </>
    )
  return (
    <>
      <DoneMark />
      <div>
        <p>
          <span className="file">{outcome.file}</span>: {counted(statement.rowCount, 'row')}
          {statement.firstDay === null || statement.lastDay === null
            ? ', a header and no rows'
            : `, ${dayRange(statement.firstDay, statement.lastDay)}`}
          {statement.totals.length === 0 ? '' : ', '}
          <StatementTotals totals={statement.totals} />
        </p>
        {outcome.replaced.map((replaced) => (
          <ReplacedDays
            key={`${replaced.statementId} ${replaced.serviceProviderName} ${replaced.billingAccountId}`}
            replaced={replaced}
          />
        ))}
      </div>
    </>
  )
}

/** Which days of which file this one speaks for now, what they cost before and cost now, and a doubt if due. */
const ReplacedDays = ({ replaced }: { replaced: Replaced }): ReactNode => (
  <p className={shrinks(replaced) ? 'doubtful' : 'quiet'}>
    {shrinks(replaced) ? <LookMark /> : null}
    Speaks for {counted(replaced.days, 'day')} of {replaced.serviceProviderName} instead of{' '}
    {replaced.fileName}
    {replaced.restated.map(
      ({ currency, before, after }) => `: ${money(before, currency)} → ${money(after, currency)}`,
    )}
    .
    {shrinks(replaced)
      ? ' Less than half is left. If this is only a part of the bill, undo it in Statements.'
      : ''}
  </p>
)
