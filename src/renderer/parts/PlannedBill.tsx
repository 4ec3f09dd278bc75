import { useId, type ReactNode } from 'react'
import {
  doubtedIn,
  type Doubted,
  type PlanAnswer,
  type PlannedBill as Planned,
  type PlannedStatement,
} from '../../core/import-plan.ts'
import { flagWords } from '../../core/sanity-words.ts'
import { problemWords } from '../../core/words.ts'
import { datasetNote, exportWords } from '../exportWords.ts'
import { dayRange, exactText, instant } from '../figures.ts'
import { monthChanges, type ReadyBill } from '../planWords.ts'
import { counted } from '../words.ts'
import { DoubtQuestion, DoubtSentences } from './DoubtQuestion.tsx'
import { ActMark, DoneMark, LookMark, SameMark } from './Marks.tsx'
import { PlannedSources } from './PlannedSources.tsx'
import { StatementTotals } from './StatementTotals.tsx'

type Answering = {
  readonly given: PlanAnswer | null
  readonly answer: (answer: PlanAnswer | null) => void
}

/** One file of the plan: what it was read as, what it brings, and what it asks. */
export function PlannedBill({
  bill,
  doubted,
  given,
  answer,
  mapColumns,
}: {
  bill: Planned
  doubted: readonly Doubted[]
  mapColumns: ((bill: Planned) => void) | undefined
} & Answering): ReactNode {
  switch (bill.state) {
    case 'ready':
      return <Ready bill={bill} doubted={doubted} given={given} answer={answer} />
    case 'rates':
      return (
        <li className="bill">
          <DoneMark />
          <div className="bill-body">
            <p>
              <span className="file">{bill.file}</span>: exchange rates of the European Central Bank
            </p>
            <p className="quiet">
              {counted(bill.rates.days, 'day')}, {dayRange(bill.rates.firstDay, bill.rates.lastDay)}. No money
              is added by them.
            </p>
          </div>
          <ImportBox file={bill.file} given={given} answer={answer} />
        </li>
      )
    case 'already-imported':
      return (
        <li className="bill">
          <SameMark />
          <p className="quiet">
            <span className="file">{bill.file}</span>{' '}
            {bill.statement === null
              ? `is the same file as ${bill.sameAs}.`
              : `was imported on ${instant(bill.statement.importedAt)}${bill.sameAs === bill.file ? '' : ` as ${bill.sameAs}`}.`}{' '}
            Nothing counts twice.
            {bill.putsBack ? ' The copy that Breakwatt kept of it is gone: this file takes its place.' : ''}
          </p>
        </li>
      )
    case 'rejected':
      return (
        <li className="bill rejected">
          <ActMark />
          <p>{problemWords(bill.problem)}</p>
          {mapColumns !== undefined && bill.problem.kind === 'unknown-format' ? (
            <button
              type="button"
              className="button"
              onClick={() => {
                mapColumns(bill)
              }}
            >
              Say what its columns mean…
            </button>
          ) : null}
        </li>
      )
  }
}

function Ready({
  bill,
  doubted,
  given,
  answer,
}: { bill: ReadyBill; doubted: readonly Doubted[] } & Answering): ReactNode {
  const isDoubted = doubted.length > 0
  const asks = isDoubted && bill.answer === null
  // Of days that it takes only because the user said so there is nothing to ask any more.
  const raised = isDoubted ? [] : doubtedIn(bill)
  const looks = asks || raised.length > 0 || bill.flags.length > 0
  const changes = monthChanges(bill.replaced)
  const from = [...new Set(bill.replaced.map(({ fileName }) => fileName))]
  return (
    <li className={`bill${bill.answer?.kind === 'skip' ? ' left-out' : ''}${looks ? ' looks' : ''}`}>
      {looks ? <LookMark /> : <DoneMark />}
      <div className="bill-body">
        <Head file={bill.file} statement={bill.statement} />
        {bill.broughtBack === null ? null : (
          <p className="quiet">
            Imported on {instant(bill.broughtBack.importedAt)} and undone since. Importing brings it back as
            it was.
          </p>
        )}
        <PlannedSources sources={bill.sources} />
        {!isDoubted && (bill.outrankedBy.length > 0 || given?.kind === 'outrank') ? (
          <OutrankBox file={bill.file} given={given} answer={answer} />
        ) : null}
        {from.length === 0 ? null : (
          <p className="restated">
            <span className="numbers">{changes.length === 0 ? 'Replaces days' : changes.join(', ')}</span>{' '}
            <span className="quiet">
              instead of {from.length > 3 ? counted(from.length, 'file') : from.join(', ')}
            </span>
          </p>
        )}
        {raised.length === 0 ? null : (
          <p className="doubtful">
            <LookMark />
            <span>
              <strong>Look:</strong> <DoubtSentences doubted={raised} />
            </span>
          </p>
        )}
        {bill.flags.map((flag, place) => (
          <p className="doubtful" key={place}>
            <LookMark />
            <span>
              <strong>Look:</strong> {flagWords(flag, exactText)}
            </span>
          </p>
        ))}
        {isDoubted ? <DoubtQuestion bill={bill} doubted={doubted} given={given} answer={answer} /> : null}
      </div>
      {isDoubted ? null : <ImportBox file={bill.file} given={given} answer={answer} />}
    </li>
  )
}

/** The file, what it was read as, and its own totals. */
const Head = ({
  file,
  statement,
}: {
  file: string
  statement: Omit<PlannedStatement, 'undoneAt'>
}): ReactNode => {
  const { dialect, dataset, rowCount, firstDay, lastDay, totals } = statement
  const days = firstDay === null || lastDay === null ? 'a header and no rows' : dayRange(firstDay, lastDay)
  const note = datasetNote(dataset)
  return (
    <div className="bill-head">
      <h3 className="file">{file}</h3>
      <p className="figure">
        <StatementTotals totals={totals} />
      </p>
      <p className="quiet">
        Read as {exportWords(dialect)}: {counted(rowCount, 'row')}, {days}.{note === null ? '' : ` ${note}`}
      </p>
    </div>
  )
}

/** In the plan, or left out: there is nothing to doubt, so it is in until the user says otherwise. */
function ImportBox({ file, given, answer }: { file: string } & Answering): ReactNode {
  const id = useId()
  return (
    <label className="check" htmlFor={id}>
      <input
        id={id}
        type="checkbox"
        checked={given?.kind !== 'skip'}
        aria-label={`Import ${file}`}
        onChange={(event) => {
          answer(event.target.checked ? null : { kind: 'skip' })
        }}
      />
      Import
    </label>
  )
}

/** The user's word that it is the newer one: it speaks also for the days that another statement would keep. */
function OutrankBox({ file, given, answer }: { file: string } & Answering): ReactNode {
  const id = useId()
  return (
    <label className="check" htmlFor={id}>
      <input
        id={id}
        type="checkbox"
        checked={given?.kind === 'outrank'}
        disabled={given?.kind === 'skip'}
        aria-label={`Use it for all its days: ${file}`}
        onChange={(event) => {
          answer(event.target.checked ? { kind: 'outrank' } : null)
        }}
      />
      Use it for all its days
    </label>
  )
}
